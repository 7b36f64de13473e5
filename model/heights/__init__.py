# SPDX-License-Identifier: GPL-2.0-or-later
"""Heights of buildings, from rasters and polygons, to tell zones apart that a sensor cannot."""
