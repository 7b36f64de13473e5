# SPDX-License-Identifier: GPL-2.0-or-later
"""The simulated town: repeatable, truth in order, spectra those of Level-1C scenes, files whole."""

import numpy as np
import pytest
from osgeo import gdal, osr

from hse_lcz.model.errors import OutputError
from hse_lcz.model.scene import band_matching
from hse_lcz.model.simulation import materials, scene, town_plan
from hse_lcz.model.tables import lcz, sentinel2

CORE, SUBURB, ESTATE, FOREST, FIELD, WATER = 2, 6, 8, 11, 14, 17
B3, B4, B8, B8A, B11 = (sentinel2.NAMES.index(name) for name in ("B3", "B4", "B8", "B8A", "B11"))

# Of the 10th, 50th and 90th percentile of each band: the lowest and highest of twelve scenes of European and
# Mediterranean towns (Level-1C, May to August), widened by a tenth.
ENVELOPE = {
    10: ((.073, .062, .041, .037, .033, .032, .028, .030, .020, .015),
         (.135, .136, .139, .172, .235, .271, .263, .304, .248, .175)),
    50: ((.097, .086, .077, .091, .134, .152, .136, .157, .133, .096),
         (.163, .169, .202, .217, .281, .328, .330, .370, .330, .246)),
    90: ((.127, .119, .122, .123, .164, .193, .190, .206, .173, .135),
         (.204, .217, .266, .264, .332, .409, .414, .450, .432, .314)),
}  # fmt: skip


@pytest.fixture(scope="module")
def town():
    return scene.simulate_town(seed=1)


@pytest.fixture(scope="module")
def small():
    return scene.simulate_town(seed=7, size_px=200)


def in_pixels(cells, factor):
    return np.kron(cells, np.ones((factor, factor), cells.dtype))


def test_shapes_types_and_ranges(town):
    assert town.reflectance.shape == (10, 600, 600) and town.reflectance.dtype == np.float32
    assert town.zones.shape == (60, 60) and town.zones.dtype == np.uint8
    assert town.hse_pct.shape == (300, 300) and town.hse_pct.dtype == np.float32
    assert town.reflectance.min() > 0 and town.reflectance.max() < 1
    assert town.hse_pct.min() == 0 and town.hse_pct.max() == 100
    known = {zone.code for zone in lcz.ZONES}
    assert set(np.unique(town.zones)) <= known


def test_reflectance_is_whole_digital_numbers(town):
    numbers = town.reflectance * 10000
    np.testing.assert_allclose(numbers, np.rint(numbers), atol=1e-3)


def test_same_seed_same_town_other_seed_other_town(small):
    again = scene.simulate_town(seed=7, size_px=200)
    other = scene.simulate_town(seed=8, size_px=200)
    for first, second in zip(small, again):
        np.testing.assert_array_equal(first, second)
    assert (small.zones != other.zones).mean() > 0.1
    assert (small.reflectance != other.reflectance).mean() > 0.9


@pytest.mark.parametrize("size_px", [190, 205])
def test_size_must_fit_the_cells(size_px):
    with pytest.raises(ValueError, match=f"multiple of 10 and at least 200, found {size_px}"):
        scene.simulate_town(size_px=size_px)


@pytest.mark.parametrize("seed", [1, 2, 3, 4])
def test_every_town_has_all_its_pieces(seed):
    zones = scene.simulate_town(seed, size_px=300).zones
    share = {code: (zones == code).mean() for code in town_plan.PAINTERS}
    assert all(share.values()), share
    assert 0.4 < share[FIELD] < 0.7
    assert 0.02 < share[WATER] < 0.08
    assert 0.015 < share[CORE] < 0.05
    assert 0.05 < share[SUBURB] < 0.2


def test_sealed_ground_follows_the_zones(town):
    zones = in_pixels(town.zones, 5)
    mean = {code: town.hse_pct[zones == code].mean() for code in town_plan.PAINTERS}
    assert mean[CORE] > 80 > mean[ESTATE] > 55 > mean[SUBURB] > 25 > mean[9] > 5 > mean[FIELD]
    assert mean[FOREST] < 5 and mean[FIELD] < 5
    # Bridges and banks aside, water is not sealed.
    assert (town.hse_pct[zones == WATER] == 0).mean() > 0.85
    for code in (2, 3, 5, 6, 9):
        low, high = lcz.ZONES[code - 1].imperviousness_pct
        assert (low or 0) <= mean[code] <= (high or 100), lcz.ZONES[code - 1].name


def test_sealed_percent_comes_in_sixty_fourths(town):
    # 20 m hold eight times eight cells of the ground.
    steps = town.hse_pct * 64 / 100
    np.testing.assert_allclose(steps, np.rint(steps), atol=1e-4)


