# SPDX-License-Identifier: GPL-2.0-or-later
"""The zone table against its source, the Gaussian filter against a slow one written from its definition."""

import json
import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hse_lcz.model.errors import InputError
from hse_lcz.model.lczmap import smoothing
from hse_lcz.model.lczmap.smoothing import _kernel, gaussian_filter
from hse_lcz.model.tables import lcz

SOURCE = Path(__file__).resolve().parents[4] / "shared" / "lcz.json"


@pytest.fixture(scope="module")
def source():
    if not SOURCE.exists():
        pytest.skip(f"the table's source is not beside this checkout: {SOURCE.name}")
    return json.loads(SOURCE.read_text(encoding="utf-8"))


def test_zones_are_the_source(source):
    assert len(lcz.ZONES) == len(source["zones"]) == 17
    for zone, row in zip(lcz.ZONES, source["zones"]):
        numbers = {**zone._asdict(), "imperviousness_pct": list(zone.imperviousness_pct)}
        assert numbers == {key: row[key] for key in numbers}


def test_similarity_is_the_source(source):
    np.testing.assert_array_equal(lcz.SIMILARITY * 12, np.array(source["similarity_twelfths"], dtype=float))


def test_codes_and_labels():
    assert [zone.code for zone in lcz.ZONES] == list(range(1, 18))
    assert [zone.label for zone in lcz.ZONES] == [*map(str, range(1, 11)), *"ABCDEFG"]
    assert [*lcz.BUILT, *lcz.NATURAL] == [zone.code for zone in lcz.ZONES]


def test_colours():
    assert lcz.ZONES[0].rgb == (140, 0, 0)
    assert lcz.ZONES[14].rgb == (0, 0, 0)
    assert len({zone.rgb for zone in lcz.ZONES}) == 17
    assert lcz.ZONES[10].title == "LCZ A: Dense trees"


def test_similarity_is_symmetric_with_ones_on_the_diagonal():
    np.testing.assert_array_equal(lcz.SIMILARITY, lcz.SIMILARITY.T)
    np.testing.assert_array_equal(np.diag(lcz.SIMILARITY), 1.0)
    assert lcz.SIMILARITY[0, 13] == 0.0
    assert lcz.SIMILARITY[0, 1] == 11 / 12
    with pytest.raises(ValueError, match="read-only"):
        lcz.SIMILARITY[0, 0] = 0


