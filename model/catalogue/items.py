# SPDX-License-Identifier: GPL-2.0-or-later
"""Scenes as STAC items describe them: which asset is which band, and what is said about their numbers.

Understands items of STAC 1.0 (`eo:bands`, `raster:bands`, `proj:epsg`) and 1.1 (`bands`, `raster:scale`, `proj:code`).
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple, Optional

from osgeo import ogr

from ..raster.io import gdal_errors
from ..scene.band_names import Named, at_wavelength, band_name, named_bands
from ..scene.radiometry import Evidence
from ..tables.sentinel2 import DN_PER_REFLECTANCE, NAMES
from .json_values import mapping, mappings, number, sequence
from .transport import is_address, resolved

SCL = "SCL"
"""What the asset of the scene classification is called here."""

_RASTER_TYPES = ("image/tiff", "image/jp2", "image/x-geotiff", "application/geotiff")
_RASTER_ENDINGS = (".tif", ".tiff", ".jp2", ".vrt")
_NO_DATA_ROLES = frozenset({"thumbnail", "overview", "visual", "metadata"})
_CLASSES = re.compile(r"(?<![a-z])(scl|scene[ _-]?classification)(?![a-z])", re.IGNORECASE)
# The same asset in another format, as in "blue-jp2".
_FORMAT = re.compile(r"[-_](jp2|cog|tif)$", re.IGNORECASE)
_RESOLUTION = re.compile(r"(?<!\d)(10|20|60)m(?![a-z0-9])", re.IGNORECASE)
_TILE = re.compile(r"(?:MGRS-|(?<![A-Z0-9])T?)(\d{2})([C-HJ-NP-X])([A-Z]{2})(?![A-Z0-9])")
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_EPSG = re.compile(r"(?:.*:)?(\d{4,6})(?:\.0)?", re.ASCII)
_SOUTHERNMOST_OF_NORTH = "N"


class Asset(NamedTuple):
    """A raster with one band of a scene."""

    href: str
    """Where it is: a URL, an s3:// address or a path."""
    resolution_m: float
    """nan where the item does not say."""
    scale: Optional[float] = None
    offset: Optional[float] = None
    https_href: str = ""
    """The same by https, where `href` is an s3:// address; "" where there is no other."""


class Item(NamedTuple):
    """A scene of a catalogue."""

    id: str
    collection: str
    when: str
    """Time of sensing as the catalogue writes it: "2023-07-01T10:46:30Z"."""
    bbox: tuple[float, float, float, float]
    """West, south, east, north in degrees."""
    footprint: str
    """Its outline as WKT in degrees."""
    assets: Mapping[str, Asset]
    """By name of the band, and by SCL."""
    cloud_pct: float = math.nan
    """Of the whole tile; nan where the item does not say."""
    epsg: int = 0
    """Of its UTM zone; 0 where the item does not say."""
    tile: str = ""
    """Of the military grid: "31TFM"; "" where the item does not say."""
    origin: Optional[tuple[float, float]] = None
    """Upper-left corner in metres; None where the item does not say."""
    evidence: Evidence = Evidence("UInt16")
    """What is said about the numbers of the ten bands."""

    @property
    def day(self) -> str:
        """Day of sensing: "2023-07-01"."""
        return self.when[:10]

    @property
    def missing(self) -> list[str]:
        """Bands that no asset holds."""
        return [name for name in (*NAMES, SCL) if name not in self.assets]


def parse_item(document: Mapping[str, Any], location: str) -> Optional[Item]:
    """A scene from its document; None where the document is no STAC item with a time and a place.

    Args:
        document: a GeoJSON feature.
        location: of the document, from which its links are seen.
    """
    properties, geometry = document.get("properties"), document.get("geometry")
    if document.get("type") != "Feature" or not isinstance(properties, Mapping) or not isinstance(geometry, Mapping):
        return None
    when = properties.get("datetime") or properties.get("start_datetime")
    outline = _outline(geometry)
    if not isinstance(when, str) or not _is_day(when[:10]) or outline is None or not document.get("id"):
        return None
    assets = match_assets(mapping(document.get("assets")), _own_address(document, location))
    west, east, south, north = outline.GetEnvelope()
    tile = _tile(document)
    return Item(
        id=str(document["id"]),
        collection=str(document.get("collection") or ""),
        when=when,
        bbox=(west, south, east, north),
        footprint=outline.ExportToWkt(),
        assets=assets,
        cloud_pct=number(properties.get("eo:cloud_cover")),
        epsg=_epsg(document, tile),
        tile=tile,
        origin=_origin(document),
        evidence=_evidence(str(document["id"]), properties, [assets[name] for name in NAMES if name in assets]),
    )


