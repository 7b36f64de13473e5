# SPDX-License-Identifier: GPL-2.0-or-later
"""Polygons that say which zone they are: from any vector file, and from KML or KMZ as WUDAPT draws them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple, Optional

import numpy as np
from osgeo import gdal, ogr, osr

from ..errors import InputError
from ..raster.grid import Grid, between
from ..raster.windows import Window
from ..tables import code_schemes

# Fields that hold the zone, by the names people give them; the first that does is taken.
FIELDS = ("lcz", "lczclass", "lcz_class", "class", "class_id", "classid", "zone", "code", "name", "label", "type")
_KML = ("KML", "LIBKML")
_POLYGONS = (ogr.wkbPolygon, ogr.wkbMultiPolygon, ogr.wkbCurvePolygon, ogr.wkbMultiSurface)


class Polygon(NamedTuple):
    """One polygon of a reference."""

    zone: int
    """1..17."""
    geometry: ogr.Geometry
    """In the CRS of the map."""


class Polygons(NamedTuple):
    """What a vector file says of zones."""

    polygons: tuple[Polygon, ...]
    field: str
    """Where the zones were found: the name of a field, or "folder"."""
    notes: tuple[str, ...]
    """What was left out, and why, for the log."""


class PolygonRasterizer:
    """Polygons drawn on the cells of a grid, window by window."""

    def __init__(self, polygons: Sequence[Polygon], grid: Grid) -> None:
        """Take polygons in the grid's CRS; polygon i is unit i + 1."""
        self._grid = grid
        self._zones = np.array([0, *(polygon.zone for polygon in polygons)], dtype=np.uint8)
        system = osr.SpatialReference(grid.crs_wkt)
        driver = ogr.GetDriverByName("Memory") or ogr.GetDriverByName("MEM")
        self._store = driver.CreateDataSource("polygons")
        numbered = list(enumerate(polygons, start=1))
        # Of two polygons over one cell the last drawn is seen: drawn both ways, a quarrel shows.
        self._layers = [self._layer(order, system) for order in (numbered, numbered[::-1])]

    def _layer(self, numbered: Sequence[tuple[int, Polygon]], system: osr.SpatialReference) -> ogr.Layer:
        layer = self._store.CreateLayer(f"from {numbered[0][0]}", system, ogr.wkbUnknown)
        layer.CreateField(ogr.FieldDefn("unit", ogr.OFTInteger))
        for number, polygon in numbered:
            feature = ogr.Feature(layer.GetLayerDefn())
            feature.SetField("unit", number)
            feature.SetGeometry(polygon.geometry)
            layer.CreateFeature(feature)
        return layer

    def burn(self, window: Window) -> Optional[tuple[np.ndarray, np.ndarray, int]]:
        """Zones and units of a window's cells, by the cell's centre; None where no polygon comes near.

        Returns:
            Zones (H, W) uint8, 0 where no polygon is or two of different zones are; units (H, W) int32, 0 where none;
            and the number of cells over which two polygons quarrel.
        """
        area = self._grid.cropped(window)
        left, bottom, right, top = area.bounds()
        units = []
        for layer in self._layers:
            layer.SetSpatialFilterRect(left, bottom, right, top)
            if layer.GetFeatureCount() == 0:
                return None
            canvas = gdal.GetDriverByName("MEM").Create("", window.width, window.height, 1, gdal.GDT_Int32)
            canvas.SetGeoTransform(area.transform)
            canvas.SetProjection(area.crs_wkt)
            gdal.RasterizeLayer(canvas, [1], layer, options=["ATTRIBUTE=unit"])
            units.append(canvas.GetRasterBand(1).ReadAsArray())
        zones = self._zones[units[0]]
        quarrel = zones != self._zones[units[1]]
        zones[quarrel] = 0
        return zones, units[0], int(quarrel.sum())


def read_polygons(path: str, grid: Grid, layer: str = "", field: str = "") -> Polygons:
    """The polygons of a vector file that say their zone, in a grid's CRS.

    Args:
        path: anything that OGR opens; a KMZ also where OGR knows only KML.
        grid: of the map to compare with.
        layer: name of one layer; "" reads all.
        field: that holds the zone; "" finds it: a field of a usual name, in KML the folder or the placemark's name.

    Raises:
        InputError: it does not open, has no polygons or no CRS, or does not say their zones.
    """
    dataset = _open(path)
    is_kml = dataset.GetDriver().ShortName in _KML
    layers = [dataset.GetLayer(i) for i in range(dataset.GetLayerCount())]
    layers = [item for item in layers if not layer or item.GetName() == layer]
    everything = [(item, feature) for item in layers for feature in item]
    features = [(item, feature) for item, feature in everything if _area(feature.GetGeometryRef()) is not None]
    if not features:
        raise InputError(
            f"Expected polygons that say their zone, found none in {path}; "
            "choose the layer with the training areas, or an LCZ raster."
        )
    notes: list[str] = []
    if len(features) < len(everything):
        notes.append(f"{len(everything) - len(features)} points, lines or features without shape are left out.")
    if field:
        zones = _by_field(features, field, path)
    elif is_kml:
        field, zones = _by_kml(features, path, notes)
    else:
        field, zones = _by_usual_field(features, path)
    nameless = sum(zone is None for zone in zones)
    if nameless:
        notes.append(f"{nameless} of {len(zones)} polygons name no zone and are left out.")
    found = [
        Polygon(zone, _moved(feature, item, grid, path))
        for (item, feature), zone in zip(features, zones)
        if zone is not None
    ]
    return Polygons(tuple(found), field, tuple(notes))


