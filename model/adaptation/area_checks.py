# SPDX-License-Identifier: GPL-2.0-or-later
"""Checks of single training areas: shape, overlaps, data, and whether the other areas predict another zone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from osgeo import ogr

from ..lczmap.reference_polygons import Polygon
from ..tables import lcz

SERIOUS, DOUBTFUL, FINE = "serious", "doubtful", "fine"
SEVERITIES = (SERIOUS, DOUBTFUL, FINE)
"""The worst first."""
LEAST_WIDTH_M = 200.0
"""Source: WUDAPT's instructions for training areas (Bechtel et al. 2015)."""
# Probabilities that the other areas give: from where on a polygon is called wrong, and from where on doubtful.
_SURE, _UNLIKELY = 0.6, 0.15
_LEAST_DATA = 0.5
_OVERLAP, _SERIOUS_OVERLAP = 0.02, 0.5
_SPREAD = 1.5


class Shape(NamedTuple):
    """A polygon's size and what it shares with others."""

    area_ha: float
    width_m: float
    """Diameter of the largest circle inside."""
    overlap: float
    """Share of the polygon that others of its own zone cover, 0..1."""
    conflict: float
    """Share that polygons of other zones cover, 0..1."""


class AreaCheck(NamedTuple):
    """The figures of one training area."""

    number: int
    """Number of the area, from 1, in the order of the file."""
    zone: int
    """1..17, as drawn."""
    shape: Shape
    cells: int
    """Cells of 20 m, in the scene that shows most."""
    data: float
    """Share of these with data in all bands, 0..1, in the best scene."""
    own: float
    """Probability of its own zone from the other areas, 0..1; nan where nothing could be computed."""
    other: int
    """The likeliest other zone."""
    other_probability: float
    spread: float
    """Dissimilarity of the area's cells among each other; 1 for the mean of all areas."""
    dates: float
    """Share of the scenes that show it in which the other areas give it the same zone, 0..1."""
    unusual: float
    """Share of its pixels outside the reflectance of the network's training scenes, 0..1."""

    @property
    def suspicion(self) -> float:
        """How much likelier another zone is than the drawn one; -inf where nothing could be computed."""
        if not np.isfinite(self.own):
            return float("-inf")
        return float(np.log((self.other_probability + 1e-4) / (self.own + 1e-4)))

    @property
    def remarks(self) -> tuple[tuple[str, str], ...]:
        """(severity, sentence) of each finding, the most severe first."""
        return tuple(sorted(_remarks(self), key=lambda remark: SEVERITIES.index(remark[0])))

    @property
    def severity(self) -> str:
        """The worst of its remarks."""
        return self.remarks[0][0] if self.remarks else FINE

    @property
    def verdict(self) -> str:
        """All remarks in one line."""
        return "; ".join(text for _, text in self.remarks) or "nothing to remark"


def _remarks(check: AreaCheck) -> list[tuple[str, str]]:
    remarks = []
    if check.shape.conflict > _OVERLAP:
        severity = SERIOUS if check.shape.conflict >= _SERIOUS_OVERLAP else DOUBTFUL
        remarks.append((severity, f"{100 * check.shape.conflict:.0f} % of it lies in areas of other zones"))
    if check.cells == 0:
        # Where areas of two zones lie over each other, the cells of neither count.
        return remarks or [(SERIOUS, "in none of the scenes, or smaller than a cell of 20 m: it trains nothing")]
    if check.data == 0:
        return [(SERIOUS, "no data in any scene: it trains nothing")]
    if check.data < _LEAST_DATA:
        remarks.append((DOUBTFUL, f"only {100 * check.data:.0f} % of it has data"))
    if check.shape.overlap > _OVERLAP:
        remarks.append((DOUBTFUL, f"{100 * check.shape.overlap:.0f} % of it lies in areas of the same zone"))
    if np.isfinite(check.own) and check.other_probability > check.own:
        severity = SERIOUS if check.other_probability >= _SURE and check.own <= _UNLIKELY else DOUBTFUL
        other, own = (lcz.ZONES[code - 1].label for code in (check.other, check.zone))
        remarks.append((severity, f"looks like {other} rather than {own}: {100 * check.other_probability:.0f} %"))
    if check.shape.width_m < LEAST_WIDTH_M:
        remarks.append((DOUBTFUL, f"{check.shape.width_m:.0f} m wide, expected {LEAST_WIDTH_M:.0f} m and more"))
    if check.spread > _SPREAD:
        remarks.append((DOUBTFUL, "its cells differ much from one another: perhaps several zones in one area"))
    if check.dates < 1:
        remarks.append((DOUBTFUL, "the dates do not agree on its zone"))
    if check.unusual > 0.5:
        remarks.append((DOUBTFUL, "brighter or darker than all scenes the network was trained on"))
    return remarks


def shapes(polygons: Sequence[Polygon], metres: float) -> list[Shape]:
    """Size and overlaps of polygons.

    Args:
        polygons: in one CRS.
        metres: length of its unit.
    """
    envelopes = np.array([polygon.geometry.GetEnvelope() for polygon in polygons])
    valid = [_valid(polygon.geometry) for polygon in polygons]
    result = []
    for number, (polygon, shape, envelope) in enumerate(zip(polygons, valid, envelopes)):
        near = (envelopes[:, 0] < envelope[1]) & (envelopes[:, 1] > envelope[0])
        near &= (envelopes[:, 2] < envelope[3]) & (envelopes[:, 3] > envelope[2])
        near[number] = False
        area = shape.GetArea()
        same, others = (
            _covered(shape, [valid[i] for i in np.flatnonzero(near) if (polygons[i].zone == polygon.zone) == alike])
            for alike in (True, False)
        )
        share = 1 / area if area else 0.0
        result.append(Shape(area * metres**2 / 1e4, _width(shape) * metres, same * share, others * share))
    return result


def _covered(shape: ogr.Geometry, others: Sequence[ogr.Geometry]) -> float:
    """Area of a shape that others cover together."""
    together = None
    for other in others:
        part = shape.Intersection(other)
        if part is not None and not part.IsEmpty():
            together = part if together is None else together.Union(part)
    return 0.0 if together is None else together.GetArea()


def _width(shape: ogr.Geometry) -> float:
    """Diameter of the largest circle inside: the largest negative buffer that leaves something."""
    left, right, bottom, top = shape.GetEnvelope()
    low, high = 0.0, min(right - left, top - bottom) / 2
    for _ in range(8):
        middle = (low + high) / 2
        shrunk = shape.Buffer(-middle, 4)
        if shrunk is None or shrunk.IsEmpty():
            high = middle
        else:
            low = middle
    return low + high


def _valid(shape: ogr.Geometry) -> ogr.Geometry:
    """The shape, mended where its outline crosses itself."""
    if shape.IsValid():
        return shape
    return shape.MakeValid() or shape.Buffer(0)
