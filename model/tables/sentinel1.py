# SPDX-License-Identifier: GPL-2.0-or-later
"""The two channels of Sentinel-1 that a network may read beside the ten bands of Sentinel-2."""

from __future__ import annotations

# In the order of the network's input. Both are transmitted vertically and received vertically or horizontally.
NAMES = ("VV", "VH")
QUANTITY = "calibrated backscatter intensity in dB: 10 log10 of sigma nought or gamma nought"
# Weaker echoes are noise, stronger ones single reflectors: what lies beyond is set to these, in training as in maps.
LOWEST_DB, HIGHEST_DB = -40.0, 20.0
SPECKLE = {"refined Lee": "despeckled by a refined Lee filter", "none": "not despeckled"}
"""Speckle filters that a model's card may name, and their descriptions."""
