# SPDX-License-Identifier: GPL-2.0-or-later
"""Sentinel-2 input, from a path to reflectance on a grid of 10 m pixels."""
