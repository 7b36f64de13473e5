# SPDX-License-Identifier: GPL-2.0-or-later
"""A process that does tasks one after the other, and that is killed where one takes too long or too much memory.

The process keeps what its tasks share, such as the network. Its parent sends one line of JSON a task and gets one back:

    worker  --- {"row": {...}, "tag": "..."} --->  task process
            <-- {"status": "done", ...} ---------

The parent watches the time and the memory. Where the process ends by itself, by the system's out-of-memory killer or by
a fault in a library, the worker is still there to say so, and starts another one for the next task. Where the worker is
killed, the pipe ends and the task process with it.
"""

from __future__ import annotations

import importlib
import json
import os
import queue
import signal
import sys
import tempfile
import threading
import time
import traceback
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple, Optional

import psutil

from ..model.errors import OutputError, PluginError
from ..model.system import memory, processes
from .results import FAILED, Outcome
from .stopwatch import Stopwatch

MAP_WORK = "hse_lcz.cluster.map_work:MapWork"
"""The factory of a task's work: module and name."""
_WATCH_S = 0.1
_START_S = 600.0
_READY = {"ready": True}
_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
_LAST_LETTERS = 400


class Limits(NamedTuple):
    """Time and memory that a task may use; None for no limit."""

    seconds: Optional[float] = None
    """Seconds as `Stopwatch` counts them: without those in which the process waits for a processor."""
    mb: Optional[float] = None


class TaskProcess:
    """The process, seen from its parent; to be used by one thread."""

    def __init__(self, work: str = MAP_WORK, threads: int = 1) -> None:
        """Nothing is started before the first task.

        Args:
            work: where the work is made, see MAP_WORK.
            threads: that a task computes with.
        """
        self._work, self._threads = work, threads
        self._process: Optional[processes.Process] = None
        self._answers: queue.Queue[Optional[bytes]] = queue.Queue()
        self._errors: Any = None

    def run(self, name: str, row: Mapping[str, Any], tag: str, limits: Limits) -> Outcome:
        """Does a task; whatever happens, its outcome comes back.

        Args:
            name: the task's.
            row: the task.
            tag: what its maps are to carry.
            limits: what it may take.
        """
        started = time.monotonic()
        try:
            if self._process is None or self._process.poll() is not None:
                self._start()
            started = time.monotonic()
            self._process.stdin.write(json.dumps({"row": dict(row), "tag": tag}).encode() + b"\n")
            self._process.stdin.flush()
            answer, peak_mb = self._answer(limits)
        except _LimitError as error:
            self.stop()
            answer, peak_mb = {"status": FAILED, "error": str(error)}, error.peak_mb
        except OSError as error:
            self.stop()
            answer, peak_mb = {"status": FAILED, "error": f"The task process does not answer ({error})."}, 0.0
        return Outcome(
            name,
            answer["status"],
            seconds=round(time.monotonic() - started, 3),
            peak_mb=round(answer.get("peak_mb") or peak_mb, 1),
            error=answer.get("error", ""),
            tag=tag,
            permanent=answer.get("permanent", False),
        )

    def stop(self) -> None:
        """Ends the process at once."""
        if self._process is not None:
            processes.stop(self._process, grace_s=0)
            self._process = None
        if self._errors is not None:
            self._errors.close()
            self._errors = None

    def _start(self) -> None:
        self.stop()
        self._answers = queue.Queue()
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115 -- closed by `stop`
        variables = {**os.environ, **dict.fromkeys(_THREADS, str(self._threads))}
        command = [sys.executable, "-m", "hse_lcz.cluster.task_process", self._work]
        self._process = processes.start(command, variables, errors=self._errors)
        threading.Thread(target=_forward, args=(self._process.stdout, self._answers), daemon=True).start()
        self._answer(Limits(_START_S))

    def _answer(self, limits: Limits) -> tuple[dict[str, Any], float]:
        """The process's next line, and the most memory that was seen meanwhile, MB.

        Raises:
            _LimitError: it has ended, or was over a limit.
        """
        stopwatch, peak_mb = Stopwatch(self._process.pid), 0.0
        while True:
            try:
                line = self._answers.get(timeout=_WATCH_S)
            except queue.Empty:
                peak_mb = max(peak_mb, self._resident_mb())
                if limits.mb is not None and peak_mb > limits.mb:
                    raise _LimitError(
                        f"Took {peak_mb:.0f} MB of memory, more than the limit of {limits.mb:.0f} MB, and was ended; "
                        "give more memory or narrower strips.",
                        peak_mb,
                    ) from None
                if limits.seconds is not None and stopwatch.look() > limits.seconds:
                    raise _LimitError(
                        f"Took longer than the limit of {limits.seconds:g} s, not counting the time in which it waited "
                        "for a processor, and was ended; is its scene within reach?",
                        peak_mb,
                    ) from None
                continue
            if line is None:
                code = self._process.wait()
                raise _LimitError(f"The task process ended ({_exit_description(code)}).{self._error_output()}", peak_mb)
            return json.loads(line), peak_mb

    def _resident_mb(self) -> float:
        try:
            return psutil.Process(self._process.pid).memory_info().rss / 2**20
        except psutil.Error:
            return 0.0

    def _error_output(self) -> str:
        self._errors.seek(0)
        text = " ".join(self._errors.read().decode("utf-8", "replace").split())
        return f" Its last words: {text[-_LAST_LETTERS:]}" if text else ""