def links_of(document: Mapping[str, Any], *relations: str) -> list[Mapping[str, Any]]:
    """The links of any STAC document that have one of these relations and an address, in their order."""
    links = mappings(document.get("links"))
    return [
        link for link in links if link.get("rel") in relations and isinstance(link.get("href"), str) and link["href"]
    ]


def link_of(document: Mapping[str, Any], relation: str) -> str:
    """The address of the first link of a relation as the document writes it, "" where it has none."""
    return next((link["href"] for link in links_of(document, relation)), "")


def match_assets(documents: Mapping[str, Any], base: str) -> dict[str, Asset]:
    """The asset of each band: by its key, else by the name, the common name or the wavelength that it gives.

    Where several hold one band, those that anybody can read go before others, and finer ones before coarser ones.

    Args:
        documents: assets of an item by key.
        base: location of the item.
    """
    rasters = {key: asset for key, asset in documents.items() if isinstance(asset, Mapping) and _is_raster(asset)}
    by_key = named_bands([_FORMAT.sub("", key) for key in rasters])
    found: dict[str, list[tuple[tuple[bool, float, bool], Asset]]] = {}
    for (key, document), named in zip(rasters.items(), by_key):
        bands = _bands_of(document)
        name = _band_of(key, document, bands, named) if len(bands) <= 1 else ""
        if name:
            asset = _asset(key, document, base)
            coarseness = asset.resolution_m if math.isfinite(asset.resolution_m) else math.inf
            is_jp2 = asset.href.lower().endswith(".jp2")
            found.setdefault(name, []).append(((asset.href.startswith("s3://"), coarseness, is_jp2), asset))
    return {name: min(of_band, key=lambda pair: pair[0])[1] for name, of_band in found.items()}


def _is_raster(asset: Mapping[str, Any]) -> bool:
    """Whether an asset is a raster of numbers, and has an address."""
    href, kind = asset.get("href"), str(asset.get("type") or "")
    roles = {role for role in sequence(asset.get("roles")) if isinstance(role, str)}
    if not isinstance(href, str) or not href or _NO_DATA_ROLES & roles:
        return False
    path = href.partition("?")[0].lower()
    return kind.startswith(_RASTER_TYPES) if kind else path.endswith(_RASTER_ENDINGS)


