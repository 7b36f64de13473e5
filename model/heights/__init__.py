# SPDX-License-Identifier: GPL-2.0-or-later
"""Heights of buildings, from rasters and polygons, and what they say of the zones that a sensor cannot tell apart."""
