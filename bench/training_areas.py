# SPDX-License-Identifier: GPL-2.0-or-later
"""What a few training areas are worth: the bundled network, its adapted heads, and classifiers trained on pixels.

    scripts/in_qgis.py python -m hse_lcz.bench.training_areas --data ../shared/data [--places bordeaux rio]

For each place polygons are cut from its labels (`cut_polygons`). Some train, in turns over the zones; all others are
the truth. All methods see the same cells of 100 m, both dates, and are scored on the same cells: the network averages
the dates, as `hselcz:mapcity` with DATES does; the forest (30 trees, as the LCZ Generator) and the gradient-boosted
trees get means, deviations and indices of each cell, of both dates side by side. The strength of the heads' penalty is
chosen on the polygons that train. Figures are added to the JSON place by place.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from hse_lcz.bench import cut_polygons
from hse_lcz.model.adaptation import bootstrap
from hse_lcz.model.adaptation.head_features import LCZ_CELL
from hse_lcz.model.adaptation.head_fit import HeadFitter, adapted_arrays, head_probabilities
from hse_lcz.model.adaptation.labels import LabelFiles
from hse_lcz.model.adaptation.samples import LabelledScene, Samples, gather_samples
from hse_lcz.model.engines.numpy_engine import NumpyEngine
from hse_lcz.model.network import weights
from hse_lcz.model.network.config import CELL_PX
from hse_lcz.model.raster.windows import Window
from hse_lcz.model.scene.vrt_stack import stack

SIDE_PX = LCZ_CELL * CELL_PX
# (first, second) of normalised differences among the ten bands: NDVI, NDWI, MNDWI, NDBI, and red edge.
INDICES = ((6, 2), (1, 6), (1, 8), (8, 6), (6, 3))


def end_of(steps):
    """What a generator returns in the end."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return end.value


def cell_statistics(source: LabelledScene, cells: np.ndarray) -> np.ndarray:
    """(n, 25) means and deviations of the bands and means of indices in cells of 100 m, by row and column."""
    found = np.empty((len(cells), 25), np.float32)
    for row in np.unique(cells[:, 0]):
        mine = np.flatnonzero(cells[:, 0] == row)
        width = (int(cells[mine, 1].max()) + 1) * SIDE_PX
        strip, _ = source.scene.read(Window(0, int(row) * SIDE_PX, width, SIDE_PX))
        blocks = strip.reshape(len(strip), SIDE_PX, -1, SIDE_PX)
        mean, spread = blocks.mean(axis=(1, 3)).T, blocks.std(axis=(1, 3)).T
        indices = np.stack([(strip[a] - strip[b]) / (strip[a] + strip[b] + 1e-3) for a, b in INDICES])
        index = indices.reshape(len(indices), SIDE_PX, -1, SIDE_PX).mean(axis=(1, 3)).T
        found[mine] = np.concatenate([mean, spread, index], axis=1)[cells[mine, 1]]
    return found


class Rows:
    """The cells of all polygons that every date shows, one row each."""

    def __init__(self, samples: Samples, sources: Sequence[LabelledScene]) -> None:
        keys = np.stack([samples.units, *samples.cells.T], axis=1)
        by_date = [
            {tuple(key): row for row, key in zip(rows, keys[rows])}
            for rows in (np.flatnonzero(samples.labelled & (samples.scenes == n)) for n in range(len(sources)))
        ]
        shared = sorted(set.intersection(*map(set, by_date)))
        self.dates = [np.array([date[key] for key in shared]) for date in by_date]
        self.units, cells = np.array(shared)[:, 0], np.array(shared)[:, 1:]
        self.zones, self.areas = samples.zones[self.dates[0]], samples.areas[self.dates[0]]
        self.statistics = np.concatenate([cell_statistics(source, cells) for source in sources], axis=1)

    def agreement(self, zones: np.ndarray, tested: np.ndarray) -> float:
        """Share of the tested ground with the right zone."""
        return float(np.average(zones[tested] == self.zones[tested], weights=self.areas[tested]))

    def mapped(self, arrays: Mapping[str, np.ndarray], samples: Samples) -> np.ndarray:
        """Zones that a network's heads give, the mean over the dates."""
        return sum(head_probabilities(arrays, samples.take(rows).inputs) for rows in self.dates).argmax(axis=1) + 1


