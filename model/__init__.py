# SPDX-License-Identifier: GPL-2.0-or-later
"""Everything that would live without QGIS: network, rasters, Sentinel-2, local climate zones, metrics."""
