# SPDX-License-Identifier: GPL-2.0-or-later
"""A stream of rows gives what the network gives for the whole window, in any variant and any chunks."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from hse_lcz.model.engines import network_stream, torch_stream_layers
from hse_lcz.model.engines.torch_engine import TorchEngine
from hse_lcz.model.engines.torch_stream_layers import TorchLayers
from hse_lcz.model.network.config import NetworkConfig
from hse_lcz.model.network.model import Network
from hse_lcz.model.network.orientations import _VIEWS, turned_weights
from hse_lcz.model.raster.windows import Window

VARIANTS = [
    NetworkConfig(stem=4),
    NetworkConfig(stem=4, prior=False),
    NetworkConfig(stem=4, attention=False),
    NetworkConfig(stem=4, tasks=("hse",), prior=False),
    NetworkConfig(stem=4, tasks=("lcz",), prior=False),
    NetworkConfig(stem=4, context_px=64),
    NetworkConfig(stem=4, context_px=32),
    NetworkConfig(stem=4, context_px=192),
    NetworkConfig(stem=8, band_groups=True),
    NetworkConfig(stem=4, radar_bands=2),
    NetworkConfig(stem=8, radar_bands=2, band_groups=True, attention=False),
]


def trained(config: NetworkConfig) -> Network:
    """A network whose signal does not fade: batch statistics of something like reflectance, loud heads."""
    torch.manual_seed(5)
    network = Network(config)
    network.reflectance_mean.fill_(0.15)
    network.reflectance_std.fill_(0.1)
    with torch.no_grad():
        for name, value in network.named_parameters():
            if any(part in name for part in ("heads", "settlement", "attention")):
                value.mul_(8)
        for _ in range(20):
            network(torch.rand(4, config.inputs, 64, 64) * 0.3)
    return network.eval()


def window(height: int, width: int, bands: int = 10) -> torch.Tensor:
    squares = torch.rand(bands, height // 16, width // 16).repeat_interleave(16, 1).repeat_interleave(16, 2)
    return 0.3 * squares + 0.05 * torch.rand(bands, height, width)


def streamed(stream, reflectance, steps):
    parts, row = [], 0
    for step in steps:
        parts.append(stream.push(reflectance[:, row : row + step]))
        row += step
    parts.append(stream.finish())
    assert row == reflectance.shape[1]
    return [None if answers[0] is None else np.concatenate(answers, axis=-2) for answers in zip(*parts)]


def same(answers, wanted, atol=2e-5):
    for answer, whole in zip(answers, wanted):
        assert (answer is None) == (whole is None)
        if whole is not None:
            whole = whole[0, 0] if whole.shape[1] == 1 else whole[0]
            np.testing.assert_allclose(answer, whole.numpy(), rtol=0, atol=atol)
            assert whole.std() > 20 * min(atol, 1e-4)


@pytest.mark.parametrize("config", VARIANTS, ids=str)
def test_a_stream_is_the_network(config):
    network = trained(config)
    reflectance = window(288, 192, config.inputs)
    with torch.inference_mode():
        wanted = network(reflectance[None])
    engine = TorchEngine(config, network.arrays(), "cpu")
    same(streamed(engine.stream(192), reflectance.numpy(), [96, 96, 96]), wanted)


@pytest.mark.parametrize("size", [(128, 128), (128, 320), (352, 128)])
@pytest.mark.parametrize("at_a_time", [(128, 32), (10**6, 10**6)])
def test_however_the_rows_come(size, at_a_time, monkeypatch):
    monkeypatch.setattr(torch_stream_layers, "_PIXELS_AT_A_TIME", at_a_time[0])
    monkeypatch.setattr(torch_stream_layers, "_CELLS_AT_A_TIME", at_a_time[1])
    config = VARIANTS[0]
    network = trained(config)
    reflectance = window(*size)
    with torch.inference_mode():
        wanted = network(reflectance[None])
    engine = TorchEngine(config, network.arrays(), "cpu")
    for steps in ([size[0]], [32] * (size[0] // 32), [32, size[0] - 64, 32]):
        same(streamed(engine.stream(size[1]), reflectance.numpy(), steps), wanted)


def test_run_answers_the_inner_part():
    network = trained(VARIANTS[0])
    reflectance = window(192, 224)
    with torch.inference_mode():
        wanted = [answer[..., 20:51, 7:97] for answer in network(reflectance[None])]
    same(TorchEngine(VARIANTS[0], network.arrays(), "cpu").run(reflectance.numpy(), Window(7, 20, 90, 31)), wanted)


def test_a_window_too_small_for_its_context_is_refused():
    engine = TorchEngine(VARIANTS[0], trained(VARIANTS[0]).arrays(), "cpu")
    for width in (96, 144):
        with pytest.raises(ValueError, match="multiple of 32 and at least 128"):
            engine.stream(width)
    stream = engine.stream(128)
    stream.push(np.zeros((10, 64, 128), dtype=np.float32))
    with pytest.raises(ValueError, match="at least 128 rows"):
        stream.finish()


def test_half_precision_is_close():
    network = trained(VARIANTS[0])
    reflectance = window(192, 160)
    with torch.inference_mode():
        wanted = network(reflectance[None])
        layers = TorchLayers(VARIANTS[0], network.arrays(), torch.device("cpu"), torch.bfloat16)
        stream = network_stream.NetworkStream(layers, 160)
        parts = [stream.push(reflectance), stream.finish()]
        same([torch.cat([part[i] for part in parts], dim=-2).numpy() for i in (0, 1)], wanted, atol=2e-3)


@pytest.mark.parametrize("number", range(8))
def test_turning_the_kernels_is_turning_the_scene(number):
    network = trained(VARIANTS[0])
    reflectance = window(160, 160)
    turns, mirrored = _VIEWS[number]

    def seen(x):  # what the turned kernels see: the scene turned the other way
        x = torch.flip(x, dims=(-1,)) if mirrored else x
        return torch.rot90(x, -turns, dims=(-2, -1))

    def back(x):
        x = torch.rot90(x, turns, dims=(-2, -1))
        return torch.flip(x, dims=(-1,)) if mirrored else x

    with torch.inference_mode():
        wanted = [back(answer) for answer in network(seen(reflectance)[None])]
    engine = TorchEngine(VARIANTS[0], turned_weights(network.arrays(), number), "cpu")
    same(engine.run(reflectance.numpy(), Window(0, 0, 80, 80)), wanted)


def test_the_views_are_all_different():
    assert len(set(_VIEWS)) == 8
    kernel = {"weight": np.arange(9.0).reshape(1, 1, 3, 3)}
    assert len({turned_weights(kernel, number)["weight"].tobytes() for number in range(8)}) == 8
