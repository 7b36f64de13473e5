# SPDX-License-Identifier: GPL-2.0-or-later
"""Fits the weights by which B8 and B8A are estimated from the other bands, and measures what the maps keep.

    scripts/in_qgis.py python -m hse_lcz.bench.nir_substitute ../shared/data [--maps]

The weights add up to 1 and there is no constant, so that they apply to stored numbers of any scale and offset. Fitted
on the scenes of `../shared/data` but those of the five places that are kept for tests.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import numpy as np
from osgeo import gdal
from scipy.ndimage import uniform_filter

from ..model.mapping.map_scene import MapJob, map_city
from ..model.scene import vrt_stack
from ..model.scene.scene import Reading
from ..model.tables.sentinel2 import NAMES
from ..model.training import folder_dataset

KEPT_FOR_TESTS = ("bordeaux", "rio", "beihai", "pisa", "dubai")
_PIXELS = 20000
_RIDGE = 1e-4


def pixels(data: Path, tested: bool) -> list[np.ndarray]:
    """(10, n) reflectance of each scene, of the places that are kept for tests or of all others."""
    rng, found = np.random.default_rng(0), []
    files = [(str(path), str(path).replace("_10m", "_20m")) for path in sorted((data / "scenes").glob("*_10m.tif"))]
    for pair in files:
        if Path(pair[0]).name.startswith(KEPT_FOR_TESTS) != tested:
            continue
        numbers = gdal.Open(vrt_stack.stack(list(pair), "")).ReadAsArray().reshape(10, -1)
        numbers = numbers[:, (numbers > 0).all(axis=0)]
        found.append(numbers[:, rng.choice(numbers.shape[1], min(_PIXELS, numbers.shape[1]), replace=False)] / 10000)
    return found


def fit(scenes: list[np.ndarray], missing: str, twin: str) -> dict[str, float]:
    """Weights of the other bands, which add up to 1."""
    others = [name for name in NAMES if name not in (missing, twin)]
    place = {name: NAMES.index(name) for name in NAMES}
    square, product = np.zeros((len(others),) * 2), np.zeros(len(others))
    for scene in scenes:
        x = scene[[place[name] for name in others]] - scene[place[twin]]
        y = scene[place[missing]] - scene[place[twin]]
        square, product = square + x @ x.T / x.shape[1], product + x @ y / x.shape[1]
    weights = np.linalg.solve(square / len(scenes) + _RIDGE * np.eye(len(others)), product / len(scenes)).round(3)
    return {**dict(zip(others, weights.tolist())), twin: round(1 - float(weights.sum()), 3)}


def errors(scenes: list[np.ndarray], missing: str, twin: str, weights: dict[str, float]) -> tuple[float, float]:
    """Root mean square errors in reflectance: of the estimate, and of the twin as it is."""
    place = {name: NAMES.index(name) for name in NAMES}
    squares = []
    for scene in scenes:
        estimate = sum(weight * scene[place[name]] for name, weight in weights.items())
        truth = scene[place[missing]]
        squares.append([((estimate - truth) ** 2).mean(), ((scene[place[twin]] - truth) ** 2).mean()])
    first, second = np.sqrt(np.mean(squares, axis=0))
    return float(first), float(second)


def detail(data: Path, weights: dict[str, float]) -> float:
    """How much stronger the differences from the mean of 3 x 3 pixels are in B8 than in its estimate (median)."""
    ratios = []
    for fine in sorted((data / "scenes").glob("*_10m.tif")):
        if fine.name.startswith(KEPT_FOR_TESTS):
            continue
        numbers = gdal.Open(vrt_stack.stack([str(fine), str(fine).replace("_10m", "_20m")], "")).ReadAsArray()
        bands = dict(zip(NAMES, numbers[:, :500, :500].astype(np.float32)))
        both = bands["B8"], sum(weight * bands[name] for name, weight in weights.items())
        true, estimated = ((band - uniform_filter(band, 3)).std() for band in both)
        ratios.append(true / estimated)
    return float(np.median(ratios))


def zones(data: Path, place: str, folder: Path, missing: str, number: int) -> float:
    """The share in % of cells that keep their zone where a band is missing and estimated."""
    pair = folder_dataset.scene_files(data, place)[number]
    raster = folder / f"{place}.tif"
    source = gdal.Open(vrt_stack.stack(list(map(str, pair)), ""))
    maps = []
    for names in (NAMES, tuple(name for name in NAMES if name != missing)):
        options = gdal.TranslateOptions(bandList=[NAMES.index(name) + 1 for name in names])
        gdal.Translate(str(raster), source, options=options).FlushCache()
        target = str(folder / f"{place}_{len(names)}_lcz.tif")
        for _ in map_city(MapJob(str(raster), {"LCZ": target}, reading=Reading(twins=True), device="cpu")):
            pass
        maps.append(gdal.Open(target).ReadAsArray())
        raster.unlink()
    covered = maps[0] > 0
    return 100 * float((maps[0] == maps[1])[covered].mean())


def main(data: Path, with_maps: bool) -> None:
    """Prints weights, errors and, if asked, the zones that are kept."""
    training, tested = pixels(data, False), pixels(data, True)
    for missing, twin in (("B8", "B8A"), ("B8A", "B8")):
        weights = fit(training, missing, twin)
        estimate, as_is = errors(tested, missing, twin, weights)
        print(f"{missing} = {weights}; error on places kept for tests {estimate:.4f}, of {twin} as it is {as_is:.4f}")
        if missing == "B8":
            print(f"  detail {detail(data, weights):.2f}")
        for place in KEPT_FOR_TESTS if with_maps else ():
            with tempfile.TemporaryDirectory() as folder:
                print(f"  {place}: {zones(data, place, Path(folder), missing, 0):.1f} % keep their zone", flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), "--maps" in sys.argv)
