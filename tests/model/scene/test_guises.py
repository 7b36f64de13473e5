# SPDX-License-Identifier: GPL-2.0-or-later
"""One scene in many guises gives the same maps, with the bundled network."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple, Optional

import numpy as np
import pytest
from osgeo import gdal, osr

from hse_lcz.model.mapping.map_scene import MapJob, map_city
from hse_lcz.model.raster import block_stats
from hse_lcz.model.scene import vrt_stack
from hse_lcz.model.simulation.scene import simulate_town
from hse_lcz.model.tables.sentinel2 import ALL_NAMES, NAMES
from hse_lcz.model.training import folder_dataset

from ...safe import Product, write_product, zipped

NAMES_10M, NAMES_20M = ("B2", "B3", "B4", "B8"), ("B5", "B6", "B7", "B8A", "B11", "B12")
TEN_METRES_IN_DEGREES = 9e-5
SIDE_PX = 360


class Native(NamedTuple):
    """A scene at its bands' own resolutions, without the offset."""

    fine: np.ndarray
    """(4, n, n) uint16, 10 m."""
    coarse: np.ndarray
    """(6, n/2, n/2) uint16, 20 m."""
    corner: tuple[float, float]
    epsg: int


def simulated() -> Native:
    numbers = (simulate_town(seed=1, size_px=SIDE_PX).reflectance * 10000).round().astype(np.uint16)
    by_name = dict(zip(NAMES, numbers))
    fine = np.stack([by_name[name] for name in NAMES_10M])
    coarse = np.stack([block_stats.block_sum(by_name[name].astype(np.float32), 2) / 4 for name in NAMES_20M])
    return Native(fine, coarse.round().astype(np.uint16), (642300.0, 5210700.0), 32631)


def real(data: Path) -> Native:
    fine, coarse = (gdal.Open(path).ReadAsArray() for path in folder_dataset.scene_files(data, "bordeaux")[0])
    half = SIDE_PX // 2
    return Native(fine[:, 20 : 20 + SIDE_PX, 10 : 10 + SIDE_PX], coarse[:, 10 : 10 + half, 5 : 5 + half],
                  (689380.0, 4970280.0), 32630)  # fmt: skip


@pytest.fixture(scope="module", params=["simulated", "real"])
def native(request) -> Native:
    return simulated() if request.param == "simulated" else real(request.getfixturevalue("data"))


def write(path: Path, bands: np.ndarray, names: Optional[list[str]], native: Native, pixel_m: int = 10) -> str:
    count, height, width = bands.shape
    kind = gdal.GDT_Float32 if bands.dtype == np.float32 else gdal.GDT_UInt16
    raster = gdal.GetDriverByName("GTiff").Create(str(path), width, height, count, kind)
    raster.SetGeoTransform((native.corner[0], pixel_m, 0, native.corner[1], 0, -pixel_m))
    system = osr.SpatialReference()
    system.ImportFromEPSG(native.epsg)
    raster.SetProjection(system.ExportToWkt())
    for number, band in enumerate(bands, start=1):
        raster.GetRasterBand(number).WriteArray(band)
        if names:
            raster.GetRasterBand(number).SetDescription(names[number - 1])
    raster = None
    return str(path)


class Guises:
    """Writes the scene in each guise; all are made of the same numbers."""

    def __init__(self, native: Native, folder: Path) -> None:
        self.native, self.folder = native, folder
        self.separate = [
            write(folder / "s_10m.tif", native.fine, list(NAMES_10M), native),
            write(folder / "s_20m.tif", native.coarse, list(NAMES_20M), native, 20),
        ]
        self.ten = gdal.Open(vrt_stack.stack(self.separate, "")).ReadAsArray()

    def described(self) -> str:
        return write(self.folder / "described.tif", self.ten, list(NAMES), self.native)

    def shuffled(self) -> str:
        order = np.random.default_rng(4).permutation(10)
        names = ["b02", "green", "B04", "rededge1", "band_06", "B7, central wavelength 783 nm", "nir", "B08A", "swir16",
                 "B12, SWIR 2 (2190 Nanometers)"]  # fmt: skip
        return write(self.folder / "shuffled.tif", self.ten[order], [names[i] for i in order], self.native)

    def preset(self, order: tuple[str, ...]) -> str:
        other = np.full_like(self.ten[0], 300)
        bands = [self.ten[NAMES.index(name)] if name in NAMES else other for name in order]
        return write(self.folder / f"{len(order)}.tif", np.stack(bands), None, self.native)

    def thirteen(self) -> str:
        return self.preset(ALL_NAMES)

    def product(self, product: Product) -> str:
        native = self.native
        return str(zipped(write_product(self.folder, native.fine, native.coarse, product, native.corner, native.epsg)))

    def safe_zip_of_baseline_02(self) -> str:
        return self.product(Product("1C", "02.06"))

    def safe_zip_of_baseline_05(self) -> str:
        return self.product(Product("2A", "05.09"))

    def reflectance(self) -> str:
        return write(self.folder / "float.tif", self.ten.astype(np.float32) / 10000, list(NAMES), self.native)

    def degrees(self) -> str:
        target = str(self.folder / "degrees.tif")
        step = {"xRes": TEN_METRES_IN_DEGREES, "yRes": TEN_METRES_IN_DEGREES}
        gdal.Warp(target, self.described(), dstSRS="EPSG:4326", srcNodata=0, dstNodata=0, **step)
        return target

    def files_apart(self) -> str:
        (self.folder / "bands").mkdir()
        for name, band in zip(NAMES_10M, self.native.fine):
            write(self.folder / "bands" / f"T30TXQ_20160504T105622_B0{name[1:]}_10m.tif", band[None], None, self.native)
        for name, band in zip(NAMES_20M, self.native.coarse):
            number = name[1:].zfill(2)
            path = self.folder / "bands" / f"T30TXQ_20160504T105622_B{number}_20m.tif"
            write(path, band[None], None, self.native, 20)
        return str(self.folder / "bands")


ALIKE = ["shuffled", "thirteen", "safe_zip_of_baseline_02", "safe_zip_of_baseline_05", "reflectance",
         "files_apart"]  # fmt: skip


@pytest.fixture(scope="module")
def maps(native, tmp_path_factory):
    """Function that maps a guise, each once: name -> HSE and LCZ."""
    guises, made = Guises(native, tmp_path_factory.mktemp("guises")), {}

    def mapped(name: str) -> tuple[np.ndarray, np.ndarray]:
        if name not in made:
            outputs = {key: str(guises.folder / f"{name}_{key}.map.tif") for key in ("HSE", "LCZ")}
            for _ in map_city(MapJob(getattr(guises, name)(), outputs, device="cpu")):
                pass
            made[name] = tuple(gdal.Open(outputs[key]).ReadAsArray() for key in ("HSE", "LCZ"))
        return made[name]

    return mapped


@pytest.mark.parametrize("guise", [*ALIKE, "degrees"])
def test_a_guise_maps_as_the_described_stack_does(maps, guise):
    (hse, zones), (true_hse, true_zones) = maps(guise), maps("described")
    assert zones.shape == true_zones.shape and hse.shape == true_hse.shape
    assert (zones == true_zones).mean() >= (0.97 if guise == "degrees" else 0.99)
    assert np.abs(hse - true_hse).mean() <= 1
    assert len(np.unique(true_zones)) >= 5
