# SPDX-License-Identifier: GPL-2.0-or-later
"""One scene, written in a random dialect: its map is that of the plain scene, or the run is refused; never another map.

A dialect is what programs and people differ in: names and order of the bands, scale, offset and how they are declared,
missing data, file format, position, and what is set on the layer in QGIS. The first hundred of them by default;
two thousand by `make fuzz`.
"""

from __future__ import annotations

import random
import re
import shutil
import tarfile
import zipfile
from pathlib import Path
from typing import NamedTuple, Optional

import numpy as np
import pytest
from osgeo import gdal, osr
from qgis.core import QgsCoordinateReferenceSystem, QgsRasterLayer, QgsRasterRange

from hse_lcz.algorithms import layer_sources
from hse_lcz.model.errors import PluginError
from hse_lcz.model.raster.windows import Window
from hse_lcz.model.scene import band_order
from hse_lcz.model.scene.scene import Scene
from hse_lcz.model.simulation.scene import simulate_town
from hse_lcz.model.tables.sentinel2 import ALL_NAMES, NAMES
from hse_lcz.model.training import folder_dataset

from ..conftest import DATA

ROOT = Path(__file__).resolve().parent.parent.parent
SIDE_PX, EPSG, CORNER = 100, 32631, (642300.0, 5210700.0)
FEWEST_EQUAL = 0.99
DTYPES = {"UInt16": np.uint16, "Int16": np.int16, "UInt32": np.uint32, "Int32": np.int32, "Float32": np.float32}
# (what stands for a reflectance of 1, data type)
CODINGS = [
    (1, "Float32"), (100, "Float32"), (100, "UInt16"), (255, "UInt16"), (1000, "Int16"), (1000, "UInt16"),
    *[(10000, dtype) for dtype in DTYPES], (10000, "UInt16"), (10000, "UInt16"), (32767, "Int16"), (32767, "UInt16"),
    (65535, "UInt16"), (65535, "Float32"),
]  # fmt: skip
# A band that is 0 where the others have no value, by its name; "" by its colour.
ALPHA_NAMES = ("", "alpha", "dataMask", "valid_mask")
EXTRAS = ("SCL", "AOT", "B1", "B9", "B10", "NDVI", "view_zenith_mean", "B8_asm", "cloud probability")
FORMATS = ("GTiff", "GTiff", "GTiff", "COG", "HFA", "ENVI", "VRT", "PCIDSK", "netCDF", "zip", "tar", "folder")
# What QGIS opens as no raster layer: it is given as a path.
NO_LAYERS = ("zip", "tar", "folder", "netCDF")
MISSING = (
    "nothing", "declared", "declared", "declared 0", "internal mask", "mask file", "band masks", "alpha", "NaN",
    "infinity", "undeclared fill", "zeros", "layer", "auxiliary file", "one band",
)  # fmt: skip


def rows_of_names() -> dict[str, tuple[str, ...]]:
    """Who writes which names of the ten bands: the table of docs/inputs.md."""
    table = (ROOT / "docs" / "inputs.md").read_text(encoding="utf-8").partition("| Written by |")[2]
    found = {}
    for line in table.splitlines()[2:]:
        if not line.startswith("|"):
            break
        writer, names = line.strip("| ").split(" | ", 1)
        found[writer] = tuple(re.findall(r"`([^`]+)`", names))
    return found


WRITERS = rows_of_names()


class Dialect(NamedTuple):
    """How a scene is written."""

    scene: int
    writer: str
    """A row of the table, "wavelengths" or "" for bands without names."""
    order: tuple[str, ...]
    """The roles and extras in their places."""
    scale: float
    dtype: str
    offset: int
    declared: str
    """Where scale and offset are declared: "", "tags", "baseline", "bands" or "name"."""
    missing: str
    hole: tuple[int, int, int, int]
    """Row, column, height, width of what is missing."""
    format: str
    position: str
    """"plain", "south up", "points" (ground control points alone), "crs set" or "crs corrected" on the layer."""


