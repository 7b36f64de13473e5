# SPDX-License-Identifier: GPL-2.0-or-later
"""The reflectance of the training scenes, written into a weights file for `scene.input_check`.

    python -m hse_lcz.model.training.scene_statistics --data ../shared/data [--model FILE.npz]

measures the training places; the arrays of the file stay as they are.
"""

from __future__ import annotations

import argparse
import json
import sys
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Optional

import numpy as np

from ..errors import PluginError
from ..network import weights
from ..scene.reflectance_ranges import CARD_KEY, statistics
from ..system import windows_files
from ..tables.sentinel2 import DN_PER_REFLECTANCE
from . import folder_dataset
from .atmosphere import to_boa, to_toa

LEFT_OUT = ("bahrain", "brandenburg", "easternshore", "jiangsu", "lolland", "sharkbay")
"""Places whose scenes say little about a city's: mostly sea, bush and fields, at one date each.

With them the ranges are so wide that scales and band orders are told apart less well: a stack in the order of Level-2A
is recognised in two of five places instead of in at least three (`tests/model/scene/test_band_order.py`).
"""


def training_scenes(data: Path) -> Iterator[np.ndarray]:
    """Every date of the training places, but for those left out, as it is and at the other level.

    The places for validation are left out as well: what the ranges tell is tested on them.
    """
    for name in folder_dataset.place_names(data):
        if name in folder_dataset.VALIDATION_PLACES or name in LEFT_OUT:
            continue
        place = folder_dataset.load_place(data, name)
        for scene in place.scenes:
            pixels = scene.reshape(len(scene), -1)[:, ::7].astype(np.float32) / DN_PER_REFLECTANCE
            pixels = pixels[:, (pixels > 0).all(axis=0)]
            yield pixels
            for haze in (0.6, 1.15):
                change = to_toa if place.surface else to_boa
                yield change(pixels[:, None], haze)[:, 0]


def write_card(path: Path, entries: Mapping[str, Any]) -> None:
    """Put entries into a weights file's card; its arrays are copied byte by byte."""
    part = path.with_name(path.name + ".part")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            content = old.read(member)
            if member.filename == weights.CARD:
                content = json.dumps({**json.loads(content), **entries}, indent=1).encode()
            new.writestr(member, content)
    windows_files.replace(part, path)


def main(arguments: Optional[Sequence[str]] = None) -> None:
    """The command line."""
    parser = argparse.ArgumentParser(
        prog="python -m hse_lcz.model.training.scene_statistics",
        description="Write what the training scenes span into a card.",
    )
    parser.add_argument("--data", type=Path, required=True, help="folder with scenes/ and labels/")
    parser.add_argument("--model", type=Path, default=weights.BUNDLED, help="weights file; the bundled one by default")
    chosen = parser.parse_args(arguments)
    try:
        weights.load(str(chosen.model))
        write_card(chosen.model, {CARD_KEY: statistics(list(training_scenes(chosen.data)))})
    except PluginError as error:
        sys.exit(str(error))
    print(f"written: the card of {chosen.model}")


if __name__ == "__main__":
    main()
