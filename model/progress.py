# SPDX-License-Identifier: GPL-2.0-or-later
"""What a long job reports while it runs: the share done, lines for the log, the time that remains."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator
from contextlib import closing
from typing import NamedTuple, Optional, TypeVar

Step, Other = TypeVar("Step"), TypeVar("Other")
Result = TypeVar("Result")

# No log is silent for longer.
INTERVAL_S = 10.0
# So much must be done before the remaining time is estimated.
_LEAST_SHARE = 0.01


class Progress(NamedTuple):
    """Progress of a job: the share done and a line for the log."""

    share: float
    """Share of the work that is done, 0..1."""
    note: str = ""
    """A line for the log, where there is something to report."""


def part_of(
    steps: Generator[Progress, Optional[bool], Result],
    begin: float,
    end: float,
    remaining: Optional[RemainingTime] = None,
) -> Generator[Progress, Optional[bool], Result]:
    """A stage as a part of the whole job; what is sent to the job reaches the stage, which is closed with the job.

    Args:
        steps: the stage, whose shares run from 0 to 1.
        begin: share of the whole that is done before it.
        end: share of the whole that is done after it.
        remaining: writes a line where the stage reports none; None for no lines.

    Returns:
        What the stage returns.
    """
    sent = None
    with closing(steps):
        while True:
            try:
                step = steps.send(sent)
            except StopIteration as finished:
                return finished.value
            share = begin + (end - begin) * step.share
            line = remaining.line(share) if remaining is not None else ""
            sent = yield Progress(share, step.note or line)


def converted(steps: Generator[Step, None, Result], convert: Callable[[Step], Other]) -> Generator[Other, None, Result]:
    """Steps of one kind as steps of another, such as pauses as progress; returns what the steps return."""
    with closing(steps):
        while True:
            try:
                step = next(steps)
            except StopIteration as finished:
                return finished.value
            yield convert(step)


def finished(steps: Generator[object, None, Result]) -> Result:
    """Runs steps to their end; gives what they return."""
    with closing(steps):
        while True:
            try:
                next(steps)
            except StopIteration as end:
                return end.value


class RemainingTime:
    """Writes a line on the progress of a job and the time that remains, every INTERVAL_S seconds.

    The estimate is that of the time since the job's first share was reported.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """The interval begins now.

        Args:
            clock: seconds, for tests.
        """
        self._clock = clock
        self._reported = clock()
        self._began: Optional[tuple[float, float]] = None

    def line(self, share: float) -> str:
        """The line, if it is due, else "".

        Args:
            share: done, 0..1.
        """
        now = self._clock()
        if self._began is None:
            self._began = now, share
        if now - self._reported < INTERVAL_S:
            return ""
        self._reported = now
        began, first = self._began
        done = f"{100 * min(max(share, 0), 1):.0f} % done"
        if share - first < _LEAST_SHARE:
            return f"{done}."
        return f"{done}, {duration((now - began) * (1 - share) / (share - first))} remaining."

    def restart(self) -> None:
        """Starts the interval again, as another line was logged."""
        self._reported = self._clock()


def duration(seconds: float) -> str:
    """An estimated time in words.

    >>> duration(94)
    'about 2 minutes'
    """
    if seconds < 55:
        amount = f"{max(10, 10 * round(seconds / 10))} seconds"
    elif seconds < 5400:
        minutes = round(seconds / 60)
        amount = f"{minutes} minute{'s' if minutes > 1 else ''}"
    else:
        amount = f"{seconds / 3600:.1f} hours"
    return f"about {amount}"
