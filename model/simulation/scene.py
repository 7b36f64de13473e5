# SPDX-License-Identifier: GPL-2.0-or-later
"""A simulated Sentinel-2 scene of a small European town, with the truth it was built from.

For demonstrations and tests where no real scene is at hand. A plan of the town (river, core, suburbs, estate,
forest, fields) is filled in, piece by piece, on a grid of 2.5 m cells (`townscape`); each cell reflects light
like its material (`ground`); here the sensor sees that ground through an atmosphere, a point spread and
noise, as a Level-1C product. The truth is read off the same plan and the same cells.

    python -m hse_lcz.model.simulation.scene FOLDER [--seed N]
"""

from __future__ import annotations

import argparse
import math
import os
import sys
from collections.abc import Generator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, Optional, Union

import numpy as np
from osgeo import gdal, gdal_array, osr
from scipy import ndimage, sparse

from ..errors import OutputError
from ..progress import Progress, converted
from ..raster.block_stats import block_sum
from ..raster.outputs import staging
from ..system.background_threads import in_background
from ..tables.sentinel2 import BANDS, DN_PER_REFLECTANCE, NAMES
from .materials import CELL_M, CODE, ROOFS, SEALED, SPECTRA, Ground, Land, smooth_noise
from .town_plan import FULL_SIDE_M, PAINTERS, Plan, build

PIXEL_M = 10
ZONE_CELL_M = 100
HSE_CELL_M = 20
EPSG = 32631
UPPER_LEFT = (642300.0, 5210700.0)  # somewhere inland in UTM zone 31 north

# All per band: B2 B3 B4 B5 B6 B7 B8 B8A B11 B12.
# What "one step greener" does to a spectrum, relative: chlorophyll takes red and blue, leaf water takes SWIR.
GREENER = (-.18, -.08, -.25, -.08, .07, .11, .11, .11, -.10, -.20)  # fmt: skip
# Share of the light that a shaded cell still gets, from the sky and from neighbouring walls; rounded. It
# falls with wavelength as the diffuse share of a clear sky does (Bird & Riordan 1986).
SKY_LIGHT = (.42, .36, .31, .29, .27, .26, .25, .24, .18, .15)  # fmt: skip
# Top of atmosphere = PATH + TRANSMITTANCE * surface, rounded by hand so that lakes and forests come out as
# dark as in real Level-1C scenes of western Europe in summer.
PATH = (.089, .057, .039, .029, .021, .018, .015, .012, .003, .002)  # fmt: skip
TRANSMITTANCE = (.80, .83, .87, .87, .86, .90, .84, .95, .92, .88)  # fmt: skip

# Gaussian point spread in pixels of the band's own size: a modulation of 0.28 at the Nyquist frequency,
# within the 0.15 to 0.30 that the instrument was specified for (Gascon et al. 2017). Its signal to noise
# exceeds 100 in the ten bands.
PSF_FWHM_PX = 1.2
SIGNAL_TO_NOISE = 160
NOISE_FLOOR = 0.0004
SUN_TANGENT = 1.4  # of its elevation, 54 degrees; it stands in the south-east when the satellite passes


class Town(NamedTuple):
    """A simulated scene of n x n pixels and its truth."""

    reflectance: np.ndarray
    """(10, n, n) float32, top of atmosphere, 0..1, bands in network order."""
    zones: np.ndarray
    """(n / 10, n / 10) uint8, local climate zone 1..17 that the plan has on most of each 100 m cell."""
    hse_pct: np.ndarray
    """(n / 2, n / 2) float32, percent 0..100 of roofs and sealed ground on each 20 m cell."""


class Buildings(NamedTuple):
    """Zones of a simulated town and the heights of its buildings."""

    zones: np.ndarray
    """(n / 10, n / 10) uint8, as in `Town`."""
    height_m: np.ndarray
    """(4 n, 4 n) float32, metres of the building on each cell of 2.5 m; 0 where there is none."""


class TownFiles(NamedTuple):
    """Paths of a written town: the ten-band scene, its zones and its percent of sealed ground."""

    scene: Path
    lcz: Path
    hse: Path


def simulate_town(seed: int = 1, size_px: int = 600) -> Town:
    """A Level-1C scene of a simulated town, and the materials and heights on its ground.

    Args:
        seed: another seed, another town; the same seed, the same town.
        size_px: side in 10 m pixels, a multiple of 10, at least 200; a smaller scene holds a smaller town.

    Raises:
        ValueError: size_px is something else.
    """
    rng, plan, ground = _built(seed, size_px)
    image = observe(rng, ground)
    sealed = np.isin(ground.cover, [CODE[name] for name in SEALED]).astype(np.float32)
    factor = int(HSE_CELL_M / CELL_M)
    hse_pct = block_sum(sealed, factor) * np.float32(100 / factor**2)
    return Town(image / np.float32(DN_PER_REFLECTANCE), _zones(plan), hse_pct)


