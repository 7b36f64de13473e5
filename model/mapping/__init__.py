# SPDX-License-Identifier: GPL-2.0-or-later
"""The main job: a Sentinel-2 scene in, maps of settlement extent and local climate zones out."""
