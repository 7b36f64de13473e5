# SPDX-License-Identifier: GPL-2.0-or-later
"""Runs a function in the main thread, from whichever thread an algorithm works in, and waits for its result.

Dialogs run algorithms in a background thread; `qgis_process` and the Python console run them in the main thread. Print
layouts and the project may be touched in the main thread only.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any, Optional

from qgis.core import QgsProcessingFeedback
from qgis.PyQt.QtCore import QCoreApplication, QObject, Qt, QThread, pyqtSignal, pyqtSlot

_POLL_S = 0.1


class _Call(QObject):
    """A call that waits for the main thread."""

    wanted = pyqtSignal()

    def __init__(self, function: Callable[[], Any]) -> None:
        super().__init__()
        self._function = function
        self.is_cancelled = False
        self.done = threading.Event()
        self.answer: Any = None
        self.error: Optional[BaseException] = None
        self.moveToThread(QCoreApplication.instance().thread())
        self.wanted.connect(self.run, Qt.ConnectionType.QueuedConnection)

    @pyqtSlot()
    def run(self) -> None:
        """Called by Qt in the main thread."""
        try:
            if not self.is_cancelled:
                self.answer = self._function()
        except BaseException as error:  # it belongs to the thread that waits
            self.error = error
        self.done.set()
        _waiting.discard(self)


# A call that nobody waits for any more must live until Qt has delivered it.
_waiting: set[_Call] = set()


def call(function: Callable[[], Any], feedback: QgsProcessingFeedback) -> Any:
    """The result of a function that is called in the main thread; None where the user cancels while it waits.

    Args:
        function: without arguments.
        feedback: knows of a cancel.

    Raises:
        BaseException: whatever the function raises.
    """
    if QThread.currentThread() == QCoreApplication.instance().thread():
        return function()
    pending = _Call(function)
    _waiting.add(pending)
    pending.wanted.emit()
    # Waiting by Python's event lets the main thread run Python; Qt's own blocking calls would not.
    while not pending.done.wait(_POLL_S):
        if feedback.isCanceled():
            pending.is_cancelled = True
            return None
    if pending.error is not None:
        raise pending.error
    return pending.answer
