# SPDX-License-Identifier: GPL-2.0-or-later
"""Crops carry their labels with them, places stay whole, and step i is always the same."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from hse_lcz.model.errors import InputError
from hse_lcz.model.training import folder_dataset, sampling
from hse_lcz.model.training.atmosphere import PATH_REFLECTANCE, TRANSMITTANCE
from hse_lcz.model.training.places import Patches, Place
from hse_lcz.model.training.sampling import Sampler


def marked_place(name: str = "here", height: int = 40, width: int = 48, **fields) -> Place:
    """A place whose reflectance tells where each pixel's label should be: zone and percent are functions of B2."""
    rng = np.random.default_rng(5)
    zone = rng.integers(0, 17, (height, width))
    zones = np.zeros((17, height, width), dtype=np.uint8)
    np.put_along_axis(zones, zone[None], 255, axis=0)
    dn = (1000 + 100 * zone).repeat(4, axis=0).repeat(4, axis=1)
    scene = np.stack([dn] * 10).astype(np.uint16)
    settlement = (5 * zone).repeat(2, axis=0).repeat(2, axis=1).astype(np.uint8)
    return Place(name, (scene, scene), zones, settlement, **fields)


@pytest.fixture
def unvaried(monkeypatch):
    """No change of radiometry or level: only place, scale and orientation vary."""
    monkeypatch.setattr(sampling, "simulate_level", lambda rng, reflectance, surface: reflectance)

    class Still:
        def __init__(self, rng):
            self.rng = rng

        def standard_normal(self, *size):
            return np.zeros(*size) if size else 0.0

        def __getattr__(self, name):
            return getattr(self.rng, name)

    return Still


def test_labels_turn_and_scale_with_their_pixels(unvaried):
    sampler = Sampler([marked_place()])
    batch = sampler.batch(unvaried(np.random.default_rng(0)), 24)
    assert batch.reflectance.shape == (24, 10, 128, 128)
    assert batch.zones.shape == (24, 17, 32, 32) and batch.settlement.shape == (24, 1, 64, 64)
    # B2 = 0.1 + 0.01 zone, settlement = 0.05 zone: both interpolate alike, so they agree cell by cell.
    at_20_m = torch.nn.functional.avg_pool2d(batch.reflectance[:, :1], 2)
    expected = (at_20_m - 0.1) / 0.01 * 0.05
    same_scale = [i for i in range(24) if len(torch.unique(batch.zones[i])) == 2]  # not resampled: all 0 or 1
    assert 4 <= len(same_scale) < 24
    torch.testing.assert_close(batch.settlement[same_scale], expected[same_scale], rtol=0, atol=1e-4)
    zone = batch.zones.argmax(dim=1, keepdim=True)[same_scale]
    at_40_m = torch.nn.functional.avg_pool2d(batch.reflectance[same_scale][:, :1], 4)
    torch.testing.assert_close(zone.float(), (at_40_m - 0.1) / 0.01, rtol=0, atol=1e-2)
    assert float((batch.settlement - expected).abs().mean()) < 0.06  # resampled ones, roughly


def test_a_step_draws_the_same_whenever_it_is_drawn():
    sampler = Sampler([marked_place(), marked_place("there", 60, 33)])
    first, again, next_step = (sampler.batch(np.random.default_rng([7, step]), 4) for step in (3, 3, 4))
    for a, b, c in zip(first, again, next_step):
        assert torch.equal(a, b) and not torch.equal(a, c)


def test_rare_zones_are_seen():
    place = marked_place(height=60, width=60)
    place.zones[:] = 0
    place.zones[3] = 255
    place.zones[3, 30, 30] = 0
    place.zones[6, 30, 30] = 255
    balanced = Sampler([place], balanced_share=1.0).batch(np.random.default_rng(0), 60)
    natural = Sampler([place], balanced_share=0.0).batch(np.random.default_rng(0), 60)
    seen = [float((batch.zones[:, 6].amax(dim=(1, 2)) > 0).float().mean()) for batch in (balanced, natural)]
    assert seen[0] > seen[1]


def test_places_smaller_than_a_crop_are_stretched():
    batch = Sampler([marked_place(height=20, width=25)]).batch(np.random.default_rng(0), 3)
    assert batch.reflectance.shape == (3, 10, 128, 128)


def test_simulated_levels_are_each_others_inverse_and_plausible():
    rng = np.random.default_rng(3)
    toa = np.full((10, 4, 4), 0.12, dtype=np.float32)
    surfaces = [sampling.simulate_level(rng, toa, surface=False)[:, 0, 0] for _ in range(200)]
    changed = [surface for surface in surfaces if not np.allclose(surface, 0.12)]
    assert 50 < len(changed) < 110  # four of ten
    assert all(surface[0] < surface[2] < 0.13 and surface.min() > 0 for surface in changed)  # blue loses most
    back = [sampling.simulate_level(rng, toa, surface=True)[:, 0, 0] for _ in range(200)]
    assert all(value[0] > 0.12 for value in back if not np.allclose(value, 0.12))
    haze = 0.8
    path, clear = PATH_REFLECTANCE * haze, TRANSMITTANCE**haze

    class Fixed:
        def random(self):
            return 0.0

        def uniform(self, low, high):
            return haze

    down = sampling.simulate_level(Fixed(), toa, surface=False)
    np.testing.assert_allclose(down[:, 0, 0], (0.12 - path) / clear, rtol=1e-5)
    np.testing.assert_allclose(sampling.simulate_level(Fixed(), down, surface=True), toa, rtol=1e-5)


