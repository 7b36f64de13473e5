# SPDX-License-Identifier: GPL-2.0-or-later
"""Scenes and labels for training: places kept whole, crops drawn and varied on the fly.

The folder is laid out as `scenes/<place>_<yyyymmdd>_10m.tif` and `_20m.tif` (or one ten-band
`<place>_<yyyymmdd>_L2A.tif`), `labels/<place>_lcz_prob.tif` (17 bands, value/255, 40 m) and `labels/<place>_hse.tif`
(percent, 20 m), and optionally `l2a_patches.npz`. Sixteen-bit digital numbers are kept in
memory and become reflectance crop by crop.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple, Optional

import numpy as np

from ..errors import InputError
from ..raster.io import open_raster
from ..scene.vrt_stack import stack
from .label_corrections import corrected
from .places import Patches, Place
from .square_pixels import pixel_size_m, resampled, square_ratios

VALIDATION_PLACES = ("bordeaux", "rio", "beihai", "pisa", "dubai")


def place_names(folder: Path) -> list[str]:
    """Places that have both labels, in alphabetical order.

    Raises:
        InputError: there is none.
    """
    names = [path.name[: -len("_lcz_prob.tif")] for path in sorted((folder / "labels").glob("*_lcz_prob.tif"))]
    names = [name for name in names if (folder / "labels" / f"{name}_hse.tif").exists()]
    if not names:
        raise InputError(f"Expected labels/<place>_lcz_prob.tif and labels/<place>_hse.tif in {folder}, found none.")
    return names


def scene_files(folder: Path, name: str) -> list[list[str]]:
    """The files of each date of a place, oldest first."""
    dates = sorted((folder / "scenes").glob(f"{name}_[0-9]*_10m.tif"))
    pairs = [[str(path), str(path).replace("_10m.tif", "_20m.tif")] for path in dates]
    return pairs + [[str(path)] for path in sorted((folder / "scenes").glob(f"{name}_[0-9]*_L2A.tif"))]


def load_place(folder: Path, name: str) -> Place:
    """A place with all its dates, in memory, on square pixels of 10 m (see `square_pixels`).

    Raises:
        InputError: a file is missing or does not open, or the place has no scene.
    """
    files = scene_files(folder, name)
    if not files:
        raise InputError(f"Expected scenes/{name}_<yyyymmdd>_10m.tif in {folder}, found none; check the folder.")
    surface = all(len(paths) == 1 for paths in files)
    scenes = [_read(stack(paths, "")) for paths in files]
    labels = [_read(str(folder / "labels" / f"{name}_{end}.tif")) for end in ("lcz_prob", "hse")]
    size = pixel_size_m(open_raster(files[0][0]))
    if not size.is_square:
        ratios = square_ratios(size, labels[0].shape[1:])
        scenes = [resampled(scene, *ratios, smooth=False) for scene in scenes]
        labels = [resampled(label, *ratios, smooth=True) for label in labels]
    return Place(name, tuple(scenes), *labels, surface=surface)


def label_cells(folder: Path, name: str) -> tuple[int, int]:
    """Rows and columns of the zone labels of a place, as delivered."""
    labels = open_raster(str(folder / "labels" / f"{name}_lcz_prob.tif"))
    return labels.RasterYSize, labels.RasterXSize


def _read(path: str) -> np.ndarray:
    return open_raster(path).ReadAsArray()


def load_patches(path: Path) -> Patches:
    """The Level-2A patches of an `.npz` with bands_10m, bands_20m, lcz_prob and hse."""
    with np.load(path, allow_pickle=False) as arrays:
        return Patches(arrays["bands_10m"], arrays["bands_20m"], arrays["lcz_prob"], arrays["hse"])


class Folder(NamedTuple):
    """All that a folder holds, whole places apart."""

    training: list[Place]
    """With corrected labels (see `label_corrections`)."""
    validation: list[Place]
    """Held-out places, with the labels of the folder."""
    patches: Optional[Patches]


def load_folder(folder: Path, holdout: Sequence[str] = VALIDATION_PLACES) -> Folder:
    """Every place of a folder, the held-out ones apart from the others, and the patches where there are some.

    Args:
        folder: laid out as this module says.
        holdout: names of the places that do not train; none = every place trains.

    Raises:
        InputError: a file is missing or does not open, a held-out place is not in the folder, or no place is left.
    """
    names = place_names(folder)
    held_out = [name for name in names if name in holdout]
    training = [corrected(load_place(folder, name)) for name in names if name not in held_out]
    if not training or (holdout and not held_out):
        raise InputError(
            f"Expected places to train on and some of {', '.join(holdout)} to validate on in {folder}, "
            f"found {', '.join(names)}; complete the folder."
        )
    patches = folder / "l2a_patches.npz"
    validation = [load_place(folder, name) for name in held_out]
    return Folder(training, validation, load_patches(patches) if patches.exists() else None)