def test_zones_look_like_themselves(town):
    red, green, nir, swir = (town.reflectance[band] for band in (B4, B3, B8, B11))
    ndvi, ndwi = (nir - red) / (nir + red), (green - nir) / (green + nir)
    zones = in_pixels(town.zones, 10)
    greenness = {code: np.median(ndvi[zones == code]) for code in town_plan.PAINTERS}
    assert greenness[FOREST] > 0.55
    assert greenness[FOREST] > greenness[FIELD] > greenness[SUBURB] > greenness[ESTATE] > greenness[WATER]
    assert abs(greenness[CORE]) < 0.12
    assert 0.25 < greenness[SUBURB] < 0.5
    assert np.median(ndwi[zones == WATER]) > 0.3
    assert np.median(swir[zones == WATER]) < 0.02
    assert all(np.median(ndwi[zones == code]) < 0 for code in town_plan.PAINTERS if code != WATER)


def test_texture_ranks_as_in_real_scenes(town):
    red = town.reflectance[B4]
    zones = in_pixels(town.zones, 10)
    contrast = {code: red[zones == code].std() for code in (SUBURB, ESTATE, FOREST)}
    assert contrast[ESTATE] > contrast[SUBURB] > contrast[FOREST]


def test_bands_lie_within_real_scenes(town):
    for percentile, (low, high) in ENVELOPE.items():
        values = np.percentile(town.reflectance, percentile, axis=(1, 2))
        assert (low < values).all() and (values < high).all(), percentile


def test_bands_of_20_m_are_coarser(town):
    def roughness(band):
        layer = town.reflectance[band]
        return np.abs(np.diff(layer, 2, axis=1)).mean() / layer.std()

    assert roughness(B8A) < 0.7 * roughness(B8)


def test_point_spread_has_its_width_and_loses_no_light():
    weights = scene.optics(400, 10).toarray()
    np.testing.assert_allclose(weights.sum(axis=1), 1, rtol=1e-5)
    cells = np.arange(400)
    mean = weights[50] @ cells
    sigma_px = np.sqrt(weights[50] @ (cells - mean) ** 2) / 4
    assert sigma_px * 2.355 == pytest.approx(scene.PSF_FWHM_PX, rel=0.03)
    assert mean == pytest.approx(50 * 4 + 1.5, abs=1e-3)


def test_doubling_is_bilinear_and_keeps_a_plane():
    row, column = np.mgrid[:5, :6].astype(float)
    fine_row, fine_column = np.mgrid[:10, :12] / 2 - 0.25
    plane = scene.doubled(3 * row + column)
    assert plane.shape == (10, 12)
    np.testing.assert_allclose(plane[1:-1, 1:-1], (3 * fine_row + fine_column)[1:-1, 1:-1])


def test_shadow_falls_to_the_north_west():
    height = np.zeros((9, 9), np.float32)
    height[6, 6] = 12
    shade = scene.shadows(height)
    assert shade[5, 5] == 1 and shade[4, 4] == 1 and shade[3, 3] == 0
    assert shade[6, 6] == 0 and shade[7, 7] == 0 and np.count_nonzero(shade) == 2


def test_blocks_cover_the_ground_and_know_their_streets():
    x, y = (axis.ravel().astype(np.float32) for axis in np.meshgrid(np.arange(0, 400, 2.0), np.arange(0, 300, 2.0)))
    blocks = materials.subdivide(np.random.default_rng(3), x, y, 5000, (3, 5))
    sizes = np.bincount(blocks.block) * 4
    assert sizes.sum() == 400 * 300 and sizes.min() > 0
    assert 8 < sizes.size < 60
    assert blocks.kerb.min() == pytest.approx(-5, abs=1) and np.isfinite(blocks.kerb).all()
    # Two cells side by side, one in each of two blocks, have a street between them.
    grid, kerb = blocks.block.reshape(150, 200), blocks.kerb.reshape(150, 200)
    border = grid[:, 1:] != grid[:, :-1]
    assert border.any() and (kerb[:, 1:][border] < 0).all()


def test_lottery_draws_once_for_each_key():
    keys = np.array([5, -3, 5, 8, -3])
    first, second = materials.lottery(np.random.default_rng(1), keys, draws=2)
    assert first[0] == first[2] and first[1] == first[4] and len(set(first)) == 3
    assert not np.array_equal(first, second)
    many = materials.lottery(np.random.default_rng(1), np.arange(20000))
    assert many.min() >= 0 and many.max() < 1
    np.testing.assert_allclose(np.histogram(many, 10, (0, 1))[0], 2000, rtol=0.1)


def test_choice_keeps_the_shares():
    codes = materials.choose(np.linspace(0, 1, 1001), {"tile": 3, "slate": 1})
    assert (codes == materials.CODE["tile"]).mean() == pytest.approx(0.75, abs=0.01)
    assert set(codes) == {materials.CODE["tile"], materials.CODE["slate"]}


