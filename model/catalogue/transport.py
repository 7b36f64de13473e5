# SPDX-License-Identifier: GPL-2.0-or-later
"""How documents of a catalogue are fetched: one small protocol, and its implementation without QGIS."""

from __future__ import annotations

import json
import os
import urllib.error
import urllib.request
from collections.abc import Generator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from typing import Any, NamedTuple, Optional, Protocol, TypeVar
from urllib.parse import unquote, urljoin, urlsplit

from ..errors import InputError
from ..progress import converted
from ..version import software

T = TypeVar("T")
# Waiting time before each further attempt, seconds; doubled each time so that a busy server is not pressed.
PAUSES_S = (0.5, 1.0, 2.0, 4.0)
TIMEOUT_S = 30.0
# So often a generator that waits gives the caller a chance to stop it.
POLL_S = 0.1
TRANSIENT = frozenset({0, 408, 425, 429, 500, 502, 503, 504})
"""Status codes of HTTP after which the same request may succeed; 0 stands for no answer. Source: RFC 9110, RFC 6585."""


class Request(NamedTuple):
    """One HTTP request for JSON."""

    url: str
    body: Optional[Mapping[str, Any]] = None
    """Sent by POST as JSON; None for GET."""
    headers: Mapping[str, str] = {}

    def payload(self) -> Optional[bytes]:
        """The body as it is sent, None for GET."""
        return None if self.body is None else json.dumps(self.body).encode()

    def all_headers(self) -> dict[str, str]:
        """The headers of the request, with the accepted type and the sender."""
        typed = {} if self.body is None else {"Content-Type": "application/json"}
        accepted = "application/geo+json, application/json"
        return {"Accept": accepted, "User-Agent": software(), **typed, **self.headers}


class TransportError(Exception):
    """A request that failed.

    Attributes:
        status: of HTTP; 0 where there was no answer.
        reason: a few words for the log.
    """

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(f"{status} {reason}" if status else reason)
        self.status = status
        self.reason = reason

    @property
    def is_transient(self) -> bool:
        """Whether the same request may succeed later."""
        return self.status in TRANSIENT


class Transport(Protocol):
    """What sends requests."""

    def send(self, request: Request) -> Generator[None, None, bytes]:
        """The answer's content; yields at least every POLL_S seconds, or stops by itself when the user cancels.

        Raises:
            TransportError: no answer, or one that is no success.
        """


class UrlTransport:
    """Requests by Python's standard library; proxies come from the environment (http_proxy, no_proxy)."""

    def __init__(self, timeout_s: float = TIMEOUT_S) -> None:
        """Take the longest time that a server may stay silent."""
        self._timeout_s = timeout_s

    def send(self, request: Request) -> Generator[None, None, bytes]:
        """See Transport."""
        with worker_pool(1) as pool:
            content = yield from waited(pool.submit(self._sent, request))
        return content

    def _sent(self, request: Request) -> bytes:
        try:
            message = urllib.request.Request(request.url, request.payload(), request.all_headers())  # noqa: S310
            with _opener().open(message, timeout=self._timeout_s) as answer:
                return answer.read()
        except urllib.error.HTTPError as error:
            raise TransportError(error.code, str(error.reason)) from error
        except urllib.error.URLError as error:
            raise TransportError(0, str(error.reason)) from error
        except (OSError, ValueError) as error:
            raise TransportError(0, str(error) or type(error).__name__) from error


def _opener() -> urllib.request.OpenerDirector:
    """What opens http and https alone: neither an address nor a redirection can lead to a file of this computer."""
    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler,
        urllib.request.HTTPHandler,
        urllib.request.HTTPSHandler,
        urllib.request.HTTPRedirectHandler,
        urllib.request.HTTPDefaultErrorHandler,
        urllib.request.HTTPErrorProcessor,
        urllib.request.UnknownHandler,
    ):
        opener.add_handler(handler())
    return opener


@contextmanager
def worker_pool(count: int) -> Generator[ThreadPoolExecutor, None, None]:
    """Threads for requests; leaving the block does not wait for those that are still on their way."""
    pool = ThreadPoolExecutor(count, thread_name_prefix="hse-lcz-fetching")
    try:
        yield pool
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def waited(future: Future[T]) -> Generator[None, None, T]:
    """What a future gives; yields while it is not done.

    Raises:
        Exception: what the work raises.
    """
    while not wait([future], POLL_S).done:
        yield
    return future.result()


