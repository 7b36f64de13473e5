# SPDX-License-Identifier: GPL-2.0-or-later
"""Materials of the ground of a simulated town, and the functions that lay them out.

Everything works on lists of cells (1-D arrays) as well as on whole grids, so that each piece of the town is
painted on its own cells alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, NamedTuple, Union

import numpy as np

CELL_M = 2.5

Value = Union[float, np.ndarray]
Cells = Any  # a mask, or ... for all

# Surface reflectance in B2 B3 B4 B5 B6 B7 B8 B8A B11 B12: rounded, plausible values, not copies of samples.
# Source: shapes and levels as in the USGS Spectral Library version 7 (Kokaly et al. 2017, USGS Data Series
# 1035) and the ASTER and ECOSTRESS libraries (Baldridge et al. 2009, Meerdink et al. 2019), at the band
# centres; what man made darkened for wear and dirt, until the medians of a zone were those of real scenes.
SPECTRA = {
    "lake":      (.022, .028, .016, .014, .010, .009, .008, .007, .004, .003),
    "river":     (.034, .052, .042, .038, .020, .018, .015, .013, .006, .004),
    "asphalt":   (.068, .076, .085, .090, .095, .098, .101, .105, .130, .122),
    "paving":    (.110, .132, .152, .163, .172, .179, .186, .193, .235, .222),
    "concrete":  (.165, .195, .220, .232, .242, .250, .257, .264, .300, .285),
    "tile":      (.062, .090, .165, .200, .220, .238, .250, .265, .360, .340),
    "slate":     (.055, .060, .063, .065, .068, .072, .075, .078, .098, .096),
    "bitumen":   (.060, .065, .071, .074, .077, .080, .082, .085, .100, .096),
    "grey roof": (.165, .182, .194, .200, .206, .211, .215, .219, .235, .220),
    "white roof": (.380, .420, .440, .442, .442, .438, .430, .422, .385, .345),
    "ballast":   (.095, .110, .130, .140, .148, .154, .160, .168, .215, .205),
    "gravel":    (.140, .175, .215, .235, .248, .258, .266, .274, .330, .310),
    "lawn":      (.030, .065, .045, .105, .255, .320, .340, .360, .235, .125),
    "meadow":    (.038, .080, .070, .125, .225, .265, .285, .305, .270, .165),
    "deciduous": (.020, .040, .028, .070, .245, .328, .346, .366, .164, .066),
    "conifer":   (.018, .034, .024, .052, .170, .220, .232, .250, .115, .048),
    "crop":      (.024, .061, .032, .085, .300, .400, .425, .450, .215, .100),
    "stubble":   (.068, .118, .158, .190, .220, .245, .262, .285, .385, .300),
    "dark soil": (.055, .083, .108, .132, .146, .158, .170, .182, .265, .235),
    "dry soil":  (.092, .142, .185, .210, .226, .242, .258, .275, .370, .335),
}  # fmt: skip
CODE = {name: code for code, name in enumerate(SPECTRA)}
# Of buildings, where they stand above the ground; concrete and grey also cover the ground itself.
ROOFS = ("tile", "slate", "bitumen", "grey roof", "white roof", "concrete")
SEALED = ("asphalt", "paving", *ROOFS)


class Land(NamedTuple):
    """Coordinates of the cells, in metres east and south of the corner, and two noises of unit variance.

    The broad one has waves of several hundred metres, the rough one of a block of houses.
    """

    x: np.ndarray
    y: np.ndarray
    broad: np.ndarray
    rough: np.ndarray

    def part(self, where: np.ndarray) -> Land:
        """The cells of a mask, 1-D."""
        return Land(*(values[where] for values in self))


@dataclass
class Ground:
    """Material of each cell: code (uint8), brightness, greenness and height in metres (float32)."""

    cover: np.ndarray
    gain: np.ndarray
    green: np.ndarray
    height: np.ndarray

    @classmethod
    def of(cls, material: str, shape: Sequence[int]) -> Ground:
        """Flat ground of one material."""
        zeros = np.zeros(shape, np.float32)
        return cls(np.full(shape, CODE[material], np.uint8), zeros + 1, zeros, zeros.copy())

    def lay(
        self,
        where: Cells,
        material: Union[str, np.ndarray],
        gain: Value = 1,
        height: Value = 0,
        green: Value = 0,
    ) -> None:
        """Cover the cells `where` (a mask or `...`) with a material; arrays have the whole ground's shape."""
        values = (CODE[material] if isinstance(material, str) else material, gain, green, height)
        for field, value in zip(fields(self), values):
            getattr(self, field.name)[where] = value[where] if np.ndim(value) else value

    def insert(self, where: np.ndarray, piece: Ground) -> None:
        """Put a piece that has the cells of the mask `where` alone in its place."""
        for field in fields(self):
            getattr(self, field.name)[where] = getattr(piece, field.name)