def test_spectra_are_complete_and_plausible():
    spectra = np.array(list(materials.SPECTRA.values()))
    assert spectra.shape == (len(materials.SPECTRA), 10)
    assert spectra.min() > 0 and spectra.max() < 0.5
    assert set(materials.SEALED) < set(materials.SPECTRA)


@pytest.fixture(scope="module")
def files(tmp_path_factory, town):
    folder = tmp_path_factory.mktemp("town") / "new"
    return scene.write_town(folder, seed=1)


def test_scene_file(files, town):
    dataset = gdal.Open(str(files.scene))
    assert files.scene.name == "town.tif"
    assert dataset.GetGeoTransform() == (642300, 10, 0, 5210700, 0, -10)
    reference = osr.SpatialReference(wkt=dataset.GetProjection())
    assert reference.GetAuthorityCode(None) == "32631"
    tags = dataset.GetMetadata()
    assert (tags["QUANTIFICATION_VALUE"], tags["RADIO_ADD_OFFSET"], tags["SIMULATED"]) == (
        "10000",
        "0",
        "YES",
    )
    assert dataset.GetMetadata("IMAGE_STRUCTURE")["COMPRESSION"] == "DEFLATE"
    bands = [dataset.GetRasterBand(number) for number in range(1, 11)]
    assert tuple(band.GetDescription() for band in bands) == sentinel2.NAMES
    assert {band.GetNoDataValue() for band in bands} == {0}
    assert {band.DataType for band in bands} == {gdal.GDT_UInt16}
    assert bands[0].GetBlockSize() == [256, 256]
    np.testing.assert_array_equal(dataset.ReadAsArray() / np.float32(10000), town.reflectance)


def test_scene_file_is_understood_as_a_sentinel2_scene(files):
    dataset = gdal.Open(str(files.scene))
    names = [dataset.GetRasterBand(number).GetDescription() for number in range(1, 11)]
    assert band_matching.resolve_bands(names).indices == tuple(range(1, 11))


@pytest.mark.parametrize(
    ("field", "name", "cell_m", "data_type", "nodata", "truth"),
    [
        ("lcz", "town_lcz.tif", 100, gdal.GDT_Byte, 0, "zones"),
        ("hse", "town_hse.tif", 20, gdal.GDT_Float32, -9999, "hse_pct"),
    ],
)
def test_truth_files(files, town, field, name, cell_m, data_type, nodata, truth):
    path = getattr(files, field)
    dataset = gdal.Open(str(path))
    assert path.name == name
    assert dataset.GetGeoTransform() == (642300, cell_m, 0, 5210700, 0, -cell_m)
    assert dataset.GetMetadata()["SIMULATED"] == "YES"
    band = dataset.GetRasterBand(1)
    assert (band.DataType, band.GetNoDataValue(), band.GetDescription()) == (data_type, nodata, field)
    np.testing.assert_array_equal(band.ReadAsArray(), getattr(town, truth))


def test_nothing_else_is_left_in_the_folder(files):
    assert sorted(path.name for path in files.scene.parent.iterdir()) == [
        "town.tif",
        "town_hse.tif",
        "town_lcz.tif",
    ]


def test_a_folder_that_cannot_be_made_is_said_so(tmp_path, town, monkeypatch):
    monkeypatch.setattr(scene, "simulate_town", lambda seed: town)
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match="cannot be written"):
        scene.write_town(tmp_path / "file" / "below")


def test_a_failed_write_leaves_no_file(tmp_path, town, monkeypatch):
    def fail(*_):
        raise OSError("No space left on device")

    monkeypatch.setattr(scene, "simulate_town", lambda seed: town)
    monkeypatch.setattr(scene, "_write", fail)
    with pytest.raises(OutputError, match="No space left on device"):
        scene.write_town(tmp_path)
    assert not list(tmp_path.iterdir())


def test_command_writes_and_names_the_files(tmp_path, town, monkeypatch, capsys):
    seeds = []
    monkeypatch.setattr(scene, "simulate_town", lambda seed: (seeds.append(seed), town)[1])
    scene.main([str(tmp_path), "--seed", "4"])
    assert seeds == [4]
    assert capsys.readouterr().out.split() == [
        str(tmp_path / name) for name in ("town.tif", "town_lcz.tif", "town_hse.tif")
    ]


def test_buildings_are_those_of_the_town_of_that_seed():
    found, town = scene.simulate_buildings(3, 200), scene.simulate_town(3, 200)
    np.testing.assert_array_equal(found.zones, town.zones)
    assert found.height_m.shape == (800, 800)
    zones = np.kron(found.zones, np.ones((40, 40), dtype=int))
    core, forest, field = (found.height_m[zones == code] for code in (2, 11, 14))
    assert 9 < core[core > 0].mean() < 14
    assert np.mean(core > 0) > 0.3
    # Trees are as high, but no buildings.
    assert np.mean(forest > 0) < 0.05 > np.mean(field > 0)
