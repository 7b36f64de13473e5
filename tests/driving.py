# SPDX-License-Identifier: GPL-2.0-or-later
"""Generators of the core, driven to their end."""

from __future__ import annotations

from collections.abc import Callable, Generator
from typing import Any


def driven(steps: Generator[Any, Any, Any], react: Callable[[Any], Any] = lambda step: None) -> tuple[Any, list]:
    """What a generator returns in the end, and all that it yielded; what `react` makes of each step is sent to it."""
    seen, sent = [], None
    while True:
        try:
            seen.append(steps.send(sent))
        except StopIteration as end:
            return end.value, seen
        sent = react(seen[-1])


def told(steps: Generator[Any, None, Any]) -> tuple[Any, list[str]]:
    """What a job returns in the end, and the lines of its log; the share done never falls."""
    value, seen = driven(steps)
    shares = [0.0, *(step.share for step in seen)]
    assert shares == sorted(shares)
    return value, [step.note for step in seen if step.note]
