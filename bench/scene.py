# SPDX-License-Identifier: GPL-2.0-or-later
"""Scenes of any size: one real square kilometre after another, laid side by side without being written out."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from osgeo import gdal, osr

from hse_lcz.model.raster.windows import Window
from hse_lcz.model.scene.scene import Scene
from hse_lcz.model.tables import sentinel2

SQUARE_PX = 512
_NAMES = sentinel2.NAMES
_CORNER = (600000.0, 5000000.0)


def square(data: Path, folder: Path) -> Path:
    """A square of a real scene, or of a simulated one where the real ones are missing: tiled, compressed, uint16."""
    path = folder / "square.tif"
    options = ["TILED=YES", "BLOCKXSIZE=256", "BLOCKYSIZE=256", "COMPRESS=DEFLATE", "PREDICTOR=2"]
    raster = gdal.GetDriverByName("GTiff").Create(
        str(path), SQUARE_PX, SQUARE_PX, len(_NAMES), gdal.GDT_UInt16, options=options
    )
    _place(raster)
    for number, layer in enumerate(_pixels(data), start=1):
        raster.GetRasterBand(number).WriteArray(layer)
        raster.GetRasterBand(number).SetDescription(_NAMES[number - 1])
    raster = None
    return path


def mosaic(tile: Path, side_px: int, path: Path) -> Path:
    """A VRT of `side_px` x `side_px` that repeats the square."""
    raster = gdal.GetDriverByName("VRT").Create(str(path), side_px, side_px, 0)
    _place(raster)
    for number, name in enumerate(_NAMES, start=1):
        raster.AddBand(gdal.GDT_UInt16)
        band = raster.GetRasterBand(number)
        band.SetDescription(name)
        sources = {}
        for row in range(0, side_px, SQUARE_PX):
            for col in range(0, side_px, SQUARE_PX):
                width, height = min(SQUARE_PX, side_px - col), min(SQUARE_PX, side_px - row)
                sources[f"source_{len(sources)}"] = (
                    f'<SimpleSource><SourceFilename relativeToVRT="0">{tile}</SourceFilename>'
                    f"<SourceBand>{number}</SourceBand>"
                    f'<SrcRect xOff="0" yOff="0" xSize="{width}" ySize="{height}"/>'
                    f'<DstRect xOff="{col}" yOff="{row}" xSize="{width}" ySize="{height}"/></SimpleSource>'
                )
        band.SetMetadata(sources, "new_vrt_sources")
    raster = None
    return path


def empty(path: Path, side_px: int, epsg: int, corner: tuple[float, float]) -> gdal.Dataset:
    """A VRT of ten bands that has a place and no pixels."""
    raster = gdal.GetDriverByName("VRT").Create(str(path), side_px, side_px, len(_NAMES), gdal.GDT_UInt16)
    _place(raster, epsg, corner)
    for number, name in enumerate(_NAMES, start=1):
        raster.GetRasterBand(number).SetDescription(name)
    return raster


def lon_lat(wkt: str, x: float, y: float) -> tuple[float, float]:
    """Longitude and latitude of a place in a CRS."""
    here, there = osr.SpatialReference(wkt), osr.SpatialReference()
    there.ImportFromEPSG(4326)
    for system in (here, there):
        system.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    return osr.CoordinateTransformation(here, there).TransformPoint(x, y)[:2]


def reflectance(tile: Path, side_px: int, folder: Path) -> np.ndarray:
    """(10, side_px, side_px) float32: the pixels of such a mosaic in memory."""
    with Scene(str(mosaic(tile, side_px, folder / "pixels.vrt"))) as opened:
        return opened.read(Window(0, 0, side_px, side_px))[0]


def _place(raster: gdal.Dataset, epsg: int = 32633, corner: tuple[float, float] = _CORNER) -> None:
    raster.SetGeoTransform((corner[0], 10, 0, corner[1], 0, -10))
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(epsg)
    raster.SetProjection(reference.ExportToWkt())


def _pixels(data: Path) -> np.ndarray:
    """(10, SQUARE_PX, SQUARE_PX) uint16."""
    if (data / "scenes").is_dir():
        from hse_lcz.model.training import folder_dataset

        place = folder_dataset.load_place(data, "beihai")
        scene = np.asarray(place.scenes[0])
        return scene[:, :SQUARE_PX, :SQUARE_PX].astype(np.uint16)
    rng = np.random.default_rng(0)
    cover = rng.integers(500, 4000, (10, SQUARE_PX // 32, SQUARE_PX // 32)).repeat(32, axis=1).repeat(32, axis=2)
    return (cover * rng.normal(1, 0.05, cover.shape)).clip(1, 9999).astype(np.uint16)
