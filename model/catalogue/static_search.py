# SPDX-License-Identifier: GPL-2.0-or-later
"""Walking a static STAC catalogue by its links, past what lies elsewhere or in another time."""

from __future__ import annotations

import math
from collections.abc import Generator, Mapping
from typing import Any, NamedTuple

from ..errors import InputError
from .area import touches
from .items import Item, links_of, parse_item
from .json_values import mapping, mappings, number, sequence
from .transport import Request, Transport, fetch_json, resolved

# What a walk may read: a catalogue without extents must not keep it busy for ever.
_MOST_DOCUMENTS = 20_000


class Wanted(NamedTuple):
    """Place, period and largest cloud share of the scenes to find."""

    bbox: tuple[float, float, float, float]
    """West, south, east, north in degrees."""
    start: str
    """First day: "2023-06-01"."""
    end: str
    """Last day."""
    max_cloud_pct: float = 100.0

    @property
    def interval(self) -> str:
        """The period as a search takes it."""
        return f"{self.start}T00:00:00Z/{self.end}T23:59:59Z"


def walk(
    transport: Transport, location: str, first: Mapping[str, Any], wanted: Wanted
) -> Generator[str, None, list[Item]]:
    """The scenes of a place and a period in a static catalogue, whatever their cloud share.

    Args:
        transport: fetches the documents.
        location: of the first document.
        first: a catalogue, a collection, a collection of features, or one item.
        wanted: what to find.

    Yields:
        Lines for the log, "" while it waits.

    Raises:
        InputError: a document cannot be read, or there are too many.
    """
    items: dict[str, Item] = {}
    seen = {location}
    ahead: list[tuple[str, Any]] = [(location, first)]
    while ahead:
        address, document = ahead.pop()
        if document is None:
            document = yield from fetch_json(transport, Request(address))
        if not isinstance(document, Mapping) or not _may_hold(document, wanted):
            continue
        features = mappings(document.get("features")) or ([document] if document.get("type") == "Feature" else [])
        for item in (parse_item(feature, address) for feature in features):
            if item is not None and wanted.start <= item.day <= wanted.end and touches(wanted.bbox, item.bbox):
                items[item.id] = item
        if document.get("type") == "Feature":
            continue
        for link in links_of(document, "child", "item", "items", "next"):
            target = resolved(link["href"], address)
            if target not in seen:
                seen.add(target)
                ahead.append((target, None))
        if len(seen) > _MOST_DOCUMENTS:
            raise InputError(
                f"Expected a catalogue of at most {_MOST_DOCUMENTS} documents in this area and period, found more "
                f"from {location} on; give the address of the collection with your scenes."
            )
    return list(items.values())


def _may_hold(document: Mapping[str, Any], wanted: Wanted) -> bool:
    """Whether a catalogue's own extent leaves room for what is wanted; one without an extent may hold anything."""
    extent = mapping(document.get("extent"))
    # The first box or interval is the whole; further ones are its parts. What is no box or no interval says nothing.
    boxes = sequence(mapping(extent.get("spatial")).get("bbox"))
    box = list(map(number, sequence(boxes[0]))) if boxes else []
    if len(box) in (4, 6) and all(map(math.isfinite, box)) and not touches(wanted.bbox, box):
        return False
    intervals = sequence(mapping(extent.get("temporal")).get("interval"))
    interval = sequence(intervals[0]) if intervals else []
    start, end = (text[:10] if isinstance(text, str) else "" for text in (*interval, None, None)[:2])
    return not ((start and start > wanted.end) or (end and end < wanted.start))
