# SPDX-License-Identifier: GPL-2.0-or-later
"""The public catalogues of Sentinel-2 Level-2A that the plugin knows by name, and how their pixels are reached."""

from __future__ import annotations

from typing import NamedTuple


class Catalogue(NamedTuple):
    """A STAC catalogue with scenes of Sentinel-2 Level-2A."""

    title: str
    root: str
    """Address of its landing page, or path of a static catalogue's first file."""
    collection: str = ""
    """Identifier of the collection to search; "" to find it by its name."""
    signing_url: str = ""
    """Where a token for the pixels comes from, with {collection} in it; "" where none is needed."""
    s3_endpoint: str = ""
    """Server of s3:// addresses, where it is not Amazon's."""


# Sources: https://github.com/Element84/earth-search, https://planetarycomputer.microsoft.com/docs/concepts/sas/,
# https://documentation.dataspace.copernicus.eu/APIs/STAC.html and .../APIs/S3.html.
KNOWN: dict[str, Catalogue] = {
    "earthsearch": Catalogue(
        "Earth Search (Element 84)", "https://earth-search.aws.element84.com/v1", "sentinel-2-l2a"
    ),
    "planetarycomputer": Catalogue(
        "Planetary Computer (Microsoft)",
        "https://planetarycomputer.microsoft.com/api/stac/v1",
        "sentinel-2-l2a",
        signing_url="https://planetarycomputer.microsoft.com/api/sas/v1/token/{collection}",
    ),
    "copernicus": Catalogue(
        "Copernicus Data Space",
        "https://stac.dataspace.copernicus.eu/v1",
        "sentinel-2-l2a",
        s3_endpoint="eodata.dataspace.copernicus.eu",
    ),
}


def catalogue(name: str, collection: str = "", signing_url: str = "") -> Catalogue:
    """A known catalogue by its key, or any other by its address or path.

    Args:
        name: a key of KNOWN; a URL or a path.
        collection: to search instead of the usual one; "" for that.
        signing_url: where a token for the pixels comes from, where the catalogue is none of KNOWN.
    """
    found = KNOWN.get(name) or Catalogue(name, name, signing_url=signing_url)
    return found._replace(collection=collection or found.collection)
