# SPDX-License-Identifier: GPL-2.0-or-later
"""A small folder of places for the tests of training."""

from __future__ import annotations

import numpy as np
import pytest

NAMES_10M, NAMES_20M = ("B2", "B3", "B4", "B8"), ("B5", "B6", "B7", "B8A", "B11", "B12")


@pytest.fixture(scope="session")
def folder(write_raster, tmp_path_factory):
    """Two places to train on, one to validate on, and patches: left halves dark water, right halves bright roofs."""
    root = tmp_path_factory.mktemp("data")
    (root / "scenes").mkdir()
    (root / "labels").mkdir()
    rng = np.random.default_rng(0)

    def scene(side, count):
        bright = np.where(np.arange(side) < side // 2, 300, 2500)
        return (np.broadcast_to(bright, (count, side, side)) + rng.integers(0, 60, (count, side, side))).astype(
            "uint16"
        )

    for name in ("bordeaux", "left", "right"):
        write_raster(root / f"scenes/{name}_20200101_10m.tif", scene(160, 4), names=NAMES_10M)
        write_raster(root / f"scenes/{name}_20200101_20m.tif", scene(80, 6), names=NAMES_20M, pixel=20)
        zones = np.zeros((17, 40, 40), dtype="uint8")
        zones[16, :, :20], zones[7, :, 20:] = 255, 255
        write_raster(root / f"labels/{name}_lcz_prob.tif", zones, names=None, pixel=40)
        built = np.broadcast_to(np.where(np.arange(80) < 40, 0, 90), (1, 80, 80)).astype("uint8")
        write_raster(root / f"labels/{name}_hse.tif", built, names=None, pixel=20)
    np.savez(
        root / "l2a_patches.npz",
        bands_10m=scene(64, 4)[None].repeat(3, 0),
        bands_20m=scene(32, 6)[None].repeat(3, 0),
        lcz_prob=np.zeros((3, 17, 16, 16), "uint8") + 15,
        hse=np.zeros((3, 32, 32), "uint8"),
    )
    return root
