# SPDX-License-Identifier: GPL-2.0-or-later
"""The patches of a file of So2Sat LCZ42: reflectance, where wanted with radar behind it, and zones.

An HDF5 file holds patches of 320 m: `sen2` (n, 32, 32, 10), reflectance in the network's order of bands; `sen1`
(n, 32, 32, 8), calibrated Sentinel-1; and `label` (n, 17), one-hot. They are read piece by piece; h5py has to be
installed.

Source: Zhu et al. 2020, "So2Sat LCZ42", IEEE Geoscience and Remote Sensing Magazine 8(3), also for the channels of
`sen1`: real and imaginary part of VH and of VV, both unfiltered; intensity of VH and of VV after a refined Lee filter;
real and imaginary part of the off-diagonal element of the covariance matrix after that filter.
"""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Iterator
from types import TracebackType
from typing import NamedTuple, Optional

import numpy as np

from ..errors import DependencyError, InputError
from ..scene.radar_values import decibels
from ..tables import lcz, sentinel1

SIDE_PX = 32
_BLOCK = 512
_SEN1_CHANNELS = 8
# Channels of `sen1`, from 0, by what a card says of speckle: filtered intensities, or real and imaginary parts.
_FILTERED = {"VV": 5, "VH": 4}
_COMPLEX = {"VV": (2, 3), "VH": (0, 1)}
# Of the radar of a patch as a whole, dB: as calibrations and directions of view differ.
_RADAR_GAIN_DB = 0.5
# Patches from all over a file give the radar's mean and spread.
_SAMPLED_RUNS, _SAMPLED = 16, 64


class RadarFigures(NamedTuple):
    """Of the radar of a file, in dB, in the order of `sentinel1.NAMES`."""

    mean: np.ndarray
    """(2,) float32."""
    std: np.ndarray
    """(2,) float32, above 0."""


class Patches:
    """One file, open for reading; a context manager. `len()` is the number of patches."""

    def __init__(self, path: str, speckle: Optional[str] = None) -> None:
        """Open a file.

        Args:
            path: of the file.
            speckle: which radar to read behind the bands, a key of `sentinel1.SPECKLE`; None for none.

        Raises:
            DependencyError: h5py is not installed.
            InputError: it does not open, or does not hold what it should.
        """
        if importlib.util.find_spec("h5py") is None:
            raise DependencyError("Reading So2Sat needs the Python package h5py, which is not here; install it by pip.")
        h5py = importlib.import_module("h5py")
        self.path, self._speckle = path, speckle
        try:
            self._file = h5py.File(path, "r")
        except OSError as error:
            raise InputError(f"Expected an HDF5 file of So2Sat, found {path}; check the path ({error}).") from error
        try:
            self._pixels, self._labels = self._file["sen2"], self._file["label"]
        except KeyError as error:
            raise InputError(
                f"Expected “sen2” and “label” in {path}, found {', '.join(self._file) or 'nothing'}; "
                "choose a file of So2Sat LCZ42."
            ) from error
        found = self._pixels.shape[1:], self._labels.shape[1:], len(self._pixels) == len(self._labels)
        if found != ((SIDE_PX, SIDE_PX, 10), (len(lcz.ZONES),), True) or not len(self._pixels):
            raise InputError(
                f"Expected sen2 (n, {SIDE_PX}, {SIDE_PX}, 10) and label (n, {len(lcz.ZONES)}) in {path}, found "
                f"{self._pixels.shape} and {self._labels.shape}; choose a file of So2Sat LCZ42."
            )
        self._sen1 = self._file.get("sen1") if speckle else None
        wanted = (len(self._pixels), SIDE_PX, SIDE_PX, _SEN1_CHANNELS)
        if speckle and (self._sen1 is None or self._sen1.shape != wanted):
            shape = "none" if self._sen1 is None else self._sen1.shape
            raise InputError(
                f"Expected sen1 {wanted} beside sen2 in {path}, found {shape}; choose a file of So2Sat LCZ42 with "
                "Sentinel-1, or train without radar."
            )

    def __len__(self) -> int:
        return len(self._pixels)

    def __enter__(self) -> Patches:
        return self

    def __exit__(
        self, kind: Optional[type[BaseException]], error: Optional[BaseException], trace: Optional[TracebackType]
    ) -> None:
        self._file.close()

    def read(self, start: int, stop: int) -> tuple[np.ndarray, np.ndarray]:
        """Patches in their order: pixels (n, 10 or with radar 12, 32, 32) float32 and codes (n,) uint8, 1..17.

        Raises:
            InputError: a label is not one-hot.
        """
        pixels = np.moveaxis(self._pixels[start:stop].astype(np.float32), -1, 1)
        labels = np.asarray(self._labels[start:stop])
        if not ((labels > 0.5).sum(axis=1) == 1).all():
            raise InputError(f"Expected one zone for each patch in {self.path}, found some with none or several.")
        pixels, codes = np.clip(pixels, 0, 3), (labels.argmax(axis=1) + 1).astype(np.uint8)
        if self._sen1 is None:
            return pixels, codes
        return np.concatenate((pixels, self._radar(start, stop)), axis=1), codes

    def radar_figures(self) -> RadarFigures:
        """Mean and spread of the radar, from patches all over the file."""
        starts = np.unique(np.linspace(0, max(0, len(self) - _SAMPLED), _SAMPLED_RUNS).astype(int))
        found = np.concatenate([self._radar(start, min(len(self), start + _SAMPLED)) for start in starts])
        std = np.maximum(found.std(axis=(0, 2, 3)), 0.1)
        return RadarFigures(found.mean(axis=(0, 2, 3)).astype(np.float32), std.astype(np.float32))

    def _radar(self, start: int, stop: int) -> np.ndarray:
        """(n, 2, 32, 32) float32 in dB."""
        parts = self._sen1[int(start) : int(stop)].astype(np.float32)
        if self._speckle == "none":
            intensity = [(parts[..., _COMPLEX[name]] ** 2).sum(axis=-1) for name in sentinel1.NAMES]
        else:
            intensity = [parts[..., _FILTERED[name]] for name in sentinel1.NAMES]
        return decibels(np.stack(intensity, axis=1), "linear")

    def blocks(self, size: int = _BLOCK) -> Iterator[tuple[np.ndarray, np.ndarray]]:
        """All of them, so many at a time."""
        for start in range(0, len(self), size):
            yield self.read(start, min(len(self), start + size))

    def batch(self, rng: np.random.Generator, size: int) -> tuple[np.ndarray, np.ndarray]:
        """So many patches from a few places of the file, turned and mirrored; runs are read, as files lie on disks."""
        run = max(1, min(len(self), size // 8 or 1))
        starts = rng.integers(0, len(self) - run + 1, -(-size // run))
        pieces = [self.read(int(start), int(start) + run) for start in starts]
        pixels, codes = (np.concatenate(parts)[:size] for parts in zip(*pieces))
        turned = [
            np.rot90(patch[..., :: 1 if rng.random() < 0.5 else -1], rng.integers(4), (-2, -1)) for patch in pixels
        ]
        gain = (
            1 + 0.1 * rng.standard_normal((len(pixels), 1, 1, 1)) + 0.04 * rng.standard_normal((len(pixels), 10, 1, 1))
        )
        found = np.stack(turned)
        bands = (found[:, :10] * gain).astype(np.float32)
        if self._sen1 is None:
            return bands, codes
        radar = found[:, 10:] + _RADAR_GAIN_DB * rng.standard_normal((len(found), len(sentinel1.NAMES), 1, 1))
        return np.concatenate((bands, radar.astype(np.float32)), axis=1), codes
