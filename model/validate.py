# SPDX-License-Identifier: GPL-2.0-or-later
"""What a network is worth on places it has never seen.

    python -m hse_lcz.model.validate --data ../shared/data --out build/validation.json

maps both dates of each validation place, file to file as a user would, and compares the maps with the labels.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Optional

import numpy as np

from . import cells, dataset, lcz, metrics, products, tiles
from .architecture import CELL_PX, Maps
from .dataset import DN_PER_REFLECTANCE, Place
from .engine import Engine
from .errors import PluginError
from .predict import MapJob, map_city
from .raster import open_raster
from .stack import stack

LCZ_CELLS = 5
"""LCZ cells of 100 m are five cells of 20 m wide."""


def map_scene(engine: Engine, reflectance: np.ndarray) -> Maps:
    """Both maps of a scene in memory, in one dense pass.

    Args:
        reflectance: (10, H, W) float32.

    Returns:
        Maps of arrays: settlement (H/2, W/2) fractions, zones (17, H/2, W/2) probabilities; None for a missing task.
    """
    _, height, width = reflectance.shape
    whole = tiles.Window(0, 0, width, height)
    tile = tiles.Tile(whole, tiles.frame(width, height, engine.config.block_px, engine.config.context_px))
    rows = tiles.mirrored(tile.read.row, tile.read.height, height)
    columns = tiles.mirrored(tile.read.col, tile.read.width, width)
    return engine.run(reflectance[:, rows[:, None], columns], tile.inner(CELL_PX))


def zones_at_100m(probabilities: np.ndarray) -> np.ndarray:
    """(ceil(H/5), ceil(W/5)) uint8 codes from (17, H, W) probabilities at 20 m; 0 where they sum to 0."""
    mean = cells.weighted_mean(probabilities, np.ones(probabilities.shape[1:]), LCZ_CELLS)
    return np.where(mean.sum(axis=0) > 0, mean.argmax(axis=0) + 1, lcz.NODATA).astype(np.uint8)


def label_maps(place: Place) -> tuple[np.ndarray, np.ndarray]:
    """The reference of a place: zone codes at 100 m (from the averaged label probabilities), HSE percent at 20 m."""
    height, width = place.size_px
    zones = place.zones[:, : height // 4, : width // 4].repeat(2, axis=1).repeat(2, axis=2)
    return zones_at_100m(zones.astype(np.float32) / 255), place.settlement[: height // 2, : width // 2].astype(float)


def score(zones: np.ndarray, hse_pct: np.ndarray, truth: tuple[np.ndarray, np.ndarray]) -> dict[str, float]:
    """The figures of one map against a place's reference, over the area both cover."""
    truth_zones, truth_hse = truth
    agreement = metrics.zone_scores(metrics.confusion_matrix(*_common(truth_zones, zones)))
    settlement = metrics.settlement_scores(*_common(truth_hse, hse_pct))
    return {
        "lcz_agreement": agreement.overall_accuracy,
        "oa_w": agreement.oa_weighted,
        "kappa": agreement.kappa,
        "hse_mae": settlement.mae,
        "hse_rmse": settlement.rmse,
        "hse_bias": settlement.bias,
        "hse_r2": settlement.r2,
    }


def _common(first: np.ndarray, second: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    height, width = (min(sizes) for sizes in zip(first.shape, second.shape))
    return first[:height, :width], second[:height, :width]


def over(figures: Iterable[Mapping[str, float]], how: Any = np.mean) -> dict[str, float]:
    """Figures of several maps in one: their mean, or what else `how` makes of a list."""
    rows = list(figures)
    return {name: float(how([row[name] for row in rows])) for name in rows[0]}


def score_engine(engine: Engine, places: Sequence[Place]) -> dict[str, dict[str, float]]:
    """The figures of a network per place, dates averaged, from scenes in memory."""
    scores = {}
    for place in places:
        height, width = place.size_px
        truth = label_maps(place)
        dates = []
        for scene in place.scenes:
            maps = map_scene(engine, scene[:, :height, :width].astype(np.float32) / DN_PER_REFLECTANCE)
            hse = truth[1] * np.nan if maps.settlement is None else maps.settlement * 100
            zones = truth[0] * 0 if maps.zones is None else zones_at_100m(maps.zones)
            dates.append(score(zones, hse, truth))
        scores[place.name] = over(dates)
    return scores


def validate(data: Path, model: Optional[str] = None, device: str = "auto") -> Iterator[tuple[str, dict[str, float]]]:
    """Map the validation places of a folder, both dates, file to file.

    Yields:
        Name and figures of each place, dates averaged.

    Raises:
        InputError: the folder lacks a validation place.
        WeightsError: the weights do not fit.
    """
    for name in dataset.VALIDATION_PLACES:
        truth = label_maps(dataset.load_place(data, name))
        yield name, over(score(*_mapped(files, model, device), truth) for files in dataset.scene_files(data, name))


def _mapped(files: Sequence[str], model: Optional[str], device: str) -> tuple[np.ndarray, np.ndarray]:
    """Zone codes at 100 m and HSE percent at 20 m (nan where nodata) of one scene."""
    with tempfile.TemporaryDirectory() as folder:
        outputs = {product.key: os.path.join(folder, f"{product.key}.tif") for product in (products.LCZ, products.HSE)}
        source = stack(files, os.path.join(folder, "scene.vrt"))
        for _ in map_city(MapJob(source, outputs, weights=model, device=device)):
            pass
        zones, hse = (open_raster(path).ReadAsArray() for path in outputs.values())
    return zones, np.where(hse == products.HSE.nodata, np.nan, hse)


def table(places: Mapping[str, Mapping[str, float]]) -> str:
    """The figures as lines of text, a place each."""
    names = list(next(iter(places.values())))
    lines = [f"{'':<10}" + "".join(f"{name:>15}" for name in names)]
    lines += [f"{place:<10}" + "".join(f"{row[name]:>15.3f}" for name in names) for place, row in places.items()]
    return "\n".join(lines)


def main(arguments: Optional[Sequence[str]] = None) -> None:
    """The command line."""
    parser = argparse.ArgumentParser(
        prog="python -m hse_lcz.model.validate", description="Score a network on the validation places."
    )
    parser.add_argument("--data", type=Path, required=True, help="folder with scenes/ and labels/")
    parser.add_argument("--out", type=Path, help="JSON file to write")
    parser.add_argument("--model", help="weights file; the bundled one by default")
    parser.add_argument("--device", default="auto", help="auto, cpu, cuda or mps")
    chosen = parser.parse_args(arguments)
    try:
        places = dict(validate(chosen.data, chosen.model, chosen.device))
    except PluginError as error:
        sys.exit(str(error))
    summary = {"mean": over(places.values()), "median": over(places.values(), np.median)}
    print(table({**places, **summary}))
    if chosen.out:
        chosen.out.parent.mkdir(parents=True, exist_ok=True)
        chosen.out.write_text(json.dumps({"places": places, **summary}, indent=1), encoding="utf-8")
        print(f"written: {chosen.out}")


if __name__ == "__main__":
    main()
