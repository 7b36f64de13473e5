# SPDX-License-Identifier: GPL-2.0-or-later
"""The small pieces of the network in NumPy, against what they are defined as."""

from __future__ import annotations

import numpy as np
import pytest

from hse_lcz.model.engines import numpy_maps
from hse_lcz.model.engines.numpy_bordered import BorderedSeparable, bordered
from hse_lcz.model.engines.numpy_stream_layers import NumpyLayers
from hse_lcz.model.engines.numpy_workspace import Workspace
from hse_lcz.model.network.config import NetworkConfig


def test_strips_cover_the_height_once_and_keep_pairs_together():
    for threads in (1, 3):
        work = Workspace(threads)
        for height, values in ((1, 5), (1000, 1 << 16), (998, 100_000), (7, 1 << 22)):
            for even in (False, True):
                seen: list[tuple[int, int]] = []
                work.row_groups(
                    height + height % 2 * even, values, lambda a, b, seen=seen: seen.append((a, b)), even=even
                )
                rows = [row for first, last in sorted(seen) for row in range(first, last)]
                assert rows == list(range(height + height % 2 * even))
                assert not even or all(first % 2 == 0 for first, _ in seen)
        work.close()


def test_an_error_in_a_strip_is_not_lost():
    work = Workspace(2)

    def fail(first: int, last: int) -> None:
        raise MemoryError

    with pytest.raises(MemoryError):
        work.row_groups(100, 1 << 19, fail)
    work.close()


@pytest.mark.parametrize(("width", "channels"), [(1, 3), (37, 16), (464, 16), (464, 512), (96, 8192)])
def test_a_separable_layer_is_its_definition(width, channels):
    rng, out = np.random.default_rng(5), 6
    arrays = {
        "layer.0.weight": rng.normal(size=(channels, 1, 3, 3)),
        "layer.1.weight": rng.normal(size=(out, channels, 1, 1)) / channels**0.5,
        "layer.2.weight": rng.normal(1, 0.2, out),
        "layer.2.bias": rng.normal(size=out),
        "layer.2.running_mean": rng.normal(size=out),
        "layer.2.running_var": rng.uniform(0.5, 2, out),
    }
    x = rng.normal(size=(5, width, channels))
    around = np.pad(x, ((1, 1), (1, 1), (0, 0)))
    depthwise = sum(
        around[dy : dy + 5, dx : dx + width] * arrays["layer.0.weight"][:, 0, dy, dx]
        for dy in range(3)
        for dx in range(3)
    )
    scale = arrays["layer.2.weight"] / np.sqrt(arrays["layer.2.running_var"] + 1e-5)
    normal = (depthwise @ arrays["layer.1.weight"][..., 0, 0].T - arrays["layer.2.running_mean"]) * scale
    work = Workspace(1)
    x_with_border, answer = bordered(7, width, channels), bordered(5, width, out)
    x_with_border[...], answer[...] = around, np.nan
    layer = BorderedSeparable(work, {name: value.astype(np.float32) for name, value in arrays.items()}, "layer")
    layer(x_with_border, answer)
    assert not answer[:, [0, -1]].any()
    answer = answer[:, 1:-1]
    np.testing.assert_allclose(answer, np.maximum(normal + arrays["layer.2.bias"], 0), rtol=1e-3, atol=1e-3)


def test_halving_keeps_the_maximum_and_the_mean_of_each_four(made_up):
    kept = made_up(NetworkConfig(stem=2))
    layers = NumpyLayers(Workspace(1), kept.config, kept.arrays)
    x = np.arange(2 * 4 * 3, dtype=np.float32).reshape(2, 4, 3)
    gate = np.array([1, 2], np.float32)[:, None, None] * np.ones((1, 4), np.float32)
    for gated, given in ((x, None), (x * gate[:, 0, :, None], gate)):
        out = np.full((1, 2, 6), np.nan, np.float32)
        layers.halve(x, out, given)
        fours = gated.reshape(1, 2, 2, 2, 3)
        np.testing.assert_array_equal(out[..., :3], fours.max(axis=(1, 3)))
        np.testing.assert_array_equal(out[..., 3:], fours.mean(axis=(1, 3)))


def test_activations_stand_extremes():
    with np.errstate(all="raise"):
        np.testing.assert_allclose(
            numpy_maps.sigmoid(np.array([-200, -1, 0, 1, 200], np.float32)), [0, 0.268941, 0.5, 0.731059, 1], atol=1e-6
        )
    logits = np.array([[[1000, -1000], [1000, 0]]], np.float32)  # a row, two numbers, two cells
    np.testing.assert_allclose(numpy_maps.softmax(logits), [[[0.5, 0], [0.5, 1]]])