class Street(NamedTuple):
    """A cut through the ground: its number, its rank (0 for the youngest), half its width."""

    number: int
    rank: int
    half_width_m: float


class Blocks(NamedTuple):
    """Ground cut into blocks by streets or borders; per cell:"""

    block: np.ndarray
    """Number of its block."""
    kerb: np.ndarray
    """Metres to the kerb of the nearest street, negative on the street."""
    along: np.ndarray
    """Metres along that street."""
    street: np.ndarray
    """Number of the nearest street."""
    rank: np.ndarray
    """Rank of the nearest street."""


def lottery(rng: np.random.Generator, *keys: np.ndarray, draws: int = 1):
    """A number in 0..1 for each combination of whole-numbered keys: the same wherever the keys are the same.

    Up to four draws share one shuffling of bits and come as a list; a single one comes as an array.
    Source: the mixing steps of SplitMix64 (Steele, Lea & Flood 2014).
    """
    state = np.uint64(rng.integers(1 << 62))
    for key in keys:
        state = (state ^ key.astype(np.int64).view(np.uint64)) * np.uint64(0x9E3779B97F4A7C15)
        state ^= state >> np.uint64(30)
        state *= np.uint64(0xBF58476D1CE4E5B9)
        state ^= state >> np.uint64(27)
    state *= np.uint64(0x94D049BB133111EB)
    shifts = (48, 32, 16, 0)[:draws]
    numbers = [(state >> np.uint64(shift)).astype(np.uint16) / np.float32(1 << 16) for shift in shifts]
    return numbers[0] if draws == 1 else numbers


def choose(ticket: np.ndarray, shares: Mapping[str, float]) -> np.ndarray:
    """The material code that each ticket (0..1) draws, given the share of each material."""
    bounds = np.cumsum(list(shares.values()))
    codes = np.array([CODE[name] for name in shares], np.uint8)
    return codes[np.minimum(np.searchsorted(bounds / bounds[-1], ticket), len(codes) - 1)]


def smooth_noise(rng: np.random.Generator, cells: int, wavelength_m: float) -> np.ndarray:
    """A (cells, cells) float32 field of smooth bumps, zero mean and unit variance."""
    spacing = wavelength_m / CELL_M / 2
    knots = np.arange(-2, cells / spacing + 3)
    bump = np.exp(-0.5 * ((np.arange(cells)[:, None] / spacing - knots) / 0.7) ** 2)
    field = bump @ rng.standard_normal((knots.size, knots.size)) @ bump.T
    return ((field - field.mean()) / field.std()).astype(np.float32)


