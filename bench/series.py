# SPDX-License-Identifier: GPL-2.0-or-later
"""How far maps of two dates differ before and after smoothing in time, and whether a town's growth is found.

    scripts/in_qgis.py python -m hse_lcz.bench.series --data ../shared/data --out bench/series.json

Twenty-one places have two dates, between which hardly anything changed on the ground. The settings were chosen on ten
of them (`CHOSEN_ON`), by the log loss of the probability of change at a prior of 5 %: unchanged pairs are the dates of
a cell of 100 m, changed pairs ("implants") a cell of the first date beside another cell of the second date whose label
is another zone. The figures are of the eleven others, file to file with these settings. Five of those are mapped by
weights that never saw them (`bench/held_out.npz`), the others by the bundled weights, which learned from them.

The simulated towns of `growing_town` are mapped once a year by the bundled weights; in a known year a district of 1.2
km is built on fields. Four of them chose how far the neighbours of a cell count (`model/series/neighbours.py`), the
others had no say. All maps are kept in build/series, so that a second run computes the series alone.
"""

from __future__ import annotations

import argparse
import json
import re
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from osgeo import gdal

from hse_lcz.bench import growing_town
from hse_lcz.bench.growing_town import Town
from hse_lcz.model.assessment import metrics
from hse_lcz.model.engines.select import choose_engine
from hse_lcz.model.mapping.checkpoint import digest
from hse_lcz.model.mapping.map_scene import MapJob, map_city
from hse_lcz.model.network import weights
from hse_lcz.model.scene.vrt_stack import stack
from hse_lcz.model.series import likelihood, zone_change
from hse_lcz.model.series.dates import Dated, gaps_years
from hse_lcz.model.series.hidden_markov import most_probable_path, posterior
from hse_lcz.model.series.series_cells import Evidence, model_cells
from hse_lcz.model.series.smooth_series import SmoothJob, map_paths, smooth_series
from hse_lcz.model.training import folder_dataset
from hse_lcz.model.training.square_pixels import squared
from hse_lcz.model.training.validate import map_probabilities, reference

CHOSEN_ON = (
    "abudhabi", "aguasclaras", "beirut", "bercy", "brasilia", "lasvegas", "nantes", "paris", "saclay_e", "saclay_w",
)  # fmt: skip
HELD_OUT = Path(__file__).with_name("held_out.npz")
EXPECTED = 0.05
TRIED = [(1.2, 0.5), (1.9, 0.0), (1.9, 0.5), (1.9, 0.8), (2.5, 0.5), (3.0, 0.5)]
"""Sharpness and seasonal share."""
TOWNS = {
    "towns_chosen_on": (Town(11, 8, 2), Town(12, 5, 3), Town(13, 6, 4), Town(14, 3, 2)),
    "towns": (Town(1, 8, 3), Town(2, 8, 2), Town(3, 6, 3), Town(4, 3, 4), Town(5, 5, 1)),
    "towns_further": (Town(15, 9, 1), Town(16, 8, 4), Town(21, 8, 3), Town(22, 5, 2), Town(23, 6, 2), Town(24, 3, 3)),
}
"""Seed, zone and first year of the towns that chose how far neighbours count, and of those that had no say."""
_DRAWS = 2


class Place(NamedTuple):
    """The two dates of a place and its labels, (17, h, w) and (h, w)."""

    members: list[Dated]
    probabilities: np.ndarray
    zones: np.ndarray


def mapped(data: Path, name: str, kept: Path) -> list[Dated]:
    """The probabilities of both dates of a place, mapped on square pixels unless they lie in `kept`."""
    model = str(HELD_OUT) if name in folder_dataset.VALIDATION_PLACES else None
    kept = kept / digest(weights.load(model))[:12]
    kept.mkdir(parents=True, exist_ok=True)
    members = []
    for files in folder_dataset.scene_files(data, name):
        stem = Path(files[0]).name.replace("_10m.tif", "")
        target = kept / f"{stem}.tif"
        if not target.exists():
            with tempfile.TemporaryDirectory() as folder:
                scene = stack(files, f"{folder}/{stem}.vrt")
                scene = squared(scene, f"{folder}/{stem}.tif", folder_dataset.label_cells(data, name))
                job = MapJob(scene, {"LCZ_PROBABILITIES": str(target)}, weights=model, device="cpu")
                for _ in map_city(job):
                    pass
        year, month, day = (int(part) for part in re.search(r"(\d{4})(\d\d)(\d\d)$", stem).groups())
        members.append(Dated(str(target), stem, date(year, month, day)))
    return members


