# SPDX-License-Identifier: GPL-2.0-or-later
"""The groups of the toolbox, (id, name): every algorithm's `GROUP` is one of these.

QGIS sorts groups by name. The numbers bring the map of a scene to the top and keep the order in which people work.
"""

from __future__ import annotations

MAPPING = ("mapping", "1 · Mapping")  # from images to maps
SCENES = ("scenes", "2 · Scenes")  # what a map is made from
IN_USE = ("inuse", "3 · LCZ map tools")  # what other tools and people need of a map
COMPARED = ("compared", "4 · Accuracy and change")  # with a reference, with another date, with each other
SETUP = ("setup", "5 · Setup and first steps")  # this computer, and a scene to try
TRAINING = ("training", "6 · Training areas")  # a network for one's own city

GROUPS = (MAPPING, SCENES, IN_USE, COMPARED, SETUP, TRAINING)
