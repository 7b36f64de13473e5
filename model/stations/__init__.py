# SPDX-License-Identifier: GPL-2.0-or-later
"""Weather stations on an LCZ map: the zones around each, whether it stands for one zone, and rural references."""
