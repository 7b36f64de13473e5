# SPDX-License-Identifier: GPL-2.0-or-later
"""A process of the private environment's Python: requests to it, its answers, and why it failed."""

from __future__ import annotations

import os
import signal
import tempfile
import time
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as TookTooLong
from pathlib import Path
from typing import Optional

from ..errors import InputError
from ..system import processes
from ..system.openmp import limit_spinning
from . import protocol
from .base import DeviceMemoryError
from .protocol import Message, ProtocolError

WORKER = Path(__file__).with_name("worker.py")
# The first import of PyTorch after an installation is slow where a virus scanner checks its files.
OPEN_LIMIT_S = 300.0
_ERROR_TAIL_BYTES = 4000


class WorkerProcess:
    """`worker.py` in another Python; one request at a time."""

    def __init__(self, python: Path, script: Path = WORKER, module: str = "") -> None:
        """Starts it.

        Args:
            python: interpreter of the environment.
            script: what it runs.
            module: which module of the core answers, see `worker.serve`.
        """
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="hse-lcz-worker")
        self._error_output = tempfile.TemporaryFile()  # noqa: SIM115
        self._process: Optional[processes.Process] = None
        self._not_started: Optional[OSError] = None
        command = [python, "-I", "-B", script, *([module] if module else [])]
        variables = processes.clean_variables(os.environ)
        limit_spinning(variables)
        try:
            self._process = processes.start(command, variables, errors=self._error_output)
        except OSError as error:
            self._not_started = error

    @property
    def pid(self) -> int:
        """Process id; 0 where the process has not started or was stopped."""
        return self._process.pid if self._process is not None else 0

    def ask(self, request: Message) -> Future[Optional[Message]]:
        """Sends a request; the future has the answer, which `checked` takes.

        Raises:
            OSError: it has not started.
        """
        if self._process is None:
            raise self._not_started or OSError("the process was stopped")
        return self._pool.submit(_send_and_receive, self._process, request)

    def exchange(self, request: Message, limit_s: float) -> Message:
        """Sends a request and waits for its answer.

        Raises:
            InputError: the other end refuses, with its sentence.
            ProtocolError: no answer, or none that makes sense.
            OSError: the pipe is broken, or the process has not started.
        """
        try:
            return checked(self.ask(request).result(limit_s))
        except TookTooLong as error:
            raise no_answer_within(limit_s) from error

    def reason(self, error: Exception) -> str:
        """Why it failed, in a few words: how it ended, or its last line, or what was wrong."""
        if self._process is None:
            return getattr(error, "strerror", None) or str(error)
        time.sleep(0.1)  # a process whose pipe has just broken is about to end
        code = self._process.poll()
        if code is None:
            return str(error)
        if code < 0:
            return f"it was ended by {signal.Signals(-code).name}"
        words = self._last_error_line()
        return words or f"it ended with code {code}"

    def stop(self) -> None:
        """Ends it, whatever it does; it has ended when this returns."""
        if self._process is not None:
            processes.stop(self._process)
            self._process = None
        self._pool.shutdown()
        self._error_output.close()

    def _last_error_line(self) -> str:
        length = self._error_output.seek(0, os.SEEK_END)
        self._error_output.seek(max(0, length - _ERROR_TAIL_BYTES))
        lines = self._error_output.read().decode("utf-8", "replace").strip().splitlines()
        return lines[-1].strip().rstrip(".") if lines else ""


def checked(reply: Optional[Message]) -> Message:
    """A reply that reports no error.

    Raises:
        InputError: the other end refuses, with its sentence.
        ProtocolError: the pipe ended without an answer.
    """
    if reply is None:
        raise ProtocolError("no answer")
    if "refused" in reply.about:
        kind = DeviceMemoryError if reply.about.get("lacks_memory") else InputError
        raise kind(str(reply.about["refused"]))
    return reply


def no_answer_within(limit_s: float) -> ProtocolError:
    """The error of a process that has not answered within a limit."""
    return ProtocolError(f"no answer within {limit_s:.0f} s")


def _send_and_receive(process: processes.Process, request: Message) -> Optional[Message]:
    protocol.write(process.stdin, request)
    return protocol.read(process.stdout)
