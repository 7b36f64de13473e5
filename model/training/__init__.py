# SPDX-License-Identifier: GPL-2.0-or-later
"""Training and fine-tuning of the network, its calibration and its validation."""