def drawn(seed: int) -> Dialect:
    """A dialect; the same number gives the same one."""
    chance = random.Random(seed)
    writer = chance.choice([*WRITERS, *WRITERS, "wavelengths", "", "", ""])
    if writer:
        order = [*NAMES, *chance.sample(EXTRAS, chance.randint(0, 3))]
        chance.shuffle(order)
    else:
        order = list(chance.choice(band_order.ORDERS).bands)
        if chance.random() < 0.3:
            chance.shuffle(order)
    scale, dtype = chance.choice(CODINGS)
    offset = chance.choice([0, 0, -1000]) if scale == 10000 else 0
    declared = chance.choice(["", "tags", "baseline", "bands", "name"] if scale == 10000 else ["", "bands"])
    height, width = chance.randint(1, 60), chance.randint(1, 60)
    hole = (chance.randint(0, SIDE_PX - height), chance.randint(0, SIDE_PX - width), height, width)
    form, missing = chance.choice(FORMATS), chance.choice(MISSING)
    position = chance.choice(["plain"] * 5 + ["south up", "points", "crs set", "crs corrected"])
    if form in NO_LAYERS:
        position = {"crs set": "plain", "crs corrected": "south up"}.get(position, position)
        missing = {"layer": "declared"}.get(missing, missing)
    return Dialect(
        chance.randrange(4), writer, tuple(order), scale, dtype, offset, declared, missing, hole, form, position
    )


class Written(NamedTuple):
    """A scene in its dialect."""

    path: str
    reflectance: np.ndarray
    """(10, H, W), as the stored numbers have it."""
    valid: np.ndarray
    layer_nodata: Optional[float] = None
    layer_epsg: int = 0


def scenes() -> list[np.ndarray]:
    """Reflectance (10, H, W) of four scenes, real ones among them where they are at hand."""
    found = [simulate_town(seed=seed, size_px=200).reflectance[:, 50:150, 50:150] for seed in (1, 2)]
    for place in ("bordeaux", "rio"):
        if not (DATA / "scenes").is_dir():
            found.append(simulate_town(seed=len(found) + 1, size_px=200).reflectance[:, :SIDE_PX, :SIDE_PX])
            continue
        fine, coarse = (gdal.Open(path) for path in folder_dataset.scene_files(DATA, place)[0])
        half = SIDE_PX // 2
        row, col = coarse.RasterYSize // 2 - half // 2, coarse.RasterXSize // 2 - half // 2
        by_name = dict(zip(("B2", "B3", "B4", "B8"), fine.ReadAsArray(2 * col, 2 * row, SIDE_PX, SIDE_PX)))
        part = np.kron(coarse.ReadAsArray(col, row, half, half), np.ones((2, 2)))
        by_name.update(zip(("B5", "B6", "B7", "B8A", "B11", "B12"), part))
        found.append(np.stack([by_name[name] for name in NAMES]) / 10000.0)
    return [np.asarray(scene, dtype=np.float64) for scene in found]


