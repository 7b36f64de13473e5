# SPDX-License-Identifier: GPL-2.0-or-later
"""How far the figures fall when the scene is not what it should be, on the validation places.

    scripts/in_qgis.py python -m hse_lcz.bench.robustness --data ../shared/data --out bench/robustness.json

Each way changes the reflectance of the scenes in memory, Level-1C as they are; the maps are scored as `make validate`
does, both dates of each place unless the way says otherwise.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from pathlib import Path

import numpy as np

from hse_lcz.model.engines.torch_engine import TorchEngine
from hse_lcz.model.network import weights
from hse_lcz.model.training import folder_dataset, validate
from hse_lcz.model.training.atmosphere import to_boa, to_toa
from hse_lcz.model.training.places import Place

Way = Callable[[np.ndarray], np.ndarray]

WAYS: dict[str, Way] = {
    "as it is (Level-1C)": lambda reflectance: reflectance,
    "Level-2A, simulated": lambda reflectance: to_boa(reflectance, 1.0),
    "Level-2A, simulated, hazier day": lambda reflectance: to_boa(reflectance, 1.15),
    "Level-2A, simulated, clearer day": lambda reflectance: to_boa(reflectance, 0.7),
    "offset of 1000 left in": lambda reflectance: reflectance + 0.1,
    "offset of 1000 taken off twice": lambda reflectance: np.maximum(reflectance - 0.1, 0),
    "haze (as much air again)": lambda reflectance: to_toa(reflectance, 1.0),
    "all bands 10 % too bright": lambda reflectance: reflectance * 1.1,
    "all bands 10 % too dark": lambda reflectance: reflectance * 0.9,
    "scale wrong by a factor of 2": lambda reflectance: reflectance * 0.5,
}


def scored(engine: TorchEngine, place: Place, way: Way) -> list[dict[str, float]]:
    """The figures of one place, a date each."""
    truth = validate.reference(place)
    return [validate.score_maps(maps, truth) for maps in validate.map_dates(engine, place, way)]


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=Path("../shared/data"), help="folder of real scenes and labels")
    parser.add_argument("--model", help="weights file; the bundled one by default")
    parser.add_argument("--out", type=Path, default=Path("bench/robustness.json"))
    chosen = parser.parse_args()
    network = weights.load(chosen.model)
    engine = TorchEngine(network.config, network.arrays, "cpu")
    places = [folder_dataset.load_place(chosen.data, name) for name in folder_dataset.VALIDATION_PLACES]
    found = {name: [scored(engine, place, way) for place in places] for name, way in WAYS.items()}
    means = {name: validate.over(map(validate.over, dates)) for name, dates in found.items()}
    as_it_is, *_ = found.values()
    for date, name in enumerate(("the earlier date alone", "the later date alone")):
        means[name] = validate.over(dates[date] for dates in as_it_is)
    print(validate.table(means))
    chosen.out.write_text(json.dumps(means, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