def _bands_of(document: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """What an asset says about its bands, in the form of STAC 1.1 or 1.0."""
    said = sequence(document.get("bands")) or sequence(document.get("eo:bands"))
    return [mapping(band) for band in said]


def _band_of(key: str, document: Mapping[str, Any], bands: Sequence[Mapping[str, Any]], named: Optional[Named]) -> str:
    """The band that an asset holds, "" where it is none of ours."""
    if _CLASSES.search(key):
        return SCL
    band = {**document, **(bands[0] if bands else {})}
    texts = [band.get("name"), band.get("common_name"), band.get("eo:common_name")] if bands else []
    words = (band_name(text) for text in texts if isinstance(text, str))
    name = named.band if named is not None else next(filter(None, words), None)
    if name is None and bands:
        wavelength_um = number(band.get("center_wavelength", band.get("eo:center_wavelength")))
        name = at_wavelength(1000 * wavelength_um)
    return name if name in NAMES else ""


def _asset(key: str, document: Mapping[str, Any], base: str) -> Asset:
    """An asset's address and what is said about its numbers."""
    bands, old = (sequence(document.get(name)) or [{}] for name in ("bands", "raster:bands"))
    said = {**mapping(old[0]), **document, **mapping(bands[0])}
    suffix = _RESOLUTION.search(key)
    transform = sequence(said.get("proj:transform")) or [None]
    resolution = next(
        (
            found
            for found in (
                number(said.get("raster:spatial_resolution", said.get("spatial_resolution"))),
                number(transform[0]),
                number(said.get("gsd")),
                float(suffix.group(1)) if suffix else math.nan,
            )
            if math.isfinite(found)
        ),
        math.nan,
    )
    other = mapping(mapping(document.get("alternate")).get("https")).get("href")
    # Nothing but an address of the web: a document must not name a file of this computer.
    https = resolved(other, base) if isinstance(other, str) and is_address(other) else ""
    scale, offset = (_optional(said.get(f"raster:{word}", said.get(word))) for word in ("scale", "offset"))
    if scale is not None and offset is None:
        offset = 0.0
    return Asset(resolved(document["href"], base), resolution, scale, offset, https)


def _evidence(name: str, properties: Mapping[str, Any], ten: Sequence[Asset]) -> Evidence:
    """What an item says about the numbers of its bands, as the decision on scale and offset takes it."""
    baseline = properties.get("s2:processing_baseline") or properties.get("processing:version") or ""
    declared = [(asset.scale, asset.offset) for asset in ten if asset.scale is not None]
    product = str(properties.get("s2:product_uri") or name)
    if properties.get("earthsearch:boa_offset_applied") is True:
        # The offset that the bands declare is that of the product, which is taken off the stored numbers already.
        tags = {"BOA_ADD_OFFSET": "0", "QUANTIFICATION_VALUE": f"{DN_PER_REFLECTANCE:g}"}
        return Evidence("UInt16", tags, [(scale, 0.0) for scale, _ in declared], name="")
    return Evidence("UInt16", {"PROCESSING_BASELINE": str(baseline)} if baseline else {}, declared, name=product)


def _outline(geometry: Mapping[str, Any]) -> Optional[ogr.Geometry]:
    """The outline of an item, None where it is no area or its corners are no numbers."""
    shape = None
    with gdal_errors(quiet=True):
        shape = ogr.CreateGeometryFromJson(json.dumps(geometry))
    if shape is None or shape.GetDimension() != 2 or shape.IsEmpty():
        return None
    return shape if all(map(math.isfinite, shape.GetEnvelope())) else None


def _is_day(text: str) -> bool:
    """Whether a text is a day of the calendar, as "2023-07-01"."""
    try:
        return bool(_DAY.fullmatch(text)) and bool(date.fromisoformat(text))
    except ValueError:
        return False


def _own_address(document: Mapping[str, Any], location: str) -> str:
    """From where an item's links are seen: its own address where it gives one, as pages of a search hold many items."""
    own = link_of(document, "self")
    return own if is_address(own) and is_address(location) else location


def _tile(document: Mapping[str, Any]) -> str:
    """The tile of the military grid, "" where nothing names it."""
    properties = document["properties"]
    zone, square = properties.get("mgrs:utm_zone"), properties.get("mgrs:grid_square")
    parted = f"{zone:02d}{properties.get('mgrs:latitude_band')}{square}" if isinstance(zone, int) and square else ""
    texts = (properties.get("grid:code"), properties.get("s2:mgrs_tile"), parted, str(document["id"]).replace("_", " "))
    found = next(filter(None, (_TILE.search(str(text)) for text in texts if text)), None)
    return "".join(found.groups()) if found else ""


def _epsg(document: Mapping[str, Any], tile: str) -> int:
    """The EPSG code of an item's UTM zone, 0 where nothing tells it."""
    properties = document["properties"]
    code = str(properties.get("proj:code") or properties.get("proj:epsg") or "")
    for asset in map(mapping, mapping(document.get("assets")).values()):
        code = code or str(asset.get("proj:code") or asset.get("proj:epsg") or "")
    digits = _EPSG.fullmatch(code)
    if digits is not None:
        return int(digits.group(1))
    if not tile:
        return 0
    return (32600 if tile[2] >= _SOUTHERNMOST_OF_NORTH else 32700) + int(tile[:2])


def _origin(document: Mapping[str, Any]) -> Optional[tuple[float, float]]:
    """The upper-left corner that the item or one of its assets gives."""
    for said in (document["properties"], *mapping(document.get("assets")).values()):
        transform = sequence(mapping(said).get("proj:transform"))
        corner = [number(transform[2]), number(transform[5])] if len(transform) >= 6 else [math.nan]
        if all(map(math.isfinite, corner)):
            return corner[0], corner[1]
    return None


def _optional(value: Any) -> Optional[float]:
    found = number(value)
    return found if math.isfinite(found) else None