def simulate_buildings(seed: int = 1, size_px: int = 600) -> Buildings:
    """The zones of the town of that seed and the heights of its buildings, without the image, in seconds.

    Args:
        seed: as in `simulate_town`.
        size_px: as in `simulate_town`.

    Raises:
        ValueError: size_px is not what `simulate_town` takes.
    """
    _, plan, ground = _built(seed, size_px)
    roofs = (ground.height > 0) & np.isin(ground.cover, [CODE[name] for name in ROOFS])
    return Buildings(_zones(plan), np.where(roofs, ground.height, np.float32(0)))


def _built(seed: int, size_px: int) -> tuple[np.random.Generator, Plan, Ground]:
    """The source of chance, the plan of the town and its ground.

    Raises:
        ValueError: size_px is no multiple of 10, or below 200.
    """
    if size_px % 10 or size_px < 200:
        raise ValueError(f"size_px must be a multiple of 10 and at least 200, found {size_px}.")
    rng = np.random.default_rng(seed)
    cells = int(size_px * PIXEL_M / CELL_M)
    metres = (np.arange(cells, dtype=np.float32) + np.float32(0.5)) * np.float32(CELL_M)
    x, y = np.meshgrid(metres, metres)
    land = Land(x, y, smooth_noise(rng, cells, 900), smooth_noise(rng, cells, 130))
    plan, ground = build(rng, land, size_px * PIXEL_M / FULL_SIDE_M)
    return rng, plan, ground


def _zones(plan: Plan) -> np.ndarray:
    """The zone that the plan has on most of each 100 m cell."""
    areas = [block_sum((plan.zone == zone).astype(np.float32), int(ZONE_CELL_M / CELL_M)) for zone in PAINTERS]
    return np.array(list(PAINTERS), np.uint8)[np.argmax(areas, axis=0)]


def observe(rng: np.random.Generator, ground: Ground) -> np.ndarray:
    """Digital numbers (10, n, n) uint16 that a Level-1C product on the 10 m grid has of this ground."""
    cells = len(ground.cover)
    light = 1 - shadows(ground.height)
    relief = 1 + 0.02 * smooth_noise(rng, cells, 350)
    sight = {pixel_m: optics(cells, pixel_m) for pixel_m in {band.resolution_m for band in BANDS}}
    spectra = np.array(list(SPECTRA.values()), np.float32).T
    layers = []
    for band, (_, _, pixel_m) in enumerate(BANDS):
        surface = spectra[band][ground.cover] * ground.gain * relief
        surface *= 1 + GREENER[band] * ground.green
        surface *= SKY_LIGHT[band] + (1 - SKY_LIGHT[band]) * light
        seen = sight[pixel_m] @ (sight[pixel_m] @ surface).T
        radiance = PATH[band] + TRANSMITTANCE[band] * seen.T
        radiance += (radiance / SIGNAL_TO_NOISE + NOISE_FLOOR) * rng.standard_normal(radiance.shape)
        layer = radiance if pixel_m == PIXEL_M else doubled(radiance)
        # DN 0 would be nodata.
        layers.append(np.clip(np.rint(layer * DN_PER_REFLECTANCE), 1, 65535).astype(np.uint16))
    return np.stack(layers)


def shadows(height: np.ndarray) -> np.ndarray:
    """Share 0..1 of each cell that lies in the shadow of something to its south-east."""
    shade = np.zeros_like(height)
    drop = CELL_M * math.sqrt(2) * SUN_TANGENT
    for step in range(1, int(height.max() / drop) + 1):
        above = height[step:, step:] - step * drop - height[:-step, :-step]
        np.maximum(shade[:-step, :-step], np.clip(above / 2, 0, 1), out=shade[:-step, :-step])
    return shade


