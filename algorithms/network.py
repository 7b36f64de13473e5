# SPDX-License-Identifier: GPL-2.0-or-later
"""Requests by QGIS, with its proxies and authentication; and the same settings for GDAL, which reads the pixels."""

from __future__ import annotations

from collections.abc import Generator

from qgis.core import (
    QgsApplication,
    QgsBlockingNetworkRequest,
    QgsFeedback,
    QgsNetworkAccessManager,
    QgsProcessingFeedback,
)
from qgis.PyQt.QtCore import QByteArray, QTimer, QUrl
from qgis.PyQt.QtNetwork import QNetworkProxy, QNetworkRequest

from ..model.catalogue.access import Network
from ..model.catalogue.transport import POLL_S, Request, TransportError, same_service
from ..model.errors import InputError

_STATUS = QNetworkRequest.Attribute.HttpStatusCodeAttribute


class QgisTransport:
    """Sends requests by QGIS: through its proxy, with an authentication configuration, ended by a cancel."""

    def __init__(self, root: str, auth: str, feedback: QgsProcessingFeedback) -> None:
        """Take what the requests need.

        Args:
            root: address of the catalogue: its own service alone sees the user's credentials.
            auth: identifier of an authentication configuration, "" for none.
            feedback: whose cancel ends a request.
        """
        self._root, self._auth, self._feedback = root, auth, feedback

    def send(self, request: Request) -> Generator[None, None, bytes]:
        """The content of the response; see `transport.Transport`.

        Raises:
            TransportError: no answer, or one that is no success.
        """
        message = QNetworkRequest(QUrl(request.url))
        for name, text in request.all_headers().items():
            message.setRawHeader(name.encode(), text.encode())
        sender = QgsBlockingNetworkRequest()
        if self._auth and same_service(request.url, self._root):
            sender.setAuthCfg(self._auth)
        body = request.payload()
        # A cancel that comes from another thread may never end QGIS's request, which may delete the reply before the
        # reply is told to stop. So the thread that waits looks for it itself.
        stop, timer = QgsFeedback(), QTimer()
        timer.timeout.connect(lambda: stop.cancel() if self._feedback.isCanceled() else None)
        timer.start(round(1000 * POLL_S))
        if body is None:
            outcome = sender.get(message, True, stop)
        else:
            outcome = sender.post(message, QByteArray(body), True, stop)
        timer.stop()
        while self._feedback.isCanceled():
            yield  # whoever drives the job ends it here
        reply = sender.reply()
        status = int(reply.attribute(_STATUS) or 0)
        if outcome != QgsBlockingNetworkRequest.ErrorCode.NoError or status >= 400:
            raise TransportError(status, " ".join(sender.errorMessage().split()) or "no answer")
        return bytes(reply.content())


def network(auth: str) -> Network:
    """The user's settings for GDAL: the proxy, and the headers that an authentication configuration adds.

    Args:
        auth: identifier of an authentication configuration, "" for none.

    Raises:
        InputError: the configuration cannot be read.
    """
    manager = QgsNetworkAccessManager.instance()
    qgis_proxy = manager.fallbackProxy()
    address = f"{qgis_proxy.hostName()}:{qgis_proxy.port()}" if qgis_proxy.hostName() else ""
    kinds = {
        QNetworkProxy.ProxyType.HttpProxy: address,
        QNetworkProxy.ProxyType.HttpCachingProxy: address,
        QNetworkProxy.ProxyType.Socks5Proxy: f"socks5://{address}",
    }
    proxy = kinds.get(qgis_proxy.type(), "") if address else ""
    return Network(
        headers=_headers(auth) if auth else {},
        proxy=proxy,
        proxy_login=f"{qgis_proxy.user()}:{qgis_proxy.password()}" if proxy and qgis_proxy.user() else "",
        no_proxy=tuple(entry for entry in (*manager.excludeList(), *manager.noProxyList()) if entry),
    )


def _headers(auth: str) -> dict[str, str]:
    """The headers that an authentication configuration adds to a request."""
    message = QNetworkRequest(QUrl("https://localhost"))
    done = QgsApplication.authManager().updateNetworkRequest(message, auth)
    # Older versions give the request back beside the verdict.
    worked = done[0] if isinstance(done, tuple) else done
    if not worked:
        raise InputError(
            f"Expected an authentication configuration in AUTH, but QGIS cannot read “{auth}”; choose one under "
            "Settings, Options, Authentication, and unlock it with the master password."
        )
    message = done[1] if isinstance(done, tuple) and len(done) > 1 else message
    return {bytes(name).decode(): bytes(message.rawHeader(name)).decode() for name in message.rawHeaderList()}