def place_of(data: Path, name: str, kept: Path) -> Place:
    """Both dates and the labels, cut to what all three cover."""
    members = mapped(data, name, kept)
    labels = reference(folder_dataset.load_place(data, name)).zones
    stored = [gdal.Open(member.source).ReadAsArray() for member in members]
    height, width = (min(sizes) for sizes in zip(labels.shape, *(part.shape[1:] for part in stored)))
    cut = [np.where(part == 255, 0, part * 0.004)[:, :height, :width] for part in stored]
    return Place(members, np.array(cut), labels[:height, :width])


def implants(place: Place) -> tuple[np.ndarray, np.ndarray]:
    """Probabilities (2, 17, n) of unchanged and of changed pairs of cells."""
    known = (place.probabilities.sum(axis=1) > 0).all(axis=0) & (place.zones > 0)
    both, zones = place.probabilities[:, :, known], place.zones[known]
    rng = np.random.default_rng(0)
    here = np.repeat(np.arange(len(zones)), _DRAWS)
    there = rng.integers(0, len(zones), len(here))
    other = zones[here] != zones[there]
    return both, np.stack([both[0][:, here[other]], both[1][:, there[other]]])


def tried(places: Mapping[str, Place], evidence: Evidence, by_prior: bool = False) -> dict[str, float]:
    """What settings give on the places they were chosen on: means over the places.

    Args:
        places: by name.
        evidence: the settings.
        by_prior: whether the probabilities are divided by how frequent each zone is in the maps of all these places.
    """
    prior = np.mean([place.probabilities.mean(axis=(0, 2, 3)) for place in places.values()], axis=0)
    # What is raised to the power of the sharpness should be divided by the prior once.
    divided = np.maximum(prior / prior.sum(), 0.002)[None, :, None] ** (1 / evidence.sharpness) if by_prior else 1.0
    rows = []
    for place in places.values():
        unchanged, changed = implants(place)
        gaps = gaps_years([member.day for member in place.members])
        chain = zone_change.chain(gaps, -np.log(1 - EXPECTED) / gaps[0])
        (paths, _, of_unchanged), (moved, _, of_changed) = (
            model_cells(pairs / divided, chain, evidence) for pairs in (unchanged, changed)
        )
        labels = place.zones[(place.probabilities.sum(axis=1) > 0).all(axis=0) & (place.zones > 0)]
        losses = -np.log1p(-np.minimum(of_unchanged, 1 - 1e-6)).mean(), -np.log(np.maximum(of_changed, 1e-6)).mean()
        rows.append({
            "log_loss": (1 - EXPECTED) * losses[0] + EXPECTED * losses[1],
            "differ": np.mean(paths[0] != paths[1]),
            "implants_found": np.mean(moved[0] != moved[1]),
            "agreement": np.mean(paths == labels),
        })  # fmt: skip
    return {key: round(float(np.mean([row[key] for row in rows])), 4) for key in rows[0]}


def reported(place: Place) -> dict[str, float]:
    """The figures of a place that had no say in the settings, file to file."""
    with tempfile.TemporaryDirectory() as folder:
        job = SmoothJob(place.members, {}, folder)
        for _ in smooth_series(job):
            pass
        after = np.array([gdal.Open(path).ReadAsArray() for path in map_paths(folder, place.members)])
    height, width = place.zones.shape
    after = after[:, :height, :width]
    before = np.where(place.probabilities.max(axis=1) > 0, place.probabilities.argmax(axis=1) + 1, 0)
    known = (before > 0).all(axis=0)
    found: dict[str, float] = {"cells": int(known.sum()), "years": gaps_years([m.day for m in place.members])[0]}
    for title, maps in (("before", before), ("after", after)):
        scores = [
            metrics.zone_scores(metrics.confusion_matrix(np.where(known, place.zones, 0), zones)) for zones in maps
        ]
        found[f"differ_{title}"] = float(np.mean((maps[0] != maps[1])[known]))
        found[f"agreement_{title}"] = float(np.mean([score.overall_accuracy for score in scores]))
        found[f"oa_w_{title}"] = float(np.mean([score.oa_weighted for score in scores]))
    return {**found, **_beside(place, known)}