class Writer:
    """Writes scenes in dialects into a folder."""

    def __init__(self, folder: Path, truth: np.ndarray, dialect: Dialect) -> None:
        self.folder, self.dialect = folder, dialect
        self.hole = np.zeros((SIDE_PX, SIDE_PX), dtype=bool)
        row, col, height, width = dialect.hole
        self.hole[row : row + height, col : col + width] = dialect.missing != "nothing"
        self.is_float = dialect.dtype == "Float32"
        self.stored = {name: self._coded(truth, name) for name in dict.fromkeys((*NAMES, *dialect.order))}
        self.nodata: Optional[float] = None

    def _coded(self, truth: np.ndarray, name: str) -> np.ndarray:
        """The numbers of one band as they are stored, before anything is missing."""
        numbers = truth[NAMES.index(name)] if name in NAMES else self._extra(truth, name)
        if name in ("SCL", "view_zenith_mean", "cloud probability"):
            return np.full((SIDE_PX, SIDE_PX), 5, dtype=DTYPES[self.dialect.dtype])
        stored = numbers * self.dialect.scale - self.dialect.offset
        if not (self.is_float and self.dialect.scale == 1):
            # 0 is left to missing data, and the numbers at the end of a type to fills.
            largest = 60000 if self.is_float else min(60000, np.iinfo(DTYPES[self.dialect.dtype]).max - 67)
            stored = np.rint(stored).clip(1, largest)
        return stored.astype(DTYPES[self.dialect.dtype])

    @staticmethod
    def _extra(truth: np.ndarray, name: str) -> np.ndarray:
        like = {"B1": ("B2", 0.9), "B9": ("B8A", 0.9), "B10": ("B11", 0.01)}.get(name, ("B8", 0.5))
        return truth[NAMES.index(like[0])] * like[1]

    def _remove(self) -> None:
        """Puts what stands for missing data into the hole."""
        kind = self.dialect.missing
        fills = {"NaN": np.nan, "infinity": np.inf, "zeros": 0, "declared 0": 0, "layer": 7, "auxiliary file": 3}
        if kind in ("NaN", "infinity") and not self.is_float:
            kind = "zeros"
        if kind in ("declared", "undeclared fill", "one band"):
            fill = {"UInt16": 65535, "Int16": -32768, "UInt32": 4294967295, "Int32": -9999, "Float32": -9999}
            fills[kind] = fill[self.dialect.dtype]
        if kind in ("declared", "declared 0", "one band"):
            self.nodata = fills[kind]
        if kind not in fills:
            return  # a mask: the numbers below it stay
        names = self.dialect.order if kind != "one band" else [NAMES[len(self.dialect.order) % 10]]
        for name in names:
            if name != "SCL":
                self.stored[name][self.hole] = fills[kind]

    def truth(self) -> tuple[np.ndarray, np.ndarray]:
        """Reflectance and validity that a right reading gives."""
        ten = np.stack([self.stored[name] for name in NAMES]).astype(np.float64)
        gone = self.hole.copy()
        for value in (self.nodata, {"layer": 7, "auxiliary file": 3}.get(self.dialect.missing)):
            if value is not None:
                gone |= (ten == value).any(axis=0)
        if self.dialect.missing == "nothing":
            gone[:] = False
        reflectance = ((ten + self.dialect.offset) / self.dialect.scale).clip(0, 3)
        return np.where(gone, 0, reflectance), ~gone

    def _name(self, role: str) -> str:
        if role in NAMES and self.dialect.writer in WRITERS:
            return WRITERS[self.dialect.writer][NAMES.index(role)]
        return "" if self.dialect.writer in ("wavelengths", "") else role

    def _raster(self, path: Path, roles: tuple[str, ...]) -> str:
        """A GeoTIFF with these bands, and all that its format can say."""
        dialect, kind = self.dialect, self.dialect.missing
        has_alpha = kind == "alpha"
        count = len(roles) + has_alpha
        dtype = gdal.GetDataTypeByName(dialect.dtype)
        options = ["ALPHA=NO"]
        raster = gdal.GetDriverByName("GTiff").Create(str(path), SIDE_PX, SIDE_PX, count, dtype, options)
        flip = slice(None, None, -1) if dialect.position == "south up" else slice(None)
        self._place(raster)
        for number, role in enumerate(roles, start=1):
            band = raster.GetRasterBand(number)
            band.WriteArray(self.stored[role][flip])
            if self._name(role):
                band.SetDescription(self._name(role))
            if dialect.writer == "wavelengths" and role in ALL_NAMES:
                nanometres = dict(zip(NAMES, (490, 560, 665, 705, 740, 783, 842, 865, 1610, 2190)))
                nanometres.update(B1=443, B9=945, B10=1375)
                band.SetMetadataItem("CENTRAL_WAVELENGTH_UM", f"{nanometres[role] / 1000:.3f}")
            if self.nodata is not None:
                band.SetNoDataValue(float(self.nodata))
            if dialect.declared == "bands":
                band.SetScale(1 / dialect.scale)
                band.SetOffset(dialect.offset / dialect.scale)
        if has_alpha:
            alpha = raster.GetRasterBand(count)
            opaque = {"UInt16": 65535, "Int16": 32767}.get(dialect.dtype, 255)
            alpha.WriteArray(np.where(self.hole, 0, opaque)[flip])
            name = ALPHA_NAMES[len(roles) % len(ALPHA_NAMES)]
            alpha.SetDescription(name)
            if not name:
                alpha.SetColorInterpretation(gdal.GCI_AlphaBand)
        if dialect.declared == "tags":
            raster.SetMetadata({"BOA_ADD_OFFSET": str(dialect.offset), "BOA_QUANTIFICATION_VALUE": "10000"})
        if dialect.declared == "baseline":
            raster.SetMetadata({"PROCESSING_BASELINE": "05.09" if dialect.offset else "02.06"})
        self._mask(raster, np.where(self.hole, 0, 255).astype(np.uint8)[flip])
        raster = None
        if kind == "auxiliary file":
            bands = "".join(
                f'<PAMRasterBand band="{number}"><NoDataValue>3</NoDataValue></PAMRasterBand>'
                for number in range(1, count + 1)
            )
            Path(f"{path}.aux.xml").write_text(f"<PAMDataset>{bands}</PAMDataset>")
        return str(path)

    def _mask(self, raster: gdal.Dataset, mask: np.ndarray) -> None:
        kind = self.dialect.missing
        if kind not in ("internal mask", "mask file", "band masks"):
            return
        before = gdal.GetConfigOption("GDAL_TIFF_INTERNAL_MASK")
        gdal.SetConfigOption("GDAL_TIFF_INTERNAL_MASK", "YES" if kind == "internal mask" else "NO")
        if kind == "band masks":
            for number in range(1, raster.RasterCount + 1):
                raster.GetRasterBand(number).CreateMaskBand(0)
                raster.GetRasterBand(number).GetMaskBand().WriteArray(mask)
        else:
            raster.CreateMaskBand(gdal.GMF_PER_DATASET)
            raster.GetRasterBand(1).GetMaskBand().WriteArray(mask)
        raster.FlushCache()
        gdal.SetConfigOption("GDAL_TIFF_INTERNAL_MASK", before)

    def _place(self, raster: gdal.Dataset) -> None:
        position, (left, top), far = self.dialect.position, CORNER, SIDE_PX * 10.0
        said = {"crs set": None, "crs corrected": 32633}.get(position, EPSG)
        system = osr.SpatialReference()
        if said:
            system.ImportFromEPSG(said)
        if position == "points":
            corners = [(left, top, 0, 0), (left + far, top, SIDE_PX, 0), (left, top - far, 0, SIDE_PX),
                       (left + far, top - far, SIDE_PX, SIDE_PX)]  # fmt: skip
            raster.SetGCPs([gdal.GCP(x, y, 0, px, row) for x, y, px, row in corners], system.ExportToWkt())
            return
        south_up = position == "south up"
        raster.SetGeoTransform((left, 10, 0, top - far if south_up else top, 0, 10 if south_up else -10))
        if said:
            raster.SetProjection(system.ExportToWkt())

    def write(self) -> Written:
        """The scene in its dialect."""
        dialect = self.dialect
        self._remove()
        product = "S2A_MSIL2A_20220704T105031_N0400_R051_T31TFM_20220704T143530"
        if dialect.declared == "name":
            product = product if dialect.offset else product.replace("N0400", "N0206")
        stem = product if dialect.declared == "name" else "scene"
        reflectance, valid = self.truth()
        return Written(
            self._in_format(stem), reflectance, valid,
            7.0 if dialect.missing == "layer" else None,
            EPSG if dialect.position in ("crs set", "crs corrected") else 0,
        )  # fmt: skip

    def _in_format(self, stem: str) -> str:
        form, folder = self.dialect.format, self.folder
        if form == "folder":
            bands = folder / stem
            bands.mkdir()
            (bands / "Thumbs.db").write_bytes(b"x")
            for number, role in enumerate(self.dialect.order):
                name = re.sub(r"[^\w.-]+", "_", self._name(role)) or f"band{number}"
                self._raster(bands / f"{name}.tif", (role,))
            return str(bands)
        plain = self._raster(folder / f"{stem}.tif", self.dialect.order)
        if form == "GTiff":
            return plain
        if form in ("zip", "tar"):
            target = folder / f"{stem}.{form}"
            files = sorted(folder.glob(f"{stem}.tif*"))
            if form == "zip":
                with zipfile.ZipFile(target, "w") as archive:
                    for file in files:
                        archive.write(file, file.name)
                        archive.writestr(f"__MACOSX/._{file.name}", b"\0\5\x16\7")
            else:
                with tarfile.open(target, "w") as archive:
                    for file in files:
                        archive.add(file, file.name)
            return str(target)
        endings = {"COG": ".cog.tif", "HFA": ".img", "ENVI": ".dat", "VRT": ".vrt", "PCIDSK": ".pix", "netCDF": ".nc"}
        target = str(folder / f"{stem}{endings[form]}")
        gdal.GetDriverByName(form).CreateCopy(target, gdal.Open(plain), False)
        return target if says_what_is_missing(target) == says_what_is_missing(plain) else plain


