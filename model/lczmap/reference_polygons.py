# SPDX-License-Identifier: GPL-2.0-or-later
"""Training areas and reference polygons or points with their zones, from any vector file, KML and KMZ included."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple, Optional

from osgeo import gdal, ogr, osr

from ..errors import InputError
from ..raster.grid import Grid, between
from ..raster.io import gdal_errors
from . import class_field, kml_zones
from .kml_placemarks import Placemark, read_placemarks
from .polygon_rasterizer import Polygon

_POLYGONS = (ogr.wkbPolygon, ogr.wkbMultiPolygon, ogr.wkbCurvePolygon, ogr.wkbMultiSurface)
# Field under which the name of a feature's layer is read.
_LAYER = "layer"
_POINTS = (ogr.wkbPoint, ogr.wkbMultiPoint)


class Polygons(NamedTuple):
    """The zones of the polygons or points of a vector file."""

    polygons: tuple[Polygon, ...]
    field: str
    """Name of the field that holds the zones, or "folder"."""
    notes: tuple[str, ...]
    """Lines for the log on features that were left out, and why."""
    noun: str = "polygons"
    """Name of the features in the plural: polygons, points, or areas where both occur."""


class _Feature(NamedTuple):
    """A feature with a shape that can have cells."""

    shape: ogr.Geometry
    """A multipolygon or multipoint in the file's CRS."""
    crs_wkt: str
    values: dict[str, class_field.Value]


def read_polygons(path: str, grid: Grid, layer: str = "", field: str = "") -> Polygons:
    """The polygons and points of a vector file with their zones, in a grid's CRS.

    Args:
        path: anything that OGR opens; a KMZ also where OGR knows only KML.
        grid: of the map to compare with.
        layer: name of one layer (in KML, of one folder); "" reads all.
        field: that holds the zone; "" finds it, in KML for each placemark among folder, data and name.

    Raises:
        InputError: it does not open, has no polygons or no CRS, or does not say their zones.
    """
    placemarks = read_placemarks(path)
    if placemarks is not None and layer:
        placemarks = [item for item in placemarks if layer in item.folders[:1]] or None
    if placemarks is not None:
        shaped = [item for item in placemarks if item.geometry is not None]
        total, shapes = len(placemarks), [item.geometry for item in shaped]
        system = osr.SpatialReference()
        system.ImportFromEPSG(4326)
        systems = [system.ExportToWkt()] * len(shapes)
    else:
        total, features = _features(path, layer)
        shapes, systems = [feature.shape for feature in features], [feature.crs_wkt for feature in features]
    if not shapes:
        raise InputError(
            f"Expected polygons or points that say their zone, found none in {path}; "
            "choose the layer with the training areas, or an LCZ raster."
        )
    noun = _noun(shapes)
    if placemarks is not None:
        choice = _placemark_zones(shaped, path, field, noun)
    else:
        choice = _attribute_zones(features, path, field, noun)
    notes = list(choice.notes)
    if len(shapes) < total:
        notes.insert(0, f"{total - len(shapes)} lines or features without shape are left out.")
    found = [
        Polygon(name.zone, _moved(shape, wkt, grid, path))
        for name, shape, wkt in zip(choice.names, shapes, systems)
        if name is not None
    ]
    return Polygons(tuple(found), choice.field, tuple(notes), noun)


def _features(path: str, layer: str) -> tuple[int, list[_Feature]]:
    """Number of features of a file, and those of them that have polygons or points."""
    dataset = _open(path)
    layers = [dataset.GetLayer(i) for i in range(dataset.GetLayerCount())]
    layers = [item for item in layers if not layer or item.GetName() == layer]
    total, features = 0, []
    for item in layers:
        system = item.GetSpatialRef()
        wkt = "" if system is None else system.ExportToWkt()
        for feature in item:
            total += 1
            shape = _shape(feature.GetGeometryRef())
            if shape is not None:
                names = [feature.GetFieldDefnRef(i).GetName() for i in range(feature.GetFieldCount())]
                values = {name: feature.GetField(i) for i, name in enumerate(names)}
                if len(layers) > 1:  # a layer for each zone, as a KML file becomes in other formats
                    values.setdefault(_LAYER, item.GetName())
                features.append(_Feature(shape, wkt, values))
    return total, features


