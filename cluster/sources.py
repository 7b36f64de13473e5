# SPDX-License-Identifier: GPL-2.0-or-later
"""What is to be mapped: a layer of cities, a table of scenes or of places, or a folder of scenes.

A table is a CSV file with a header, separated by commas. Its columns, of which `scene` or a position must be there:

    city    name of the map; else that of the scene's file
    scene   path, relative to the table's folder; left out where the scenes are given apart
    dates   further scenes of the place, separated by semicolons
    xmin, ymin, xmax, ymax, crs    the part to map; crs is the scene's where it is left out
    lon, lat, radius_km            or a square around a place

A layer of cities has the fields `city` or `name`, and `scene` and `dates` in the same way; each feature's bounding box
is mapped, or a square around it where it is a point.
"""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple, Optional

from osgeo import ogr, osr

from ..model.errors import InputError
from ..model.raster import crs
from ..model.raster.grid import DEGREE_M
from ..model.raster.io import gdal_errors
from ..model.reports.text_tables import decoded

TABLES, LAYERS = (".csv",), (".gpkg", ".geojson", ".json", ".shp", ".fgb")
RADIUS_KM = 10.0
_SCENE_FILES = (".tif", ".tiff", ".vrt", ".jp2", ".img", ".zip", ".nc")
_FINE, _COARSE = "_10m", "_20m"
_NAMES = ("city", "name", "id")


class Area(NamedTuple):
    """A part of the ground that is to become one map."""

    city: str
    scene: str
    """"" where it is to be found among others."""
    dates: tuple[str, ...] = ()
    extent: Optional[tuple[float, float, float, float]] = None
    """xmin, ymin, xmax, ymax; None for the whole scene."""
    crs: str = ""
    """CRS of the extent; "" for the scene's."""


def areas(source: Path) -> Iterator[Area]:
    """The areas of a source.

    Args:
        source: a CSV file, a layer of cities or a folder of scenes.

    Raises:
        InputError: it is none of these, or a row lacks what it needs.
    """
    ending = source.suffix.lower()
    if source.is_dir() and ending != ".safe":
        yield from (Area(_stem(path), str(path)) for path in scenes_in(source))
    elif ending in TABLES and source.is_file():
        yield from _of_table(source)
    elif ending in LAYERS and source.is_file():
        yield from _of_layer(source)
    else:
        raise InputError(
            f"Expected a folder of scenes, a CSV table or a layer of cities ({' '.join(LAYERS)}), found {source}; "
            "choose one of these."
        )


def scenes_in(folder: Path) -> list[Path]:
    """The scenes of a folder, in order: rasters, zips and .SAFE folders; of a pair `_10m`, `_20m` the first.

    Raises:
        InputError: there is none.
    """
    paths = [
        path
        for path in sorted(folder.iterdir())
        if (path.suffix.lower() in _SCENE_FILES and path.is_file()) or path.suffix.lower() == ".safe"
    ]
    stems = {path.stem for path in paths}
    paths = [path for path in paths if not (path.stem.endswith(_COARSE) and path.stem[:-4] + _FINE in stems)]
    if not paths:
        raise InputError(
            f"Expected scenes in {folder}, found none ({' '.join(_SCENE_FILES)} .SAFE); choose another folder."
        )
    return paths


def _stem(path: Path) -> str:
    return path.stem[:-4] if path.stem.endswith(_FINE) else path.stem


def _of_table(path: Path) -> Iterator[Area]:
    text = io.StringIO(decoded(path.read_bytes()), newline="")
    for number, row in enumerate(csv.DictReader(text), start=2):
        yield _area(row, path.parent, f"line {number} of {path.name}")


