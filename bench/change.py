# SPDX-License-Identifier: GPL-2.0-or-later
"""How the probability of change is calibrated, and what it finds and errs on the places that training never saw.

    scripts/in_qgis.py python -m hse_lcz.bench.change --data ../shared/data --out bench/change.json

Both dates of each validation place are mapped with the bundled weights. Unchanged pairs are the two dates of a cell of
100 m: these places hardly changed between their dates. Changed pairs ("implants") are a cell of the first date beside
another cell of the second date whose label is another zone. A logistic function of the distance of the two
distributions is fitted to both kinds, every place counting alike; `left_out` are losses on a place by what the others
gave. The constants stand in `model/assessment/change_probability.py`.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from osgeo import gdal
from scipy.optimize import minimize

from hse_lcz.model.assessment import change_probability
from hse_lcz.model.assessment.change_probability import Calibration, completed, of_distributions
from hse_lcz.model.mapping.map_scene import MapJob, map_city
from hse_lcz.model.scene.vrt_stack import stack

PLACES = ("bordeaux", "beihai", "pisa", "rio", "dubai")
EXPECTED = 0.05
_DRAWS = 5


class Pairs(NamedTuple):
    """Distributions (17, n) of unchanged and of changed pairs of cells."""

    unchanged: tuple[np.ndarray, np.ndarray]
    changed: tuple[np.ndarray, np.ndarray]


def pairs_of(data: Path, name: str, rng: np.random.Generator) -> Pairs:
    """The pairs of one place."""
    dates = sorted((data / "scenes").glob(f"{name}_[0-9]*_10m.tif"))
    with tempfile.TemporaryDirectory() as folder:
        maps = [_mapped(path, Path(folder) / path.stem) for path in dates[:2]]
    height, width = (min(shares.shape[axis] for shares, _ in maps) for axis in (1, 2))
    shares = [shares[:, :height, :width] for shares, _ in maps]
    left, dx, _, top, _, dy = maps[0][1]
    options = {"outputBounds": (left, top + dy * height, left + dx * width, top), "xRes": dx, "yRes": -dy}
    path = str(data / "labels" / f"{name}_lcz_prob.tif")
    labels = gdal.Warp("", path, format="MEM", resampleAlg="average", outputType=gdal.GDT_Float32, **options)
    labels = labels.ReadAsArray()
    known = np.logical_and.reduce([part.sum(axis=0) > 0 for part in (*shares, labels)])
    first, second = (part[:, known] / part[:, known].sum(axis=0) for part in shares)
    zones = labels[:, known].argmax(axis=0)
    here = np.repeat(np.arange(len(zones)), _DRAWS)
    there = rng.integers(0, len(zones), len(here))
    other = zones[here] != zones[there]
    return Pairs((first, second), (first[:, here[other]], second[:, there[other]]))


def _mapped(fine: Path, folder: Path) -> tuple[np.ndarray, tuple[float, ...]]:
    """Probabilities (17, H, W) of a scene, 0 where there are none, and the geotransform."""
    folder.mkdir()
    scene = stack([str(fine), str(fine).replace("_10m.tif", "_20m.tif")], str(folder / "scene.vrt"))
    path = str(folder / "p.tif")
    for _ in map_city(MapJob(source=scene, outputs={"LCZ_PROBABILITIES": path}, device="cpu")):
        pass
    dataset = gdal.Open(path)
    stored = dataset.ReadAsArray()
    return np.where(stored == 255, 0, stored * 0.004), dataset.GetGeoTransform()


def by_confidence(pair: tuple[np.ndarray, np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    """The distributions that are completed from the most probable zone and its probability in whole percent."""
    first, second = (completed(part.argmax(axis=0) + 1, part.max(axis=0).round(2)) for part in pair)
    return first, second


def fitted(pairs: list[Pairs]) -> Calibration:
    """The calibration with the least log loss, places and kinds of pairs counting alike."""
    return Calibration(*map(float, minimize(lambda both: loss(Calibration(*both), pairs), [0.0, 1.0]).x))


def loss(calibration: Calibration, pairs: list[Pairs]) -> float:
    """Mean log loss where half of the pairs changed, nats."""
    total = 0.0
    for item in pairs:
        total -= np.log1p(-of_distributions(*item.unchanged, 0.5, calibration)).mean()
        total -= np.log(of_distributions(*item.changed, 0.5, calibration)).mean()
    return total / len(pairs) / 2


def report(pairs: dict[str, Pairs], calibration: Calibration) -> dict[str, Any]:
    """What a fit gives, and what the calibration in use does on each place."""
    each = list(pairs.values())
    best = fitted(each)
    places = {}
    for name, item in pairs.items():
        others = fitted([other for other in each if other is not item])
        unchanged = of_distributions(*item.unchanged, EXPECTED, calibration)
        changed = of_distributions(*item.changed, EXPECTED, calibration)
        first, second = (part.argmax(axis=0) for part in item.unchanged)
        places[name] = {
            "cells": int(unchanged.size),
            "another_zone": round(float((first != second).mean()), 4),
            "called_changed": round(float(((unchanged >= 0.5) & (first != second)).mean()), 4),
            "mean_probability": round(float(unchanged.mean()), 4),
            "implants_found": round(float((changed >= 0.5).mean()), 4),
            "left_out": round(loss(others, [item]), 3),
        }
    return {"fitted": [round(value, 2) for value in best], "loss": round(loss(best, each), 3), "places": places}


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=Path("../shared/data"), help="folder of real scenes and labels")
    parser.add_argument("--out", type=Path, default=Path("bench/change.json"))
    chosen = parser.parse_args()
    rng = np.random.default_rng(0)
    pairs = {name: pairs_of(chosen.data, name, rng) for name in PLACES}
    confident = {name: Pairs(*map(by_confidence, item)) for name, item in pairs.items()}
    found = {
        "expected_share": EXPECTED,
        "probabilities": report(pairs, change_probability.OF_PROBABILITIES),
        "confidence": report(confident, change_probability.OF_CONFIDENCE),
    }
    text = json.dumps(found, indent=1) + "\n"
    chosen.out.write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
