# SPDX-License-Identifier: GPL-2.0-or-later
"""Figures of the agreement of several LCZ maps of one area: by pair of maps, by map and by zone."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from ..reports.map_origin import MapOrigin
from ..tables import lcz
from .metrics import CLASSES, ZoneScores, zone_scores


class CellVotes(NamedTuple):
    """Votes of several maps in each cell; every array has the shape of one map."""

    majority: np.ndarray
    """uint8, the zone of most maps, 0 where fewer than two maps have a zone."""
    agreeing: np.ndarray
    """int, how many maps have that zone."""
    voting: np.ndarray
    """int, how many maps have a zone at all."""
    entropy: np.ndarray
    """0..1: Shannon's entropy of the zones over its maximum, ln of the number of maps that have a zone."""

    @property
    def answered(self) -> np.ndarray:
        """Bool: whether two maps or more have a zone in a cell."""
        return self.voting >= 2


def votes(zones: np.ndarray) -> CellVotes:
    """The zone of most maps, and how much the maps disagree, cell by cell.

    Of zones with equally many maps the one that is most similar to the zones of all maps counts, by the similarity of
    OA_w; where that is equal, too, the lowest code.

    Args:
        zones: (maps, H, W) codes 1..17, 0 where a map has none.

    Source: C. E. Shannon 1948 for the entropy; Bechtel, Demuzere & Stewart 2020 for the similarity.

    >>> found = votes(np.array([[[1]], [[1]], [[17]]], dtype=np.uint8))
    >>> found.majority.item(), found.agreeing.item(), round(found.entropy.item(), 3)
    (1, 2, 0.579)
    """
    counts = np.stack([(zones == code).sum(axis=0) for code in range(1, CLASSES + 1)]).astype(np.int64)
    voting = counts.sum(axis=0)
    # In twelfths, whole numbers: sums of fractions would break equal sums by rounding.
    similar = np.tensordot(np.rint(12 * lcz.SIMILARITY).astype(np.int64), counts, axes=1)
    best = np.argmax(counts * (12 * len(zones) + 1) + similar * (counts > 0), axis=0)
    answered = voting >= 2
    with np.errstate(divide="ignore", invalid="ignore"):
        shares = counts / voting
        terms = np.where(counts > 0, shares * np.log(shares), 0.0)
        entropy = np.where(answered, -terms.sum(axis=0) / np.log(voting), 0.0)
    return CellVotes(
        majority=np.where(answered, best + 1, lcz.NODATA).astype(np.uint8),
        agreeing=counts.max(axis=0),
        voting=voting,
        entropy=np.clip(entropy, 0.0, 1.0) + 0.0,
    )


class MapsAgreement(NamedTuple):
    """The agreement of several maps on the cells where all of them have a zone."""

    names: tuple[str, ...]
    """Names of the maps, in the order in which they were given; no two are alike."""
    cell_m: float
    cells: int
    """Number of cells where all maps have a zone, on which the figures are computed."""
    overlap_km2: float
    """Area of the rectangle that all maps share, cells without a zone included."""
    mapped_km2: np.ndarray
    """(maps,) area of each map in that rectangle that has a zone."""
    pairs_km2: np.ndarray
    """(maps, maps, 17, 17) area by the zones of two maps, the first map's in rows."""
    unanimous_km2: np.ndarray
    """(17,) area on which all maps have that zone."""
    any_km2: np.ndarray
    """(17,) area on which one map or more has that zone."""
    agreeing_km2: np.ndarray
    """(maps + 1,) area by how many maps have the zone of most maps."""
    with_majority_km2: np.ndarray
    """(maps,) area on which a map has the zone of most maps."""
    mean_entropy: float
    """Mean over the area, 0..1."""
    origins: tuple[MapOrigin, ...] = ()
    notes: tuple[str, ...] = ()
    """Warnings."""
    pictures: tuple[tuple[str, bytes, int], ...] = ()
    """Thumbnails: caption, PNG and width on the page."""

    @property
    def area_km2(self) -> float:
        """Area on which all maps have a zone."""
        return float(self.agreeing_km2.sum())

    @property
    def zones_km2(self) -> np.ndarray:
        """(maps, 17) area of each zone in each map."""
        return np.stack([self.pairs_km2[place, place].sum(axis=1) for place in range(len(self.names))])

    def scores(self, first: int, second: int) -> ZoneScores:
        """Agreement of two maps by area; `first` takes the part of the reference."""
        return zone_scores(self.pairs_km2[first, second])

    def matrix(self, figure: str) -> np.ndarray:
        """(maps, maps) of one of `ZoneScores`' figures; 1 on the diagonal."""
        count = len(self.names)
        table = np.ones((count, count))
        for first in range(count):
            for second in range(count):
                if first != second:
                    table[first, second] = getattr(self.scores(first, second), figure)
        return table

    def mean_to_others(self, figure: str) -> np.ndarray:
        """(maps,) mean of a figure of each map over its pairs with the others."""
        table = self.matrix(figure)
        return (table.sum(axis=1) - 1) / (len(self.names) - 1)

    def mean_of_pairs(self, figure: str) -> float:
        """Mean of a figure over all pairs of different maps."""
        return float(self.mean_to_others(figure).mean())

    @property
    def unanimous_share(self) -> float:
        """Share of the area on which all maps have the same zone, 0..1."""
        return float(self.agreeing_km2[-1] / self.agreeing_km2.sum())
