# SPDX-License-Identifier: GPL-2.0-or-later
"""The colours of the maps: two palettes for the zones, one ramp for each map of percentages or of points."""

from __future__ import annotations

from . import lcz
from .products import (
    AGREEMENT,
    CHANGE_PROBABILITY,
    CONFIDENCE,
    DISAGREEMENT,
    HSE,
    HSE_ERROR,
    INCONSISTENCY,
    LCZ_CHANGE,
    NOVELTY,
)

# Seventeen colours in the order of `lcz.ZONES`, "#RRGGBB".
#
# Source of "safe": made for this plugin. Built zones started from purples (compact) and oranges (open), natural ones
# from greens, black, pale yellow and blue; annealing moved each by at most 12 units of CAM02-UCS so that the nearest
# two of all seventeen lie as far apart as can be for normal eyes and for those without red, green or blue cones
# (Machado, Oliveira & Fernandes 2009, severity 1). The nearest lie 14 units apart; in the standard palette LCZ 3 and
# LCZ A lie 0.2 apart for eyes without red cones.
PALETTES: dict[str, tuple[str, ...]] = {
    "standard": tuple(zone.colour for zone in lcz.ZONES),
    "safe": (
        "#3A003A", "#670F7F", "#BD588D", "#5F1E07", "#BC380B", "#F7A288", "#CBCC16", "#B2B7C9", "#FCDFFF", "#55475F",
        "#33513F", "#67AD3D", "#79855C", "#B2EDD0", "#000000", "#DFFF9C", "#6369CF",
    ),
}  # fmt: skip

# From blue for too little over white for right to red for too much, at equal steps of RANGES; safe for all eyes.
# Source: ColorBrewer, RdBu of seven.
_AROUND_ZERO = ("#2166AC", "#67A9CF", "#D1E5F0", "#F7F7F7", "#FDDBC7", "#EF8A62", "#B2182B")

# From little to much of what is sure, and of what differs.
_SURE = ("#F7FBF7", "#C9E7D6", "#7DC3BE", "#3A92A5", "#1F5F85", "#142C54")
_DIFFERENT = ("#F2F2F2", "#E9D3BD", "#E3A070", "#C95A4A", "#85284F", "#33103A")

# Colours at 0, 20, 40, 60, 80 and 100 percent, from light to dark, so that they also read in grey and with any eyes.
RAMPS: dict[str, tuple[str, ...]] = {
    HSE.key: ("#FBF8F1", "#F7DFB4", "#EFA765", "#D3603F", "#932547", "#3B0F3A"),
    CONFIDENCE.key: _SURE,
    NOVELTY.key: ("#F6F3F8", "#DED3E6", "#BFA8D0", "#9B78B4", "#734A91", "#44215F"),
    LCZ_CHANGE.key: _DIFFERENT,
    CHANGE_PROBABILITY.key: _DIFFERENT,
    AGREEMENT.key: _SURE,
    DISAGREEMENT.key: _DIFFERENT,
    HSE_ERROR.key: _AROUND_ZERO,
    INCONSISTENCY.key: _AROUND_ZERO,
}

# Where a ramp begins and ends, for those that do not run from 0 to 100; what lies beyond has the colour of the end.
RANGES: dict[str, tuple[float, float]] = {HSE_ERROR.key: (-60.0, 60.0), INCONSISTENCY.key: (-60.0, 60.0)}