def says_what_is_missing(path: str) -> list[tuple[bool, bool, bool]]:
    """Of each band, what a format may drop that cannot hold it: a mask, an alpha band's colour or its name."""
    raster = gdal.Open(path)
    bands = [] if raster is None else [raster.GetRasterBand(number + 1) for number in range(raster.RasterCount)]
    return [
        (
            bool(band.GetMaskFlags() & gdal.GMF_PER_DATASET) or band.GetMaskFlags() == 0,
            band.GetColorInterpretation() == gdal.GCI_AlphaBand,
            band.GetDescription() in ALPHA_NAMES[1:],
        )
        for band in bands
    ]


@pytest.fixture(scope="module")
def truths() -> list[np.ndarray]:
    return scenes()


def source_of(written: Written) -> str:
    """What the algorithms hand to the core: the path, or the layer with what is set on it."""
    if written.layer_nodata is None and not written.layer_epsg:
        return written.path
    layer = QgsRasterLayer(written.path, "scene")
    if not layer.isValid():
        return written.path
    if written.layer_epsg:
        layer.setCrs(QgsCoordinateReferenceSystem(f"EPSG:{written.layer_epsg}"))
    if written.layer_nodata is not None:
        for number in range(1, layer.bandCount() + 1):
            value = written.layer_nodata
            layer.dataProvider().setUserNoDataValue(number, [QgsRasterRange(value, value)])
    return layer_sources.raster(layer)


