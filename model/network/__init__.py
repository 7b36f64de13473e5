# SPDX-License-Identifier: GPL-2.0-or-later
"""The network: its configuration, its PyTorch module and its weights file."""
