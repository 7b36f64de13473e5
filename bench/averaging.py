# SPDX-License-Identifier: GPL-2.0-or-later
"""What averaging over orientations and over dates is worth, on the validation places.

    scripts/in_qgis.py python bench/averaging.py --data ../shared/data --out bench/averaging.json

Maps each place file to file as a user would and scores the maps as `make validate` does.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from hse_lcz.model.network.orientations import COUNTS
from hse_lcz.model.training import folder_dataset, validate


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=Path("../shared/data"), help="folder of real scenes and labels")
    parser.add_argument("--out", type=Path, default=Path("bench/averaging.json"))
    chosen = parser.parse_args()
    found: dict[str, list] = {}
    for name in folder_dataset.VALIDATION_PLACES:
        truth = validate.reference(folder_dataset.load_place(chosen.data, name))
        dates, cells = folder_dataset.scene_files(chosen.data, name), folder_dataset.label_cells(chosen.data, name)
        for count in COUNTS:
            each = [validate.score(*validate.map_files([date], cells, orientations=count), truth) for date in dates]
            found.setdefault(f"orientations {count}", []).append(validate.over(each))
        found.setdefault("dates 2", []).append(validate.score(*validate.map_files(dates, cells), truth))
    means = {way: validate.over(places) for way, places in found.items()}
    print(validate.table(means))
    chosen.out.write_text(json.dumps(means, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
