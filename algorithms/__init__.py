# SPDX-License-Identifier: GPL-2.0-or-later
"""The only package that imports QGIS: one algorithm in each file, a thin layer over `model`."""
