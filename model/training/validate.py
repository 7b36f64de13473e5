# SPDX-License-Identifier: GPL-2.0-or-later
"""What a network is worth on places it has never seen.

    python -m hse_lcz.model.training.validate --data ../shared/data --out build/validation.json

maps both dates of each validation place, file to file as a user would, and compares the maps with the labels.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple, Optional

import numpy as np

from ..assessment import metrics
from ..engines.base import Engine
from ..errors import PluginError
from ..mapping.map_scene import MapJob, map_city
from ..mapping.neighbourhood import answer, sharpened
from ..network.config import CELL_PX, Maps
from ..raster import windows
from ..raster.io import open_raster
from ..scene.vrt_stack import stack
from ..tables import lcz, products
from ..tables.sentinel2 import DN_PER_REFLECTANCE
from . import folder_dataset
from .lcz_cells import likeliest, probabilities_at_100m, zones_at_100m
from .places import Place
from .square_pixels import squared

CONFIDENCE = {"unsure": (0.0, 0.4), "fair": (0.4, 0.6), "sure": (0.6, 1.01)}
"""What the probability of a label's likeliest zone makes it: from, to below."""


class Reference(NamedTuple):
    """What a map of a place is compared with."""

    zones: np.ndarray
    """(h, w) uint8, the most probable zone of each cell of 100 m; 0 = no label."""
    confidence: np.ndarray
    """(h, w) its probability, 0..1."""
    hse_pct: np.ndarray
    """(5h, 5w) percent of each cell of 20 m."""

    def zones_that_are(self, name: str) -> np.ndarray:
        """The zones whose label is as sure as `CONFIDENCE` names it; 0 elsewhere."""
        low, high = CONFIDENCE[name]
        return np.where((self.confidence >= low) & (self.confidence < high), self.zones, lcz.NODATA)


def map_scene(engine: Engine, reflectance: np.ndarray) -> Maps:
    """Both maps of a scene in memory, in one dense pass, the zones averaged over their neighbourhood.

    Args:
        reflectance: (10, H, W) float32.

    Returns:
        Maps of arrays: settlement (H/2, W/2) fractions, zones (17, H/2, W/2) probabilities; None for a missing task.
    """
    _, height, width = reflectance.shape
    whole = windows.Window(0, 0, width, height)
    tile = windows.Tile(whole, windows.frame(width, height, engine.config.block_px, engine.config.context_px))
    rows = windows.mirrored(tile.read.row, tile.read.height, height)
    columns = windows.mirrored(tile.read.col, tile.read.width, width)
    return answer(engine, reflectance[:, rows[:, None], columns], tile.inner(CELL_PX))


def map_dates(
    engine: Engine, place: Place, change: Optional[Callable[[np.ndarray], np.ndarray]] = None
) -> Iterator[Maps]:
    """Both maps of each date of a place.

    Args:
        engine: which network.
        place: its scenes are cut to what they share.
        change: what is done to the reflectance (10, H, W) before; None = nothing.
    """
    height, width = place.size_px
    for scene in place.scenes:
        reflectance = scene[:, :height, :width].astype(np.float32) / np.float32(DN_PER_REFLECTANCE)
        yield map_scene(engine, reflectance if change is None else change(reflectance).astype(np.float32))


def map_probabilities(engine: Engine, reflectance: np.ndarray) -> np.ndarray:
    """(17, ceil(H/10), ceil(W/10)) probabilities of the zones as a map of reflectance (10, H, W) has them."""
    return sharpened(probabilities_at_100m(map_scene(engine, reflectance).zones), engine.config.sharpness)


