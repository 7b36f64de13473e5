# SPDX-License-Identifier: GPL-2.0-or-later
"""Which bands and dates matter in five places with two dates, and what half of the features keeps.

    scripts/in_qgis.py python -m hse_lcz.bench.band_selection --data ../shared/data --out bench/band_selection.json

Each place goes through the job of `hselcz:selectbands`, against its labels; every figure is of squares of 1 km held
out, and features are chosen anew in each fold.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path

from hse_lcz.bench.training_areas import end_of
from hse_lcz.model.adaptation.labels import LabelFiles
from hse_lcz.model.reports.text_tables import plain
from hse_lcz.model.scene.vrt_stack import stack
from hse_lcz.model.selection.select_job import SelectJob, select_features
from hse_lcz.model.selection.select_results import Selection
from hse_lcz.model.training.folder_dataset import VALIDATION_PLACES


def select(data: Path, place: str) -> Selection:
    """The selection for one place, both dates."""
    with tempfile.TemporaryDirectory() as folder:
        scenes = {}
        for path in sorted((data / "scenes").glob(f"{place}_[0-9]*_10m.tif")):
            title = path.name[: -len("_10m.tif")]
            scenes[stack([str(path), str(path).replace("_10m", "_20m")], f"{folder}/{title}.vrt")] = title
        zones, settlement = (str(data / "labels" / f"{place}_{kind}.tif") for kind in ("lcz_prob", "hse"))
        return end_of(select_features(SelectJob(scenes, LabelFiles(zones, settlement=settlement), {})))


def figures(found: Selection) -> dict:
    """What the page needs of a selection."""
    auc, r2 = found.kept(found.half)
    return {
        "cells": found.cells,
        "zones": len(found.zones),
        "features": len(found.features),
        "auc": found.all_features.mean_auc,
        "r2": found.all_features.r2,
        "half": found.half,
        "half_keeps_auc": auc,
        "half_keeps_r2": r2,
        "recommended": [feature.title for feature in found.chosen],
        "order": [found.features[place].title for place in found.order],
        "joint_weight": {feature.title: weight for feature, weight in zip(found.features, found.path.joint[-1])},
        "dates": {item.date: {"auc": item.alone.mean_auc, "r2": item.alone.r2} for item in found.dates},
    }


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=Path("../shared/data"), help="folder of real scenes and labels")
    parser.add_argument("--places", nargs="+", default=VALIDATION_PLACES)
    parser.add_argument("--out", type=Path, default=Path("bench/band_selection.json"))
    chosen = parser.parse_args()
    result = {}
    for place in chosen.places:
        result[place] = plain(figures(select(chosen.data, place)))
        print(place, {key: value for key, value in result[place].items() if key.startswith("half")}, flush=True)
        chosen.out.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
