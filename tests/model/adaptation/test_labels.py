# SPDX-License-Identifier: GPL-2.0-or-later
"""Labels lie where they were drawn."""

from __future__ import annotations

import json

import numpy as np
import pytest

from hse_lcz.model.adaptation.labels import LabelFiles, Labels
from hse_lcz.model.adaptation.samples import LabelledScene
from hse_lcz.model.raster.windows import Window


@pytest.fixture
def drawn(write_raster, patchwork, tmp_path):
    """A scene, and one polygon of 400 m whose corner lies 1000 m east and 600 m south of the scene's."""
    scene = write_raster(tmp_path / "scene.tif", patchwork(1, 200, 200), corner=(600000.0, 5200000.0))
    left, top = 601000.0, 5199400.0
    ring = [[left, top], [left + 400, top], [left + 400, top - 400], [left, top - 400], [left, top]]
    features = [{"type": "Feature", "properties": {"lcz": 6}, "geometry": {"type": "Polygon", "coordinates": [ring]}}]
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::32631"}}
    areas = tmp_path / "areas.geojson"
    areas.write_text(json.dumps({"type": "FeatureCollection", "crs": crs, "features": features}))
    return scene, LabelFiles(str(areas), polygons=True)


def test_polygons_that_begin_beyond_the_corner_keep_their_place(drawn):
    """They were once counted from the corner of what they cover, and moved to the scene's corner."""
    path, files = drawn
    with LabelledScene(path, files, 500.0) as source:
        labels: Labels = source.labels
        codes = labels.zones(Window(0, 0, 100, 100)).codes
        expected = np.zeros((100, 100), np.uint8)
        expected[30:50, 50:70] = 6
        np.testing.assert_array_equal(codes, expected)
        np.testing.assert_array_equal(labels.zones(Window(45, 25, 30, 30)).codes, expected[25:55, 45:75])


def test_wanted_windows_hold_the_polygon(drawn):
    path, files = drawn
    with LabelledScene(path, files, 500.0) as source:
        (window,) = source.wanted()
        assert window.col <= 50 and window.row <= 30
        assert window.col + window.width >= 70 and window.row + window.height >= 50
