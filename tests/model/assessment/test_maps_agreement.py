# SPDX-License-Identifier: GPL-2.0-or-later
"""Several LCZ maps: figures against brute force and by hand, any grids and codes, refusals, whole outputs or none."""

from __future__ import annotations

import csv
import json
import math
from collections import Counter
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from osgeo import gdal, osr
from sklearn.metrics import cohen_kappa_score

from hse_lcz.model.assessment.maps_agreement import MapsJob, compare_maps
from hse_lcz.model.assessment.maps_agreement_figures import votes
from hse_lcz.model.errors import InputError
from hse_lcz.model.tables import lcz

from ...driving import driven, told

CORNER = (500_000.0, 5_300_000.0)


@pytest.fixture
def write(write_raster, tmp_path):
    """Function that writes codes as a map: file name, codes -> path."""

    def make(name: str, codes, **more) -> str:
        options = {"names": ("lcz",), "nodata": 0, "pixel": 100, "corner": CORNER, **more}
        return write_raster(tmp_path / f"{name}.tif", np.asarray(codes, dtype=np.uint8)[None], **options)

    return make


def random_maps(seed: int, count: int, side: int = 25) -> list[np.ndarray]:
    """Maps that share most of their zones, with gaps."""
    rng = np.random.default_rng(seed)
    base = rng.integers(1, 18, (side, side))
    maps = []
    for _ in range(count):
        one = np.where(rng.random(base.shape) < 0.4, rng.integers(1, 18, base.shape), base)
        one[rng.random(base.shape) < 0.05] = 0
        maps.append(one.astype(np.uint8))
    return maps


def compared(*sources: str, **more):
    return driven(compare_maps(MapsJob(list(sources), **{"outputs": {}, **more})))[0]


@pytest.mark.parametrize("count", [2, 3, 6])
def test_votes_against_counting_cell_by_cell(count):
    maps = np.stack(random_maps(count, count))
    found = votes(maps)
    for row, col in np.ndindex(maps.shape[1:]):
        zones = [int(code) for code in maps[:, row, col] if code]
        assert found.voting[row, col] == len(zones)
        if len(zones) < 2:
            assert found.majority[row, col] == 0
            continue
        tally = Counter(zones)
        most = max(tally.values())
        # Rounded: sums of twelfths as fractions are equal but for the last digit.
        ranked = [(-round(sum(lcz.SIMILARITY[code - 1, other - 1] for other in zones), 6), code)
                  for code in tally if tally[code] == most]  # fmt: skip
        assert found.majority[row, col] == min(ranked)[1]
        assert found.agreeing[row, col] == most
        entropy = -sum(n / len(zones) * math.log(n / len(zones)) for n in tally.values()) / math.log(len(zones))
        assert found.entropy[row, col] == pytest.approx(entropy, abs=1e-12)


def test_figures_against_scikit_learn_and_counting(write):
    maps = random_maps(7, 4)
    found = compared(*(write(f"m{i}", one) for i, one in enumerate(maps)))
    common = np.all([one > 0 for one in maps], axis=0)
    assert found.cells == common.sum()
    assert found.area_km2 == pytest.approx(common.sum() * 0.01)
    for i, j in combinations(range(4), 2):
        a, b = maps[i][common], maps[j][common]
        assert found.matrix("overall_accuracy")[i, j] == pytest.approx((a == b).mean())
        assert found.matrix("kappa")[j, i] == pytest.approx(cohen_kappa_score(a, b))
        assert found.matrix("oa_weighted")[i, j] == pytest.approx(lcz.SIMILARITY[a - 1, b - 1].mean())
    same = np.all([one[common] == maps[0][common] for one in maps], axis=0)
    assert found.unanimous_share == pytest.approx(same.mean())
    for zone in range(1, 18):
        anywhere = np.any([one[common] == zone for one in maps], axis=0)
        assert found.any_km2[zone - 1] == pytest.approx(0.01 * anywhere.sum())
        assert found.zones_km2[2, zone - 1] == pytest.approx(0.01 * (maps[2][common] == zone).sum())
    assert found.mapped_km2 == pytest.approx([0.01 * (one > 0).sum() for one in maps])
    assert found.agreeing_km2.sum() == pytest.approx(found.area_km2)


