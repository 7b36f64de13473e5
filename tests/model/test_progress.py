# SPDX-License-Identifier: GPL-2.0-or-later
"""The log is never silent for long, and the remaining time is updated."""

from __future__ import annotations

import pytest

from hse_lcz.model.progress import Progress, RemainingTime, duration, part_of


@pytest.mark.parametrize(
    ("seconds", "amount"),
    [
        (0, "10 seconds"),
        (10, "10 seconds"),
        (34, "30 seconds"),
        (59, "1 minute"),
        (61, "1 minute"),
        (100, "2 minutes"),
        (5399, "90 minutes"),
        (9000, "2.5 hours"),
    ],
)
def test_a_duration_in_words(seconds, amount):
    assert duration(seconds) == f"about {amount}"


def test_a_line_every_ten_seconds_with_an_updated_time():
    now = [0.0]
    remaining = RemainingTime(lambda: now[0])
    lines = {}
    for second in range(61):  # half as fast from the thirtieth second on
        now[0] = float(second)
        lines[second] = remaining.line(second / 100 if second < 30 else 0.3 + (second - 30) / 200)
    assert [second for second, line in lines.items() if line] == [10, 20, 30, 40, 50, 60]
    assert lines[10] == "10 % done, about 2 minutes remaining."
    assert lines[60] == "45 % done, about 1 minute remaining."


def test_a_resumed_job_is_measured_by_what_it_did_itself():
    now = [0.0]
    remaining = RemainingTime(lambda: now[0])
    assert remaining.line(0.5) == ""
    now[0] = 20.0
    assert remaining.line(0.6) == "60 % done, about 1 minute remaining."


def test_nothing_is_estimated_from_nothing():
    now = [0.0]
    remaining = RemainingTime(lambda: now[0])
    assert remaining.line(0) == ""
    now[0] = 15.0
    assert remaining.line(0.001) == "0 % done."


def test_a_stage_is_a_part_of_the_whole_and_hears_what_is_sent():
    heard = []

    def stage():
        heard.append((yield Progress(0.0, "begun")))
        heard.append((yield Progress(0.5)))
        return "result"

    def whole():
        return (yield from part_of(stage(), 0.2, 0.6))

    steps = whole()
    assert next(steps) == Progress(0.2, "begun")
    assert steps.send(True).share == pytest.approx(0.4)
    with pytest.raises(StopIteration) as finished:
        steps.send(None)
    assert finished.value.value == "result"
    assert heard == [True, None]


def test_a_stage_without_lines_gets_those_of_the_whole():
    now = [0.0]
    remaining = RemainingTime(lambda: now[0])
    steps = part_of((Progress(share, note) for share, note in ((0.0, ""), (0.5, ""), (0.75, "own"))), 0, 0.8, remaining)
    assert next(steps).note == ""
    now[0] = 60.0
    assert next(steps).note == "40 % done, about 2 minutes remaining."
    now[0] = 120.0
    assert next(steps).note == "own"
