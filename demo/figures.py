# SPDX-License-Identifier: GPL-2.0-or-later
"""What the demonstration prints: a table of the zones, and the agreement with a known truth."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from osgeo import gdal
from scipy.stats import spearmanr

from ..model.lczmap.map_figures import ZoneFigures
from ..model.simulation.scene import TownFiles
from ..model.tables import lcz


def table(rows: Sequence[ZoneFigures]) -> str:
    """The figures as lines of text."""
    lines = [f"{'zone':>4}  {'name':<22}{'area':>12}{'share':>9}{'mean HSE':>11}"]
    lines += [
        f"{row.zone.label:>4}  {row.zone.name:<22}"
        f"{row.area_km2:>8.2f} km2{row.share_pct:>7.1f} %{row.mean_hse_pct:>9.0f} %"
        for row in rows
    ]
    return "\n".join(lines)


def agreement_pct(lcz_path: str, truth: TownFiles) -> float:
    """Share of the cells whose mapped zone is the true one."""
    mapped, true = gdal.Open(lcz_path).ReadAsArray(), gdal.Open(str(truth.lcz)).ReadAsArray()
    known = true != lcz.NODATA
    return 100 * float(np.mean(mapped[known] == true[known]))


def rank_correlation(hse_path: str, truth: TownFiles) -> float:
    """Spearman's rank correlation of mapped and true HSE over the 20 m cells."""
    mapped, true = gdal.Open(hse_path).ReadAsArray(), gdal.Open(str(truth.hse)).ReadAsArray()
    known = (mapped >= 0) & (true >= 0)
    return float(spearmanr(mapped[known], true[known])[0])
