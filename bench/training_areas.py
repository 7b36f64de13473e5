# SPDX-License-Identifier: GPL-2.0-or-later
"""What a few training areas are worth: the bundled network, its adapted heads, and classifiers trained on pixels.

    scripts/in_qgis.py python -m hse_lcz.bench.training_areas --data ../shared/data --crossvalidated build/crossvalidate

For each place polygons are cut from its labels (`cut_polygons`). Some train, in turns over the zones; all others are
the truth. All methods see the same cells of 100 m, both dates, and are scored on the same cells: the network averages
the dates, as `hselcz:mapcity` with DATES does; the forest (30 trees, as the LCZ Generator) and the gradient-boosted
trees get means, deviations and indices of each cell, of both dates side by side. The strength of the heads' penalty is
chosen on the polygons that train; all layers train with the defaults of `hselcz:trainnetwork`.

The bundled network has learned from every place. So a place starts, where that can be had, from a network that has not
seen it: that of its fold of `make crossvalidate ARGS="--plan last ..."`, else `bench/held_out.npz`; the others start
from the bundled weights. Each run is added to the JSON when it is done; called again, only what is missing is run.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple

import numpy as np

from hse_lcz.bench import cut_polygons
from hse_lcz.model.adaptation import bootstrap
from hse_lcz.model.adaptation.head_features import LCZ_CELL
from hse_lcz.model.adaptation.head_fit import HeadFitter, adapted_arrays, head_probabilities
from hse_lcz.model.adaptation.labels import LabelFiles
from hse_lcz.model.adaptation.samples import LabelledScene, Samples, gather_samples
from hse_lcz.model.engines.numpy_engine import NumpyEngine
from hse_lcz.model.errors import InputError
from hse_lcz.model.network import weights
from hse_lcz.model.network.config import CELL_PX
from hse_lcz.model.progress import finished
from hse_lcz.model.raster.windows import Window
from hse_lcz.model.scene.vrt_stack import stack

HELD_OUT = Path(__file__).with_name("held_out.npz")
SIDE_PX = LCZ_CELL * CELL_PX
# (first, second) of normalised differences among the ten bands: NDVI, NDWI, MNDWI, NDBI, and red edge.
INDICES = ((6, 2), (1, 6), (1, 8), (8, 6), (6, 3))


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

    def agreement(self, zones: np.ndarray, numbers: Sequence[int]) -> float:
        """Share of the ground of all polygons but some with the right zone."""
        tested = ~np.isin(self.units, numbers)
        return float(np.average(zones[tested] == self.zones[tested], weights=self.areas[tested]))

    def mapped(self, arrays: Mapping[str, np.ndarray], samples: Samples) -> np.ndarray:
        """Zones that a network's heads give, the mean over the dates."""
        return sum(head_probabilities(arrays, samples.take(rows).inputs) for rows in self.dates).argmax(axis=1) + 1


class Start(NamedTuple):
    """The network that a place starts from."""

    model: weights.Weights
    name: str
    seen: bool
    """Whether it has learned from the place."""


class Starts:
    """The network that each place starts from."""

    def __init__(self, data: Path, crossvalidated: Path | None) -> None:
        self._bundled, self._held_out = weights.load(), weights.load(str(HELD_OUT))
        self._folds: dict[str, Start] = {}
        if crossvalidated is not None:
            from hse_lcz.model.training import crossvalidate

            figures = json.loads(HELD_OUT.with_name("crossvalidation.json").read_text(encoding="utf-8"))
            how = figures["calibration"]
            parts = crossvalidate.held_out(crossvalidate.PLANS["last"], data, crossvalidated)
            for number, part in enumerate(parts, start=1):
                start = Start(
                    part.corrected(how["temperature"], how["evenness"], how["sharpness"]), f"fold {number}", False
                )
                self._folds.update({place.name: start for place in part.places})

    def of(self, place: str) -> Start:
        """A network that has not seen the place, else the bundled one."""
        if place in self._folds:
            return self._folds[place]
        if place not in self._held_out.card["training"]["places"]:
            return Start(self._held_out, "held out", False)
        return Start(self._bundled, str(self._bundled.card["version"]), True)