def optics(cells: int, pixel_m: float) -> sparse.csr_matrix:
    """Optical weights of the cells of a row in the pixels of a row: (pixels, cells), rows sum to one.

    The pixel's own box has a part of the point spread's variance (1/12 px), a Gaussian adds the rest.
    """
    per_pixel = int(pixel_m / CELL_M)
    sigma = per_pixel * math.sqrt((PSF_FWHM_PX / 2.355) ** 2 - 1 / 12)
    reach = 2 * per_pixel
    blur = ndimage.gaussian_filter1d(np.eye(2 * reach + 1)[reach], sigma)
    spread = sparse.diags(blur, np.arange(-reach, reach + 1), shape=(cells, cells))
    box = sparse.kron(sparse.identity(cells // per_pixel), np.ones((1, per_pixel)))
    seen = (box @ spread).tocsr()
    return (sparse.diags(1 / np.asarray(seen.sum(axis=1)).ravel()) @ seen).astype(np.float32).tocsr()


def doubled(values: np.ndarray) -> np.ndarray:
    """An image of 20 m pixels on the 10 m grid, bilinear, as a reader would make it."""
    for _ in range(2):  # down the rows, then, transposed, along them
        padded = np.pad(values, ((1, 1), (0, 0)), mode="edge")
        near, before, after = padded[1:-1], padded[:-2], padded[2:]
        pairs = np.stack([0.75 * near + 0.25 * before, 0.75 * near + 0.25 * after], axis=1)
        values = pairs.reshape(-1, values.shape[1]).T
    return values


def write_town(folder: Union[str, os.PathLike], seed: int = 1) -> TownFiles:
    """A simulated town as files: town.tif, town_lcz.tif and town_hse.tif; each appears whole or not at all.

    Args:
        folder: made if it is missing; files of these names are replaced.
        seed: another seed, another town.

    Raises:
        OutputError: the folder cannot be written.
    """
    return _write_town(simulate_town(seed), folder, seed)


def town_job(folder: Union[str, os.PathLike], seed: int = 1) -> Generator[Progress, None, TownFiles]:
    """`write_town` as a generator that yields progress; closed early, it writes nothing."""
    town = yield from converted(in_background(lambda: simulate_town(seed)), lambda _: Progress(0.0))
    yield Progress(0.8, "Writing the scene and its true maps.")
    return _write_town(town, folder, seed)


def _write_town(town: Town, folder: Union[str, os.PathLike], seed: int) -> TownFiles:
    numbers = np.rint(town.reflectance * DN_PER_REFLECTANCE).astype(np.uint16)
    tags = {"SIMULATED": "YES", "DESCRIPTION": f"Simulated town, seed {seed}: no satellite data"}
    radiometry = {"QUANTIFICATION_VALUE": f"{DN_PER_REFLECTANCE:.0f}", "RADIO_ADD_OFFSET": "0"}
    files = TownFiles(*(Path(folder) / name for name in ("town.tif", "town_lcz.tif", "town_hse.tif")))
    with staging(files) as (scene, lcz, hse):
        try:
            _write(scene, numbers, PIXEL_M, NAMES, 0, {**tags, **radiometry})
            _write(lcz, town.zones[None], ZONE_CELL_M, ["lcz"], 0, tags)
            _write(hse, town.hse_pct[None], HSE_CELL_M, ["hse"], -9999, {**tags, "UNIT": "percent"})
        except (OSError, RuntimeError) as error:  # RuntimeError: where GDAL raises exceptions
            raise OutputError(f"The folder {folder} cannot be written ({error}); choose another one.") from error
    return files


def _write(
    path: Path,
    layers: np.ndarray,
    cell_m: float,
    names: Sequence[str],
    nodata: float,
    tags: Mapping[str, str],
) -> None:
    """Write (bands, H, W) as a tiled, deflated GeoTIFF of its own type, its corner that of the town."""
    data_type = gdal_array.NumericTypeCodeToGDALTypeCode(layers.dtype)
    size = layers.shape[2], layers.shape[1], layers.shape[0]
    options = ["TILED=YES", "COMPRESS=DEFLATE"]
    gdal.ErrorReset()
    dataset = gdal.GetDriverByName("GTiff").Create(str(path), *size, data_type, options=options)
    if dataset is None:
        raise OSError(gdal.GetLastErrorMsg())
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(EPSG)
    dataset.SetProjection(reference.ExportToWkt())
    dataset.SetGeoTransform((UPPER_LEFT[0], cell_m, 0, UPPER_LEFT[1], 0, -cell_m))
    dataset.SetMetadata(dict(tags))
    for number, (name, layer) in enumerate(zip(names, layers), start=1):
        band = dataset.GetRasterBand(number)
        band.SetDescription(name)
        band.SetNoDataValue(nodata)
        band.WriteArray(layer)
    band = dataset = None  # closing writes
    if gdal.GetLastErrorType() >= gdal.CE_Failure:
        raise OSError(gdal.GetLastErrorMsg())


def main(arguments: Optional[Sequence[str]] = None) -> None:
    """Writes a simulated town into a folder and prints its path."""
    parser = argparse.ArgumentParser(description="Write a simulated scene of a town, and its truth.")
    parser.add_argument("folder", help="where town.tif, town_lcz.tif and town_hse.tif go")
    parser.add_argument("--seed", type=int, default=1, help="another seed, another town (default 1)")
    options = parser.parse_args(arguments)
    sys.stdout.write("".join(f"{path}\n" for path in write_town(options.folder, options.seed)))


if __name__ == "__main__":
    main()
