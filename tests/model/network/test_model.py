# SPDX-License-Identifier: GPL-2.0-or-later
"""The network has the paper's size, trains in every variant, and looks no further than it says."""

import pytest
import torch

from hse_lcz.model.network.model import Attention, Network, NetworkConfig
from hse_lcz.model.training.losses import TaskWeighting, settlement_loss, zones_loss

VARIANTS = [
    NetworkConfig(stem=8, tasks=tasks, attention=attention, prior=prior)
    for tasks in (("hse",), ("lcz",), ("hse", "lcz"))
    for attention in (True, False)
    for prior in ((True, False) if len(tasks) == 2 else (False,))
]
VARIANTS += [NetworkConfig(stem=8, band_groups=True), NetworkConfig(stem=8, band_groups=True, attention=False)]
VARIANTS += [NetworkConfig(stem=8, radar_bands=2), NetworkConfig(stem=8, radar_bands=2, band_groups=True)]


def test_the_default_network_has_the_papers_size():
    parameters = sum(value.numel() for value in Network().parameters())
    assert parameters == 1_544_058  # METHOD of the paper: about 1.54 million


@pytest.mark.parametrize("config", VARIANTS, ids=str)
def test_a_variants_table_of_arrays_is_what_the_network_holds(config):
    state = {name: tuple(value.shape) for name, value in Network(config).state_dict().items() if value.ndim}
    assert config.arrays == state


@pytest.mark.parametrize("config", VARIANTS, ids=str)
def test_every_variant_trains_and_every_parameter_gets_a_gradient(config):
    torch.manual_seed(0)
    network, weighting = Network(config), TaskWeighting()
    optimizer = torch.optim.Adam([*network.parameters(), *weighting.parameters()], lr=3e-3)
    reflectance = torch.rand(2, config.inputs, 32, 32)
    hse_target = reflectance[:, :1, ::2, ::2]
    lcz_target = torch.nn.functional.one_hot((reflectance[:, 1, ::2, ::2] * 17).long(), 17).movedim(-1, 1).float()
    losses = []
    for _ in range(12):
        maps = network(reflectance)
        hse = settlement_loss(maps.settlement, hse_target) if "hse" in config.tasks else None
        lcz = zones_loss(maps.zones, lcz_target) if "lcz" in config.tasks else None
        loss = weighting(hse, lcz)
        optimizer.zero_grad()
        loss.backward()
        missing = [name for name, value in network.named_parameters() if value.grad is None or not value.grad.any()]
        assert not missing
        optimizer.step()
        losses.append(loss.item())
    assert losses[-1] < losses[0]
    assert (maps.settlement is None) == ("hse" not in config.tasks)
    assert (maps.zones is None) == ("lcz" not in config.tasks)


