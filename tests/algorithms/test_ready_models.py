# SPDX-License-Identifier: GPL-2.0-or-later
"""The ready-made model takes a product as it was downloaded, and is the file that its script writes."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from osgeo import gdal

from ..safe import Product, write_product, zipped
from .desktop import write_districts

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture
def product(patchwork, tmp_path) -> str:
    """The zip of a product of 840 x 660 m."""
    bands = patchwork(height=66, width=84)
    fine, coarse = bands[[0, 1, 2, 6]], bands[[3, 4, 5, 7, 8, 9], ::2, ::2]
    return str(zipped(write_product(tmp_path, fine, coarse, Product("2A", "05.10"), (642300, 5210700))))


def test_from_a_downloaded_product_to_districts(qgis_process, product, tmp_path):
    write_districts(tmp_path / "districts.gpkg")
    outputs = {
        "map:HSE": "hse.tif",
        "map:LCZ": "lcz.tif",
        "summary:DISTRICTS": "figures.gpkg",
        "summary:REPORT": "page.html",
    }
    done = qgis_process(
        "--json", "run", "hselcz:mapdistricts", "--", f"SCENE={product}", f"DISTRICTS={tmp_path / 'districts.gpkg'}",
        *(f"{name}={tmp_path / path}" for name, path in outputs.items()),
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert set(outputs) <= set(json.loads(done.stdout)["results"])
    raster = gdal.Open(str(tmp_path / "lcz.tif"))
    assert (raster.RasterXSize, raster.RasterYSize) == (9, 7)
    assert raster.GetGeoTransform() == (642300, 100, 0, 5210700, 0, -100)
    assert (tmp_path / "figures.gpkg").stat().st_size > 10_000
    assert "west" not in (tmp_path / "page.html").read_text(encoding="utf-8")  # no NAME was given


def test_a_step_that_fails_says_why(provider, write_raster, patchwork, tmp_path):
    import processing
    from qgis.core import QgsProcessingException

    write_districts(tmp_path / "districts.gpkg")
    scene = write_raster(tmp_path / "scene.tif", patchwork(height=60, width=60)[:1], names=["B2"])
    given = {"SCENE": scene, "DISTRICTS": str(tmp_path / "districts.gpkg"), "map:LCZ": str(tmp_path / "lcz.tif")}
    given.update(dict.fromkeys(("map:HSE", "summary:DISTRICTS", "summary:REPORT"), "TEMPORARY_OUTPUT"))
    with pytest.raises(
        QgsProcessingException, match="Map settlement extent and zones: Expected each of the ten Sentinel-2"
    ):
        processing.run("hselcz:mapdistricts", given)


def test_a_model_says_what_it_expects(provider):
    from qgis.core import QgsProcessingContext

    accepted, said = provider.algorithm("fetchandmap").checkParameterValues({"EXTENT": "x"}, QgsProcessingContext())
    assert not accepted and said.startswith("“Extent” (EXTENT) should be an extent such as")


def test_the_file_is_what_its_script_writes(provider, monkeypatch):
    """Whoever changes an algorithm's parameters writes the models anew."""
    monkeypatch.syspath_prepend(str(ROOT / "scripts"))
    import make_models

    written, kept = make_models.map_districts(), provider.algorithm("mapdistricts")
    assert written.childAlgorithms().keys() == kept.childAlgorithms().keys()
    for name, child in written.childAlgorithms().items():
        sources = {
            key: [str(source.staticValue()) for source in found] for key, found in child.parameterSources().items()
        }
        other = kept.childAlgorithms()[name].parameterSources()
        assert sources == {key: [str(source.staticValue()) for source in found] for key, found in other.items()}, (
            "run scripts/in_qgis.py python scripts/make_models.py"
        )
    sys.modules.pop("make_models")
