# SPDX-License-Identifier: GPL-2.0-or-later
"""The demonstration behind `make demo`: one scene, mapped by the real `qgis_process`, drawn on one page."""
