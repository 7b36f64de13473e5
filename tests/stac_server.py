# SPDX-License-Identifier: GPL-2.0-or-later
"""A STAC API on the loopback with range requests, faults on demand and a log of what was sent; and scenes for it."""

from __future__ import annotations

import json
import re
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, NamedTuple, Optional
from urllib.parse import parse_qs, urlsplit

import numpy as np
from osgeo import gdal, osr

COLLECTION = "sentinel-2-l2a"
FINE, COARSE = ("B2", "B3", "B4", "B8"), ("B5", "B6", "B7", "B8A", "B11", "B12")
BANDS = ("B2", "B3", "B4", "B5", "B6", "B7", "B8", "B8A", "B11", "B12")
# Asset keys of the three public catalogues.
EARTH_SEARCH = dict(
    zip(BANDS, ("blue", "green", "red", "rededge1", "rededge2", "rededge3", "nir", "nir08", "swir16", "swir22"))
)
PLANETARY_COMPUTER = {name: f"B{name[1:].zfill(2)}" for name in BANDS}
COPERNICUS = {name: f"B{name[1:].zfill(2)}_{10 if name in FINE else 20}m" for name in BANDS}
SCL_KEY = {"blue": "scl", "B02": "SCL", "B02_10m": "SCL_20m"}


class Sent(NamedTuple):
    """One answer."""

    path: str
    status: int
    count: int
    """Bytes of the content."""


@dataclass
class Faults:
    """What goes wrong with which path."""

    missing: set[str] = field(default_factory=set)
    """Answered by 404."""
    busy: dict[str, int] = field(default_factory=dict)
    """So many times answered by 503, or by 429 where the number is negative."""
    slow_s: dict[str, float] = field(default_factory=dict)
    """Seconds of silence before the first answer."""
    token: str = ""
    """What files need in their query, as sig=...; "" for nothing."""
    token_status: int = 200
    """Of the answer to a request for a token."""
    headers: Mapping[str, str] = field(default_factory=dict)
    """What files need in their headers."""


@dataclass
class StacServer:
    """A running server."""

    url: str
    items: list[dict[str, Any]]
    folder: Path
    faults: Faults = field(default_factory=Faults)
    log: list[Sent] = field(default_factory=list)
    page: int = 2
    """Items of a page."""
    knows_query: bool = True
    searches: list[dict[str, Any]] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def file_bytes(self) -> int:
        """What was sent of files."""
        return sum(sent.count for sent in self.log if sent.path.startswith("/files/"))

    def reset(self) -> StacServer:
        """The same without faults, with nothing sent; GDAL forgets what it was sent."""
        self.faults, self.knows_query = Faults(), True
        self.log.clear()
        self.searches.clear()
        gdal.VSICurlClearCache()
        return self

    def href(self, item: str, key: str) -> str:
        """Address of an asset."""
        return f"{self.url}/files/{item}/{key}.tif"