_Features = list[tuple[ogr.Layer, ogr.Feature]]


def _by_field(features: _Features, field: str, path: str) -> list[Optional[int]]:
    """Zones from a field that the user named; what it holds must be a zone, or nothing."""
    zones: list[Optional[int]] = []
    for _, feature in features:
        if feature.GetFieldIndex(field) < 0:
            names = ", ".join(_field_names(feature)) or "none"
            raise InputError(f"Expected a field “{field}” in {path}, found {names}; choose the one with the zones.")
        value = feature.GetField(field)
        zones.append(
            None if value is None or value == "" else code_schemes.parse(value, f"the field “{field}” of {path}")
        )
    return zones


def _by_usual_field(features: _Features, path: str) -> tuple[str, list[Optional[int]]]:
    names = _field_names(features[0][1])
    usual = [name for wanted in FIELDS for name in names if name.lower() == wanted]
    for name in usual:
        try:
            zones = _by_field(features, name, path)
        except InputError:
            continue
        if any(zone is not None for zone in zones):
            return name, zones
    raise InputError(
        f"Expected a field with the zones of the polygons (called {', '.join(FIELDS[:4])} or the like), found "
        f"{', '.join(names) or 'no field'} in {path}; say which one holds the zone."
    )


def _by_kml(features: _Features, path: str, notes: list[str]) -> tuple[str, list[Optional[int]]]:
    """Zones from the folders where every folder names one, else from the placemarks' names."""
    names = [_zone(feature.GetField("Name")) if feature.GetFieldIndex("Name") >= 0 else None for _, feature in features]
    folders = [_zone(layer.GetName()) for layer, _ in features]
    if None not in folders:
        otherwise = sum(name not in (None, folder) for name, folder in zip(names, folders))
        if otherwise:
            notes.append(f"{otherwise} placemarks are named otherwise than their folder: the folder counts.")
        return "folder", folders
    if any(names):
        return "Name", names
    raise InputError(
        f"Expected placemarks or folders named after zones, such as 3, A, LCZ A or 101, found none in {path}; "
        "rename them or say which field holds the zone."
    )


def _zone(text: Optional[str]) -> Optional[int]:
    try:
        return code_schemes.parse(text or "")
    except InputError:
        return None


def _field_names(feature: ogr.Feature) -> list[str]:
    return [feature.GetFieldDefnRef(i).GetName() for i in range(feature.GetFieldCount())]


def _area(geometry: Optional[ogr.Geometry]) -> Optional[ogr.Geometry]:
    """The polygons of a shape as one flat shape of straight edges; None where it has none."""
    if geometry is None or geometry.IsEmpty():
        return None
    kind = ogr.GT_Flatten(geometry.GetGeometryType())
    if kind == ogr.wkbGeometryCollection:  # Google Earth puts a polygon and the point of its label into one
        together = ogr.Geometry(ogr.wkbMultiPolygon)
        for i in range(geometry.GetGeometryCount()):
            part = _area(geometry.GetGeometryRef(i))
            for piece in range(part.GetGeometryCount()) if part is not None else ():
                together.AddGeometry(part.GetGeometryRef(piece))
        return None if together.IsEmpty() else together
    if kind not in _POLYGONS:
        return None
    shape = geometry.Clone()
    shape.FlattenTo2D()
    return ogr.ForceToMultiPolygon(shape.GetLinearGeometry() if shape.HasCurveGeometry() else shape)


def _moved(feature: ogr.Feature, layer: ogr.Layer, grid: Grid, path: str) -> ogr.Geometry:
    """A feature's shape in the CRS of the map."""
    system = layer.GetSpatialRef()
    if system is None:
        raise InputError(
            f"Expected polygons with a coordinate reference system, found none in {path}; "
            "set the layer's CRS and save it anew."
        )
    geometry = _area(feature.GetGeometryRef())
    try:
        failed = geometry.Transform(between(system.ExportToWkt(), grid.crs_wkt)) != 0
    except RuntimeError:
        failed = True
    if failed:
        raise InputError(
            f"Expected polygons whose place the map's CRS can say, found some in {path} that it cannot; "
            "save them in the CRS of the map."
        )
    return geometry


def _open(path: str) -> gdal.Dataset:
    for source in _sources(path):
        try:
            dataset = gdal.OpenEx(source, gdal.OF_VECTOR)
        except RuntimeError:  # another plugin in this process may have turned GDAL's exceptions on
            dataset = None
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
