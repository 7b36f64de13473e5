# SPDX-License-Identifier: GPL-2.0-or-later
"""What a training can learn from and what it holds out, or in one sentence why it cannot."""

from __future__ import annotations

import os
from collections.abc import Generator, Sequence
from contextlib import ExitStack
from typing import Optional

from ..adaptation.labels import LabelFiles
from ..errors import InputError
from ..network.config import NetworkConfig
from ..network.weights import check_optical
from ..progress import Progress
from ..tables import lcz
from . import chips
from .chips import LabelIndex, Source, Split
from .places import PATCH_PX, TrainingData

POLYGONS = "polygons"
"""What the units are called that people draw."""


def index_labels(
    stack: ExitStack, scenes: Sequence[str], validation_scenes: Sequence[str], files: LabelFiles
) -> Generator[Progress, Optional[bool], tuple[list[Source], LabelIndex, str, list[str]]]:
    """Open all scenes and count their labels, in squares as large as leave enough of them.

    Args:
        stack: closes what is opened.
        scenes: to train on.
        validation_scenes: held out as a whole.
        files: the labels.

    Returns:
        The scenes, those held out last; what they show; what a unit is called; and notes.

    Raises:
        InputError: a scene does not open or is too small, the labels cannot be used, or no scene shows any.
    """
    for square_m in chips.SQUARES_M:
        notes: list[str] = []
        sources = [stack.enter_context(Source(path, files, square_m)) for path in (*scenes, *validation_scenes)]
        found = LabelIndex()
        for number, source in enumerate(sources):
            grid = source.scene.grid
            if min(grid.width, grid.height) < PATCH_PX:
                raise InputError(
                    f"Expected scenes of at least {PATCH_PX} x {PATCH_PX} pixels, found {grid.width} x {grid.height} "
                    f"in {source.path}; choose a larger part of the scene."
                )
            before = len(found.zones) + len(found.settlement)
            yield from (Progress((number + share) / len(sources)) for share in found.add(number, source))
            notes += [f"{os.path.basename(source.path)}: {note}" for note in source.scene.notes]
            notes += source.labels.notes
            if len(found.zones) + len(found.settlement) == before:
                notes.append(f"Warning: {source.path} shows none of the labels; it adds nothing.")
        if not found.zones and not found.settlement:
            raise _nothing(sources)
        enough = len(found.units()) if found.zones else len(found.squares())
        if files.polygons or validation_scenes or enough >= chips.FEWEST_SQUARES:
            break
    if files.settlement and not found.settlement:
        notes.append("Warning: the settlement reference shows none of the scenes' ground; it adds nothing.")
    unit = POLYGONS if files.polygons and found.zones else f"squares of {square_m:g} m"
    return sources, found, unit, list(dict.fromkeys(notes))


def _nothing(sources: Sequence[Source]) -> InputError:
    """Why no label was found in any scene."""
    if any(source.labels.zones_in or source.labels.settlement_in for source in sources):
        return InputError(
            "Expected training areas that hold the centre of a cell of 20 m, found none in the scenes; "
            "draw them larger (the field draws them 200 m wide and more) and inside the scene."
        )
    return InputError(
        "Expected labels that lie in one of the scenes, found none there; choose scenes of the same place, and check "
        "that the labels have their right CRS."
    )


def check_split(found: LabelIndex, decided: Split, unit: str) -> list[str]:
    """Whether there is enough to learn and to check; notes on what is not scored.

    Raises:
        InputError: there is not.
    """
    zones = {code for counts in found.units().values() for code in counts}
    if found.zones and len(zones) < 2:
        raise InputError(
            f"Expected training areas of at least two zones, found only {lcz.ZONES[min(zones) - 1].title}; "
            "a network that sees one zone alone gives it to everything: draw others, too."
        )
    if not decided.holdout and not decided.holdout_squares:
        raise InputError(
            f"Expected at least two {unit} of a zone, one to learn from and one to check on, found one of each; "
            "draw more, or give scenes with labels to hold out."
        )
    if not decided.unscored:
        return []
    labels = ", ".join(lcz.ZONES[code - 1].label for code in decided.unscored)
    return [f"Only one training area each of LCZ {labels}: it trains, and its zone is not scored."]


def check_tasks(config: NetworkConfig, found: LabelIndex, path: str) -> None:
    """Whether a network knows all that there are labels of.

    Raises:
        InputError: it does not.
    """
    check_optical(config, path)
    lacking = [task for task in found.tasks if task not in config.tasks]
    if lacking:
        raise InputError(
            f"Expected weights that know {', '.join(lacking).upper()}, but {path} knows only "
            f"{', '.join(config.tasks).upper()}; start from others, or leave those labels out."
        )


def check_training_data(data: TrainingData) -> None:
    """Whether anything was left to learn from and to check on where the scenes have data.

    Raises:
        InputError: nothing was.
    """
    if not data.chips:
        raise InputError(
            "Expected labels where the scenes have data, found none to train on; choose scenes without clouds or "
            "nodata over the labels."
        )
    if not data.tiles:
        raise InputError(
            "Expected labels to check on where the scenes have data, found none; draw more training areas, or hold "
            "out a larger share."
        )
