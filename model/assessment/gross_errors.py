# SPDX-License-Identifier: GPL-2.0-or-later
"""Errors of an LCZ map that a user sees at once, counted in a confusion matrix."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..tables import lcz

_HOUSING, _COMPACT, _OPEN = (1, 2, 3, 4, 5, 6, 7, 9), (1, 2, 3), (4, 5, 6)
_BUILT, _NATURAL = tuple(range(1, 11)), tuple(range(11, 18))
_WATER = (17,)
GROSS_ERRORS = {
    "built taken for natural": (_BUILT, _NATURAL),
    "natural taken for built": (_NATURAL, _BUILT),
    "water taken for another zone": (_WATER, (*_BUILT, *_NATURAL[:-1])),
    "another zone taken for water": ((*_BUILT, *_NATURAL[:-1]), _WATER),
    "housing taken for large low-rise or industry": (_HOUSING, (8, 10)),
    "open zones taken for compact ones": (_OPEN, _COMPACT),
    "compact zones taken for open ones": (_COMPACT, _OPEN),
}
"""Errors that a user sees at once: zones of the labels, and zones of the map that are wrong for them."""


def gross_errors(counts: np.ndarray) -> dict[str, float]:
    """Share of the labelled cells of some zones that the map gives to zones far from them (`GROSS_ERRORS`), 0..1.

    Args:
        counts: (17, 17) by label (rows) and map (columns).

    Returns:
        nan for an error that no cell can make.
    """
    shares = {}
    for name, (labels, wrong) in GROSS_ERRORS.items():
        rows = counts[np.array(labels) - 1]
        shares[name] = float(rows[:, np.array(wrong) - 1].sum() / rows.sum()) if rows.sum() else float("nan")
    return shares


def gravest_confusions(counts: np.ndarray, count: int = 10) -> list[dict[str, Any]]:
    """The pairs of unlike zones that cost most of OA_w, the costliest first.

    Args:
        counts: (17, 17) by label (rows) and map (columns).
        count: how many pairs.

    Returns:
        The label, the map's zone, and the share of all cells, 0..1.
    """
    cost = (1 - lcz.SIMILARITY) * counts
    order = np.argsort(cost, axis=None)[::-1][:count]
    total = counts.sum()
    return [
        {"label": lcz.ZONES[row].code, "map": lcz.ZONES[column].code, "share": float(counts[row, column] / total)}
        for row, column in (divmod(int(place), len(lcz.ZONES)) for place in order)
        if counts[row, column]
    ]
