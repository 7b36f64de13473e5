# SPDX-License-Identifier: GPL-2.0-or-later
"""From an asset's address to what GDAL opens: tokens, keys, headers and proxies."""

from __future__ import annotations

import time
from collections.abc import Generator, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timezone
from typing import Callable, Optional
from urllib.parse import urlsplit

from osgeo import gdal

from ..errors import InputError
from .catalogues import Catalogue
from .items import Asset
from .transport import TIMEOUT_S, Request, Transport, fetch_json, is_address, local_path, same_service

# A token that ends sooner is renewed, so that it lasts for the block at hand.
_RENEW_S = 300.0
# Only what a window needs is read, and no folder is listed. Source: GDAL documentation, /vsicurl/.
_OPTIONS = {
    "GDAL_DISABLE_READDIR_ON_OPEN": "EMPTY_DIR",
    "GDAL_HTTP_CONNECTTIMEOUT": "10",
    "GDAL_HTTP_TIMEOUT": f"{TIMEOUT_S:g}",
    "GDAL_HTTP_MERGE_CONSECUTIVE_RANGES": "YES",
    "GDAL_HTTP_MULTIPLEX": "YES",
}
_S3_KEYS = ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY")


@dataclass(frozen=True)
class Network:
    """What the user's settings say about the network; plain values."""

    headers: Mapping[str, str] = field(default_factory=dict)
    """Sent to the catalogue's own service alone, such as an Authorization."""
    proxy: str = ""
    """"host:port" or a URL; "" for none, or for the one in the environment."""
    proxy_login: str = ""
    """"user:password"."""
    no_proxy: tuple[str, ...] = ()
    """Beginnings of addresses that are reached without it."""


class Access:
    """How the pixels of one catalogue are reached."""

    def __init__(
        self,
        catalogue: Catalogue,
        transport: Transport,
        network: Network,
        clock: Callable[[], float] = time.time,
    ) -> None:
        """Take the catalogue, what fetches its tokens, and the settings of the network.

        Args:
            catalogue: whose scenes are read.
            transport: fetches a token.
            network: the user's settings.
            clock: seconds since 1970, for tests.
        """
        self._catalogue, self._transport, self._network, self._clock = catalogue, transport, network, clock
        self._tokens: dict[str, str] = {}
        self._ends: dict[str, float] = {}

    def renew(self, collections: Iterable[str]) -> Generator[str, None, None]:
        """Fetches a token for each collection whose token ends soon; nothing where the catalogue needs none.

        Raises:
            InputError: the token is refused.
        """
        for collection in sorted(set(collections)) if self._catalogue.signing_url else ():
            if self._ends.get(collection, 0.0) - self._clock() > _RENEW_S:
                continue
            address = self._catalogue.signing_url.format(collection=collection)
            try:
                answer = yield from fetch_json(self._transport, Request(address))
            except InputError as error:
                raise InputError(
                    f"Expected a token for the pixels of {self._catalogue.title}, but {address} gives none "
                    f"({error.__cause__ or 'its answer is no JSON'}); wait and try again, or choose another catalogue."
                ) from error
            token = answer.get("token") if isinstance(answer, Mapping) else None
            if not isinstance(token, str) or not token:
                raise InputError(
                    f"Expected a token for the pixels of {self._catalogue.title} from {address}, found an answer "
                    "without one; wait and try again, or choose another catalogue."
                )
            self._tokens[collection], self._ends[collection] = token, _ends(answer.get("msft:expiry"), self._clock())

    def refusal(self, asset: Asset) -> str:
        """What the user needs before an asset can be read, one sentence; "" where nothing is missing."""
        if not asset.href.startswith("s3://") or _has_keys() or (asset.https_href and self._network.headers):
            return ""
        return (
            f"Expected keys for the pixels of {self._catalogue.title}, which are s3:// addresses for users with an "
            "account; set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY in Settings, Options, System, Environment "
            "(Copernicus Data Space gives such keys at https://eodata-s3keysmanager.dataspace.copernicus.eu), or "
            "choose an authentication configuration in AUTH, or another catalogue."
        )

    def path(self, asset: Asset, collection: str) -> str:
        """What GDAL opens for an asset, with the token of its collection."""
        href = asset.href
        if href.startswith("s3://"):
            if _has_keys() or not asset.https_href:
                return f"/vsis3/{href[len('s3://') :]}"
            href = asset.https_href
        if not is_address(href):
            return local_path(href)
        token = self._tokens.get(collection, "")
        return f"/vsicurl/{href}{'&' if urlsplit(href).query else '?'}{token}" if token else f"/vsicurl/{href}"

    def options(self, path: str) -> dict[str, Optional[str]]:
        """GDAL's settings while it reads a path; None unsets one."""
        url = path[len("/vsicurl/") :] if path.startswith("/vsicurl/") else ""
        by_proxy = self._network.proxy and not url.startswith(self._network.no_proxy or ("\0",))
        trusted = url and same_service(url, self._catalogue.root)
        lines = [f"{name}: {text}" for name, text in self._network.headers.items()] if trusted else []
        endpoint = self._catalogue.s3_endpoint if path.startswith("/vsis3/") else ""
        return {
            **_OPTIONS,
            "GDAL_HTTP_PROXY": self._network.proxy if by_proxy else None,
            "GDAL_HTTPS_PROXY": self._network.proxy if by_proxy else None,
            "GDAL_HTTP_PROXYUSERPWD": self._network.proxy_login if by_proxy and self._network.proxy_login else None,
            "GDAL_HTTP_HEADERS": "\r\n".join(lines) or None,
            **({"AWS_S3_ENDPOINT": endpoint, "AWS_VIRTUAL_HOSTING": "FALSE"} if endpoint else {}),
        }


def without_token(text: str) -> str:
    """A text for the log in which addresses have lost their tokens.

    >>> without_token("cannot read /vsicurl/https://server/B02.tif?sig=secret&se=1 (403)")
    'cannot read /vsicurl/https://server/B02.tif (403)'
    """
    words = text.split(" ")
    return " ".join(word.partition("?")[0] if "://" in word else word for word in words)


def _has_keys() -> bool:
    return all(gdal.GetConfigOption(name) for name in _S3_KEYS)


def _ends(text: object, now: float) -> float:
    """When a token ends, seconds since 1970; where it does not say, it is renewed each time."""
    try:
        when = datetime.strptime(str(text)[:19], "%Y-%m-%dT%H:%M:%S")
    except ValueError:
        return now
    return when.replace(tzinfo=timezone.utc).timestamp()