def test_agreement_by_hand_as_lczexplore_counts_it(write):
    """Its documented table of an intersection: zone of map 1, zone of map 2, area; agreement is equal area over all.

    Made-up rows, as its own files are under another licence: 6 and 6 on 5 ha, 6 and 9 on 2, 14 and 14 on 2, 14 and 9
    on 1.
    """
    rows = [(6, 6, 5), (6, 9, 2), (14, 14, 2), (14, 9, 1)]
    first = [[one for one, _, area in rows for _ in range(area)]]
    second = [[other for _, other, area in rows for _ in range(area)]]
    found = compared(write("first", first), write("second", second))
    scores = found.scores(0, 1)
    assert scores.overall_accuracy == pytest.approx(0.7)
    # By chance: (7 x 5 + 3 x 2 + 0 x 3) / 100.
    assert scores.kappa == pytest.approx((0.7 - 0.41) / (1 - 0.41))
    # 6 and 9 are alike by 11/12, D and 9 by 7/12.
    assert scores.oa_weighted == pytest.approx((7 + 2 * 11 / 12 + 7 / 12) / 10)
    assert found.unanimous_km2[[5, 13]] / found.any_km2[[5, 13]] == pytest.approx([5 / 7, 2 / 3])


def test_identical_maps_agree_in_full(write):
    maps = random_maps(1, 1)
    found = compared(write("a", maps[0]), write("b", maps[0]), write("c", maps[0]))
    assert (found.unanimous_share, found.mean_of_pairs("kappa"), found.mean_entropy) == (1.0, 1.0, 0.0)


def test_maps_of_other_codes_grids_and_crs_are_aligned(write, tmp_path):
    codes = np.repeat(np.repeat([[2, 6, 14], [8, 14, 17], [6, 11, 17]], 4, axis=0), 4, axis=1)
    plain = write("plain", codes)
    hundreds = write("hundreds", np.where(codes > 10, codes + 90, codes), names=("",))
    fine = write("fine", np.kron(codes, np.ones((5, 5), dtype=int)), pixel=20)
    degrees = str(tmp_path / "degrees.tif")
    gdal.Warp(degrees, plain, dstSRS="EPSG:4326", resampleAlg="near", xRes=0.0001, yRes=0.0001)
    found = compared(plain, hundreds, fine, degrees)
    assert found.cell_m == pytest.approx(100)
    assert found.matrix("overall_accuracy")[:3, :3] == pytest.approx(np.ones((3, 3)))
    assert found.matrix("overall_accuracy")[0, 3] > 0.97
    assert compared(fine, plain, grid="first").cell_m == pytest.approx(20)
    assert compared(fine, plain, grid="first").unanimous_share == 1


def test_only_the_shared_rectangle_counts(write):
    codes = np.full((6, 6), 6)
    moved = write("moved", codes, corner=(CORNER[0] + 300, CORNER[1] - 200))
    found = compared(write("one", codes), moved)
    assert (found.cells, found.overlap_km2) == (12, pytest.approx(0.12))


