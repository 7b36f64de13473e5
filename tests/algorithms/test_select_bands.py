# SPDX-License-Identifier: GPL-2.0-or-later
"""`hselcz:selectbands` as users run it: two dates of which one tells nothing, in the console and by `qgis_process`."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest

from .conftest import TOWN_CORNER, TOWN_SIDE, files_in, refused

DOCS = Path(__file__).resolve().parent.parent.parent / "docs" / "selectbands.md"


@pytest.fixture
def here(write_raster, areas, tmp_path, monkeypatch):
    """A folder with the files that the page's examples take, as the current one."""
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    rng = np.random.default_rng(0)
    for day, difference in (("20200715", 900), ("20201020", 0)):
        bands = rng.normal(1500, 150, (10, TOWN_SIDE, TOWN_SIDE))
        bands[8, :, TOWN_SIDE // 2 :] += difference
        bands = bands.clip(1, 9999).astype("uint16")
        write_raster(folder / f"town_{day}.tif", bands, corner=TOWN_CORNER)
    built = np.zeros((1, TOWN_SIDE, TOWN_SIDE), "uint8")
    built[:, :, TOWN_SIDE // 2 :] = 80
    write_raster(folder / "impervious.tif", built, ["imperviousness"], nodata=255, corner=TOWN_CORNER)
    from osgeo import gdal

    options = gdal.VectorTranslateOptions(format="KML", dstSRS="EPSG:4326", reproject=True,
                                          datasetCreationOptions=["NameField=class"])  # fmt: skip
    assert gdal.VectorTranslate(str(folder / "areas.kml"), areas, options=options) is not None
    return folder


def test_the_examples_of_the_page_run(provider, here, shadowed_qgis_process):
    import processing

    text = DOCS.read_text(encoding="utf-8")
    code = re.search(r"```python\n(.*?)```", text, re.DOTALL)[1]
    ran = {}
    exec(
        code.replace("processing.run(", "ran.update(processing.run(", 1).rstrip() + ")",
        {"processing": processing, "ran": ran},
    )
    assert ran["DATES"] == "2020-07-15" and ran["NAMES"] == "B11 2020-07-15"
    assert ran["FEATURES"] == 20 and ran["RECOMMENDED"] == 1
    assert ran["AUC_RECOMMENDED"] > 0.99 and ran["R_SQUARED_RECOMMENDED"] > 0.95
    page = (here / "bands.html").read_text(encoding="utf-8")
    assert "none: this date can be left out" in page and "town_20200715, town_20201020" in page
    assert (here / "bands.csv").read_text(encoding="utf-8").startswith("rank,feature,date,band")
    (here / "bands.html").unlink()
    command = re.search(r"```sh\nqgis_process (.*?)```", text, re.DOTALL)[1].replace("\\\n", " ").split()
    done = shadowed_qgis_process("import sys; sys.modules['torch'] = None; sys.modules['scipy'] = None", *command)
    assert done.returncode == 0, done.stdout + done.stderr
    assert (here / "bands.html").is_file()


def test_what_cannot_be_ranked_is_refused_in_one_sentence(provider, here):
    import processing

    scenes = ["town_20200715.tif"]

    def sentence(**parameters):
        return refused(lambda: processing.run("hselcz:selectbands", {"REPORT": "out/bands.html", **parameters}))

    assert "(LABELS) or “Settlement” (HSE) should say what to judge by" in sentence(SCENES=scenes)
    assert "(SCENES) should hold a Sentinel-2 scene" in sentence(SCENES=[], HSE="impervious.tif")
    for name in ("SCENES", "RASTERS"):
        lists = {"SCENES": scenes, "HSE": "impervious.tif", name: [*scenes, "nowhere.tif"]}
        assert f"({name}) should be rasters, but not all of" in sentence(**lists)
    assert "(KEEP) should be at most 100" in sentence(SCENES=scenes, HSE="impervious.tif", KEEP=101)
    assert "(REPORT) should end in .html" in sentence(SCENES=scenes, HSE="impervious.tif", REPORT="out/bands.txt")
    assert "(LABELS) should be polygons or a raster" in sentence(SCENES=scenes, LABELS="nowhere.kml")
    assert "20201020.tif" in sentence(SCENES=scenes, HSE="town_20201020.tif")  # reflectance is no settlement
    assert not (here / "out").exists() or not files_in(here / "out")
