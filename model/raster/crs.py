# SPDX-License-Identifier: GPL-2.0-or-later
"""Coordinate reference systems: parsing, kinds of projection, transforming points and boxes from one to another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Optional, Union

import numpy as np
from osgeo import osr

from ..errors import InputError
from .io import gdal_errors

# Points along each edge of a box that is taken into another CRS, where its edges become curves.
_POINTS_PER_EDGE = 21
# Beyond lies no place on the earth. GDAL turns a longitude round by 360 degrees until it fits: 1e300 takes it for ever.
_FARTHEST_DEGREES, _FARTHEST = 1e3, 1e9


def parsed(name: str) -> osr.SpatialReference:
    """A CRS with x before y, whatever the axis order of its authority.

    Args:
        name: WKT, "EPSG:4326", or anything else that GDAL understands.

    Raises:
        InputError: GDAL does not understand it.
    """
    system, understood = osr.SpatialReference(), False
    with gdal_errors():
        understood = system.SetFromUserInput(name) == 0
    if not understood:
        raise InputError(f"Expected a coordinate reference system that GDAL knows, found {name[:60]}; choose another.")
    system.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    return system


def is_mercator(system: osr.SpatialReference) -> bool:
    """Whether a CRS is a Mercator projection along the equator: web Mercator, World Mercator and their like.

    Its metres shrink on the ground with the latitude. Transverse and oblique Mercator projections (UTM, Swiss LV95,
    the rectified skew orthomorphic grids of Malaysia) are another kind: they are true to scale where they are used.
    """
    projection = (system.GetAttrValue("PROJECTION") or "").lower().replace(" ", "_")
    return projection.startswith(("mercator", "popular_visualisation_pseudo_mercator"))


def mercator_scale(system: osr.SpatialReference, north: np.ndarray) -> np.ndarray:
    """Length in a Mercator CRS of a unit on the ground, by northing; 1 on the equator of web Mercator.

    Args:
        system: one for which `is_mercator` holds.
        north: northings in the CRS's own unit.

    Source: Snyder, Map Projections: A Working Manual, USGS Professional Paper 1395, p. 41 (on the sphere).
    """
    scale = system.GetNormProjParm(osr.SRS_PP_SCALE_FACTOR, 1.0)
    true_parallel = np.radians(system.GetNormProjParm(osr.SRS_PP_STANDARD_PARALLEL_1, 0.0))
    scale = scale * np.cos(true_parallel)
    metres = (north - system.GetProjParm(osr.SRS_PP_FALSE_NORTHING, 0.0)) * system.GetLinearUnits()
    return scale * np.cosh(metres / (scale * system.GetSemiMajor()))


def transformation(
    source: osr.SpatialReference, target: osr.SpatialReference
) -> Optional[osr.CoordinateTransformation]:
    """Coordinate transformation between two CRS; None where PROJ knows none, as for engineering CRS."""
    with gdal_errors(quiet=True):
        return osr.CreateCoordinateTransformation(source, target)
    return None


def transformed(
    points: Union[Sequence[tuple[float, float]], np.ndarray], source_crs: str, target_crs: str
) -> np.ndarray:
    """Points (n, 2) transformed from one CRS to another; not finite where the target has no place for a point.

    Raises:
        InputError: PROJ cannot transform one into the other.
    """
    source, target = parsed(source_crs), parsed(target_crs)
    if source.IsSame(target):
        return np.array(points, dtype=float)
    given = np.array(points, dtype=float)
    absurd = ~(np.abs(given) < (_FARTHEST_DEGREES if source.IsGeographic() else _FARTHEST)).all(axis=1)
    to_target, moved = transformation(source, target), None
    if to_target is not None:
        with gdal_errors():
            moved = to_target.TransformPoints(np.where(absurd[:, None], 0.0, given).tolist())
    if not moved:
        raise InputError(
            f"Expected a coordinate reference system on the earth, found {source.GetName() or 'a local one'}, which "
            "cannot be taken to another; assign the right one."
        )
    result = np.array(moved, dtype=float)[:, :2]
    result[absurd] = np.nan
    return result


def reprojected(
    box: tuple[float, float, float, float], source_crs: str, target_crs: str
) -> tuple[float, float, float, float]:
    """The bounding box of a box that is transformed from one CRS to another, with points along its edges.

    Args:
        box: xmin, ymin, xmax, ymax.
        source_crs: CRS of the box.
        target_crs: CRS of the result.

    Raises:
        InputError: a CRS is unknown, or the box lies where the other CRS has no place.
    """
    if parsed(source_crs).IsSame(parsed(target_crs)):
        return box
    points = transformed(edges(box).tolist(), source_crs, target_crs)
    if not np.isfinite(points).all():
        raise InputError(
            f"Expected an extent that has a place in {parsed(target_crs).GetName()}, found {box}; choose another one."
        )
    return (*points.min(axis=0).tolist(), *points.max(axis=0).tolist())


def edges(box: tuple[float, float, float, float]) -> np.ndarray:
    """Points (n, 2) along the edges of a box of xmin, ymin, xmax, ymax: what its edges become shows in them."""
    xmin, ymin, xmax, ymax = box
    x, y = np.linspace(xmin, xmax, _POINTS_PER_EDGE), np.linspace(ymin, ymax, _POINTS_PER_EDGE)
    low, high = np.full_like(x, ymin), np.full_like(x, ymax)
    left, right = np.full_like(y, xmin), np.full_like(y, xmax)
    return np.concatenate([np.stack(pair, axis=1) for pair in ((x, low), (x, high), (left, y), (right, y))])