def subdivide(
    rng: np.random.Generator,
    x: np.ndarray,
    y: np.ndarray,
    area_m2: float,
    half_widths_m: Sequence[float],
    skew: float = 0.06,
    strips: float = 0.0,
) -> Blocks:
    """Blocks of about `area_m2`, by cutting the ground again and again across its longer side.

    That is how a countryside or a town is parcelled: old borders run far, young ones end at an older one.

    Args:
        rng: source of chance.
        x: position of the cells in metres, 1-D; bend it beforehand to bend the streets.
        y: likewise.
        area_m2: area about which a block is no longer cut.
        half_widths_m: half the width of the streets of rank 0, 1, 2..., those that cut land of 1, 2, 4...
            times `area_m2`: from the youngest to the oldest; the last one is for all further ranks.
        skew: standard deviation of a cut's angle from the right one, in radians.
        strips: chance of a late cut to go along the block's longer side instead.
    """
    kinds = (np.int32, np.float32, np.float32, np.int32, np.uint8)
    blocks = Blocks(*(np.zeros(x.size, kind) for kind in kinds))
    # A square around the ground, turned any way: borders that follow it do not give away the raster's axes.
    middle, reach_m = np.array((x.min() + x.max(), y.min() + y.max())) / 2, np.hypot(np.ptp(x), np.ptp(y))
    turns = rng.uniform(0, np.pi) + np.arange(4) * np.pi / 2
    frame = middle + reach_m * np.column_stack((np.cos(turns), np.sin(turns)))
    # A block: its cells, its outline (corner, and the street that leaves from it, or None), how often cut.
    todo = [(np.arange(x.size, dtype=np.int32), [(corner, None) for corner in frame], 0)]
    streets = done = 0
    while todo:
        cells, outline, cuts = todo.pop()
        corners = np.array([corner for corner, _ in outline])
        sides = np.roll(corners, -1, axis=0) - corners
        area = abs(corners[:, 0] @ sides[:, 1] - corners[:, 1] @ sides[:, 0]) / 2
        if area < area_m2 * rng.lognormal(0.2, 0.45):
            blocks.block[cells] = done
            _measure(blocks, cells, x[cells], y[cells], outline)
            done += 1
            continue
        # A cut follows the longest side of its block, the first ones loosely.
        longest = sides[np.hypot(*sides.T).argmax()]
        angle = np.arctan2(longest[1], longest[0]) + rng.normal(0, skew * (1 + 4 / (1 + cuts)))
        axes = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
        reach = corners @ axes.T
        across = np.ptp(reach, axis=0).argmax()
        if area < 5 * area_m2 and rng.random() < strips:
            across = 1 - across
        offset = float(reach[:, across].min() + np.ptp(reach[:, across]) * rng.uniform(0.36, 0.64))
        east, south = axes[across].astype(np.float32)
        beyond = x[cells] * east + y[cells] * south > offset
        rank = max(int(np.log2(area / area_m2)), 0)
        street = Street(streets, rank, half_widths_m[min(rank, len(half_widths_m) - 1)])
        halves = zip((cells[~beyond], cells[beyond]), _cut(outline, axes[across], offset, street))
        todo += [(part, half, cuts + 1) for part, half in halves if part.size]
        streets += 1
    return blocks


def _cut(outline: list, normal: np.ndarray, offset: float, street: Street) -> tuple:
    """The outlines of a convex block on both sides of the line normal . p = offset, the new street."""
    halves: tuple[list, list] = ([], [])
    for (here, border), (there, _) in zip(outline, outline[1:] + outline[:1]):
        a, b = float(here @ normal) - offset, float(there @ normal) - offset
        halves[a > 0].append((here, border))
        if (a > 0) != (b > 0):
            crossing = here + (there - here) * (a / (a - b))
            halves[a > 0].append((crossing, street))
            halves[b > 0].append((crossing, border))
    return halves


def _measure(blocks: Blocks, cells: np.ndarray, x: np.ndarray, y: np.ndarray, outline: list) -> None:
    """Note for the cells of one block which street is nearest, how far, and where along it."""
    nearest = np.full(x.size, np.inf, np.float32)
    for (corner, street), (following, _) in zip(outline, outline[1:] + outline[:1]):
        if street is None:
            continue
        (cx, cy), (dx, dy) = corner, (following - corner) / np.hypot(*(following - corner))
        east, south = x - np.float32(cx), y - np.float32(cy)
        kerb = np.abs(east * np.float32(dy) - south * np.float32(dx)) - street.half_width_m
        nearer = kerb < nearest
        nearest[nearer] = kerb[nearer]
        blocks.along[cells[nearer]] = (east * np.float32(dx) + south * np.float32(dy))[nearer]
        blocks.street[cells[nearer]] = street.number
        blocks.rank[cells[nearer]] = street.rank
    blocks.kerb[cells] = nearest


def crowns(rng: np.random.Generator, land: Land, spacing_m: float, density: Value) -> tuple:
    """Tree crowns, at most one a cell of a staggered grid: (inside one, its size 0..1, its number 0..1)."""
    row = np.floor(land.y / spacing_m)
    shifted = land.x / spacing_m + 0.5 * (row % 2)
    column = np.floor(shifted)
    east, south, size, number = lottery(rng, column, row, draws=4)
    reach = np.hypot(shifted - column - 0.35 - 0.3 * east, land.y / spacing_m - row - 0.35 - 0.3 * south)
    return (reach < 0.36 + 0.22 * size) & (number < density), size, east


def plant(
    rng: np.random.Generator, ground: Ground, land: Land, where: np.ndarray, spacing_m: float, density: Value
) -> None:
    """Sets deciduous trees on the cells `where`, of a density of 0..1."""
    density = density[where] if np.ndim(density) else density
    inside, size, number = crowns(rng, land.part(where), spacing_m, density)
    trees = where.copy()
    trees[where] = inside
    ground.insert(trees, Ground(CODE["deciduous"], 0.85 + 0.3 * number[inside], 0, 5 + 9 * size[inside]))
