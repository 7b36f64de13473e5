# SPDX-License-Identifier: GPL-2.0-or-later
"""What cannot be mapped is refused in one sentence, and leaves no file."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest

from .conftest import files_in, refused


def refusal(mapcity, **parameters) -> str:
    """The sentence with which the console refuses."""
    text = refused(lambda: mapcity(**parameters))
    assert re.search(r"(should be|Expected|needed|cannot be)", text), text
    return text


@pytest.fixture
def out(tmp_path):
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


@pytest.fixture
def wrong(write_raster, patchwork, tmp_path):
    """Function that makes one of the wrong inputs by name -> its path as text."""
    good = patchwork(height=60, width=60)
    bands = {
        "three bands": {"bands": good[:3]},
        "three bands without names": {"bands": good[:3], "names": None},
        "eleven bands without names": {"bands": np.concatenate([good, good[:1]]), "names": None},
        "no crs": {"bands": good, "epsg": None},
        "large pixels": {"bands": good, "pixel": 60},
        "all nodata": {"bands": np.zeros_like(good), "nodata": 0},
        "picture": {"bands": (good[:3] // 40).clip(0, 255).astype(np.uint8), "names": None},
        "ten bands of a picture": {"bands": (good // 40).clip(0, 255).astype(np.uint8)},
    }

    def make(kind: str) -> str:
        if kind == "text":
            (tmp_path / "notes.txt").write_text("Sentinel-2")
            return str(tmp_path / "notes.txt")
        return write_raster(tmp_path / "wrong.tif", **bands[kind])

    return make


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("three bands", "B5"),
        ("three bands without names", "a raster of 3 bands"),
        ("eleven bands without names", "found 11"),
        ("no crs", "coordinate reference system"),
        ("large pixels", "found 60 x 60 m"),
        ("all nodata", "only nodata"),
        ("picture", "a raster of 3 bands"),
        ("ten bands of a picture", "8-bit|Byte|reflectance"),
        ("text", "does not open as one"),
    ],
)
def test_wrong_inputs(mapcity, wrong, out, kind, words):
    assert re.search(words, refusal(mapcity, INPUT=wrong(kind), HSE=str(out / "hse.tif"), LCZ=str(out / "lcz.tif")))
    assert files_in(out) == []


@pytest.mark.parametrize(("kind", "words"), [("no crs", "coordinate reference system"), ("text", "does not open as")])
def test_qgis_process_says_the_same(qgis_process, wrong, out, kind, words):
    done = qgis_process("run", "hselcz:mapcity", "--", f"INPUT={wrong(kind)}", f"LCZ={out / 'lcz.tif'}", "DEVICE=cpu")
    assert done.returncode != 0
    assert words in done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert files_in(out) == []


def test_no_input_at_all(mapcity, out):
    assert "(INPUT) should be a raster, but none is given" in refusal(mapcity, LCZ=str(out / "lcz.tif"))


def test_a_missing_file(mapcity, out, tmp_path):
    assert "nowhere.tif does not open" in refusal(
        mapcity, INPUT=str(tmp_path / "nowhere.tif"), LCZ=str(out / "lcz.tif")
    )


def test_a_layer_that_is_no_file(mapcity, project, out):
    from qgis.core import QgsRasterLayer

    layer = QgsRasterLayer("type=xyz&url=file:///nowhere/{z}/{x}/{y}.png&zmax=1&zmin=0", "tiles", "wms")
    assert layer.isValid()
    project.addMapLayer(layer)
    assert "comes from the provider “wms”" in refusal(mapcity, INPUT=layer, LCZ=str(out / "lcz.tif"))


def test_no_output(mapcity, scene):
    assert "At least one output is needed" in refusal(mapcity, INPUT=scene)


@pytest.mark.parametrize("name", ["lcz.img", "lcz.png", "lcz", "lcz.tif.gz"])
def test_an_output_that_is_no_geotiff(mapcity, scene, out, name):
    assert "(LCZ) should be a GeoTIFF" in refusal(mapcity, INPUT=scene, LCZ=str(out / name))
    assert files_in(out) == []


def test_two_outputs_in_one_file(mapcity, scene, out):
    (out / "sub").mkdir()
    text = refusal(mapcity, INPUT=scene, HSE=str(out / "map.tif"), LCZ=str(out / "sub" / ".." / "map.tif"))
    assert "(LCZ) should be a file of its own" in text
    assert "(HSE) already" in text


def test_the_input_is_not_overwritten(mapcity, write_raster, patchwork, out):
    source = write_raster(out / "scene.tif", patchwork(height=60, width=60))
    before = (out / "scene.tif").read_bytes()
    (out / "link.tif").symlink_to(source)
    for target in (source, str(out / "link.tif")):
        assert "is an input already" in refusal(mapcity, INPUT=source, LCZ=target)
    assert (out / "scene.tif").read_bytes() == before


@pytest.mark.parametrize(
    ("parameter", "value", "words"),
    [
        ("LCZ_CELL_SIZE", 10, "(LCZ_CELL_SIZE) should be at least 20, not 10"),
        ("LCZ_CELL_SIZE", 30, "multiple of 20 m"),
        ("TILE_SIZE", -1, "(TILE_SIZE) should be at least 0"),
        ("MAX_MEMORY_MB", -1, "(MAX_MEMORY_MB) should be at least 0"),
        ("ORIENTATIONS", "3", "(ORIENTATIONS) should be one of 1, 2, 4, 8, not 3"),
        ("RESUME", "never", "(RESUME) should be one of auto, yes, no, not never"),
        ("DATES", ["nowhere.tif"], "(DATES) should be rasters, but not all of"),
        ("DEVICE", "tpu", "(DEVICE) should be one of auto, cpu, cuda, mps, not tpu"),
        ("DEVICE", "mps", "Expected a device that PyTorch finds here"),
        ("EXTENT", "0,10,0,10 [EPSG:32631]", "extent that overlaps the scene"),
        ("EXTENT", "642300,642900,5210000,5210700 [EPSG:99999]", "(EXTENT) should be in a CRS such as"),
        ("EXTENT", "0,0,0,0", "(EXTENT) should be an area, but is 0,0,0,0"),
        ("EXTENT", "642300,642300,5210000,5210700", "(EXTENT) should be an area"),
        ("MODEL", "/nowhere/weights.npz", "Expected a weights file"),
    ],
)
def test_wrong_parameters(mapcity, scene, out, parameter, value, words):
    assert words in refusal(mapcity, INPUT=scene, LCZ=str(out / "lcz.tif"), **{parameter: value})
    assert files_in(out) == []


def test_a_file_that_is_no_weights_file(mapcity, scene, out, tmp_path):
    (tmp_path / "weights.npz").write_text("weights")
    text = refusal(mapcity, INPUT=scene, LCZ=str(out / "lcz.tif"), MODEL=str(tmp_path / "weights.npz"))
    assert "Expected a weights file" in text
    assert files_in(out) == []


def test_a_folder_that_cannot_be_written(mapcity, scene, tmp_path):
    (tmp_path / "file").write_text("")
    text = refusal(mapcity, INPUT=scene, LCZ=str(tmp_path / "file" / "lcz.tif"))
    assert "cannot be written" in text
    assert "choose another" in text


def test_a_city_sheet_that_cannot_be_written_is_refused_before_the_work(mapcity, scene, out):
    words = refusal(mapcity, INPUT=scene, LCZ=str(out / "lcz.tif"), SHEET="/proc/nowhere/sheet.pdf")
    assert "“City sheet” (SHEET) should be a path in a folder that can be written" in words
    assert files_in(out) == []


def test_a_failure_does_not_load_the_older_map(provider, wrong, out, project):
    """The dialog loads what the context lists, even after a failure: it must list nothing."""
    from qgis.core import QgsProcessingContext, QgsProcessingFeedback, QgsProcessingOutputLayerDefinition

    (out / "lcz.tif").write_bytes(b"older")
    context = QgsProcessingContext()
    target = QgsProcessingOutputLayerDefinition(str(out / "lcz.tif"), project)
    _, ok = provider.algorithm("mapcity").run(
        {"INPUT": wrong("no crs"), "DEVICE": "cpu", "LCZ": target}, context, QgsProcessingFeedback()
    )
    assert not ok
    assert context.layersToLoadOnCompletion() == {}
    assert (out / "lcz.tif").read_bytes() == b"older"


def test_a_bug_keeps_its_traceback(mapcity, scene, out, monkeypatch):
    from qgis.core import QgsProcessingException

    from hse_lcz.model.mapping import map_scene

    def stumble(job):
        raise ZeroDivisionError("a bug")
        yield

    monkeypatch.setattr(map_scene, "map_city", stumble)
    with pytest.raises(QgsProcessingException) as caught:
        mapcity(INPUT=scene, LCZ=str(out / "lcz.tif"))
    assert "Traceback" in str(caught.value)
    assert "ZeroDivisionError: a bug" in str(caught.value)


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("loaddemo", {"FOLDER": "/vsimem/demo"}),
        ("newtrainingareas", {"OUTPUT": "/vsimem/areas.gpkg"}),
        ("summarise", {"OUTPUT": "/vsimem/districts.gpkg", "POLYGONS": "areas", "INPUT": "zones"}),
    ],
)
def test_where_only_gdal_can_write_no_layer_and_no_folder_appears(provider, write_raster, areas, tmp_path, name, given):
    """A path of GDAL's memory was a folder /vsimem on the disk, or a layer that is gone when QGIS ends."""
    from qgis.core import QgsProcessingContext

    zones = write_raster(tmp_path / "z.tif", np.full((1, 9, 9), 6, dtype=np.uint8), names=["lcz"], pixel=100)
    given = {key: {"areas": areas, "zones": zones}.get(value, value) for key, value in given.items()}
    accepted, said = provider.algorithm(name).checkParameterValues(given, QgsProcessingContext())
    assert not accepted and "is a path that only GDAL or a database knows" in said
    assert not Path("/vsimem").exists()