@contextmanager
def serving(folder: Path) -> Iterator[StacServer]:
    """A server of the files of a folder; its items are added by the test."""
    state = StacServer("", [], folder)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_: Any) -> None:
            """Nothing on the screen."""

        def do_GET(self) -> None:
            _answer(self, state, None)

        def do_HEAD(self) -> None:
            _answer(self, state, None)

        def do_POST(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            _answer(self, state, json.loads(self.rfile.read(length) or b"{}"))

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    state.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield state
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _answer(handler: BaseHTTPRequestHandler, state: StacServer, body: Optional[dict[str, Any]]) -> None:
    parts = urlsplit(handler.path)
    with state.lock:
        slow_s = state.faults.slow_s.pop(parts.path, 0.0)
        busy = state.faults.busy.get(parts.path, 0)
        if busy:
            state.faults.busy[parts.path] = busy - 1 if busy > 0 else busy + 1
    if slow_s:
        time.sleep(slow_s)
    if busy or parts.path in state.faults.missing:
        _send(handler, state, (503 if busy > 0 else 429) if busy else 404, b"no")
    elif parts.path.startswith("/files/"):
        _send_file(handler, state, parts)
    else:
        status, document = _document(state, parts.path, parse_qs(parts.query), body)
        _send(handler, state, status, json.dumps(document).encode(), "application/json")


def _document(
    state: StacServer, path: str, query: Mapping[str, list[str]], body: Optional[dict[str, Any]]
) -> tuple[int, Any]:
    url = state.url
    collection = {
        "type": "Collection", "stac_version": "1.0.0", "id": COLLECTION, "description": "Scenes of a test",
        "license": "proprietary", "providers": [{"name": "European Space Agency", "roles": ["producer"]}],
        "extent": {"spatial": {"bbox": [[-180, -90, 180, 90]]},
                   "temporal": {"interval": [["2015-06-27T00:00:00Z", None]]}},
        "links": [{"rel": "license", "href": "https://sentinels.copernicus.eu/terms"},
                  {"rel": "self", "href": f"{url}/collections/{COLLECTION}"},
                  {"rel": "root", "href": f"{url}/"},
                  {"rel": "items", "href": f"{url}/collections/{COLLECTION}/items"}],
    }  # fmt: skip
    if path in ("", "/"):
        names = ("core", "item-search", "collections", "ogcapi-features")
        classes = [f"https://api.stacspec.org/v1.0.0/{name}" for name in names]
        classes += ["https://api.stacspec.org/v1.0.0/item-search#query"] if state.knows_query else []
        links = [("self", f"{url}/", "GET"), ("root", f"{url}/", "GET"), ("data", f"{url}/collections", "GET"),
                 ("search", f"{url}/search", "GET"), ("search", f"{url}/search", "POST")]  # fmt: skip
        kind = {"type": "application/json"}
        return 200, {
            "type": "Catalog", "stac_version": "1.0.0", "id": "loopback", "description": "a test",
            "conformsTo": classes,
            "links": [{"rel": rel, "href": href, "method": method, **kind} for rel, href, method in links],
        }  # fmt: skip
    if path == "/collections":
        other = {**collection, "id": "landsat-c2-l2"}
        return 200, {"collections": [other, collection], "links": []}
    if path == f"/collections/{COLLECTION}":
        return 200, collection
    if path == "/search":
        given = body if body is not None else {key: found[0] for key, found in query.items()}
        state.searches.append(dict(given))
        return 200, _page(state, given)
    if path.startswith("/token/"):
        return state.faults.token_status, {"msft:expiry": "2099-01-01T00:00:00Z", "token": f"sig={state.faults.token}"}
    return 404, {"code": "NotFoundError"}


def _page(state: StacServer, given: Mapping[str, Any]) -> dict[str, Any]:
    bbox = given.get("bbox") or [-180, -90, 180, 90]
    bbox = [float(number) for number in bbox.split(",")] if isinstance(bbox, str) else bbox
    start, _, end = str(given.get("datetime") or "/").partition("/")
    most = ((given.get("query") or {}).get("eo:cloud_cover") or {}).get("lte", 101) if state.knows_query else 101
    fitting = [
        item
        for item in state.items
        if item["bbox"][0] <= bbox[2] and bbox[0] <= item["bbox"][2]
        and item["bbox"][1] <= bbox[3] and bbox[1] <= item["bbox"][3]
        and (not start or start <= item["properties"]["datetime"])
        and (not end or item["properties"]["datetime"] <= end)
        and item["properties"].get("eo:cloud_cover", 0) <= most
    ]  # fmt: skip
    first = int(str(given.get("token", "next:0")).split(":")[1])
    last = first + min(state.page, int(given.get("limit") or 100))
    link = {
        "rel": "next",
        "href": f"{state.url}/search",
        "method": "POST",
        "merge": True,
        "body": {"token": f"next:{last}"},
    }
    return {
        "type": "FeatureCollection", "features": fitting[first:last], "links": [link] if last < len(fitting) else [],
        "numberMatched": len(fitting), "numberReturned": len(fitting[first:last]),
    }  # fmt: skip


def _send_file(handler: BaseHTTPRequestHandler, state: StacServer, parts: Any) -> None:
    path = state.folder / parts.path[len("/files/") :]
    faults = state.faults
    if faults.token and parse_qs(parts.query).get("sig") != [faults.token]:
        return _send(handler, state, 403, b"no token")
    if any(handler.headers.get(name) != text for name, text in faults.headers.items()):
        return _send(handler, state, 401, b"no access")
    if not path.is_file():
        return _send(handler, state, 404, b"none")
    content = path.read_bytes()
    wanted = re.fullmatch(r"bytes=(\d+)-(\d*)", handler.headers.get("Range") or "")
    if not wanted:
        return _send(handler, state, 200, content, "image/tiff")
    first, last = int(wanted[1]), min(int(wanted[2] or len(content) - 1), len(content) - 1)
    more = {"Content-Range": f"bytes {first}-{last}/{len(content)}"}
    return _send(handler, state, 206, content[first : last + 1], "image/tiff", more)


def _send(
    handler: BaseHTTPRequestHandler, state: StacServer, status: int, content: bytes, kind: str = "text/plain",
    more: Optional[Mapping[str, str]] = None,
) -> None:  # fmt: skip
    is_head = handler.command == "HEAD"
    with state.lock:
        state.log.append(Sent(urlsplit(handler.path).path, status, 0 if is_head else len(content)))
    handler.send_response(status)
    handler.send_header("Content-Type", kind)
    handler.send_header("Content-Length", str(len(content)))
    handler.send_header("Accept-Ranges", "bytes")
    for name, text in (more or {}).items():
        handler.send_header(name, text)
    handler.end_headers()
    if not is_head:
        try:
            handler.wfile.write(content)
        except (BrokenPipeError, ConnectionResetError):
            handler.close_connection = True


@dataclass
class Shot:
    """A scene to serve."""

    id: str
    when: str
    fine: np.ndarray
    """(4, H, W) uint16, 10000 x reflectance of B2 B3 B4 B8; 0 for none."""
    coarse: np.ndarray
    """(6, H / 2, W / 2) of the bands of 20 m."""
    classes: np.ndarray
    """(H / 2, W / 2) uint8, scene classification."""
    corner: tuple[float, float]
    epsg: int
    cloud_pct: float = 5.0
    carried_dn: int = 0
    """What is added to the stored numbers: 1000 since baseline 04.00."""
    keys: Mapping[str, str] = field(default_factory=lambda: EARTH_SEARCH)
    properties: Mapping[str, Any] = field(default_factory=dict)
    raster_bands: Optional[Mapping[str, float]] = None
    """Scale and offset as raster:bands of STAC 1.0."""


def write_cog(path: Path, array: np.ndarray, corner: tuple[float, float], pixel: float, epsg: int, block: int) -> None:
    """A cloud optimised GeoTIFF of one band with overviews."""
    kind = gdal.GDT_Byte if array.dtype == np.uint8 else gdal.GDT_UInt16
    raster = gdal.GetDriverByName("MEM").Create("", array.shape[1], array.shape[0], 1, kind)
    raster.SetGeoTransform((corner[0], pixel, 0, corner[1], 0, -pixel))
    raster.SetProjection(wkt(epsg))
    raster.GetRasterBand(1).WriteArray(array)
    raster.GetRasterBand(1).SetNoDataValue(0)
    path.parent.mkdir(parents=True, exist_ok=True)
    options = [f"BLOCKSIZE={block}", "COMPRESS=DEFLATE", "OVERVIEW_COUNT=2", "PREDICTOR=YES"]
    assert gdal.GetDriverByName("COG").CreateCopy(str(path), raster, options=options) is not None


def wkt(epsg: int) -> str:
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(epsg)
    return reference.ExportToWkt()


def publish(shot: Shot, folder: Path, href: Callable[[str, str], str], block: int = 128) -> dict[str, Any]:
    """Writes the files of a scene; gives its item.

    Args:
        shot: the scene.
        folder: where its files go, in a folder of its own.
        href: item's identifier and asset's key -> address.
        block: side of the blocks of 10 m.
    """
    assets: dict[str, Any] = {}
    arrays = {**dict(zip(FINE, shot.fine)), **dict(zip(COARSE, shot.coarse))}
    for name, array in arrays.items():
        stored = np.where(array > 0, array + shot.carried_dn, 0).astype(np.uint16)
        pixel = 10 if name in FINE else 20
        key = shot.keys[name]
        write_cog(folder / shot.id / f"{key}.tif", stored, shot.corner, pixel, shot.epsg, block)
        said = {"raster:bands": [dict(shot.raster_bands)]} if shot.raster_bands else {}
        assets[key] = {
            "href": href(shot.id, key), "type": "image/tiff; application=geotiff; profile=cloud-optimized",
            "roles": ["data", "reflectance"], "gsd": pixel, **said,
            "proj:transform": [pixel, 0, shot.corner[0], 0, -pixel, shot.corner[1]],
        }  # fmt: skip
    key = SCL_KEY[shot.keys["B2"]]
    write_cog(folder / shot.id / f"{key}.tif", shot.classes, shot.corner, 20, shot.epsg, block)
    assets[key] = {"href": href(shot.id, key), "type": "image/tiff; application=geotiff", "roles": ["data"]}
    height, width = shot.fine.shape[1:]
    ring = _ring(shot.corner, width * 10, height * 10, shot.epsg)
    lons, lats = zip(*ring)
    return {
        "type": "Feature", "stac_version": "1.0.0", "id": shot.id, "collection": COLLECTION,
        "geometry": {"type": "Polygon", "coordinates": [ring]},
        "bbox": [min(lons), min(lats), max(lons), max(lats)],
        "properties": {
            "datetime": shot.when, "eo:cloud_cover": shot.cloud_pct, "proj:epsg": shot.epsg, **shot.properties,
        },
        "assets": assets, "links": [],
    }  # fmt: skip


def _ring(corner: tuple[float, float], width_m: float, height_m: float, epsg: int) -> list[list[float]]:
    here, there = osr.SpatialReference(), osr.SpatialReference()
    here.ImportFromEPSG(epsg)
    there.ImportFromEPSG(4326)
    for system in (here, there):
        system.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    way = osr.CoordinateTransformation(here, there)
    x, y = corner
    corners = [(x, y), (x, y - height_m), (x + width_m, y - height_m), (x + width_m, y), (x, y)]
    return [list(way.TransformPoint(*point)[:2]) for point in corners]


def write_static(folder: Path, items: Sequence[Mapping[str, Any]], elsewhere: int = 0) -> Path:
    """A static catalogue of these items, relative links only; collections of other places and years beside it.

    Args:
        folder: holds catalog.json, one folder per item, with `files` beside it.
        items: as `publish` gives them.
        elsewhere: how many collections to add whose extent is far away, and whose documents are missing.
    """

    boxes = np.array([item["bbox"] for item in items])
    whole = [*boxes[:, :2].min(axis=0).tolist(), *boxes[:, 2:].max(axis=0).tolist()]
    days = sorted(item["properties"]["datetime"] for item in items)
    children = [{"rel": "child", "href": f"./{COLLECTION}/collection.json"}]
    gone = [{"rel": "item", "href": "./gone.json"}]
    for number in range(elsewhere):
        name = f"elsewhere-{number}"
        far, period = ([100, 10, 101, 11], ["2015-01-01T00:00:00Z", None])
        past, here = ["1999-01-01T00:00:00Z", "1999-12-31T00:00:00Z"], whole
        box, interval = (far, period) if number % 2 else (here, past)
        _write(folder / name / "collection.json", _static_collection(name, [box], [interval], gone))
        children.append({"rel": "child", "href": f"./{name}/collection.json"})
    root = {"type": "Catalog", "stac_version": "1.0.0", "id": "here", "description": "files", "links": children}
    _write(folder / "catalog.json", root)
    links = [{"rel": "item", "href": f"./{item['id']}/{item['id']}.json"} for item in items]
    document = _static_collection(COLLECTION, [whole], [[days[0], days[-1]]], links)
    _write(folder / COLLECTION / "collection.json", document)
    for item in items:
        assets = {
            key: {**asset, "href": f"../../files/{item['id']}/{key}.tif"} for key, asset in item["assets"].items()
        }
        _write(folder / COLLECTION / item["id"] / f"{item['id']}.json", {**item, "assets": assets})
    return folder / "catalog.json"


def _static_collection(name: str, boxes: list, intervals: list, links: list) -> dict[str, Any]:
    return {
        "type": "Collection", "stac_version": "1.0.0", "id": name, "description": name, "license": "proprietary",
        "extent": {"spatial": {"bbox": boxes}, "temporal": {"interval": intervals}}, "links": links,
    }  # fmt: skip


def _write(path: Path, document: Mapping[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(document), encoding="utf-8")
