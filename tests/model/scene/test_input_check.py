# SPDX-License-Identifier: GPL-2.0-or-later
"""A scene unlike those trained on is named with its cause; one like them is left in peace."""

from __future__ import annotations

import zipfile
from pathlib import Path

import numpy as np
import pytest

from hse_lcz.model.network import weights
from hse_lcz.model.scene import input_check, reflectance_ranges
from hse_lcz.model.scene.scene import Scene
from hse_lcz.model.tables import sentinel2
from hse_lcz.model.training import folder_dataset
from hse_lcz.model.training.scene_statistics import write_card


def swapped(*pairs):
    """Bands in the wrong places."""
    names = list(sentinel2.NAMES)
    for first, second in pairs:
        i, j = names.index(first), names.index(second)
        names[i], names[j] = names[j], names[i]
    return [sentinel2.NAMES.index(name) for name in names]


# What goes wrong with reflectance, and the question the warning ends with.
MISTAKES = {
    "offset missed": (lambda x: x + 0.1, "is the -1000 offset of processing baseline 04.00 and later applied?"),
    "offset twice": (lambda x: np.clip(x - 0.1, 0, None), "was the -1000 offset applied twice"),
    "ten times too large": (lambda x: x * 10, "do the values have to be divided by 10?"),
    "divided twice": (lambda x: x / 10000, "are the values divided by 10000 too often?"),
    "red and blue": (lambda x: x[swapped(("B2", "B4"))], "are B2 and B4 exchanged?"),
    "red and infrared": (lambda x: x[swapped(("B4", "B8"))], "are B4 and B8 exchanged?"),
    "10 m bands first": (
        lambda x: x[[sentinel2.NAMES.index(name) for name in input_check._ORDERS[1][1]]],
        "are the bands in the order B2 B3 B4 B8 B5 B6 B7 B8A B11 B12?",
    ),
}


@pytest.fixture(scope="module")
def place(data):
    """Pixels of a place that was not trained on."""
    scene = folder_dataset.load_place(data, "bordeaux").scenes[0]
    return scene.reshape(10, -1)[:, ::11].astype(np.float32) / 10000


def warnings_on(pixels: np.ndarray) -> list[str]:
    return input_check.warnings(
        reflectance_ranges.percentiles(pixels), reflectance_ranges.read_ranges(weights.load().card)
    )


def test_the_bundled_card_has_ranges():
    ranges = reflectance_ranges.read_ranges(weights.load().card)
    assert ranges.scenes > 50 and ranges.low.shape == (10, len(reflectance_ranges.PERCENTILES))
    assert (ranges.low <= ranges.high).all()


@pytest.mark.parametrize("name", ["bordeaux", "rio", "beihai", "pisa", "dubai"])
def test_places_not_trained_on_are_left_in_peace(data, name):
    for scene in folder_dataset.load_place(data, name).scenes:
        pixels = scene.reshape(10, -1)[:, ::11].astype(np.float32) / 10000
        assert warnings_on(pixels) == []


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_named(place, mistake):
    change, question = MISTAKES[mistake]
    (warning,) = warnings_on(change(place))
    assert warning.startswith("Warning: ") and question in warning


def test_the_warning_tells_band_amount_and_range(place):
    (warning,) = warnings_on(place + 0.3)
    assert "above what the network has seen (" in warning and "in training scenes" in warning


def test_cards_without_ranges_or_with_broken_ones_say_nothing(write_raster, patchwork, tmp_path):
    path = write_raster(tmp_path / "scene.tif", patchwork())
    with Scene(path) as scene:
        for card in ({}, {"reflectance": None}, {"reflectance": {"percentiles": [1]}}, {"reflectance": {"bands": 3}}):
            assert input_check.check(scene, card) == []


def test_a_scene_is_sampled_within_its_window(write_raster, patchwork, tmp_path):
    path = write_raster(tmp_path / "scene.tif", patchwork())
    with Scene(path) as scene:
        ours = reflectance_ranges.statistics([input_check.sample(scene, input_check.Window(0, 0, 147, 133))] * 3)
        assert input_check.check(scene, {"reflectance": ours}) == []
    mixed = write_raster(tmp_path / "mixed.tif", patchwork()[swapped(("B4", "B8"))])
    with Scene(mixed) as scene:
        assert "are B4 and B8 exchanged?" in input_check.check(scene, {"reflectance": ours})[0]


def test_ranges_are_joined_as_if_measured_together():
    rng = np.random.default_rng(0)
    scenes = [rng.uniform(0.05, 0.1 + 0.05 * i, (10, 500)) for i in range(1, 9)]
    both = reflectance_ranges.read_ranges({"reflectance": reflectance_ranges.statistics(scenes)})
    halves = [
        reflectance_ranges.read_ranges({"reflectance": reflectance_ranges.statistics(part)})
        for part in (scenes[:4], scenes[4:])
    ]
    joined = reflectance_ranges.read_ranges({"reflectance": reflectance_ranges.merge_statistics(*halves)})
    assert joined.scenes == 8
    np.testing.assert_allclose(joined.low, both.low, atol=2e-4)
    np.testing.assert_allclose(joined.mean, both.mean, atol=1e-3)


def test_writing_a_card_leaves_the_arrays_untouched(small_weights, tmp_path):
    copy = tmp_path / "copy.npz"
    copy.write_bytes(Path(small_weights).read_bytes())
    write_card(copy, {"reflectance": {"scenes": 1}})
    with zipfile.ZipFile(small_weights) as old, zipfile.ZipFile(copy) as new:
        assert old.namelist() == new.namelist()
        assert [name for name in old.namelist() if old.read(name) != new.read(name)] == [weights.CARD]
    assert weights.load(str(copy)).card["reflectance"] == {"scenes": 1}


def test_a_scene_without_values_and_a_tiny_one_are_told(write_raster, patchwork, tmp_path):
    card = weights.load().card
    bands = patchwork(height=60, width=60)
    with Scene(write_raster(tmp_path / "empty.tif", 0 * bands, nodata=0)) as scene:
        assert "has no pixel with a value" in input_check.check(scene, card)[0]
    with Scene(write_raster(tmp_path / "tiny.tif", bands[:, :1])) as scene:
        assert input_check.check(scene, card)[-1].startswith("Warning: the scene is 60 x 1 px")
    with Scene(write_raster(tmp_path / "whole.tif", bands)) as scene:
        assert not [line for line in input_check.check(scene, card) if "px" in line]
