# SPDX-License-Identifier: GPL-2.0-or-later
"""The self-test: maps a small simulated town and compares the maps with stored ones of the same weights.

The scene is a file in `resources`, as a scene that is simulated again depends on the rounding of the libraries.

This stores new values, after other weights were bundled:

    python -m hse_lcz.model.diagnostics.selftest
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from collections.abc import Generator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import numpy as np

from ..progress import Progress, finished
from ..tables import lcz, products

_RESOURCES = Path(__file__).resolve().parents[2] / "resources"
SCENE = _RESOURCES / "selftest.tif"
STORED = _RESOURCES / "selftest.npz"
# The window of the simulated town that the scene was cut from: all ten of its zones lie in it.
_LEFT_PX, _TOP_PX, _SIZE_PX = 120, 160, 200
# Engines round differently: by far less than this on every one that was tried.
LARGEST_HSE_DIFFERENCE_POINTS = 0.1
SMALLEST_SAME_ZONES_PCT = 99.0


class Answers(NamedTuple):
    """The maps that are compared."""

    hse_pct: np.ndarray
    """(100, 100) float, percent."""
    zones: np.ndarray
    """(20, 20) uint8, codes."""


class Outcome(NamedTuple):
    """The result of the test."""

    passed: bool
    text: str
    """Sentence with the differences and their limits."""


def run(device: str = "auto") -> Generator[Progress, None, Outcome]:
    """Tests scene, network and files from end to end; a generator, so that progress can be shown and the test stopped.

    Raises:
        PluginError: what a user's run of the map would raise.
    """
    started = time.perf_counter()
    answers = yield from _answers(device)
    return compare(answers, stored(), time.perf_counter() - started)


def compare(answers: Answers, wanted: Answers, seconds: float) -> Outcome:
    """The result of the test: passed where the answers are close enough to the stored ones.

    Args:
        answers: of this run.
        wanted: the stored ones.
        seconds: that this run took.
    """
    hse_points = float(np.abs(answers.hse_pct - wanted.hse_pct).mean())
    same_pct = 100 * float(np.mean(answers.zones == wanted.zones))
    passed = hse_points <= LARGEST_HSE_DIFFERENCE_POINTS and same_pct >= SMALLEST_SAME_ZONES_PCT
    return Outcome(
        passed,
        f"{'passed' if passed else 'failed'} in {seconds:.1f} s: HSE differs by {hse_points:.3f} points on average "
        f"(allowed {LARGEST_HSE_DIFFERENCE_POINTS:g}), {same_pct:.1f} % of the zones are the same (wanted "
        f"{SMALLEST_SAME_ZONES_PCT:g} %)",
    )


def stored() -> Answers:
    """The values that came with the weights."""
    with np.load(STORED, allow_pickle=False) as file:
        return Answers(file["hse_hundredths"] / 100, file["zones"])


def _answers(device: str) -> Generator[Progress, None, Answers]:
    """Maps the scene in a temporary folder."""
    from osgeo import gdal

    from ..mapping.map_scene import MapJob, map_city

    folder = Path(tempfile.mkdtemp(prefix="hse_lcz-"))
    try:
        yield Progress(0, "Self-test: a small simulated town is mapped.")
        maps = {product.key: str(folder / f"{product.key}.tif") for product in (products.HSE, products.LCZ)}
        with closing(map_city(MapJob(source=str(SCENE), outputs=maps, device=device))) as steps:
            yield from steps
        hse, zones = (gdal.Open(path).ReadAsArray() for path in maps.values())
        return Answers(hse.astype(np.float64), zones)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _write_scene() -> None:
    """Writes a part of a simulated town to `resources`, unless there is a scene already."""
    from osgeo import gdal

    from ..simulation.scene import write_town

    if SCENE.exists():
        return
    folder = Path(tempfile.mkdtemp(prefix="hse_lcz-"))
    try:
        town = str(write_town(folder, seed=1).scene)
        options = ["COMPRESS=DEFLATE", "PREDICTOR=2", "ZLEVEL=9", "INTERLEAVE=BAND"]
        gdal.Translate(str(SCENE), town, srcWin=[_LEFT_PX, _TOP_PX, _SIZE_PX, _SIZE_PX], creationOptions=options)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def main() -> None:
    """Stores the maps that the bundled weights give of the scene on this computer."""
    _write_scene()
    answers: Answers = finished(_answers("cpu"))
    np.savez_compressed(STORED, hse_hundredths=np.rint(100 * answers.hse_pct).astype(np.uint16), zones=answers.zones)
    known = np.count_nonzero(answers.zones != lcz.NODATA)
    sys.stdout.write(f"{STORED}: mean HSE {answers.hse_pct.mean():.2f} %, {known} cells with a zone\n")


if __name__ == "__main__":
    main()
