# SPDX-License-Identifier: GPL-2.0-or-later
"""The seventeen local climate zones (LCZ): codes, labels, names, colours, imperviousness and filter radii.

Codes in our rasters: 1-10 are the built zones LCZ 1-10, 11-17 the natural zones LCZ A-G, 0 is nodata.
"""

from __future__ import annotations

from typing import NamedTuple, Optional

import numpy as np

NODATA = 0
BUILT = range(1, 11)
NATURAL = range(11, 18)


class Zone(NamedTuple):
    """One local climate zone.

    Attributes:
        code: value in our rasters, 1..17.
        label: the field's name, "1".."10" and "A".."G".
        name: English name.
        colour: "#RRGGBB" of the WUDAPT palette.
        imperviousness_pct: (low, high) in percent; None where the range has one side only.
        filter_radius_m: reach of the Gaussian filter's kernel, metres.
        filter_sigma_m: standard deviation of that kernel, metres.
    """

    code: int
    label: str
    name: str
    colour: str
    imperviousness_pct: tuple[Optional[int], Optional[int]]
    filter_radius_m: int
    filter_sigma_m: int

    @property
    def rgb(self) -> tuple[int, int, int]:
        """The colour as three numbers 0..255.

        >>> ZONES[16].rgb
        (106, 106, 255)
        """
        return int(self.colour[1:3], 16), int(self.colour[3:5], 16), int(self.colour[5:7], 16)

    @property
    def title(self) -> str:
        """The zone as a legend writes it.

        >>> ZONES[0].title
        'LCZ 1: Compact high-rise'
        """
        return f"LCZ {self.label}: {self.name}"


# Source: names, Stewart & Oke 2012; palette, WUDAPT / LCZ Generator / global LCZ map (Demuzere et al. 2022);
# imperviousness, Demuzere et al. 2019, PLOS ONE, table 1; filter radius and sigma, Demuzere et al. 2020.
ZONES: tuple[Zone, ...] = (
    Zone(1, "1", "Compact high-rise", "#8C0000", (80, None), 200, 100),
    Zone(2, "2", "Compact midrise", "#D10000", (70, None), 300, 150),
    Zone(3, "3", "Compact low-rise", "#FF0000", (60, None), 300, 150),
    Zone(4, "4", "Open high-rise", "#BF4D00", (50, 80), 300, 150),
    Zone(5, "5", "Open midrise", "#FF6600", (50, 80), 300, 150),
    Zone(6, "6", "Open low-rise", "#FF9955", (40, 90), 300, 150),
    Zone(7, "7", "Lightweight low-rise", "#FAEE05", (60, None), 300, 150),
    Zone(8, "8", "Large low-rise", "#BCBCBC", (70, None), 500, 250),
    Zone(9, "9", "Sparsely built", "#FFCCAA", (10, 40), 300, 150),
    Zone(10, "10", "Heavy industry", "#555555", (40, None), 500, 250),
    Zone(11, "A", "Dense trees", "#006A00", (None, 20), 200, 75),
    Zone(12, "B", "Scattered trees", "#00AA00", (None, 20), 200, 75),
    Zone(13, "C", "Bush, scrub", "#648525", (None, 20), 200, 75),
    Zone(14, "D", "Low plants", "#B9DB79", (None, 20), 200, 75),
    Zone(15, "E", "Bare rock or paved", "#000000", (90, None), 300, 150),
    Zone(16, "F", "Bare soil or sand", "#FBF7AE", (None, 20), 200, 75),
    Zone(17, "G", "Water", "#6A6AFF", (None, 20), 50, 25),
)

# Groups of zones for figures beside those of the seventeen: what differs in height or density of the same cover goes
# together. Ours, after the series of Stewart & Oke 2012 (compact and open; trees, low plants, bare ground).
GROUPS: dict[str, tuple[str, ...]] = {
    "compact": ("1", "2", "3"),
    "open": ("4", "5", "6"),
    "lightweight": ("7",),
    "large and industry": ("8", "10"),
    "sparsely built": ("9",),
    "trees": ("A", "B"),
    "low vegetation": ("C", "D"),
    "bare ground": ("E", "F"),
    "water": ("G",),
}

# Source: Bechtel, Demuzere & Stewart 2020, Remote Sens. 12(11) 1769, fig. 3b, in twelfths.
_SIMILARITY_TWELFTHS = (
    (12, 11, 10, 8, 7, 6, 7, 9, 5, 9, 4, 3, 1, 0, 3, 0, 0),
    (11, 12, 11, 7, 8, 7, 8, 10, 5, 10, 5, 4, 3, 1, 4, 1, 1),
    (10, 11, 12, 6, 7, 8, 9, 11, 7, 11, 6, 5, 4, 2, 5, 2, 2),
    (8, 7, 6, 12, 11, 10, 9, 6, 9, 7, 6, 7, 6, 4, 1, 4, 4),
    (7, 8, 7, 11, 12, 11, 10, 8, 10, 8, 7, 8, 6, 5, 2, 5, 5),
    (6, 7, 8, 10, 11, 12, 11, 9, 11, 9, 8, 9, 8, 7, 3, 6, 6),
    (7, 8, 9, 9, 10, 11, 12, 8, 10, 8, 9, 8, 7, 5, 2, 5, 5),
    (9, 10, 11, 6, 8, 9, 8, 12, 9, 11, 5, 6, 5, 3, 6, 4, 4),
    (5, 5, 7, 9, 10, 11, 10, 9, 12, 8, 7, 8, 9, 7, 4, 7, 7),
    (9, 10, 11, 7, 8, 9, 8, 11, 8, 12, 5, 6, 5, 3, 6, 4, 4),
    (4, 5, 6, 6, 7, 8, 9, 5, 7, 5, 12, 11, 10, 8, 5, 8, 8),
    (3, 4, 5, 7, 8, 9, 8, 6, 8, 6, 11, 12, 11, 9, 6, 9, 9),
    (1, 3, 4, 6, 6, 8, 7, 5, 9, 5, 10, 11, 12, 10, 7, 10, 10),
    (0, 1, 2, 4, 5, 7, 5, 3, 7, 3, 8, 9, 10, 12, 9, 11, 11),
    (3, 4, 5, 1, 2, 3, 2, 6, 4, 6, 5, 6, 7, 9, 12, 9, 9),
    (0, 1, 2, 4, 5, 6, 5, 4, 7, 4, 8, 9, 10, 11, 9, 12, 11),
    (0, 1, 2, 4, 5, 6, 5, 4, 7, 4, 8, 9, 10, 11, 9, 11, 12),
)

# How alike two zones are, (17, 17), 0..1, 1 on the diagonal; row and column i stand for code i + 1.
SIMILARITY = np.array(_SIMILARITY_TWELFTHS, dtype=np.float64) / 12
SIMILARITY.setflags(write=False)


def is_built(codes: np.ndarray) -> np.ndarray:
    """Bool of the same shape: which codes are those of built zones."""
    return (codes >= BUILT.start) & (codes < BUILT.stop)