class Site:
    """A place with its dates, polygons and start; all that a run needs is read once."""

    def __init__(self, data: Path, place: str, start: Start, folder: Path) -> None:
        dates = sorted((data / "scenes").glob(f"{place}_[0-9]*_10m.tif"))
        files = [[str(path), str(path).replace("_10m.tif", "_20m.tif")] for path in dates]
        files += [[str(path)] for path in sorted((data / "scenes").glob(f"{place}_[0-9]*_L2A.tif"))]
        self.folder, self.start = folder, folder / "start.npz"
        self._cut = cut_polygons.cut(str(data / "labels" / f"{place}_lcz_prob.tif"))
        self._order = sorted(self._cut.zones)
        self.scenes = [stack(pair, str(folder / f"{number}.vrt")) for number, pair in enumerate(files)]
        self._every = self.written("every.gpkg", range(1, len(self._order) + 1))
        weights.save(self.start, start.model.config, start.model.arrays, {}, None)
        self.model = weights.load(str(self.start))
        self.rows, self.samples = self.sampled(self.model)
        numbers = np.unique(self.rows.units).tolist()
        self.zones = {number: self._cut.zones[self._order[number - 1]] for number in numbers}

    def written(self, name: str, numbers: Iterable[int]) -> str:
        """Some polygons as a file, by their numbers from 1."""
        return cut_polygons.write(self.folder / name, [self._order[n - 1] for n in numbers], self._cut, self._cut.zones)

    def sampled(self, model: weights.Weights) -> tuple[Rows, Samples]:
        """All polygons' cells as a network sees them."""
        labels = LabelFiles(self._every, polygons=True)
        fill = model.arrays["reflectance_mean"].astype(np.float32)
        with NumpyEngine(model) as engine, ExitStack() as opened:
            sources = [opened.enter_context(LabelledScene(scene, labels, 500.0)) for scene in self.scenes]
            samples = finished(gather_samples(sources, engine, fill))
            return Rows(samples, sources), samples


def bundled(site: Site, numbers: Sequence[int], seed: int) -> dict:
    """The network as the place starts from it."""
    return {"agreement": site.rows.agreement(site.rows.mapped(site.model.arrays, site.samples), numbers)}


def heads(site: Site, numbers: Sequence[int], seed: int) -> dict:
    """New heads, as METHOD heads fits them."""
    started = time.process_time()
    samples = site.samples.take(np.isin(site.samples.units, [0, *numbers]))
    fitter = HeadFitter(site.model, samples)
    strength, _ = finished(bootstrap.choose_strength(fitter, seed))
    arrays = adapted_arrays(site.model, fitter.in_channels(fitter.fit(samples.labelled, strength)))
    seconds = time.process_time() - started
    found = site.rows.mapped(arrays, site.samples)
    return {"agreement": site.rows.agreement(found, numbers), "cpu_s": seconds, "strength": strength}


def all_layers(site: Site, numbers: Sequence[int], seed: int) -> dict:
    """All layers behind the shared features, as METHOD all layers trains them."""
    from hse_lcz.model.training.finetune_job import TrainingJob, train_network

    started = time.process_time()
    made = str(site.folder / "tuned.npz")
    areas = LabelFiles(site.written("areas.gpkg", numbers), polygons=True)
    job = TrainingJob(
        site.scenes, areas, {"WEIGHTS": made}, start=str(site.start), seed=seed, device="cpu", bfloat16=True
    )
    done = finished(train_network(job))
    seconds = time.process_time() - started
    tuned = weights.load(made)
    rows, samples = site.sampled(tuned)  # the features below the heads have changed, the cells have not
    found = rows.mapped(tuned.arrays, samples)
    return {"agreement": site.rows.agreement(found, numbers), "cpu_s": seconds, "best_step": done.best.step}


def classified(classifier, site: Site, numbers: Sequence[int]) -> dict:
    """A classifier of scikit-learn on the cells' statistics."""
    started = time.process_time()
    trains = np.isin(site.rows.units, numbers)
    classifier.fit(site.rows.statistics[trains], site.rows.zones[trains])
    found = classifier.predict(site.rows.statistics)
    return {"agreement": site.rows.agreement(found, numbers), "cpu_s": time.process_time() - started}