def compared(rows: Rows, samples: Samples, numbers: Sequence[int], model: weights.Weights, seed: int) -> dict:
    """Agreement and seconds of each method with some polygons."""
    from sklearn.ensemble import HistGradientBoostingClassifier, RandomForestClassifier

    trains = np.isin(rows.units, numbers)
    result: dict = {"bundled": {"agreement": rows.agreement(rows.mapped(model.arrays, samples), ~trains)}}
    started = time.process_time()
    seen = samples.take(np.isin(samples.units, [0, *numbers]))
    fitter = HeadFitter(model, seen)
    strength, _ = end_of(bootstrap.choose_strength(fitter, seed))
    arrays = adapted_arrays(model, fitter.in_channels(fitter.fit(seen.labelled, strength)))
    seconds = time.process_time() - started
    result["heads"] = {
        "agreement": rows.agreement(rows.mapped(arrays, samples), ~trains), "cpu_s": seconds, "strength": strength,
    }  # fmt: skip
    for name, classifier in (
        ("forest", RandomForestClassifier(30, random_state=seed)),
        ("boosting", HistGradientBoostingClassifier(max_iter=60, random_state=seed)),
    ):
        started = time.process_time()
        classifier.fit(rows.statistics[trains], rows.zones[trains])
        found = classifier.predict(rows.statistics)
        seconds = time.process_time() - started
        result[name] = {"agreement": rows.agreement(found, ~trains), "cpu_s": seconds}
    return result


def place_figures(data: Path, place: str, counts: Sequence[int], draws: int, model: weights.Weights) -> list[dict]:
    """All runs of a place."""
    dates = sorted((data / "scenes").glob(f"{place}_[0-9]*_10m.tif"))
    files = [[str(path), str(path).replace("_10m.tif", "_20m.tif")] for path in dates]
    files += [[str(path)] for path in sorted((data / "scenes").glob(f"{place}_[0-9]*_L2A.tif"))]
    cut = cut_polygons.cut(str(data / "labels" / f"{place}_lcz_prob.tif"))
    order = sorted(cut.zones)
    with tempfile.TemporaryDirectory() as name, NumpyEngine(model) as engine:
        folder = Path(name)
        areas = cut_polygons.write(folder / "areas.gpkg", order, cut, cut.zones)
        labels = LabelFiles(areas, polygons=True)
        sources = [LabelledScene(stack(pair, str(folder / f"{n}.vrt")), labels, 500.0) for n, pair in enumerate(files)]
        fill = model.arrays["reflectance_mean"].astype(np.float32)
        samples = end_of(gather_samples(sources, engine, fill))
        rows = Rows(samples, sources)
    zones = {number: cut.zones[order[number - 1]] for number in np.unique(rows.units).tolist()}
    runs = []
    for count in counts:
        for draw in range(draws):
            numbers = cut_polygons.drawn(zones, count, np.random.default_rng([count, draw]))
            if len(numbers) < count or len({zones[number] for number in numbers}) < 2:
                continue
            found = compared(rows, samples, numbers, model, draw + 1)
            runs.append({"polygons": count, "draw": draw, "others": len(zones) - count, **found})
            print(place, count, draw, {k: round(found[k]["agreement"], 3) for k in found}, flush=True)
    return runs


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=Path("../shared/data"), help="folder of real scenes and labels")
    parser.add_argument("--places", nargs="+", help="all by default")
    parser.add_argument("--counts", nargs="+", type=int, default=[10, 20, 30, 60])
    parser.add_argument("--draws", type=int, default=3)
    parser.add_argument("--out", type=Path, default=Path("bench/training_areas.json"))
    chosen = parser.parse_args()
    known = sorted(path.name[: -len("_lcz_prob.tif")] for path in (chosen.data / "labels").glob("*_lcz_prob.tif"))
    model = weights.load()
    result: dict = {"weights": model.card.get("version"), "counts": chosen.counts, "draws": chosen.draws, "places": {}}
    for place in chosen.places or known:
        result["places"][place] = place_figures(chosen.data, place, chosen.counts, chosen.draws, model)
        chosen.out.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
