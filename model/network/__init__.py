# SPDX-License-Identifier: GPL-2.0-or-later
"""What the network is: its configuration, its PyTorch module and its weights file."""