def _of_layer(path: Path) -> Iterator[Area]:
    dataset = None
    with gdal_errors(quiet=True) as report:
        dataset = ogr.Open(str(path))
    if dataset is None or dataset.GetLayer(0) is None:
        raise InputError(f"Expected a layer of cities in {path}, but it does not open ({report.reason}).")
    layer = dataset.GetLayer(0)
    system = layer.GetSpatialRef()
    wkt = system.ExportToWkt() if isinstance(system, osr.SpatialReference) else ""
    names = [
        layer.GetLayerDefn().GetFieldDefn(number).GetName() for number in range(layer.GetLayerDefn().GetFieldCount())
    ]
    for feature in layer:
        row = {name.lower(): feature.GetFieldAsString(name) for name in names}
        shape = feature.GetGeometryRef()
        where = f"feature {feature.GetFID()} of {path.name}"
        if shape is None or shape.IsEmpty():
            raise InputError(f"Expected a shape for each city, found none in {where}; remove it or draw it.")
        west, east, south, north = shape.GetEnvelope()
        if (west, south) == (east, north):
            lon, lat = _in_degrees(west, south, wkt, where)
            yield _area({**row, "lon": str(lon), "lat": str(lat)}, path.parent, where)
        else:
            yield _area(row, path.parent, where)._replace(extent=(west, south, east, north), crs=wkt)


def _in_degrees(x: float, y: float, wkt: str, where: str) -> tuple[float, float]:
    """Longitude and latitude of a point; a layer without a CRS holds degrees.

    Raises:
        InputError: the point has no place on the earth.
    """
    if not wkt:
        return x, y
    lon, lat = crs.transformed([(x, y)], wkt, "EPSG:4326")[0].tolist()
    if not (math.isfinite(lon) and math.isfinite(lat)):
        raise InputError(
            f"Expected a place on the earth in {where}, found {x:g}, {y:g}; assign the right CRS to the layer."
        )
    return lon, lat


def _area(row: Mapping[str, Any], folder: Path, where: str) -> Area:
    """The area of a row of a table.

    Args:
        row: text by the name of its column.
        folder: in which its relative paths lie.
        where: the row stands, for messages.
    """
    columns = {str(name).strip().lower(): (value or "").strip() for name, value in row.items() if name is not None}
    scene = _path(columns.get("scene", ""), folder)
    city = next((columns[name] for name in _NAMES if columns.get(name)), _stem(Path(scene)) if scene else "")
    if not city:
        raise InputError(f"Expected a city or a scene in {where}, found neither; fill in one of these columns.")
    dates = tuple(_path(part.strip(), folder) for part in columns.get("dates", "").split(";") if part.strip())
    box = [columns.get(name, "") for name in ("xmin", "ymin", "xmax", "ymax")]
    try:
        if any(box):
            return Area(city, scene, dates, tuple(map(float, box)), columns.get("crs", ""))
        if columns.get("lon") or columns.get("lat"):
            place = float(columns["lon"]), float(columns["lat"])
            return Area(city, scene, dates, _square(*place, float(columns.get("radius_km") or RADIUS_KM)), "EPSG:4326")
    except (KeyError, ValueError) as error:
        raise InputError(
            f"Expected numbers for xmin, ymin, xmax, ymax or for lon, lat, radius_km in {where}, found "
            f"{', '.join(filter(None, [*box, columns.get('lon'), columns.get('lat'), columns.get('radius_km')]))}; "
            "correct it."
        ) from error
    return Area(city, scene, dates)


def _path(text: str, folder: Path) -> str:
    return text if not text or text.startswith("/vsi") else str((folder / text).absolute())


def _square(lon: float, lat: float, radius_km: float) -> tuple[float, float, float, float]:
    """The box in degrees around a square on the ground.

    >>> [round(edge, 3) for edge in _square(10.0, 60.0, 11.132)]
    [9.8, 59.9, 10.2, 60.1]
    """
    north = radius_km * 1000 / DEGREE_M
    east = north / max(0.01, math.cos(math.radians(lat)))
    return lon - east, lat - north, lon + east, lat + north
