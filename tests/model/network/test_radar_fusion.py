# SPDX-License-Identifier: GPL-2.0-or-later
"""Radar is joined as the fusion says, begins without a say, and leaves the optical network as it is."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import torch

from hse_lcz.model.engines.torch_engine import TorchEngine
from hse_lcz.model.network import weights
from hse_lcz.model.network.config import NetworkConfig
from hse_lcz.model.network.model import Network, halve
from hse_lcz.model.network.orientations import turned_weights
from hse_lcz.model.network.radar_fusion import input_means, with_optical_weights

FUSED = NetworkConfig(stem=4, radar_bands=2)


def test_the_shared_backbone_reads_optical_features_radar_and_their_product(made_up):
    kept = made_up(FUSED)
    network, pixels = Network.from_arrays(FUSED, kept.arrays), torch.rand(1, 12, 32, 32)
    with torch.inference_mode():
        parts = network.backbone_10m
        normal = (pixels[:, :10] - network.reflectance_mean[:, None, None]) / network.reflectance_std[:, None, None]
        optical = parts[3](parts[2](parts[1](parts[0](normal))))
        radar = network.radar_branch(
            (pixels[:, 10:] - network.radar_mean[:, None, None]) / network.radar_std[:, None, None]
        )
        both = torch.cat((optical, radar, optical * radar), dim=1)
        assert both.shape[1] == 12 and (optical * radar).std() > 0
        torch.testing.assert_close(network.fine(pixels), halve(parts[5](parts[4](both))))


@pytest.mark.parametrize("groups", [False, True])
def test_radar_has_no_say_until_it_is_trained(made_up, groups):
    optical = made_up(NetworkConfig(stem=4, band_groups=groups))
    config = replace(optical.config, radar_bands=2)
    arrays = with_optical_weights(config, made_up(config, seed=1).arrays, optical.arrays)
    assert {name: array.shape for name, array in arrays.items()} == config.arrays
    pixels = torch.rand(1, 12, 32, 32)
    with torch.inference_mode():
        fused = Network.from_arrays(config, arrays)(pixels)
        alone = Network.from_arrays(optical.config, optical.arrays)(pixels[:, :10])
    for ours, theirs in zip(fused, alone):
        torch.testing.assert_close(ours, theirs, rtol=0, atol=1e-6)
    # And radar can get one: the layer that reads it has a gradient.
    network = Network.from_arrays(config, arrays).train()
    network(pixels.repeat(2, 1, 1, 1) + torch.rand(2, 12, 32, 32)).zones[:, 0].mean().backward()
    assert network.backbone_10m[-2][1].weight.grad[:, 4:].abs().sum() > 0


def test_a_network_without_radar_is_what_it_was():
    torch.manual_seed(7)
    before = Network(NetworkConfig(stem=4)).arrays()
    torch.manual_seed(7)
    after = Network(NetworkConfig(stem=4, radar_bands=0)).arrays()
    assert before.keys() == after.keys() and all(np.array_equal(before[name], after[name]) for name in before)
    bundled = weights.load()
    assert bundled.config.radar_bands == 0 and "radar" not in bundled.card
    assert bundled.config.inputs == 10 and np.array_equal(
        input_means(bundled.arrays), bundled.arrays["reflectance_mean"]
    )


def test_weights_with_radar_are_kept_and_their_card_says_so(made_up, tmp_path):
    kept = made_up(FUSED)
    weights.save(tmp_path / "fused.npz", FUSED, kept.arrays, {"name": "fused"})
    again = weights.load(str(tmp_path / "fused.npz"))
    assert (
        again.config == FUSED
        and again.card["radar"]["bands"] == ["VV", "VH"]
        and "dB" in again.card["radar"]["quantity"]
    )
    assert input_means(again.arrays).tolist() == [*again.arrays["reflectance_mean"], *again.arrays["radar_mean"]]


@pytest.mark.parametrize("number", [1, 4])
def test_turned_weights_map_a_turned_scene(made_up, number):
    kept = made_up(FUSED)
    pixels = np.random.default_rng(0).random((12, 128, 128), dtype=np.float32)
    with torch.inference_mode():
        wanted = Network.from_arrays(FUSED, turned_weights(kept.arrays, number))(torch.from_numpy(pixels)[None])
    with TorchEngine(FUSED, kept.arrays, "cpu") as engine:
        engine.load(turned_weights(kept.arrays, number))
        stream = engine.stream(128)
        parts = [stream.push(pixels[:, :64]), stream.push(pixels[:, 64:]), stream.finish()]
    zones = np.concatenate([part.zones for part in parts], axis=1)
    np.testing.assert_allclose(zones, wanted.zones[0].numpy(), rtol=0, atol=2e-5)