def test_patches_keep_the_bands_in_the_networks_order(unvaried):
    n = 3
    fine = np.zeros((n, 4, 64, 64), np.uint16) + np.array([200, 300, 400, 800], np.uint16)[:, None, None]
    coarse = np.zeros((n, 6, 32, 32), np.uint16) + np.array([500, 600, 700, 880, 1100, 1200], np.uint16)[:, None, None]
    zones = np.zeros((n, 17, 16, 16), np.uint8)
    patches = Patches(fine, coarse, zones, np.zeros((n, 32, 32), np.uint8))
    batch = Sampler([marked_place()], patches).patch_batch(unvaried(np.random.default_rng(0)), 2)
    by_band = (batch.reflectance[0, :, 5, 5] * 10000).round().int().tolist()
    assert by_band == [200, 300, 400, 500, 600, 700, 800, 880, 1100, 1200]
    assert batch.zones.shape == (2, 17, 16, 16) and batch.settlement.shape == (2, 1, 32, 32)


def test_a_folder_without_labels_is_refused(tmp_path):
    with pytest.raises(InputError, match="found none"):
        folder_dataset.place_names(tmp_path)
    with pytest.raises(InputError, match="scenes/here_<yyyymmdd>_10m.tif"):
        folder_dataset.load_place(tmp_path, "here")


def test_a_real_place_is_loaded_whole(data):
    place = folder_dataset.load_place(data, "norcia")
    assert len(place.scenes) == 2 and all(scene.shape[0] == 10 for scene in place.scenes)
    assert place.size_px == (288, 336) and not place.surface
    assert set(folder_dataset.VALIDATION_PLACES) < set(folder_dataset.place_names(data))
    assert folder_dataset.load_place(data, "nethailand").surface


def test_some_crops_are_blended_pixels_and_labels_alike():
    rng = np.random.default_rng(0)
    values = torch.arange(64.0)[:, None, None, None]
    batch = sampling.Batch(values.expand(64, 10, 8, 8), values.expand(64, 17, 2, 2), values.expand(64, 1, 4, 4))
    assert all(torch.equal(a, b) for a, b in zip(sampling.mixup(rng, batch, 0.0), batch))
    blended = sampling.mixup(rng, batch, 0.5)
    changed = blended.reflectance[:, 0, 0, 0] != torch.arange(64.0)
    assert 16 < int(changed.sum()) < 48
    for tensor in blended:
        assert torch.equal(tensor[:, 0, 0, 0], blended.zones[:, 3, 1, 1])


def crops_of_other_places(count: int = 64) -> sampling.Batch:
    """Crops whose bands have a mean and a deviation of their own each."""
    rng = np.random.default_rng(1)
    mean, deviation = rng.uniform(0.1, 0.4, (count, 10, 1, 1)), rng.uniform(0.005, 0.02, (count, 10, 1, 1))
    pixels = mean + deviation * rng.standard_normal((count, 10, 16, 16))
    return sampling.Batch(
        torch.from_numpy(pixels.astype(np.float32)), torch.ones(count, 17, 4, 4), torch.ones(count, 1, 8, 8)
    )


def test_exchanged_statistics_are_those_of_another_crop_of_the_batch():
    batch = crops_of_other_places()
    assert torch.equal(sampling.exchange_statistics(np.random.default_rng(0), batch, 0.0, 1.0).reflectance, batch[0])

    class AllTheWay:
        """Every crop is moved, to the statistics of its partner."""

        def __init__(self):
            self.draws = iter((1.0, 0.0))  # how far, and whether at all

        def random(self, count):
            return np.full(count, next(self.draws))

        def permutation(self, count):
            return np.roll(np.arange(count), 1)

    moved = sampling.exchange_statistics(AllTheWay(), batch, 1.0, 1.0)
    partner = batch.reflectance.roll(1, dims=0)
    torch.testing.assert_close(moved.reflectance.mean((2, 3)), partner.mean((2, 3)), rtol=0, atol=1e-5)
    torch.testing.assert_close(moved.reflectance.std((2, 3)), partner.std((2, 3)), rtol=1e-3, atol=1e-6)
    # The pattern stays: what lies above the mean by one deviation still does.
    patterns = [
        (pixels - pixels.mean((2, 3), keepdim=True)) / pixels.std((2, 3), keepdim=True)
        for pixels in (batch.reflectance, moved.reflectance)
    ]
    torch.testing.assert_close(*patterns, rtol=0, atol=1e-2)
    assert torch.equal(moved.zones, batch.zones)


def test_crops_moved_far_lose_their_settlement_label_and_only_these():
    batch = crops_of_other_places()
    moved = sampling.exchange_statistics(np.random.default_rng(0), batch, 0.5, 1.0)
    unchanged = (moved.reflectance == batch.reflectance).all(dim=(1, 2, 3))
    assert 16 < int(unchanged.sum()) < 48
    unlabelled = torch.isnan(moved.settlement).all(dim=(1, 2, 3))
    assert not (unlabelled & unchanged).any() and 0 < int(unlabelled.sum()) < 64 - int(unchanged.sum())
    weak = sampling.exchange_statistics(np.random.default_rng(0), batch, 0.5, sampling.FAR)
    assert not torch.isnan(weak.settlement).any() and not torch.equal(weak.reflectance, batch.reflectance)