def reference(place: Place) -> Reference:
    """What the maps of a place are compared with: its labels, zones averaged to 100 m."""
    height, width = place.size_px
    zones = place.zones[:, : height // 4, : width // 4].repeat(2, axis=1).repeat(2, axis=2)
    mean = probabilities_at_100m(zones.astype(np.float32) / 255)
    return Reference(likeliest(mean), mean.max(axis=0), place.settlement[: height // 2, : width // 2].astype(float))


def score(zones: np.ndarray, hse_pct: np.ndarray, truth: Reference) -> dict[str, float]:
    """The figures of one map against a place's reference, over the area both cover; nan for a map without values.

    `lcz_agreement_unsure`, `_fair` and `_sure` are the agreement on cells whose label is so (`CONFIDENCE`); the others
    are those of `metrics.ZoneScores` and `metrics.SettlementScores`.
    """
    agreement = metrics.zone_scores(metrics.confusion_matrix(*common(truth.zones, zones)))
    by_confidence = {}
    for name in CONFIDENCE:
        counts = metrics.confusion_matrix(*common(truth.zones_that_are(name), zones))
        by_confidence[f"lcz_agreement_{name}"] = metrics.zone_scores(counts).overall_accuracy
    settlement = metrics.settlement_scores(*common(truth.hse_pct, hse_pct))
    return {
        "lcz_agreement": agreement.overall_accuracy,
        **by_confidence,
        "average_accuracy": agreement.average_accuracy,
        "f1_mean": agreement.f1_mean,
        "oa_w": agreement.oa_weighted,
        "kappa": agreement.kappa,
        "hse_mae": settlement.mae,
        "hse_rmse": settlement.rmse,
        "hse_bias": settlement.bias,
        "hse_r2": settlement.r2,
    }


def common(first: np.ndarray, second: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Two maps cut to the rows and columns that both have, from the common upper-left corner."""
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
        truth = reference(place)
        scores[place.name] = over(score_maps(maps, truth) for maps in map_dates(engine, place))
    return scores


def score_maps(maps: Maps, truth: Reference) -> dict[str, float]:
    """The figures of what the network answered for a whole place, see `score`."""
    hse = truth.hse_pct * np.nan if maps.settlement is None else maps.settlement * 100
    zones = truth.zones * 0 if maps.zones is None else zones_at_100m(maps.zones)
    return score(zones, hse, truth)


def validate(
    data: Path, model: Optional[str] = None, device: str = "auto", places: Sequence[str] = ()
) -> Iterator[tuple[str, dict[str, float]]]:
    """Map places of a folder, by default the validation places, all dates, file to file.

    Yields:
        Name and figures of each place, dates averaged.

    Raises:
        InputError: the folder lacks a place.
        WeightsError: the weights do not fit.
    """
    for name in places or folder_dataset.VALIDATION_PLACES:
        truth, cells = reference(folder_dataset.load_place(data, name)), folder_dataset.label_cells(data, name)
        files = folder_dataset.scene_files(data, name)
        yield name, over(score(*map_files([date], cells, model, device), truth) for date in files)


def map_files(
    dates: Sequence[Sequence[str]],
    cells: tuple[int, int],
    model: Optional[str] = None,
    device: str = "auto",
    orientations: int = 1,
) -> tuple[np.ndarray, np.ndarray]:
    """Zone codes at 100 m and HSE percent at 20 m (nan where nodata), file to file, on square pixels.

    Args:
        dates: the files of a scene, then those of other dates to average it with.
        cells: rows and columns of the labels of the place, see `square_pixels.squared`.
        model: weights file; None = the bundled one.
        device: auto, cpu, cuda or mps.
        orientations: how many to average over.
    """
    with tempfile.TemporaryDirectory() as folder:
        outputs = {product.key: os.path.join(folder, f"{product.key}.tif") for product in (products.LCZ, products.HSE)}
        stacks = (stack(files, os.path.join(folder, f"{number}.vrt")) for number, files in enumerate(dates))
        first, *others = (squared(path, os.path.splitext(path)[0] + ".tif", cells) for path in stacks)
        job = MapJob(first, outputs, weights=model, device=device, dates=tuple(others), orientations=orientations)
        for _ in map_city(job):
            pass
        zones, hse = (open_raster(path).ReadAsArray() for path in outputs.values())
    return zones, np.where(hse == products.HSE.nodata, np.nan, hse)


def table(places: Mapping[str, Mapping[str, float]]) -> str:
    """The figures as lines of text, a place each."""
    names = list(next(iter(places.values())))
    lines = [f"{'':<10}" + "".join(f"  {name:>9}" for name in names)]
    lines += [
        f"{place:<10}" + "".join(f"  {row[name]:>{max(9, len(name))}.3f}" for name in names)
        for place, row in places.items()
    ]
    return "\n".join(lines)


def main(arguments: Optional[Sequence[str]] = None) -> None:
    """The command line."""
    parser = argparse.ArgumentParser(
        prog="python -m hse_lcz.model.training.validate", description="Score a network on the validation places."
    )
    parser.add_argument("--data", type=Path, required=True, help="folder with scenes/ and labels/")
    parser.add_argument("--out", type=Path, help="JSON file to write")
    parser.add_argument("--model", help="weights file; the bundled one by default")
    parser.add_argument("--places", nargs="+", default=(), help="others than the validation places")
    parser.add_argument("--device", default="auto", help="auto, cpu, cuda or mps")
    chosen = parser.parse_args(arguments)
    try:
        places = dict(validate(chosen.data, chosen.model, chosen.device, chosen.places))
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