def forest(site: Site, numbers: Sequence[int], seed: int) -> dict:
    """Thirty trees, as the LCZ Generator grows."""
    from sklearn.ensemble import RandomForestClassifier

    return classified(RandomForestClassifier(30, random_state=seed), site, numbers)


def boosting(site: Site, numbers: Sequence[int], seed: int) -> dict:
    """Gradient-boosted trees."""
    from sklearn.ensemble import HistGradientBoostingClassifier

    return classified(HistGradientBoostingClassifier(max_iter=60, random_state=seed), site, numbers)


METHODS = {"bundled": bundled, "heads": heads, "all layers": all_layers, "forest": forest, "boosting": boosting}


class Results:
    """The JSON of all runs, written whole after each."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.places: dict = json.loads(path.read_text(encoding="utf-8"))["places"] if path.exists() else {}

    def runs(self, place: str, start: Start) -> list[dict]:
        """The runs of a place so far; none where they started from other weights."""
        known = self.places.get(place, {})
        if known.get("start") != start.name:
            known = self.places[place] = {"start": start.name, "seen": start.seen, "runs": []}
        return known["runs"]

    def save(self) -> None:
        part = self._path.with_suffix(".part")
        part.write_text(json.dumps({"places": self.places}, indent=1) + "\n", encoding="utf-8")
        part.replace(self._path)


def measure_place(
    data: Path, place: str, start: Start, wanted: Sequence[tuple[int, int]], methods: Sequence[str], results: Results
) -> None:
    """Adds the runs of a place that are missing.

    Args:
        data: folder of scenes and labels.
        place: which.
        start: its network.
        wanted: numbers of polygons and of draws; what the place has too few polygons for is noted as such.
        methods: of `METHODS`.
        results: to add to.
    """
    by_key = {(run["polygons"], run["draw"]): run for run in results.runs(place, start)}

    def missing(key: tuple[int, int]) -> list[str]:
        run = by_key.get(key, {})
        return [] if run.get("too_few") else [name for name in methods if name not in run]

    open_keys = [key for key in wanted if missing(key)]
    if not open_keys:
        return
    with tempfile.TemporaryDirectory() as name:
        site = Site(data, place, start, Path(name))
        for count, draw in open_keys:
            run = by_key.get((count, draw))
            if run is None:
                run = {"polygons": count, "draw": draw, "others": len(site.zones) - count}
                results.runs(place, start).append(run)
            numbers = cut_polygons.drawn(site.zones, count, np.random.default_rng([count, draw]))
            if len(numbers) < count or len({site.zones[number] for number in numbers}) < 2:
                run["too_few"] = True
            else:
                run.update({method: METHODS[method](site, numbers, draw + 1) for method in missing((count, draw))})
            results.save()
            figures = {key: round(found["agreement"], 3) for key, found in run.items() if isinstance(found, dict)}
            print(time.strftime("%H:%M:%S"), place, count, draw, figures, flush=True)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=Path("../shared/data"), help="folder of real scenes and labels")
    parser.add_argument("--places", nargs="+", help="all by default")
    parser.add_argument("--counts", nargs="+", type=int, default=[10, 20, 30, 60])
    parser.add_argument("--draws", type=int, default=3)
    parser.add_argument("--methods", nargs="+", choices=METHODS, default=list(METHODS), help="all by default")
    parser.add_argument("--crossvalidated", type=Path, help="folder of `make crossvalidate` with the plan last")
    parser.add_argument("--out", type=Path, default=Path("bench/training_areas.json"))
    chosen = parser.parse_args()
    known = sorted(path.name[: -len("_lcz_prob.tif")] for path in (chosen.data / "labels").glob("*_lcz_prob.tif"))
    starts, results = Starts(chosen.data, chosen.crossvalidated), Results(chosen.out)
    wanted = [(count, draw) for count in chosen.counts for draw in range(chosen.draws)]
    for place in chosen.places or known:
        try:
            measure_place(chosen.data, place, starts.of(place), wanted, chosen.methods, results)
        except InputError as error:  # a scene that its user must first say more of
            results.places[place]["refused"] = str(error)
            results.save()
            print(place, error, flush=True)


if __name__ == "__main__":
    main()
