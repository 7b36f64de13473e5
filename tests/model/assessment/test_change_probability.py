# SPDX-License-Identifier: GPL-2.0-or-later
"""The probability of change: shared doubt is no change, another land cover is, and its figures mean what they say."""

from __future__ import annotations

import json

import numpy as np
import pytest
from osgeo import gdal

from hse_lcz.model.assessment import change_probability
from hse_lcz.model.assessment.change_probability import OF_CONFIDENCE, completed, of_distributions
from hse_lcz.model.assessment.lcz_change import ChangeJob, compare_dates
from hse_lcz.model.errors import InputError
from hse_lcz.model.mapping.map_scene import MapJob, map_city
from hse_lcz.model.scene.vrt_stack import stack
from hse_lcz.model.simulation.scene import simulate_town
from hse_lcz.model.tables import lcz

from ...driving import driven, told

CORNER = (500000, 5300000)


def distribution(**shares: float) -> np.ndarray:
    """(17, 1) probabilities by the labels of the zones, the rest spread evenly."""
    labels = [zone.label for zone in lcz.ZONES]
    made = np.full(17, (1 - sum(shares.values())) / 17)
    for name, share in shares.items():
        made[labels.index(name[1:])] += share
    return made[:, None]


def chance(before: np.ndarray, after: np.ndarray, expected: float = 0.05) -> float:
    return float(of_distributions(before, after, expected)[0])


def test_a_doubt_that_both_dates_share_is_no_change():
    """The zone that is shown differs, what both maps hold possible does not."""
    before, after = distribution(z3=0.4, z5=0.35, z6=0.2), distribution(z3=0.3, z5=0.42, z6=0.23)
    assert before.argmax() != after.argmax()
    assert chance(before, after) < 0.02
    assert 1 - float((before * after).sum()) > 0.65  # what the plain product would say


def test_another_land_cover_is_change_however_unsure_the_zone_is():
    assert chance(distribution(zD=0.5, zC=0.3, zB=0.15), distribution(z2=0.4, z3=0.3, z5=0.25)) > 0.9
    assert chance(distribution(zD=0.9), distribution(z8=0.9)) > 0.9


@pytest.mark.parametrize("seed", range(3))
def test_laws(seed):
    rng = np.random.default_rng(seed)
    before, after = rng.dirichlet(np.full(17, 0.3), (2, 200)).transpose(0, 2, 1)
    found = of_distributions(before, after, 0.05)
    assert (found > 0).all() and (found < 1).all()
    np.testing.assert_allclose(of_distributions(after, before, 0.05), found)
    np.testing.assert_allclose(of_distributions(3 * before, 0.5 * after, 0.05), found)
    assert (of_distributions(before, after, 0.2) > found).all()
    assert (of_distributions(before, before, 0.05) <= found).all()
    # Odds grow with the prior odds by the same factor everywhere.
    more = of_distributions(before, after, 0.2)
    np.testing.assert_allclose(more / (1 - more) / (found / (1 - found)), (0.2 / 0.8) / (0.05 / 0.95))


def test_a_confidence_is_completed_with_similar_zones():
    made = completed(np.array([[6, 17]]), np.array([[0.7, 1.0]]))
    np.testing.assert_allclose(made.sum(axis=0), 1)
    assert made[5, 0, 0] == pytest.approx(0.7) and made[16, 0, 1] == pytest.approx(1)
    assert made[4, 0, 0] > made[13, 0, 0] > made[14, 0, 0]  # 5 is likelier than D, and D than E
    pair = completed(np.array([14]), np.array([0.95])), completed(np.array([2]), np.array([0.95]))
    assert float(of_distributions(*pair, 0.05, OF_CONFIDENCE)[0]) > 0.5


@pytest.fixture
def written(write_raster, tmp_path):
    """Function that writes a map with its probabilities and confidence: name, (17, H, W) -> paths by kind."""

    def write(name: str, shares: np.ndarray, **more) -> dict[str, str]:
        more = {"pixel": 100, "corner": CORNER, "names": None, **more}
        zones = (shares.argmax(axis=0) + 1).astype(np.uint8)
        paths = {
            "map": write_raster(tmp_path / f"{name}.tif", zones[None], nodata=0, **more),
            "all": write_raster(
                tmp_path / f"{name}_p.tif", np.rint(shares / 0.004).astype(np.uint8), nodata=255, **more
            ),
            "one": write_raster(
                tmp_path / f"{name}_c.tif", np.rint(100 * shares.max(axis=0)).astype(np.uint8)[None], nodata=255, **more
            ),
        }
        dataset = gdal.Open(paths["all"], gdal.GA_Update)
        for number in range(1, 18):
            dataset.GetRasterBand(number).SetScale(0.004)
        dataset = None
        return paths

    return write


def change(before: dict, after: dict, outputs=None, kind: str = "all", **more):
    job = ChangeJob(
        before["map"], after["map"], outputs or {}, before_probabilities=before[kind], after_probabilities=after[kind],
        **more,
    )  # fmt: skip
    return told(compare_dates(job))


