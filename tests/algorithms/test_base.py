# SPDX-License-Identifier: GPL-2.0-or-later
"""What all algorithms share: a log that is never silent for long."""

from __future__ import annotations

import pytest

from hse_lcz.model.progress import Progress


class Clock:
    """Seconds that pass when a test says so, in place of `time.monotonic`."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch) -> Clock:
    from hse_lcz.algorithms import base

    clock, real = Clock(), base.RemainingTime
    monkeypatch.setattr(base, "RemainingTime", lambda: real(clock))
    return clock


def log_of(provider, steps) -> list[str]:
    from qgis.core import QgsProcessingFeedback

    class Feedback(QgsProcessingFeedback):
        lines: list[str] = []

        def pushInfo(self, text):
            self.lines.append(text)

    feedback = Feedback()
    feedback.lines = []
    provider.algorithm("setuptorch").create().drive(steps, feedback)
    return feedback.lines


def test_every_algorithm_says_something_within_ten_seconds(provider, clock):
    """Work that yields its share alone, as a download or training does, gets a line with the time that remains."""

    def work():
        for second in range(60):
            clock.now = float(second)
            yield Progress(second / 100)

    lines = log_of(provider, work())
    assert len(lines) == 5
    assert lines[0] == "10 % done, about 2 minutes remaining."


def test_a_core_that_speaks_is_not_interrupted(provider, clock):
    def work():
        for second in range(60):
            clock.now = float(second)
            yield Progress(second / 100, "A line." if second % 8 == 0 else "")

    assert set(log_of(provider, work())) == {"A line."}
