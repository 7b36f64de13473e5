# SPDX-License-Identifier: GPL-2.0-or-later
"""The groups of the toolbox, (id, name): every algorithm's `GROUP` is one of these. QGIS sorts them by name."""

from __future__ import annotations

MAPPING = ("mapping", "Mapping")  # from images to maps
COMPARED = ("compared", "Maps compared")  # with a reference, with another date, with each other
IN_USE = ("inuse", "Maps in use")  # what other tools and people need of a map
SETUP = ("setup", "Setup")  # this computer

GROUPS = (MAPPING, COMPARED, IN_USE, SETUP)
