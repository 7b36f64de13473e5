# SPDX-License-Identifier: GPL-2.0-or-later
"""A simulated town and its Sentinel-2 scene, whose settlement extent and zones are known exactly."""
