# SPDX-License-Identifier: GPL-2.0-or-later
"""Windows, grids, coordinate systems, reading rasters, and writing outputs that appear whole or not at all."""
