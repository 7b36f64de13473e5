# SPDX-License-Identifier: GPL-2.0-or-later
"""Twenty-eight wrong inputs: each its sentence, no traceback, no file."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import numpy as np
import pytest
from osgeo import gdal

from .conftest import files_in
from .test_refusals import refusal

TEN = ("B2", "B3", "B4", "B5", "B6", "B7", "B8", "B8A", "B11", "B12")
TAGS_AGAINST_BANDS = {"BOA_ADD_OFFSET": "-1000", "BOA_QUANTIFICATION_VALUE": "10000"}


class Maker:
    """Makes wrong inputs of a good scene; each method gives the parameters of a run."""

    def __init__(self, folder: Path, write, bands: np.ndarray) -> None:
        self.folder, self._write, self.bands = folder, write, bands

    def raster(self, bands=None, change=None, **how) -> dict:
        path = self._write(self.folder / "wrong.tif", self.bands if bands is None else bands, **how)
        if change is not None:
            raster = gdal.Open(path, gdal.GA_Update)
            change(raster)
            raster = None
        return {"INPUT": path}

    def path(self, name: str, content: bytes = b"", folder: bool = False) -> dict:
        path = self.folder / name
        path.mkdir() if folder else path.write_bytes(content)
        return {"INPUT": str(path)}

    def zipped(self, *names: str) -> dict:
        with zipfile.ZipFile(self.folder / "wrong.zip", "w") as archive:
            for name in names:
                archive.writestr(name, "<xml/>")
        return {"INPUT": str(self.folder / "wrong.zip")}

    def truncated(self) -> dict:
        path = self.raster()["INPUT"]
        content = Path(path).read_bytes()
        Path(path).write_bytes(content[: len(content) // 3])
        return {"INPUT": path}

    def lines(self) -> dict:
        path = self.folder / "lines.geojson"
        path.write_text(
            '{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {}, "geometry": '
            '{"type": "LineString", "coordinates": [[4.8, 47.0], [4.9, 47.1]]}}]}'
        )
        return {**self.raster(), "MASK": str(path)}


def declare(scale: float, offset: float):
    def change(raster: gdal.Dataset) -> None:
        for number in range(1, raster.RasterCount + 1):
            raster.GetRasterBand(number).SetScale(scale)
            raster.GetRasterBand(number).SetOffset(offset)

    return change


def tag_and_declare(raster: gdal.Dataset) -> None:
    raster.SetMetadata(TAGS_AGAINST_BANDS)
    declare(1e-4, -0.2)(raster)


# what it is -> (parameters, words of the sentence)
WRONG = {
    "a text file": (lambda m: m.path("notes.tif", b"Sentinel-2"), "does not open as one"),
    "a file that is not there": (lambda m: {"INPUT": str(m.folder / "nowhere.tif")}, "does not open as one"),
    "an empty folder": (lambda m: m.path("empty", folder=True), "found neither in"),
    "a product's folder without anything": (lambda m: m.path("S2A.SAFE", folder=True), "found neither in"),
    "a zip that is none": (lambda m: m.path("wrong.zip", b"PK but no more"), "found neither in"),
    "a zip of something else": (lambda m: m.zipped("readme.txt"), "found neither in"),
    "a zip of two products": (
        lambda m: m.zipped("A.SAFE/MTD_MSIL1C.xml", "B.SAFE/MTD_MSIL1C.xml"), "Expected one .* product, found 2"),
    "metadata without images": (lambda m: m.path("MTD_MSIL2A.xml", b"<xml/>"), "Expected"),
    "a file cut off": (lambda m: m.truncated(), "Expected to read|does not open"),
    "a picture": (lambda m: m.raster(m.bands[:3], names=None), "found a raster of 3 bands"),
    "a picture of ten bands": (lambda m: m.raster((m.bands // 40).astype(np.uint8)), "8-bit picture"),
    "a single band": (lambda m: m.raster(m.bands[:1], names=["B2"]), "B12 missing"),
    "eleven bands without names": (
        lambda m: m.raster(np.concatenate([m.bands, m.bands[:1]]), names=None), "found 11 bands without"),
    "a band twice": (lambda m: m.raster(names=[*TEN[:7], "B8", *TEN[8:]]), "B8 in bands 7 and 8 found more than once"),
    "no B8A": (lambda m: m.raster(m.bands[:9], names=[n for n in TEN if n != "B8A"]), "with B8A missing"),
    "bands by number": (lambda m: m.raster(names=[f"B{n}" for n in range(1, 11)]), "with B8A, B11 and B12 missing"),
    "no CRS": (lambda m: m.raster(epsg=None), "gdal_edit.py -a_srs EPSG:32631 FILE"),
    "pixels of 60 m": (lambda m: m.raster(pixel=60), "found 60 x 60 m"),
    "a drone's pixels": (lambda m: m.raster(pixel=0.1), "found 0.1 x 0.1 m"),
    "nothing but nodata": (lambda m: m.raster(m.bands * 0, nodata=0), "only nodata"),
    "numbers beyond reflectance": (
        lambda m: m.raster(change=declare(0.01, 0.0)), "Expected numbers of a known scale"),
    "tags against bands": (lambda m: m.raster(change=tag_and_declare), "Expected one scale and offset"),
    "an offset in numbers, not in reflectance": (
        lambda m: {**m.raster(), "SCALE": 0.0001, "OFFSET": -1000}, "found no value above 0"),
    "a scale of 0": (lambda m: {**m.raster(), "SCALE": 0, "OFFSET": 0}, "Expected a scale above 0"),
    "BANDS that are no list": (
        lambda m: {**m.raster(), "BANDS": "blue, green"}, r"Expected “Bands” \(BANDS\) like 'B2=1 B3=2'"),
    "BANDS beyond the raster": (lambda m: {**m.raster(), "BANDS": "B2=11"}, "between 1 and 10, found B2=11"),
    "a mask of lines": (lambda m: m.lines(), "found points or lines|found no polygon there"),
    "a mask that is not there": (lambda m: {**m.raster(), "MASK": str(m.folder / "no.gpkg")}, r"\(MASK\) should be"),
}  # fmt: skip


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_input_gets_its_sentence(mapcity, write_raster, patchwork, tmp_path, case):
    parameters, words = WRONG[case]
    (tmp_path / "made").mkdir()
    (tmp_path / "out").mkdir()
    made = parameters(Maker(tmp_path / "made", write_raster, patchwork(height=60, width=60)))
    before = files_in(tmp_path / "made")
    text = refusal(mapcity, **made, HSE=str(tmp_path / "out" / "hse.tif"), LCZ=str(tmp_path / "out" / "lcz.tif"))
    assert re.search(words, text), text
    assert "Traceback" not in text
    assert files_in(tmp_path / "out") == []
    assert [name for name in files_in(tmp_path / "made") if not name.endswith(".aux.xml")] == before