def test_all_outputs(write, tmp_path):
    maps = random_maps(3, 3)
    sources = [write(f"town_201{i}0704", one) for i, one in enumerate(maps)]
    paths = {
        key: str(tmp_path / "out" / name)
        for key, name in (
            ("REPORT", "r.html"), ("PAIRS", "p.csv"), ("AREAS", "a.csv"), ("FIGURES", "f.json"), ("MAJORITY", "m.tif"),
            ("AGREEMENT", "g.tif"), ("DISAGREEMENT", "d.tif"),
        )
    }  # fmt: skip
    found, notes = told(compare_maps(MapsJob(sources, paths)))
    assert "town_20100704: band 1 “lcz”" in "\n".join(notes)
    by_hand = votes(np.stack(maps))
    for key, wanted in (
        ("MAJORITY", by_hand.majority),
        ("AGREEMENT", np.where(by_hand.answered, np.rint(100 * by_hand.agreeing / np.maximum(by_hand.voting, 1)), 255)),
        ("DISAGREEMENT", np.where(by_hand.answered, np.rint(100 * by_hand.entropy), 255)),
    ):
        raster = gdal.Open(paths[key])
        assert (raster.ReadAsArray() == wanted).all(), key
        assert raster.GetGeoTransform() == (CORNER[0], 100, 0, CORNER[1], 0, -100)
        assert osr.SpatialReference(raster.GetProjection()).GetAuthorityCode(None) == "32631"
        assert raster.GetRasterBand(1).GetNoDataValue() == (0 if key == "MAJORITY" else 255)
    with open(paths["PAIRS"], encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert [(row["first"][-8:], row["second"][-8:]) for row in rows] == [
        ("20100704", "20110704"), ("20100704", "20120704"), ("20110704", "20120704"),
    ]  # fmt: skip
    assert float(rows[0]["kappa"]) == pytest.approx(found.scores(0, 1).kappa, abs=1e-6)
    with open(paths["AREAS"], encoding="utf-8") as file:
        areas = list(csv.DictReader(file))
    assert sum(float(row["share"]) for row in areas) == pytest.approx(3, abs=1e-4)
    figures = json.loads(Path(paths["FIGURES"]).read_text(encoding="utf-8"))
    assert figures["maps"] == ["town_20100704", "town_20110704", "town_20120704"]
    assert figures["agreement"][0][1] == pytest.approx(found.matrix("overall_accuracy")[0, 1], abs=1e-6)
    page = Path(paths["REPORT"]).read_text(encoding="utf-8")
    for words in ("Each map with each other", "Zones over the maps", "Which map differs most", "town_20120704"):
        assert words in page


def test_the_map_of_most_maps_is_itself_a_map_of_zones(write, tmp_path):
    maps = random_maps(4, 3)
    sources = [write(f"m{i}", one) for i, one in enumerate(maps)]
    majority = str(tmp_path / "majority.tif")
    compared(*sources, outputs={"MAJORITY": majority})
    assert compared(majority, sources[0]).mean_of_pairs("overall_accuracy") > 0.5


def test_two_maps_of_one_name_are_told_apart(write):
    codes = np.full((3, 3), 6)
    assert compared(write("a", codes), write("b", codes), names=("lcz", "lcz")).names == ("lcz", "lcz (2)")


def test_a_map_with_large_gaps_is_named(write):
    gap = np.full((10, 10), 6)
    gap[:, 3:] = 0
    _, notes = told(compare_maps(MapsJob([write("whole", np.full((10, 10), 6)), write("gap", gap)], {})))
    (warning,) = [note for note in notes if note.startswith("Warning")]
    assert "30 % of the area" in warning and "in gap" in warning


def test_refusals(write):
    whole = write("whole", np.full((4, 4), 6))
    far = write("far", np.full((4, 4), 6), corner=(CORNER[0] + 1e5, CORNER[1]))
    left, right = np.zeros((2, 4, 4))
    left[:, :2], right[:, 2:] = 6, 6
    nothing = write("left", left), write("right", right)
    for sources, words in (
        ([whole], "Expected two LCZ maps or more, found 1; choose"),
        ([whole, whole], f"found {whole} twice"),
        ([whole, far], "far does not overlap the others"),
        (nothing, "each of the 2 maps has a zone, but there is none"),
        ([whole, write("bare", np.full((4, 4), 6), epsg=None)], "coordinate reference system"),
    ):
        with pytest.raises(InputError, match=words.replace("(", r"\(")):
            compared(*sources)


def test_a_cancel_leaves_nothing(write, tmp_path):
    sources = [write(f"m{i}", one) for i, one in enumerate(random_maps(5, 2))]
    steps = compare_maps(MapsJob(sources, {"MAJORITY": str(tmp_path / "out" / "m.tif")}))
    for step in steps:
        if step.share > 0.2:
            break
    steps.close()
    assert not (tmp_path / "out").exists()