def shares_of(*cells: np.ndarray) -> np.ndarray:
    """(17, 1, n) of distributions (17, 1)."""
    return np.stack(cells, axis=1)[:, :, 0][:, None, :]


DOUBT = distribution(z3=0.4, z5=0.35, z6=0.2), distribution(z3=0.3, z5=0.42, z6=0.23)
CHANGED = distribution(zD=0.8), distribution(z8=0.8)
SAME = distribution(zG=0.9), distribution(zG=0.9)


def test_probabilities_decide_what_has_changed(written, tmp_path):
    before, after = (shares_of(DOUBT[i], CHANGED[i], SAME[i]) for i in (0, 1))
    paths = {key: str(tmp_path / f"{key}.out") for key in ("REPORT", "TABLE", "FIGURES")}
    paths["CHANGE_PROBABILITY"] = str(tmp_path / "p.tif")
    found, notes = change(written("b", before), written("a", after), paths)
    assert found.changed_share == pytest.approx(2 / 3)
    assert found.substantial_share == pytest.approx(1 / 3)
    assert found.moved_km2(built_before=False) == pytest.approx(0.01)
    assert not [note for note in notes if note.startswith("Warning")]
    raster = gdal.Open(paths["CHANGE_PROBABILITY"])
    percent = raster.ReadAsArray()[0].astype(int)
    assert percent[0] < 3 and percent[1] > 90 and percent[2] < 1
    assert raster.GetRasterBand(1).GetNoDataValue() == 255
    assert found.by_probability.mean == pytest.approx(percent.mean() / 100, abs=0.005)
    figures = json.loads((tmp_path / "FIGURES.out").read_text(encoding="utf-8"))
    assert figures["substantial_by"] == "probability"
    assert figures["substantial_share"] == pytest.approx(1 / 3, abs=1e-6)
    page = (tmp_path / "REPORT.out").read_text(encoding="utf-8")
    assert "Probable change" in page and "Unlike zones" not in page and "more than confusion" not in page
    assert page.count("data:image/svg+xml") == 2 and page.count("data:image/png") == 3


def test_without_probabilities_the_report_says_unlike_zones(written, tmp_path):
    before, after = (shares_of(DOUBT[i], CHANGED[i], SAME[i]) for i in (0, 1))
    path = tmp_path / "r.html"
    job = ChangeJob(written("b", before)["map"], written("a", after)["map"], {"REPORT": str(path)})
    found = driven(compare_dates(job))[0]
    assert found.substantial_share == pytest.approx(2 / 3)  # 3 to 5 is unlike by 33 %
    page = path.read_text(encoding="utf-8")
    assert "Unlike zones" in page and "more than confusion" not in page and "Probable change" not in page


def test_confidence_alone_says_less(written):
    before, after = (shares_of(DOUBT[i], CHANGED[i], SAME[i]) for i in (0, 1))
    found, _ = change(written("b", before), written("a", after), kind="one", expected_change_pct=20)
    assert not found.by_probability.complete
    assert found.substantial_share == pytest.approx(1 / 3)


def test_probabilities_on_another_grid_and_with_holes(written, tmp_path):
    """The later map is finer by five and lies elsewhere: its probabilities are averaged on the earlier map's cells."""
    rng = np.random.default_rng(0)
    cells = rng.dirichlet(np.full(17, 0.2), (10, 12)).transpose(2, 0, 1)
    before = written("b", cells)
    fine = cells.repeat(5, axis=1).repeat(5, axis=2)[:, 10:, 15:]
    after = written("a", fine, pixel=20, corner=(CORNER[0] + 300, CORNER[1] - 200))
    path = str(tmp_path / "p.tif")
    found, _ = change(before, after, {"CHANGE_PROBABILITY": path})
    assert found.cells.sum() == 8 * 9 and found.changed_share == 0
    assert gdal.Open(path).ReadAsArray().max() <= 1


def test_probabilities_of_another_run_are_noticed(written):
    rng = np.random.default_rng(0)
    first, second, other = rng.dirichlet(np.full(17, 0.2), (3, 10, 12)).transpose(0, 3, 1, 2)
    before, after, wrong = written("b", first), written("a", second), written("c", other)
    _, notes = change(before, {**after, "all": wrong["all"]})
    (warning,) = [note for note in notes if note.startswith("Warning")]
    assert "the later map shows the most probable zone of its probabilities" in warning


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"after_probabilities": ""}, "found none for the later one; choose the LCZ probabilities or the confidence"),
        ({"before_probabilities": ""}, "found none for the earlier one"),
        ({"before_probabilities": "", "after_probabilities": ""}, "for a map of the probability of change, found none"),
        ({"expected_change_pct": 0}, "between 0 and 100 % that has changed, found 0"),
        ({"after_probabilities": "zones"}, "later map in percent or as a fraction, found .*; choose the LCZ conf"),
        ({"before_probabilities": "three"}, "as 17 probabilities or as one band of confidence, found 3 bands"),
    ],
)
def test_refusals_leave_no_file(written, write_raster, tmp_path, more, words):
    shares = shares_of(DOUBT[0], SAME[0])
    before, after = written("b", shares), written("a", shares)
    three = write_raster(tmp_path / "3.tif", np.zeros((3, 1, 2), np.uint8), names=None, pixel=100, corner=CORNER)
    zones = write_raster(tmp_path / "z.tif", np.full((1, 1, 2), 6, np.uint8), names=["lcz"], pixel=100, corner=CORNER)
    more = {key: {"three": three, "zones": zones}.get(value, value) for key, value in more.items()}
    given = {"before_probabilities": before["all"], "after_probabilities": after["all"], **more}
    path = tmp_path / "out" / "p.tif"
    with pytest.raises(InputError, match=words):
        driven(compare_dates(ChangeJob(before["map"], after["map"], {"CHANGE_PROBABILITY": str(path)}, **given)))
    assert not path.exists()


