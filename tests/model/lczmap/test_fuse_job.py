# SPDX-License-Identifier: GPL-2.0-or-later
"""The mean of two models' probabilities, cell by cell; its weight is learned on areas; one model's cells are kept."""

from __future__ import annotations

import numpy as np
import pytest
from driving import driven
from osgeo import gdal

from hse_lcz.model.errors import InputError
from hse_lcz.model.lczmap.fuse_job import FuseJob, fuse_probabilities
from hse_lcz.model.tables import lcz

LABELS = [f"LCZ {zone.label}" for zone in lcz.ZONES]
SIZE = (30, 40)


@pytest.fixture
def write(write_raster, tmp_path):
    """Function that writes probabilities (17, H, W), nan for no data, as LCZ_PROBABILITIES: name, array -> path."""

    def make(name: str, shares: np.ndarray, **more) -> str:
        stored = np.where(np.isfinite(shares), np.rint(shares * 250), 255).astype(np.uint8)
        path = write_raster(tmp_path / f"{name}.tif", stored, LABELS, nodata=255, pixel=100, **more)
        dataset = gdal.Open(path, gdal.GA_Update)
        for number in range(1, 18):
            dataset.GetRasterBand(number).SetScale(0.004)
        dataset = None
        return path

    return make


def drawn(truth: np.ndarray, knows: np.ndarray, seed: int) -> np.ndarray:
    """Probabilities of a model that is mostly right where it knows, and guesses elsewhere."""
    rng = np.random.default_rng(seed)
    found = rng.dirichlet(np.full(17, 0.3), truth.shape).transpose(2, 0, 1)
    right = np.eye(17)[truth - 1].transpose(2, 0, 1)
    return np.where(knows, 0.8 * right + 0.2 * found, found)


@pytest.fixture
def truth() -> np.ndarray:
    return np.kron(np.random.default_rng(0).integers(1, 18, (6, 8)), np.ones((5, 5), int))


def run(job: FuseJob):
    done, steps = driven(fuse_probabilities(job))
    return done, "\n".join(step.note for step in steps if step.note)


def read(path: str) -> np.ndarray:
    return gdal.Open(path).ReadAsArray()


def test_each_cell_is_the_weighted_mean_and_one_models_cells_are_kept(write, truth, tmp_path):
    first, second = (drawn(truth, np.full(SIZE, True), seed) for seed in (1, 2))
    first[:, :4], second[:, :, -3:], second[:, :2] = np.nan, np.nan, np.nan
    paths = write("first", first), write("second", second)
    outputs = {key: str(tmp_path / f"{key}.tif") for key in ("LCZ", "CONFIDENCE", "LCZ_PROBABILITIES")}
    done, log = run(FuseJob(*paths, outputs, 0.25))
    a, b = (read(path) for path in paths)
    stored, zones = read(outputs["LCZ_PROBABILITIES"]), read(outputs["LCZ"])
    cells = {"both": 0, "one": 0}
    for row, col in np.ndindex(SIZE):
        mine, other = (part[:, row, col].astype(float) for part in (a, b))
        has = mine[0] != 255, other[0] != 255
        if not any(has):
            assert zones[row, col] == 0 and (stored[:, row, col] == 255).all()
            continue
        shares = [part / part.sum() for part in (mine, other)]
        wanted = 0.25 * shares[0] + 0.75 * shares[1] if all(has) else shares[0 if has[0] else 1]
        cells["both" if all(has) else "one"] += 1
        np.testing.assert_allclose(stored[:, row, col] * 0.004, wanted, atol=0.0021)
        assert wanted[zones[row, col] - 1] == pytest.approx(wanted.max(), abs=1e-6)
        assert abs(read(outputs["CONFIDENCE"])[row, col] - 100 * wanted.max()) <= 0.51
    assert (done.cells, done.cells_of_one) == tuple(cells.values()) and min(cells.values()) > 0
    assert done.share == 0.25 and done.zone_cells == tuple(np.bincount(zones.ravel(), minlength=18)[1:])
    assert f"{done.cells_of_one} have probabilities by one alone" in log
    assert "WEIGHT=0.250" in " ".join(gdal.Open(outputs["LCZ"]).GetMetadata().values())


def test_the_weight_is_learned_where_the_reference_is(write, write_raster, truth, tmp_path):
    west = np.broadcast_to(np.arange(SIZE[1]) < 20, SIZE)
    paths = write("first", drawn(truth, west, 1)), write("second", drawn(truth, ~west, 2))
    known = {}
    for name, where in (("west", west), ("east", ~west), ("all", west | True)):
        labels = np.where(where, truth, 0).astype(np.uint8)[None]
        reference = write_raster(tmp_path / f"{name}.tif", labels, ("lcz",), nodata=0, pixel=100)
        done, log = run(FuseJob(*paths, {"LCZ": str(tmp_path / "out.tif")}, 0.5, reference))
        known[name] = done.share
        assert f"learned on {where.sum()} cells" in log
    assert known["west"] > 0.9 and known["east"] < 0.1 and 0.35 < known["all"] < 0.65
    # Together they are better than each alone.
    right = np.mean(read(str(tmp_path / "out.tif")) == truth)
    alone = [np.mean(read(path).argmax(axis=0) + 1 == truth) for path in paths]
    assert right > max(alone) + 0.2


def test_a_part_of_the_map_is_read_in_its_place(write, write_raster, truth, tmp_path):
    knows = np.zeros(SIZE, bool)
    knows[10:25, 15:35] = True
    paths = write("first", drawn(truth, knows, 1)), write("second", drawn(truth, ~knows, 2))
    corner = (642307.123456 + 1500, 5210711.654321 - 1000)
    labels = truth[10:25, 15:35].astype(np.uint8)[None]
    reference = write_raster(tmp_path / "part.tif", labels, ("lcz",), nodata=0, pixel=100, corner=corner)
    done, log = run(FuseJob(*paths, {"LCZ": str(tmp_path / "out.tif")}, 0.5, reference))
    assert "learned on 300 cells" in log and done.share > 0.9


def test_what_cannot_be_averaged_gets_one_sentence_and_leaves_nothing(write, write_raster, truth, tmp_path):
    first = write("first", drawn(truth, np.full(SIZE, True), 1))
    moved = write("moved", drawn(truth, np.full(SIZE, True), 1), corner=(642407.0, 5210711.0))
    empty = write("empty", np.full((17, *SIZE), np.nan))
    other = write_raster(tmp_path / "lcz.tif", truth.astype(np.uint8)[None], ("lcz",), nodata=0, pixel=100)
    (tmp_path / "out").mkdir()
    out = {"LCZ": str(tmp_path / "out" / "lcz.tif")}
    for job, sentence in (
        (FuseJob(first, moved, out), "Expected the same cells in both rasters"),
        (FuseJob(first, empty, out), "Expected cells with probabilities by both models"),
        (FuseJob(first, empty, out, 0.5, other), "where both models have probabilities, found none"),
        (FuseJob(first, other, out), "Expected a raster with the probability of each zone"),
        (FuseJob(first, first, out, 1.5), "Expected a weight from 0 to 1"),
        (FuseJob(first, first, {"LCZ": first}), "Expected a file of its own for LCZ"),
    ):
        with pytest.raises(InputError, match=sentence):
            run(job)
    assert not list((tmp_path / "out").iterdir())
