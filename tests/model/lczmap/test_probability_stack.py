# SPDX-License-Identifier: GPL-2.0-or-later
"""Seventeen bands of probabilities are read as the most probable zone, never as the first band."""

from __future__ import annotations

import numpy as np
import pytest
from osgeo import gdal

from hse_lcz.model.assessment.change_probability import ZoneProbabilities
from hse_lcz.model.errors import InputError
from hse_lcz.model.lczmap.align import zones_on, zones_within
from hse_lcz.model.lczmap.canopy_job import CanopyJob, map_parameters
from hse_lcz.model.lczmap.confidence import Confidence
from hse_lcz.model.lczmap.probability_stack import bands_in_order
from hse_lcz.model.lczmap.reference import RasterReference
from hse_lcz.model.lczmap.zone_map import ZoneMap
from hse_lcz.model.raster.band import grid_of
from hse_lcz.model.raster.windows import Window
from hse_lcz.model.tables import lcz

from ...driving import driven

TITLES = [f"LCZ {zone.label}" for zone in lcz.ZONES]
WHOLE = Window(0, 0, 24, 20)


@pytest.fixture
def probabilities() -> np.ndarray:
    """(17, 20, 24) float32 that add up to 1."""
    drawn = np.random.default_rng(5).dirichlet(np.full(17, 0.2), (20, 24))
    return drawn.transpose(2, 0, 1).astype(np.float32)


@pytest.fixture
def write(tmp_path, write_raster):
    """Function that writes bands -> path."""

    def write(bands, names, **more) -> str:
        return write_raster(tmp_path / "p.tif", bands, names=names, **{"pixel": 100, **more})

    return write


@pytest.mark.parametrize("names", [TITLES, None, [f"prob_{i}" for i in range(17)], [f"LCZ {i}" for i in range(17)]])
@pytest.mark.parametrize(("dtype", "top"), [(np.float32, 1), (np.uint8, 250), (np.uint16, 10000)])
def test_the_most_probable_zone(write, probabilities, names, dtype, top):
    bands = (probabilities * top).astype(dtype) if top == 1 else np.rint(probabilities * top).astype(dtype)
    with ZoneMap(write(bands, names)) as zones:
        assert zones.has_probabilities and "17 bands of probabilities" in zones.reason
        np.testing.assert_array_equal(zones.read(WHOLE), bands.argmax(axis=0) + 1)


def test_names_say_which_band_is_which_zone(write, probabilities):
    order = np.random.default_rng(1).permutation(17)
    with ZoneMap(write(probabilities[order], [TITLES[i] for i in order])) as zones:
        np.testing.assert_array_equal(zones.read(WHOLE), probabilities.argmax(axis=0) + 1)
    few = [1, 5, 16]
    with ZoneMap(write(probabilities[few], [lcz.ZONES[i].name for i in few])) as zones:
        np.testing.assert_array_equal(zones.read(WHOLE), np.array(few)[probabilities[few].argmax(axis=0)] + 1)


def test_confidence_and_change_and_expectation_go_by_the_names_too(write, probabilities, tmp_path, write_raster):
    """Whoever reads the seventeen bands takes those that are named, in whatever order they lie."""
    order = np.random.default_rng(1).permutation(17)
    in_order, mixed = (
        write_raster(tmp_path / f"{name}.tif", probabilities[places], names=[TITLES[i] for i in places], pixel=100)
        for name, places in (("in order", range(17)), ("mixed", order))
    )
    zones = probabilities.argmax(axis=0) + 1
    grid = grid_of(in_order, "the probabilities")
    read = [Confidence(path, grid).read(WHOLE, zones)[0] for path in (in_order, mixed)]
    np.testing.assert_array_equal(*read)
    np.testing.assert_allclose(read[0], probabilities.max(axis=0), atol=1e-6)
    read = [ZoneProbabilities(path, grid, "the probabilities").read(WHOLE)[0] for path in (in_order, mixed)]
    np.testing.assert_array_equal(*read)
    source = write_raster(tmp_path / "zones.tif", zones[None].astype(np.uint8), names=["lcz"], pixel=100)
    for path in (in_order, mixed):
        outputs = {"CANOPY": f"{path}.c.tif"}
        driven(map_parameters(CanopyJob(source, outputs, statistic="expectation", probabilities=path)))
    np.testing.assert_array_equal(*(gdal.Open(f"{path}.c.tif").ReadAsArray() for path in (in_order, mixed)))


@pytest.mark.parametrize("names", [None, [f"LCZ {i}" for i in range(17)], [*TITLES[:16], "LCZ 1"]])
def test_names_that_do_not_name_each_zone_once_leave_the_bands_as_they_lie(write, probabilities, names):
    bands = bands_in_order(write(probabilities, names), "the probabilities")
    np.testing.assert_array_equal(np.stack([band.read(WHOLE).stored for band in bands]), probabilities)


def test_cells_without_data_have_no_zone(write, probabilities):
    bands = np.rint(probabilities * 250).astype(np.uint8)
    bands[:, 0] = 255
    bands[:, 1] = 0
    with ZoneMap(write(bands, TITLES, nodata=255)) as zones:
        found = zones.read(WHOLE)
        assert not found[:2].any()
        np.testing.assert_array_equal(found[2:], bands[:, 2:].argmax(axis=0) + 1)
    probabilities[3, 4, 5] = np.nan
    with ZoneMap(write(probabilities, TITLES)) as zones:
        assert zones.read(WHOLE)[4, 5] == 0


def test_the_user_may_choose_a_band(write, probabilities):
    bands = np.full((17, 4, 4), 3, dtype=np.uint8)
    with ZoneMap(write(bands, TITLES), band=2) as zones:
        assert not zones.has_probabilities and (zones.read(Window(0, 0, 4, 4)) == 3).all()


def test_seventeen_other_bands_are_refused(write):
    bands = np.random.default_rng(0).integers(0, 255, (17, 20, 24)).astype(np.uint8)
    for names in (None, [f"LCZ {i}" for i in range(17)]):
        with pytest.raises(InputError, match="found 17 bands without such a name"):
            ZoneMap(write(bands, names))


def test_they_are_a_reference_and_lie_on_other_grids(write, probabilities, tmp_path, write_raster):
    """Of a finer raster the probabilities are averaged before the zone is taken."""
    path = write(probabilities, TITLES)
    grid = grid_of(path, "")
    reference = RasterReference(path, grid, 1000)
    assert "most probable zone" in reference.description
    np.testing.assert_array_equal(reference.read(WHOLE).zones, probabilities.argmax(axis=0) + 1)
    coarse = grid_of(write_raster(tmp_path / "g.tif", np.zeros((1, 10, 12), np.uint8), names=None, pixel=200), "")
    mean = probabilities.reshape(17, 10, 2, 12, 2).mean(axis=(2, 4))
    found = zones_within(path, coarse).read(Window(0, 0, 12, 10))
    np.testing.assert_array_equal(found, mean.argmax(axis=0) + 1)
    with ZoneMap(path) as zones:
        np.testing.assert_array_equal(zones_on(zones, coarse).read(Window(0, 0, 12, 10)), found)
    np.testing.assert_array_equal(
        zones_within(path, grid.cropped(Window(3, 2, 9, 8))).read(Window(0, 0, 9, 8)),
        probabilities[:, 2:10, 3:12].argmax(axis=0) + 1,
    )
