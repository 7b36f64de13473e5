# SPDX-License-Identifier: GPL-2.0-or-later
"""Functions that are called once QGIS has loaded a layer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Optional

from qgis.core import (
    QgsMapLayer,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingLayerPostProcessorInterface,
    QgsProject,
)
from qgis.PyQt import sip

Finish = Callable[[QgsMapLayer, Optional[QgsProject]], None]


def when_loaded(details: Any, finish: Finish) -> None:
    """Registers a function that is called in the main thread, with layer and project, once a layer is loaded.

    Args:
        details: what the context of the run says of the layer, `QgsProcessingContext.LayerDetails`.
        finish: called once.
    """
    # QGIS deletes each post-processor together with the context of its run, so that every run needs its own.
    _waiting[:] = [*(old for old in _waiting if not sip.isdeleted(old)), _PostProcessor(finish)]
    details.setPostProcessor(_waiting[-1])


class _PostProcessor(QgsProcessingLayerPostProcessorInterface):
    """Calls a function with the loaded layer."""

    def __init__(self, finish: Finish) -> None:
        super().__init__()
        self._finish = finish

    def postProcessLayer(
        self, layer: QgsMapLayer, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> None:
        """QGIS calls this in the main thread, once the layer is in the project."""
        self._finish(layer, context.project())


# QGIS keeps no Python reference: a post-processor that is not kept here silently does nothing.
_waiting: list[_PostProcessor] = []
