# SPDX-License-Identifier: GPL-2.0-or-later
"""`hselcz:convertcodes` in real QGIS."""

from __future__ import annotations

import zipfile

import numpy as np
import pytest
from osgeo import gdal

from hse_lcz.model.lczmap.smoothing import gaussian_filter
from hse_lcz.model.tables import code_schemes, lcz


@pytest.fixture
def zones() -> np.ndarray:
    return np.kron(np.arange(20).reshape(4, 5) % 18, np.ones((5, 5), dtype=int)).astype(np.uint8)


@pytest.fixture
def source(write_raster, zones, tmp_path) -> str:
    return write_raster(tmp_path / "lcz.tif", zones[None], ("lcz",), pixel=100)


def run(**parameters):
    import processing

    return processing.run("hselcz:convertcodes", parameters)


def test_all_three_outputs(provider, source, zones, write_raster, tmp_path):
    confidence = write_raster(tmp_path / "sure.tif", np.full((1, 20, 25), 66, np.uint8), ("lczProb",), pixel=100)
    done = run(
        INPUT=source, TARGET="hundreds", CONFIDENCE=confidence, LCZ=str(tmp_path / "umep.tif"),
        LCZ_GENERATOR=str(tmp_path / "three.tif"), KMZ=str(tmp_path / "city.kmz"),
    )  # fmt: skip
    np.testing.assert_array_equal(
        gdal.Open(done["LCZ"]).ReadAsArray(), code_schemes.encode(zones, code_schemes.SCHEMES["hundreds"])
    )
    three = gdal.Open(done["LCZ_GENERATOR"]).ReadAsArray()
    np.testing.assert_array_equal(three, [zones, gaussian_filter(zones, 100), np.where(zones > 0, 66, 0)])
    style = (tmp_path / "umep.qml").read_text()
    assert 'value="107"' in style
    assert 'value="17"' not in style
    with zipfile.ZipFile(done["KMZ"]) as archive:
        assert archive.read("legend.png").startswith(b"\x89PNG")
        assert "<name>lcz</name>" in archive.read("doc.kml").decode()


def test_loaded_into_a_project_it_shows_the_zones(provider, source, project, tmp_path):
    from qgis.core import QgsProcessingContext, QgsProcessingFeedback, QgsProcessingOutputLayerDefinition

    context = QgsProcessingContext()
    context.setProject(project)
    target = QgsProcessingOutputLayerDefinition(str(tmp_path / "wrf.tif"), project)
    import processing

    processing.runAndLoadResults(
        "hselcz:convertcodes", {"INPUT": source, "TARGET": "wrf45", "LCZ": target}, QgsProcessingFeedback(), context
    )
    layer = next(iter(project.mapLayers().values()))
    shown = {row.value: row.color.name().upper() for row in layer.renderer().classes()}
    assert shown == {code: zone.colour for zone, code in zip(lcz.ZONES, code_schemes.SCHEMES["wrf45"].codes) if code}


def test_qgis_process_says_what_became_of_the_zones(qgis_process, source, zones, tmp_path):
    done = qgis_process(
        "run", "hselcz:convertcodes", "--", f"INPUT={source}", "TARGET=wrf44", f"LCZ={tmp_path / 'wrf.tif'}",
        f"KMZ={tmp_path / 'city.kmz'}",
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert "LCZ 1: Compact high-rise: 50 cells, 31." in done.stdout
    assert "LCZ G: Water: 25 cells, no data." in done.stdout
    assert "150 cells of natural zones have no number there" in done.stdout
    assert zipfile.is_zipfile(tmp_path / "city.kmz")
    expected = code_schemes.encode(zones, code_schemes.SCHEMES["wrf44"])
    np.testing.assert_array_equal(gdal.Open(str(tmp_path / "wrf.tif")).ReadAsArray(), expected)
