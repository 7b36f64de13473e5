# SPDX-License-Identifier: GPL-2.0-or-later
"""The placemarks of a KML or KMZ file: name, folders, data and shape of each.

Read from the XML itself: of OGR's two KML drivers one forgets outer folders, the other the data of placemarks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple, Optional

from osgeo import gdal, ogr

from ..raster.io import gdal_errors

ENDINGS = (".kml", ".kmz")
# Outer folders of a document that hold others; a NetworkLink's content is elsewhere.
_CONTAINERS = ("Folder", "Document")
_ELEMENT, _TEXT, _ATTRIBUTE, _LITERAL = 0, 1, 2, 4
_XML_ENCODING = re.compile(rb"^[^>]*encoding=[\"']([A-Za-z0-9_-]+)[\"']")


class Placemark(NamedTuple):
    """Name, folders, data and geometry of a placemark."""

    name: str
    """"" where it has none."""
    folders: tuple[str, ...]
    """Names of the folders around it, the innermost first."""
    data: dict[str, str]
    """Values of ExtendedData (Data and SimpleData), and the description where that is a few words."""
    geometry: Optional[ogr.Geometry]
    """Multipolygon, else multipoint, in degrees, longitude first; None where the placemark has neither."""


def read_placemarks(path: str) -> Optional[list[Placemark]]:
    """All placemarks of a file in their order; None where it is no KML."""
    if not path.lower().endswith(ENDINGS):
        return None
    placemarks: list[Placemark] = []
    documents = [_parse(_content(source)) for source in _documents(path)]
    if not any(documents):
        return None
    for document in documents:
        placemarks += _walk(document, ()) if document else []
    return placemarks


def _documents(path: str) -> list[str]:
    """The file itself, or the KML files within a KMZ."""
    if path.lower().endswith(".kml"):
        return [path]
    inside = gdal.ReadDirRecursive(f"/vsizip/{path}") or []
    return [f"/vsizip/{path}/{name}" for name in inside if name.lower().endswith(".kml") and "__MACOSX" not in name]


def _content(path: str) -> bytes:
    file = None
    with gdal_errors():
        status = gdal.VSIStatL(path)
        file = gdal.VSIFOpenL(path, "rb") if status is not None and not status.IsDirectory() else None
    if file is None:
        return b""
    try:
        return bytes(gdal.VSIFReadL(1, status.size, file) or b"")
    finally:
        gdal.VSIFCloseL(file)


def _parse(content: bytes) -> Optional[list]:
    """GDAL's tree of an XML text: [type, name or text, children...]; None where it is no XML."""
    if b"<" not in content:
        return None
    declared = _XML_ENCODING.match(content[:200])
    try:
        text = content.decode(declared[1].decode("ascii") if declared else "utf-8", errors="replace")
    except LookupError:
        text = content.decode("utf-8", errors="replace")
    with gdal_errors(quiet=True):
        return gdal.ParseXMLString(text.lstrip("\ufeff"))
    return None


def _walk(node: list, folders: tuple[str, ...]) -> Iterator[Placemark]:
    kind = _tag(node)
    if kind == "Placemark":
        yield _placemark(node, folders)
        return
    if kind in _CONTAINERS:
        folders = (_text(_child(node, "name")), *folders)
    for child in _children(node):
        yield from _walk(child, folders)


def _placemark(node: list, folders: tuple[str, ...]) -> Placemark:
    data: dict[str, str] = {}
    description = _text(_child(node, "description"))
    if description and len(description) < 80 and "<" not in description:
        data["description"] = description
    for item in _all(node, "Data", "SimpleData"):
        name = next((child[2][1] for child in item[2:] if child[0] == _ATTRIBUTE and child[1] == "name"), "")
        value = _child(item, "value")
        data[name] = _text(item if value is None else value)
    parts = ogr.Geometry(ogr.wkbMultiPolygon)
    for polygon in _all(node, "Polygon"):
        shape = _polygon(polygon)
        if shape is not None:
            parts.AddGeometry(shape)
    if parts.IsEmpty():
        parts = ogr.Geometry(ogr.wkbMultiPoint)
        for point in _all(node, "Point"):
            for x, y in _coordinates(point)[:1]:
                single = ogr.Geometry(ogr.wkbPoint)
                single.AddPoint_2D(x, y)
                parts.AddGeometry(single)
    return Placemark(_text(_child(node, "name")), folders, data, None if parts.IsEmpty() else parts)


def _polygon(node: list) -> Optional[ogr.Geometry]:
    shape = ogr.Geometry(ogr.wkbPolygon)
    for boundary in ("outerBoundaryIs", "innerBoundaryIs"):
        for ring in (ring for part in _all(node, boundary) for ring in _all(part, "LinearRing")):
            points = _coordinates(ring)
            if len(points) < 3:
                if boundary == "outerBoundaryIs":
                    return None
                continue
            line = ogr.Geometry(ogr.wkbLinearRing)
            for x, y in points:
                line.AddPoint_2D(x, y)
            line.CloseRings()
            shape.AddGeometry(line)
    return None if shape.IsEmpty() else shape


def _coordinates(node: list) -> list[tuple[float, float]]:
    points = []
    for text in re.sub(r"\s*,\s*", ",", _text(_child(node, "coordinates"))).split():
        try:
            x, y = (float(part) for part in text.split(",")[:2])
        except ValueError:
            continue
        points.append((x, y))
    return points


def _tag(node: list) -> str:
    """An element's name without its prefix."""
    return node[1].rpartition(":")[2] if node[0] == _ELEMENT else ""


def _children(node: list) -> Iterator[list]:
    return (child for child in node[2:] if child[0] == _ELEMENT)


def _child(node: list, name: str) -> Optional[list]:
    return next((child for child in _children(node) if _tag(child) == name), None)


def _all(node: list, *names: str) -> Iterator[list]:
    """Elements of these names anywhere below."""
    for child in _children(node):
        if _tag(child) in names:
            yield child
        else:
            yield from _all(child, *names)


def _text(node: Optional[list]) -> str:
    if node is None:
        return ""
    return " ".join("".join(child[1] for child in node[2:] if child[0] in (_TEXT, _LITERAL)).split())