def slow_filter(zones, cell_size_m):
    """Cell by cell, offset by offset, straight from the definition."""
    height, width = zones.shape
    filtered = np.zeros_like(zones)
    for y, x in np.argwhere(zones > 0):
        responses = np.zeros(18)
        for zone in lcz.ZONES:
            reach = int(zone.filter_radius_m // cell_size_m)
            offsets = [(dy, dx) for dy in range(-reach, reach + 1) for dx in range(-reach, reach + 1)]
            total = 0.0
            for dy, dx in offsets:
                squared_m2 = (dy * cell_size_m) ** 2 + (dx * cell_size_m) ** 2
                weight = math.exp(-squared_m2 / 2 / zone.filter_sigma_m**2)
                total += weight
                inside = 0 <= y + dy < height and 0 <= x + dx < width
                if inside and zones[y + dy, x + dx] == zone.code:
                    responses[zone.code] += weight
            responses[zone.code] /= total
        strongest = np.flatnonzero(responses >= responses.max() - 1e-9)
        filtered[y, x] = zones[y, x] if zones[y, x] in strongest else strongest[0]
    return filtered


@settings(max_examples=15, deadline=None)
@given(
    st.integers(0, 2**32 - 1),
    st.sampled_from([(1, 1), (3, 7), (8, 5)]),
    st.sampled_from([80.0, 100.0, 150.0, 600.0]),
    st.integers(2, 18),
)
def test_filter_equals_the_slow_one(seed, shape, cell_size_m, codes):
    rng = np.random.default_rng(seed)
    zones = rng.choice(rng.permutation(18)[:codes], size=shape).astype(np.uint8)
    np.testing.assert_array_equal(gaussian_filter(zones, cell_size_m), slow_filter(zones, cell_size_m))


def test_filter_removes_a_lone_cell_but_keeps_a_district():
    zones = np.full((12, 12), 11, dtype=np.uint8)
    zones[2, 2] = 6
    zones[5:11, 5:11] = 6
    filtered = gaussian_filter(zones, 100)
    assert filtered[2, 2] == 11
    assert (filtered[6:10, 6:10] == 6).all()
    assert filtered.dtype == np.uint8


def test_filter_keeps_a_lone_water_cell_whose_kernel_is_the_cell_itself():
    zones = np.full((5, 5), 11, dtype=np.uint8)
    zones[2, 2] = 17
    np.testing.assert_array_equal(gaussian_filter(zones, 100), zones)


def test_filter_weighs_by_hand():
    # LCZ A at 100 m: offsets -2..2, weights exp(-0.5 (100 d / 75)^2) = 0.0286, 0.4111, 1, 0.4111, 0.0286.
    outer, inner = math.exp(-0.5 * (200 / 75) ** 2), math.exp(-0.5 * (100 / 75) ** 2)
    total = 1 + 2 * inner + 2 * outer
    np.testing.assert_allclose(
        _kernel(lcz.ZONES[10], 100.0), np.array([outer, inner, 1, inner, outer]) / total, rtol=1e-12
    )


def test_kernel_reaches_as_far_as_the_radius_and_no_further():
    assert len(_kernel(lcz.ZONES[1], 100.0)) == 7
    assert len(_kernel(lcz.ZONES[1], 300 / 7)) == 15
    assert len(_kernel(lcz.ZONES[1], 101.0)) == 5
    assert len(_kernel(lcz.ZONES[1], 1000.0)) == 1


def test_filter_keeps_a_straight_border():
    zones = np.repeat(np.array([[12] * 4 + [11] * 4], dtype=np.uint8), 8, axis=0)
    np.testing.assert_array_equal(gaussian_filter(zones, 100), zones)
    np.testing.assert_array_equal(gaussian_filter(zones.T.copy(), 100), zones.T)


def test_filter_weighs_distance_and_breaks_a_tie_of_neighbours_by_the_lower_code():
    # Beside C stand three cells each of B and D at distance 1: in weights relative to the centre
    # 0.411 + 2 * 0.169 = 0.749, and the outer three add 0.0286 + 2 * 0.0118 = 0.052: less than C's 1.
    zones = np.array([[14, 14, 0, 12, 12], [14, 14, 13, 12, 12], [14, 14, 0, 12, 12]], dtype=np.uint8)
    assert gaussian_filter(zones, 100)[1, 2] == 13
    # With finer cells the neighbours outweigh it, B and D alike.
    assert gaussian_filter(zones, 50)[1, 2] == 12


def test_filter_in_a_tie_keeps_the_own_zone(monkeypatch):
    # Gaussians hardly ever tie with the cell's own zone; a flat kernel does.
    monkeypatch.setattr(smoothing, "_kernel", lambda zone, cell_size_m: np.full(3, 1 / 3))
    zones = np.array([[7, 3]], dtype=np.uint8)
    np.testing.assert_array_equal(gaussian_filter(zones, 100), zones)
    zones = np.array([[4, 4, 0], [0, 6, 0], [0, 3, 3]], dtype=np.uint8)
    assert gaussian_filter(zones, 100)[1, 1] == 3


def test_filter_leaves_nodata_alone():
    zones = np.full((6, 6), 5, dtype=np.uint8)
    zones[2:4, 2:4] = lcz.NODATA
    np.testing.assert_array_equal(gaussian_filter(zones, 100), zones)
    np.testing.assert_array_equal(gaussian_filter(np.zeros((3, 3), np.uint8), 100), 0)


def test_filter_leaves_its_input_alone():
    zones = np.full((3, 3), 11, dtype=np.uint8)
    zones[1, 1] = 6
    gaussian_filter(zones, 100)
    assert zones[1, 1] == 6


def test_filter_is_local():
    # No kernel reaches beyond 500 m: a window with that margin gives the same cells as the whole.
    zones = np.random.default_rng(3).integers(0, 18, size=(30, 40)).astype(np.uint8)
    whole = gaussian_filter(zones, 100)
    part = gaussian_filter(zones[5:25, 8:33], 100)
    np.testing.assert_array_equal(part[5:-5, 5:-5], whole[10:20, 13:28])


@pytest.mark.parametrize(
    ("zones", "cell_size_m", "message"),
    [
        (np.zeros(3, np.uint8), 100, "Expected a zone map with two dimensions, found 1"),
        (np.array([[101]]), 100, "Expected zone codes 1 to 17 and 0 for nodata, found 101 to 101"),
        (np.zeros((2, 2), np.uint8), 0, "Expected a positive cell size in metres, found 0"),
        (np.zeros((2, 2), np.uint8), float("nan"), "Expected a positive cell size in metres, found nan"),
    ],
)
def test_filter_refuses(zones, cell_size_m, message):
    with pytest.raises(InputError, match=message):
        gaussian_filter(zones, cell_size_m)
