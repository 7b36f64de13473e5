# SPDX-License-Identifier: GPL-2.0-or-later
"""How fast the maps are made, beside other ways to make them: `make bench`."""