@pytest.mark.parametrize(("height", "width"), [(64, 64), (128, 128), (160, 224), (8, 24)])
def test_maps_are_fractions_on_the_20_m_grid(height, width):
    network = Network(NetworkConfig(stem=4)).eval()
    maps = network(torch.rand(2, 10, height, width))
    assert maps.settlement.shape == (2, 1, height // 2, width // 2)
    assert maps.zones.shape == (2, 17, height // 2, width // 2)
    assert maps.settlement.min() >= 0 and maps.settlement.max() <= 1
    torch.testing.assert_close(maps.zones.sum(dim=1), torch.ones(2, height // 2, width // 2))


@pytest.mark.parametrize("attention", [True, False])
def test_nothing_beyond_the_halo_is_seen(attention):
    torch.manual_seed(1)
    config = NetworkConfig(stem=4, attention=attention)
    network = Network(config)
    for _ in range(20):  # batch statistics, without which the signal fades from layer to layer
        network(torch.rand(2, 10, 64, 64))
    network.eval()
    scene = torch.rand(1, 10, 384, 384)
    far = torch.rand_like(scene)
    halo, core = config.halo_px, slice(176, 208)
    far[..., 176 - halo : 208 + halo, 176 - halo : 208 + halo] = scene[
        ..., 176 - halo : 208 + halo, 176 - halo : 208 + halo
    ]
    inner = (..., slice(core.start // 2, core.stop // 2), slice(core.start // 2, core.stop // 2))
    for first, second in zip(network(scene), network(far)):
        torch.testing.assert_close(first[inner], second[inner], rtol=0, atol=1e-6)
    # And the halo is not much larger than it need be: a little nearer, the maps differ.
    nearer = 5 * torch.rand_like(scene)
    slack = 40 if attention else 12
    keep = slice(176 - halo + slack, 208 + halo - slack)
    nearer[..., keep, keep] = scene[..., keep, keep]
    assert not torch.equal(network(scene).zones[inner], network(nearer).zones[inner])


def test_a_branch_sees_the_bands_of_its_group_alone():
    torch.manual_seed(4)
    network = Network(NetworkConfig(stem=8, band_groups=True)).eval()
    scene = torch.rand(1, 10, 32, 32)
    before = network.branches(scene).split(2, dim=1)
    for number, bands in enumerate(network.group_bands.values()):
        changed = scene.clone()
        changed[:, bands] = torch.rand(1, len(bands), 32, 32)
        after = network.branches(changed).split(2, dim=1)
        assert [torch.equal(old, new) for old, new in zip(before, after)] == [other != number for other in range(4)]
    assert sorted(band for bands in network.group_bands.values() for band in bands) == list(range(10))


def test_band_groups_have_fewer_numbers_and_the_papers_width():
    plain, grouped = Network(), Network(NetworkConfig(band_groups=True))
    sizes = [sum(value.numel() for value in network.parameters()) for network in (plain, grouped)]
    # Of the first convolution and of the first pointwise layer only what does not mix groups is left.
    assert sizes[0] - sizes[1] == (16 * 10 * 9 - 4 * 10 * 9) + (16 * 16 - 4 * 4 * 4)
    pixels = torch.rand(1, 10, 16, 16)
    assert plain.fine(pixels).shape == grouped.fine(pixels).shape


def test_dense_attention_interpolates_between_the_patches_around_block_corners():
    torch.manual_seed(2)
    attention = Attention(8, context=16).eval()
    x = torch.rand(1, 8, 32, 40)

    def corner(row: int, col: int) -> torch.Tensor:
        """The gate of the patch whose centre is this block corner."""
        return attention.channel_gate(x[..., row - 8 : row + 8, col - 8 : col + 8])[0, :, 0, 0]

    dense = attention.channel_gate(x)
    down, right = 1.5 / 4, 2.5 / 4  # from corner (12, 16) to the centre of cell (13, 18), in blocks
    upper = corner(12, 16) * (1 - right) + corner(12, 20) * right
    lower = corner(16, 16) * (1 - right) + corner(16, 20) * right
    torch.testing.assert_close(dense[0, :, 13, 18], upper * (1 - down) + lower * down)


def test_a_dense_input_off_the_blocks_is_refused():
    with pytest.raises(ValueError, match="multiple of 16"):
        Network(NetworkConfig(stem=4)).eval()(torch.rand(1, 10, 136, 136))
    with pytest.raises(ValueError, match="expected"):
        Network(NetworkConfig(stem=4)).eval()(torch.rand(1, 9, 128, 128))


@pytest.mark.parametrize(
    "fields",
    [
        {"tasks": ()},
        {"tasks": ("hse", "dem")},
        {"tasks": ("hse", "hse"), "prior": False},
        {"tasks": ("hse",)},
        {"context_px": 40},
        {"context_px": 128.0},
        {"stem": 0},
        {"stem": 1000},
        {"stem": True},
        {"attention": "no"},
        {"prior": 1},
        {"dropout": "none"},
        {"dropout": 1.0},
        {"dropout": float("nan")},
        {"band_groups": "rgb"},
        {"band_groups": True, "stem": 6},
        {"band_groups": True, "bands": 12},
        {"radar_bands": 1},
        {"radar_bands": 8},
        {"radar_bands": True},
        {"radar_bands": "VV"},
    ],
)
def test_a_config_that_makes_no_sense_is_refused(fields):
    with pytest.raises(ValueError):
        NetworkConfig(**fields)