def _placemark_zones(placemarks: Sequence[Placemark], path: str, field: str, noun: str) -> class_field.Choice:
    choice = kml_zones.read_zones(placemarks, path, field, noun)
    if not field:
        return choice
    texts = kml_zones.field_values(placemarks, field, path)
    return choice._replace(notes=(*choice.notes, *class_field.notes_on(choice.names, texts, noun)))


def _attribute_zones(features: Sequence[_Feature], path: str, field: str, noun: str) -> class_field.Choice:
    """The zones by the attribute that the user named, else by the one that holds them."""
    fields = list(dict.fromkeys(name for feature in features for name in feature.values))
    columns = {name: [_plain(feature.values.get(name)) for feature in features] for name in fields}
    if field:
        if field not in columns:
            raise InputError(
                f"Expected a field “{field}” in {path}, found {', '.join(fields) or 'none'}; choose the one with the "
                "zones."
            )
        choice = class_field.read_field(field, columns[field], path, noun)
    else:
        choice = class_field.choose(columns, path, noun)
    notes = class_field.notes_on(choice.names, columns[choice.field], noun)
    return choice._replace(notes=(*choice.notes, *notes))


def _plain(value: object) -> class_field.Value:
    """A value as a number or a text; lists and dates are texts that name no zone."""
    return value if value is None or isinstance(value, (int, float, str)) else str(value)


def _noun(shapes: Sequence[ogr.Geometry]) -> str:
    points = sum(ogr.GT_Flatten(shape.GetGeometryType()) in _POINTS for shape in shapes)
    return "polygons" if not points else "points" if points == len(shapes) else "polygons and points"


def _shape(geometry: Optional[ogr.Geometry]) -> Optional[ogr.Geometry]:
    """The polygons of a shape as one flat shape of straight edges, else its points; None where it has neither."""
    if geometry is None or geometry.IsEmpty():
        return None
    kind = ogr.GT_Flatten(geometry.GetGeometryType())
    if kind == ogr.wkbGeometryCollection:
        return _largest_part(geometry)
    if kind in _POINTS:
        shape = geometry.Clone()
        shape.FlattenTo2D()
        return ogr.ForceToMultiPoint(shape)
    if kind not in _POLYGONS:
        return None
    shape = geometry.Clone()
    shape.FlattenTo2D()
    return ogr.ForceToMultiPolygon(shape.GetLinearGeometry() if shape.HasCurveGeometry() else shape)


def _largest_part(collection: ogr.Geometry) -> Optional[ogr.Geometry]:
    """The polygons of a collection, else its points: Google Earth puts a polygon and its label's point into one."""
    parts = [_shape(collection.GetGeometryRef(i)) for i in range(collection.GetGeometryCount())]
    for kind in (ogr.wkbMultiPolygon, ogr.wkbMultiPoint):
        together = ogr.Geometry(kind)
        for part in (part for part in parts if part is not None and part.GetGeometryType() == kind):
            for place in range(part.GetGeometryCount()):
                together.AddGeometry(part.GetGeometryRef(place))
        if not together.IsEmpty():
            return together
    return None


def _moved(shape: ogr.Geometry, crs_wkt: str, grid: Grid, path: str) -> ogr.Geometry:
    """A shape in the CRS of the map."""
    if not crs_wkt:
        raise InputError(
            f"Expected polygons with a coordinate reference system, found none in {path}; "
            "set the layer's CRS and save it again."
        )
    geometry, failed = shape.Clone(), True
    with gdal_errors():
        failed = geometry.Transform(between(crs_wkt, grid.crs_wkt)) != 0
    if failed:
        raise InputError(
            f"Expected polygons whose place the map's CRS can say, found some in {path} that it cannot; "
            "save them in the CRS of the map."
        )
    return geometry


def _open(path: str) -> gdal.Dataset:
    for source in _sources(path):
        dataset = None
        with gdal_errors():
            dataset = gdal.OpenEx(source, gdal.OF_VECTOR)
        if dataset is not None:
            return dataset
    raise InputError(
        f"Expected polygons that OGR can open, found {path}; choose a vector file such as GPKG, KML or a shapefile."
    )


def _sources(path: str) -> Iterator[str]:
    """The path itself, and for a KMZ the KML within: not every GDAL reads KMZ."""
    yield path
    if path.lower().endswith(".kmz"):
        inside = gdal.ReadDirRecursive(f"/vsizip/{path}") or []
        yield from (f"/vsizip/{path}/{name}" for name in inside if name.lower().endswith(".kml"))