def fetch_json(transport: Transport, request: Request) -> Generator[str, None, Any]:
    """A JSON document from an address or a file; tries again where an answer may come later.

    Yields:
        Lines for the log, "" while it waits.

    Raises:
        InputError: it cannot be reached or read, access is refused, or it is no JSON.
    """
    content = b""
    if is_address(request.url):
        for pause_s in (*PAUSES_S, None):
            try:
                content = yield from converted(transport.send(request), lambda _: "")
                break
            except TransportError as error:
                if pause_s is None or not error.is_transient:
                    raise InputError(_unreachable(request.url, error)) from error
                yield f"{request.url} does not answer ({error}); the request is repeated in {pause_s:g} s."
                yield from paused(pause_s)
    else:
        content = _read(local_path(request.url))
    try:
        return json.loads(content)
    except (ValueError, RecursionError) as error:
        raise InputError(
            f"Expected a STAC document in JSON at {request.url}, found {_looks_like(content)}; check the address of "
            "the catalogue."
        ) from error


def paused(seconds: float) -> Generator[str, None, None]:
    """Yields "" for so many seconds, so that the caller can stop meanwhile."""
    never: Future[None] = Future()
    for _ in range(max(1, round(seconds / POLL_S))):
        wait([never], POLL_S)
        yield ""


def _unreachable(url: str, error: TransportError) -> str:
    """Why a document cannot be fetched and what to do, in one sentence."""
    if error.status in (401, 403):
        return (
            f"Expected access to {url}, but the server refuses it ({error}); choose an authentication configuration "
            "in AUTH, or wait and try again."
        )
    remedy = (
        "wait and try again"
        if error.status in TRANSIENT - {0}
        else "check the address of the catalogue, the network and the proxy in the settings of QGIS"
    )
    return f"Expected a STAC catalogue at {url}, but it cannot be reached ({error}); {remedy}."


def _read(path: str) -> bytes:
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError as error:
        raise InputError(
            f"Expected a STAC document in {path}, but it cannot be read ({error.strerror}); check the path of the "
            "catalogue."
        ) from error


def _looks_like(content: bytes) -> str:
    """What an answer that is no JSON begins with."""
    text = content[:200].decode("utf-8", "replace").strip()
    return "an HTML page" if text.lower().startswith(("<!doctype html", "<html")) else f"“{text[:40]}”"


def is_address(location: str) -> bool:
    """Whether a location is a URL of the web rather than a file."""
    return location.lower().startswith(("http://", "https://"))


def local_path(location: str) -> str:
    """The path of a file that may be written as file:///path."""
    if not location.lower().startswith("file://"):
        return location
    path = unquote(urlsplit(location).path)
    return path[1:] if os.name == "nt" and path.startswith("/") else path


def resolved(href: str, base: str) -> str:
    """A link as a URL or a path, seen from the document that holds it.

    Raises:
        InputError: a document of the web names a file of this computer.

    >>> resolved("../a.tif", "https://server/items/b.json"), resolved("s3://bucket/a.tif", "/tmp/b.json")
    ('https://server/a.tif', 's3://bucket/a.tif')
    """
    scheme = urlsplit(href).scheme.lower()
    if is_address(base):
        if scheme == "file":
            raise InputError(
                f"Expected links to addresses of the web in {base}, found {href}; choose another catalogue."
            )
        return urljoin(base, href)
    if len(scheme) > 1 or href.startswith("/vsi"):  # a single letter is a drive of Windows
        return href
    return os.path.normpath(os.path.join(os.path.dirname(local_path(base)), href))


def same_service(url: str, root: str) -> bool:
    """Whether an address belongs to the service of a catalogue, so that it may see the user's credentials.

    The same host does, and hosts beside it in a domain of three labels or more.

    >>> same_service("https://download.dataspace.copernicus.eu/a", "https://stac.dataspace.copernicus.eu/v1")
    True
    >>> same_service("https://b.example.org/a", "https://a.example.org")
    False
    """
    here, there = (urlsplit(address).hostname or "" for address in (url, root))
    _, _, domain = there.partition(".")
    return bool(here) and (here == there or (domain.count(".") >= 2 and here.endswith(f".{domain}")))
