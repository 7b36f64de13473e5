# SPDX-License-Identifier: GPL-2.0-or-later
"""Constants of the field without any input or output: bands, zones, code schemes, products, colours, canopy values."""