def mapped(scene: str, folder) -> dict[str, str]:
    """LCZ and probabilities of a scene by the bundled weights."""
    folder.mkdir()
    paths = {key: str(folder / f"{key}.tif") for key in ("LCZ", "LCZ_PROBABILITIES")}
    driven(map_city(MapJob(source=scene, outputs=paths, device="cpu")))
    return {"map": paths["LCZ"], "all": paths["LCZ_PROBABILITIES"]}


def test_bordeaux_did_not_change_in_seventeen_months(data, tmp_path):
    """A quarter of the town has unlike zones at the two dates, by doubt between 3, 5, 6 and 8."""
    maps = []
    for date in ("20160504", "20171026"):
        pair = [str(data / "scenes" / f"bordeaux_{date}_{kind}.tif") for kind in ("10m", "20m")]
        maps.append(mapped(stack(pair, str(tmp_path / f"bordeaux_{date}.vrt")), tmp_path / date))
    found, notes = change(*maps)
    assert found.substantial_share < 0.05 and found.by_probability.mean < 0.05
    assert found.area_km2[found.unlike].sum() / found.area_km2.sum() > 0.05
    assert [origin.dates for origin in found.origins] == [("2016-05-04",), ("2017-10-26",)]
    swapped, notes = change(*reversed(maps))
    assert any("wrong order" in note for note in notes)
    assert any("of one scene" in note for note in change(maps[0], maps[0])[1])


def test_one_district_of_a_simulated_town_that_was_built_is_found(write_raster, tmp_path):
    town = simulate_town(seed=1, size_px=600)
    first = town.reflectance
    rng = np.random.default_rng(2)
    # Another day: a little more haze, other light, other noise.
    second = 0.97 * first + 0.004 + rng.normal(0, 0.002, first.shape)
    side = 6  # cells of 100 m
    source, target = fullest(town.zones, (2, 3, 4, 5, 8), side), fullest(town.zones, (14,), side)
    cells = tuple(slice(start, start + side) for start in target)
    pixels = tuple(slice(10 * start, 10 * (start + side)) for start in target)
    second[(slice(None), *pixels)] = second[
        (slice(None), *(slice(10 * start, 10 * (start + side)) for start in source))
    ]
    maps = []
    for name, reflectance in (("2016", first), ("2020", second)):
        numbers = np.clip(10000 * reflectance, 1, 20000).astype(np.uint16)
        maps.append(mapped(write_raster(tmp_path / f"town_{name}0701.tif", numbers), tmp_path / name))
    path = str(tmp_path / "p.tif")
    found, _ = change(*maps, {"CHANGE_PROBABILITY": path})
    probable = gdal.Open(path).ReadAsArray() >= 50
    inside = np.zeros(town.zones.shape, dtype=bool)
    inside[cells] = True
    inside = inside[: probable.shape[0], : probable.shape[1]]
    assert probable[inside].mean() > 0.7
    assert probable[~inside].mean() < 0.01
    assert found.moved_km2(built_before=False) > 0.6 * 0.01 * side**2


def fullest(zones: np.ndarray, wanted: tuple[int, ...], side: int) -> tuple[int, int]:
    """Row and column of the square of cells that has most of some zones."""
    best = (-1, 0, 0)
    for row in range(zones.shape[0] - side):
        for col in range(zones.shape[1] - side):
            best = max(best, (int(np.isin(zones[row : row + side, col : col + side], wanted).sum()), row, col))
    assert best[0] > 0.9 * side**2
    return best[1:]


def test_the_constants_are_the_ones_that_the_measurement_gave():
    """Farther or nearer than the table of probabilities can tell says no more."""
    assert change_probability.OF_PROBABILITIES.slope > change_probability.OF_CONFIDENCE.slope > 0
    far = chance(np.eye(17)[:, :1], np.eye(17)[:, 16:17])
    assert far == pytest.approx(1 / (1 + np.exp(-(4.55 + np.log(0.05 / 0.95) + 2.54 * np.log(0.95 / 0.05)))))
