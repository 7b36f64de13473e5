# SPDX-License-Identifier: GPL-2.0-or-later
"""Walking a static STAC catalogue by its links, past what lies elsewhere or in another time."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import Any, NamedTuple

from ..errors import InputError
from .area import touches
from .items import Item, links_of, parse_item
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
        features = document.get("features") or ([document] if document.get("type") == "Feature" else [])
        for item in (parse_item(feature, address) for feature in features if isinstance(feature, Mapping)):
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
    extent = document.get("extent")
    if not isinstance(extent, Mapping):
        return True
    boxes = (extent.get("spatial") or {}).get("bbox") or []
    # The first box or interval is the whole; further ones are its parts.
    if boxes and len(boxes[0]) in (4, 6) and not touches(wanted.bbox, boxes[0]):
        return False
    intervals = (extent.get("temporal") or {}).get("interval") or []
    if not intervals:
        return True
    start, end = intervals[0]
    return not ((start and str(start)[:10] > wanted.end) or (end and str(end)[:10] < wanted.start))
