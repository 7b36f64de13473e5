# SPDX-License-Identifier: GPL-2.0-or-later
"""The groups of the toolbox, (id, name): every algorithm's `GROUP` is one of these.

QGIS sorts groups by name. The numbers bring the map of a scene to the top and keep the order in which people work.
"""

from __future__ import annotations

MAPPING = ("mapping", "1 · Mapping")  # from images to maps
IN_USE = ("inuse", "2 · LCZ map tools")  # what other tools and people need of a map
COMPARED = ("compared", "3 · Accuracy and change")  # with a reference, with another date, with each other
SETUP = ("setup", "4 · Setup and first steps")  # this computer, and a scene to try
TRAINING = ("training", "5 · Training areas")  # a network for one's own city

GROUPS = (MAPPING, IN_USE, COMPARED, SETUP, TRAINING)