SPECTRA = np.random.default_rng(3).uniform(0.02, 0.4, (17, 10))


def zones(reflectance: np.ndarray, valid: np.ndarray) -> np.ndarray:
    """A stand-in for the network: of each cell of 100 m the nearest of 17 spectra; 0 where most of it is missing."""
    cells = SIDE_PX // 10
    counted = valid.reshape(cells, 10, cells, 10).sum(axis=(1, 3))
    total = np.where(valid, reflectance, 0).reshape(10, cells, 10, cells, 10).sum(axis=(2, 4))
    mean = total / np.maximum(counted, 1)
    nearest = ((mean - SPECTRA[:, :, None, None]) ** 2).sum(axis=1).argmin(axis=0) + 1
    return np.where(counted >= 50, nearest, 0)


def fault(dialect: Dialect, truth: np.ndarray, folder: Path) -> tuple[str, str]:
    """What is wrong with the map of a scene in this dialect, "" where nothing; and whether it was refused."""
    written = Writer(folder, truth, dialect).write()
    try:
        with Scene(source_of(written)) as scene:
            size, code = (scene.grid.width, scene.grid.height), crs_code(scene)
            notes = "\n".join(scene.notes)
            if size != (SIDE_PX, SIDE_PX) or code != EPSG:
                return f"lies on {size} in {code}: {notes}", ""
            if not np.allclose(scene.grid.transform, (CORNER[0], 10, 0, CORNER[1], 0, -10), atol=1e-3):
                return f"lies at {scene.grid.transform}: {notes}", ""
            reflectance, valid = scene.read(Window(0, 0, SIDE_PX, SIDE_PX))
    except PluginError as refused:
        text = str(refused)
        return ("" if "\n" not in text and text.endswith(".") else f"is refused by {text!r}"), text
    if (valid != written.valid).any():
        wrong = valid != written.valid
        return f"{wrong.sum()} pixels, {(wrong & valid).sum()} of them not missing: {notes}", ""
    if not np.allclose(reflectance[:, valid], written.reflectance[:, valid], atol=2e-5, rtol=2e-5):
        return f"reflectance differs by {np.abs(reflectance - written.reflectance)[:, valid].max():.3g}: {notes}", ""
    same = (zones(reflectance, valid) == zones(written.reflectance, written.valid)).mean()
    return ("" if same >= FEWEST_EQUAL else f"only {100 * same:.1f} % of the zones stay: {notes}"), ""


def crs_code(scene: Scene) -> int:
    """The EPSG code of a scene's grid, 0 where it has none."""
    system = osr.SpatialReference(scene.grid.crs_wkt)
    system.AutoIdentifyEPSG()
    return int(system.GetAuthorityCode(None) or 0)


def test_the_map_is_that_of_the_plain_scene_or_there_is_none(provider, truths, tmp_path, request):
    count, faults, refused = request.config.getoption("--dialects"), [], []
    for seed in range(count):
        dialect, folder = drawn(seed), tmp_path / str(seed)
        folder.mkdir()
        wrong, sentence = fault(dialect, truths[dialect.scene], folder)
        shutil.rmtree(folder)
        if wrong:
            faults.append(f"{seed}: {dialect}\n  {wrong}")
        if sentence:
            refused.append(sentence)
    print(f"{count} dialects: {len(faults)} faults, {len(refused)} refused, {count - len(refused)} read")
    assert not faults, "\n\n".join(faults)
    assert len(refused) < count / 2
