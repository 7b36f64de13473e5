# SPDX-License-Identifier: GPL-2.0-or-later
"""Searching a STAC catalogue for the scenes of a place and a period: an API by POST, a static catalogue by its links.

Source: STAC API specification 1.0.0 (item search, query extension, paging by links).
"""

from __future__ import annotations

import json
import re
from collections.abc import Generator, Mapping
from pathlib import Path
from typing import Any, NamedTuple, Optional

from ..errors import InputError
from . import static_search
from .area import says_stac
from .items import Item, link_of, links_of, parse_item
from .json_values import mapping, mappings, sequence
from .static_search import Wanted
from .transport import Request, Transport, fetch_json, is_address, local_path, resolved

_PAGE_ITEMS = 100
# A tile is seen about 70 times a year: these are decades of one tile, or one month of a continent.
_MOST_ITEMS = 3000
_QUERY_CLASS = "item-search#query"
_LEVEL_2A = re.compile(r"sentinel-?_?2.*l2a", re.IGNORECASE)


class Found(NamedTuple):
    """What a catalogue holds of a place and a period."""

    items: list[Item]
    too_cloudy: int
    """Scenes that the catalogue left out by their cloud share; 0 where it told of all."""
    license_url: str
    """Terms of the collection, "" where it gives none."""
    providers: str
    """Who made and who distributes the scenes, "" where the collection does not say."""


def search(transport: Transport, root: str, collection: str, wanted: Wanted) -> Generator[str, None, Found]:
    """The scenes of a place and a period.

    Args:
        transport: fetches the documents.
        root: address of an API's landing page, or of the first document of a static catalogue, or its path.
        collection: identifier; "" to take the one of Sentinel-2 Level-2A.
        wanted: place, period and largest cloud share.

    Yields:
        Lines for the log, "" while it waits.

    Raises:
        InputError: the catalogue cannot be reached, is none, or lacks the collection.
    """
    location = _first_document(root)
    landing = yield from _landing(transport, location)
    address = _search_address(landing, location)
    if not address and link_of(landing, "items") and is_address(link_of(landing, "root")):
        # The address of an API's collection: its landing page is where to search.
        collection, location = str(landing.get("id") or collection), resolved(link_of(landing, "root"), location)
        landing = yield from _landing(transport, location)
        address = _search_address(landing, location)
    if not address:
        items = yield from static_search.walk(transport, location, landing, wanted)
        return Found(items, 0, *_terms(landing))
    chosen = collection or (yield from _level_2a(transport, landing, location))
    body = {
        "collections": [chosen],
        "bbox": list(wanted.bbox),
        "datetime": wanted.interval,
        "limit": _PAGE_ITEMS,
    }
    knows_query = any(str(name).endswith(_QUERY_CLASS) for name in sequence(landing.get("conformsTo")))
    cloudless = {"query": {"eo:cloud_cover": {"lte": wanted.max_cloud_pct}}} if knows_query else {}
    items = yield from _pages(transport, Request(address, {**body, **cloudless}))
    too_cloudy = 0
    if not items and knows_query:
        too_cloudy = len((yield from _pages(transport, Request(address, body))))
    about = yield from _about(transport, f"{location.rstrip('/')}/collections/{chosen}")
    return Found(items, too_cloudy, *_terms(about))


def _landing(transport: Transport, location: str) -> Generator[str, None, Mapping[str, Any]]:
    """The first document of a catalogue.

    Raises:
        InputError: it cannot be reached, or is none.
    """
    landing = yield from fetch_json(transport, Request(location))
    if not says_stac(landing):
        raise InputError(
            f"Expected a STAC catalogue at {location}, found another JSON document; give the address of its landing "
            "page."
        )
    return landing


def _first_document(root: str) -> str:
    """Where a catalogue begins: the file itself, or catalog.json in a folder."""
    if is_address(root):
        return root
    path = Path(local_path(root))
    return str(path / "catalog.json") if path.is_dir() else str(path)


def _search_address(landing: Mapping[str, Any], location: str) -> str:
    """Where an API is searched, "" for a static catalogue."""
    links = sorted(links_of(landing, "search"), key=lambda link: link.get("method") != "POST")
    return resolved(links[0]["href"], location.rstrip("/") + "/") if links else ""


def _level_2a(transport: Transport, landing: Mapping[str, Any], location: str) -> Generator[str, None, str]:
    """The collection of Sentinel-2 Level-2A of an API.

    Raises:
        InputError: it has none.
    """
    base = location.rstrip("/") + "/"
    data = link_of(landing, "data")
    address = resolved(data, base) if data else f"{base}collections"
    listing = yield from fetch_json(transport, Request(address))
    names = [str(entry.get("id")) for entry in mappings(mapping(listing).get("collections"))]
    fitting = sorted((name for name in names if _LEVEL_2A.search(name)), key=len)
    if not fitting:
        raise InputError(
            f"Expected a catalogue with Sentinel-2 Level-2A, found the collections {', '.join(names[:10]) or 'none'} "
            f"at {location}; choose another catalogue."
        )
    return fitting[0]


def _pages(transport: Transport, first: Request) -> Generator[str, None, list[Item]]:
    """The items of a search, page after page.

    Raises:
        InputError: a page cannot be fetched or is none, or they are too many.
    """
    items: dict[str, Item] = {}
    request: Optional[Request] = first
    seen: set[str] = set()
    while request is not None:
        seen.add(_identity(request))
        page = yield from fetch_json(transport, request)
        features = page.get("features") if isinstance(page, Mapping) else None
        if not isinstance(features, list):
            raise InputError(
                f"Expected a page of STAC items from {first.url}, found another JSON document; check the address of "
                "the catalogue."
            )
        parsed = (parse_item(feature, request.url) for feature in mappings(features))
        items.update((item.id, item) for item in parsed if item is not None)
        if len(items) > _MOST_ITEMS:
            raise InputError(
                f"Expected at most {_MOST_ITEMS} scenes, found more in this area and period; choose a shorter period "
                "or a smaller area."
            )
        request = _next(page, request)
        if request is not None and _identity(request) in seen:
            request = None  # a server that leads in a circle
    return list(items.values())


def _next(page: Mapping[str, Any], request: Request) -> Optional[Request]:
    """The request for the next page, None on the last one."""
    link = next(iter(links_of(page, "next")), None)
    if link is None:
        return None
    url = resolved(link["href"], request.url)
    headers = {str(key): str(value) for key, value in mapping(link.get("headers")).items()}
    if str(link.get("method", "GET")).upper() != "POST":
        return Request(url, None, headers)
    body = mapping(link.get("body"))
    return Request(url, {**(request.body or {}), **body} if link.get("merge") else body, headers)


def _identity(request: Request) -> str:
    return f"{request.url} {json.dumps(request.body, sort_keys=True)}"


def _about(transport: Transport, address: str) -> Generator[str, None, Mapping[str, Any]]:
    """The collection's document; an empty one where the catalogue does not give it, as only its terms are missing."""
    try:
        document = yield from fetch_json(transport, Request(address))
    except InputError:
        return {}
    return document if isinstance(document, Mapping) else {}


def _terms(document: Mapping[str, Any]) -> tuple[str, str]:
    """The address of a collection's terms, and its providers."""
    url = link_of(document, "license")
    names = [str(provider["name"]) for provider in mappings(document.get("providers")) if provider.get("name")]
    return url or str(document.get("license") or ""), ", ".join(names)
