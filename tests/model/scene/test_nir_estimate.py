# SPDX-License-Identifier: GPL-2.0-or-later
"""A missing B8 or B8A is estimated: nearer to the truth than the other band, alike in every window, with figures."""

from __future__ import annotations

import numpy as np
import pytest
from osgeo import gdal

from hse_lcz.bench import nir_substitute
from hse_lcz.model.raster.windows import Window
from hse_lcz.model.scene import nir_estimate, vrt_stack
from hse_lcz.model.scene.scene import Reading, Scene
from hse_lcz.model.tables.sentinel2 import NAMES


@pytest.fixture(scope="module", params=["bordeaux_20160504", "pisa_20150704", "beihai_20180309"])
def place(request, data):
    """Numbers (10, H, W) of a place that the weights were not fitted on."""
    pair = [str(data / "scenes" / f"{request.param}_{metres}m.tif") for metres in (10, 20)]
    return gdal.Open(vrt_stack.stack(pair, "")).ReadAsArray()[:, 50:250, 50:250]


@pytest.fixture
def lacking(write_raster, tmp_path):
    """Function that writes a scene without a band."""

    def write(numbers: np.ndarray, missing: str) -> str:
        names = [name for name in NAMES if name != missing]
        return write_raster(tmp_path / "nine.tif", numbers[[NAMES.index(name) for name in names]], names)

    return write


@pytest.mark.parametrize("missing", ["B8", "B8A"])
def test_the_estimate_is_nearer_than_the_other_band(place, lacking, missing):
    twin = nir_estimate.TWINS[missing]
    with Scene(lacking(place, missing), Reading(twins=True)) as scene:
        found, valid = scene.numbers(Window(0, 0, 200, 200))
        assert (
            f"{missing} is missing and estimated" in "\n".join(scene.notes) and "kept their zone" in scene.bands.warning
        )
    truth, as_is = (place[NAMES.index(name)].astype(float) for name in (missing, twin))
    index = NAMES.index(missing)

    def texture(band: np.ndarray) -> float:
        return float(np.abs(np.diff(band.astype(float), axis=1)).mean())

    if missing == "B8":
        # What the network reads of it is its texture.
        assert abs(np.log(texture(found[index]) / texture(truth))) < 0.5 * abs(np.log(texture(as_is) / texture(truth)))
    else:
        assert np.abs(found[index] - truth)[valid].mean() < 0.6 * np.abs(as_is - truth)[valid].mean()
    others = [i for i in range(10) if i != index]
    np.testing.assert_array_equal(found[others], place[others])


@pytest.mark.parametrize("added", [0, 1000])
def test_the_weights_hold_with_the_offset(place, added):
    plain, shifted = place.copy(), place + np.uint16(added)
    valid = np.ones(place.shape[1:], bool)
    valid[40:60, 40:60] = False
    for numbers in (plain, shifted):
        nir_estimate.fill_in(numbers, valid, "B8")
    inside = valid & (plain[6] > 1)
    assert np.abs(shifted[6][inside].astype(int) - added - plain[6][inside]).max() <= 1


@pytest.mark.parametrize("window", [Window(0, 0, 64, 64), Window(37, 91, 50, 41), Window(150, 150, 50, 50)])
def test_a_window_is_cut_from_the_whole(patchwork, lacking, window):
    numbers = patchwork(height=200, width=200)
    numbers[:, 90:100, 30:60] = 0
    with Scene(lacking(numbers, "B8"), Reading(twins=True)) as scene:
        whole, valid = scene.numbers(Window(0, 0, 200, 200))
        part, part_valid = scene.numbers(window)
    rows, cols = slice(window.row, window.row + window.height), slice(window.col, window.col + window.width)
    np.testing.assert_array_equal(part_valid, valid[rows, cols])
    np.testing.assert_allclose(part[:, part_valid].astype(int), whole[:, rows, cols][:, part_valid].astype(int), atol=1)


def test_the_weights_add_up_to_one_and_are_those_that_the_script_fits(data):
    training = nir_substitute.pixels(data, False)
    for missing, twin in nir_estimate.TWINS.items():
        assert sum(nir_estimate.WEIGHTS[missing].values()) == pytest.approx(1, abs=1e-6)
        assert nir_estimate.WEIGHTS[missing] == pytest.approx(nir_substitute.fit(training, missing, twin), abs=0.002)
    assert nir_estimate.DETAIL["B8"] == pytest.approx(nir_substitute.detail(data, nir_estimate.WEIGHTS["B8"]), abs=0.06)


def test_most_zones_of_bordeaux_stay_without_b8(data, tmp_path):
    assert nir_substitute.zones(data, "bordeaux", tmp_path, "B8", 0) > 76  # B8A as it is: 54 to 58 %
