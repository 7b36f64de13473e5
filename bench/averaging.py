# SPDX-License-Identifier: GPL-2.0-or-later
"""What averaging over orientations and over dates is worth, on the validation places.

    scripts/in_qgis.py python bench/averaging.py --data ../shared/data --out bench/averaging.json

Maps each place file to file as a user would and scores the maps as `make validate` does.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path

import numpy as np

from hse_lcz.model import dataset, products, validate
from hse_lcz.model.orientation import COUNTS
from hse_lcz.model.predict import MapJob, map_city
from hse_lcz.model.raster import open_raster
from hse_lcz.model.stack import stack


def mapped(dates: list[list[str]], orientations: int) -> tuple[np.ndarray, np.ndarray]:
    """Zone codes at 100 m and HSE percent at 20 m of the first date, averaged with the others."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        outputs = {product.key: str(folder / f"{product.key}.tif") for product in (products.LCZ, products.HSE)}
        first, *others = (stack(files, str(folder / f"{number}.vrt")) for number, files in enumerate(dates))
        for _ in map_city(MapJob(first, outputs, dates=tuple(others), orientations=orientations)):
            pass
        zones, hse = (open_raster(path).ReadAsArray() for path in outputs.values())
    return zones, np.where(hse == products.HSE.nodata, np.nan, hse)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=Path("../shared/data"), help="folder of real scenes and labels")
    parser.add_argument("--out", type=Path, default=Path("bench/averaging.json"))
    chosen = parser.parse_args()
    found: dict[str, list] = {}
    for name in dataset.VALIDATION_PLACES:
        truth = validate.reference(dataset.load_place(chosen.data, name))
        dates = dataset.scene_files(chosen.data, name)
        for count in COUNTS:
            each = [validate.score(*mapped([date], count), truth) for date in dates]
            found.setdefault(f"orientations {count}", []).append(validate.over(each))
        found.setdefault("dates 2", []).append(validate.score(*mapped(dates, 1), truth))
    means = {way: validate.over(places) for way, places in found.items()}
    print(validate.table(means))
    chosen.out.write_text(json.dumps(means, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
