# SPDX-License-Identifier: GPL-2.0-or-later
"""The only room that knows QGIS: one algorithm a file, thin over `model`."""
