# SPDX-License-Identifier: GPL-2.0-or-later
"""The working time of a process, without waiting for a processor, for limits where processes compete for processors.

A task that hangs sleeps, or computes without an end; a task that is starved waits for a processor, and that may last
as long as it will. So the time in which a thread of the process waits for a processor is left out, which Linux counts
for every thread. The clock also stands still while the process that watches is itself kept from looking.
"""

from __future__ import annotations

import contextlib
import os
import time

# So much is counted at most between two looks, which are a tenth of a second apart where nothing is starved.
_LONGEST_S = 1.0


class Stopwatch:
    """Seconds since it was made, of one process."""

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self._seconds = 0.0
        self._last_look_at = time.monotonic()
        self._waits = _waits(pid)

    def look(self) -> float:
        """The seconds so far; to be called often."""
        now, waits = time.monotonic(), _waits(self._pid)
        waited_s = max((wait - self._waits.get(thread, 0) for thread, wait in waits.items()), default=0) / 1e9
        # Below zero where a thread got a processor after it had waited through several looks: Linux counts it then.
        self._seconds += min(now - self._last_look_at - waited_s, _LONGEST_S)
        self._last_look_at, self._waits = now, waits
        return max(0.0, self._seconds)


def _waits(pid: int) -> dict[str, int]:
    """Nanoseconds that each thread of a process has waited for a processor; none where the system does not tell it.

    Source: Linux, Documentation/scheduler/sched-stats.rst, /proc/<pid>/schedstat: the second number.
    """
    nanoseconds: dict[str, int] = {}
    folder = f"/proc/{pid}/task"
    with contextlib.suppress(OSError, ValueError, IndexError):
        for thread in os.listdir(folder):
            with open(f"{folder}/{thread}/schedstat", encoding="ascii") as file:
                nanoseconds[thread] = int(file.read().split()[1])
    return nanoseconds