def _beside(place: Place, known: np.ndarray) -> dict[str, float]:
    """Implants found; cells that differ where each date shows its own likeliest zone, and where the rate is fitted."""
    both = Evidence().of_dates(place.probabilities[:, :, known])
    gaps = gaps_years([member.day for member in place.members])
    each = posterior(both, zone_change.chain(gaps, zone_change.RATE)).states.argmax(axis=1)
    *_, rate = zone_change.fit_rate(both, gaps)
    fitted = most_probable_path(both, zone_change.chain(gaps, rate))
    labels = place.zones[known]
    moved, _, _ = model_cells(implants(place)[1], zone_change.chain(gaps, zone_change.RATE), Evidence())
    return {
        "implants_found": float(np.mean(moved[0] != moved[1])),
        "differ_each_date": float(np.mean(each[0] != each[1])),
        "agreement_each_date": float(np.mean((each + 1 == labels)[:, labels > 0])),
        "rate_fitted": rate,
        "differ_rate_fitted": float(np.mean(fitted[0] != fitted[1])),
    }


def growth(towns: Iterable[Town], kept: Path) -> Iterator[tuple[str, dict[str, float]]]:
    """Whether the district of each simulated town is found in its year, and what else is said to change."""
    for town in towns:
        district, dates = mapped_town(town, kept)
        yield f"{town.seed}", growing_town.figures(town, district, dates)


def mapped_town(town: Town, kept: Path) -> tuple[np.ndarray, np.ndarray]:
    """The district of a town and its probabilities (T, 17, n, n), mapped unless they lie in `kept`."""
    bundled = weights.load(None)
    path = kept / digest(bundled)[:12] / f"town_{town.seed}_{town.zone}_{town.first_built}.npz"
    if not path.exists():
        grown = growing_town.grow(town)
        with choose_engine("cpu", bundled) as engine:
            dates = np.array([map_probabilities(engine, scene) for scene in grown.scenes])
        path.parent.mkdir(parents=True, exist_ok=True)
        np.savez_compressed(path, district=grown.district, dates=dates.astype(np.float32))
    with np.load(path) as held:
        return held["district"], held["dates"].astype(np.float64)


def mean_of(rows: list[dict[str, float]]) -> dict[str, float]:
    return {key: float(np.mean([row[key] for row in rows])) for key in rows[0]}


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=Path("../shared/data"), help="folder of real scenes and labels")
    parser.add_argument(
        "--kept", type=Path, default=Path("build/series"), help="folder in which mapped scenes are kept"
    )
    parser.add_argument("--out", type=Path, default=Path("bench/series.json"))
    chosen = parser.parse_args()
    names = folder_dataset.place_names(chosen.data)
    dated = [name for name in names if len(folder_dataset.scene_files(chosen.data, name)) > 1]
    places = {}
    for name in dated:
        places[name] = place_of(chosen.data, name, chosen.kept)
        print(f"mapped: {name}", flush=True)
    chosen_on = {name: places[name] for name in CHOSEN_ON}
    now = Evidence(likelihood.SHARPNESS, likelihood.SEASONAL_SHARE)
    found: dict[str, Any] = {
        "settings": {**now._asdict(), "rate": zone_change.RATE},
        "tried": {
            **{f"sharpness {a:g}, seasonal share {b:g}": tried(chosen_on, Evidence(a, b)) for a, b in TRIED},
            "as bundled, divided by the prior": tried(chosen_on, now, by_prior=True),
        },
        "places": {name: reported(place) for name, place in places.items() if name not in CHOSEN_ON},
        **{name: dict(growth(towns, chosen.kept)) for name, towns in TOWNS.items()},
    }
    found["mean"] = mean_of(list(found["places"].values()))
    for name in TOWNS:
        found[f"mean_{name}"] = mean_of(list(found[name].values()))
    text = json.dumps(_rounded(found), indent=1) + "\n"
    chosen.out.write_text(text, encoding="utf-8")
    print(text)


def _rounded(tree: Any) -> Any:
    if isinstance(tree, dict):
        return {key: _rounded(value) for key, value in tree.items()}
    return round(tree, 4) if isinstance(tree, float) else tree


if __name__ == "__main__":
    main()