class _LimitError(Exception):
    """A task that was ended."""

    def __init__(self, text: str, peak_mb: float) -> None:
        super().__init__(text)
        self.peak_mb = peak_mb


def _forward(stream: Any, answers: queue.Queue[Optional[bytes]]) -> None:
    """Puts lines into a queue, and None at their end."""
    try:
        for line in stream:
            answers.put(line)
    except ValueError:  # closed
        pass
    answers.put(None)


def _exit_description(code: int) -> str:
    if code >= 0:
        return f"exit code {code}"
    try:
        return signal.Signals(-code).name
    except ValueError:
        return f"signal {-code}"


def _main(place: str) -> None:
    """The process's own side."""
    answers = os.fdopen(os.dup(1), "wb", buffering=0)
    os.dup2(2, 1)  # what libraries print is no answer
    module, _, name = place.partition(":")
    tasks: queue.Queue[bytes] = queue.Queue()

    def receive() -> None:
        for line in sys.stdin.buffer:
            tasks.put(line)
        os._exit(0)  # the parent is gone: nobody wants the result

    threading.Thread(target=receive, daemon=True).start()
    work = getattr(importlib.import_module(module), name)()
    answers.write(json.dumps(_READY).encode() + b"\n")
    while True:
        answers.write(json.dumps(_execute(work, json.loads(tasks.get()))).encode() + b"\n")


def _execute(work: Callable[[Mapping[str, Any], str], str], order: Mapping[str, Any]) -> dict[str, Any]:
    """Executes a task and gives its result."""
    _reset_peak_memory()
    try:
        answer: dict[str, Any] = {"status": work(order["row"], order["tag"])}
    except PluginError as error:
        # A disk may have space again; what a scene lacks it will lack.
        answer = {"status": FAILED, "error": str(error), "permanent": not isinstance(error, OutputError)}
    except Exception as error:
        traceback.print_exc()
        place = traceback.extract_tb(error.__traceback__)[-1]
        text = f"{type(error).__name__}: {error} ({os.path.basename(place.filename)}, line {place.lineno})"
        answer = {"status": FAILED, "error": text}
    held = memory.peak()
    return {**answer, "peak_mb": None if held is None else held / 2**20}


def _reset_peak_memory() -> None:
    """Begins to measure the most memory again, where the system is Linux.

    Source: proc(5), /proc/pid/clear_refs: 5 resets the peak resident set size.
    """
    try:
        with open("/proc/self/clear_refs", "w", encoding="ascii") as file:
            file.write("5")
    except OSError:
        pass


if __name__ == "__main__":
    _main(sys.argv[1])
