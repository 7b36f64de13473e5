# SPDX-License-Identifier: GPL-2.0-or-later
"""The colours differ for every kind of eyes, as an independent model of colour vision sees them."""

from __future__ import annotations

import numpy as np
import pytest

from hse_lcz.model.tables import lcz, palettes

colorspacious = pytest.importorskip("colorspacious")

EYES = (None, "protanomaly", "deuteranomaly", "tritanomaly")


def seen(colours, eyes):
    """Lightness and hue as eyes of a kind perceive them, (n, 3), one unit about a just noticeable difference."""
    rgb = np.array([[int(colour[at : at + 2], 16) for at in (1, 3, 5)] for colour in colours]) / 255
    if eyes is not None:
        kind = {"name": "sRGB1+CVD", "cvd_type": eyes, "severity": 100}
        rgb = np.clip(colorspacious.cspace_convert(rgb, kind, "sRGB1"), 0, 1)
    return colorspacious.cspace_convert(rgb, "sRGB1", "CAM02-UCS")


def nearest(colours, eyes) -> float:
    places = seen(colours, eyes)
    apart = np.linalg.norm(places[:, None] - places[None], axis=-1)
    return apart[np.triu_indices(len(colours), 1)].min()


def test_standard_palette_is_that_of_the_table_of_zones():
    assert palettes.PALETTES["standard"] == tuple(zone.colour for zone in lcz.ZONES)


@pytest.mark.parametrize("palette", palettes.PALETTES.values(), ids=list(palettes.PALETTES))
def test_a_palette_has_a_colour_for_each_zone(palette):
    assert len(set(palette)) == len(lcz.ZONES)


@pytest.mark.parametrize("eyes", EYES)
def test_safe_colours_lie_apart_for_all_eyes(eyes):
    assert nearest(palettes.PALETTES["safe"], eyes) > 13.5


def test_standard_colours_do_not():
    """Why there is another palette: reds and greens of the standard one fall together."""
    assert nearest(palettes.PALETTES["standard"], "protanomaly") < 1
    assert nearest(palettes.PALETTES["standard"], "deuteranomaly") < 3


ONE_WAY = [key for key in palettes.RAMPS if key not in palettes.RANGES]


@pytest.mark.parametrize("key", ONE_WAY)
@pytest.mark.parametrize("eyes", EYES)
def test_ramps_grow_darker_for_all_eyes(key, eyes):
    lightness = seen(palettes.RAMPS[key], eyes)[:, 0]
    assert (np.diff(lightness) < -5).all()


@pytest.mark.parametrize("key", palettes.RANGES)
@pytest.mark.parametrize("eyes", EYES)
def test_ramps_around_zero_darken_to_both_ends_which_differ_for_all_eyes(key, eyes):
    colours = seen(palettes.RAMPS[key], eyes)
    middle = len(colours) // 2
    assert (np.diff(colours[: middle + 1, 0]) > 5).all() and (np.diff(colours[middle:, 0]) < -5).all()
    assert all(np.linalg.norm(colours[step] - colours[-1 - step]) > 10 for step in range(middle))
