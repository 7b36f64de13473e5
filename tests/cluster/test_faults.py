# SPDX-License-Identifier: GPL-2.0-or-later
"""Workers and scheduler killed at random moments, and tasks that fail in every way: nothing is lost or half-written."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from hse_lcz.bench import faults
from hse_lcz.cluster import planning, results, running
from hse_lcz.cluster.decisions import NEW, RETRY, SKIP, decide
from hse_lcz.cluster.pools import Order, SerialPool
from hse_lcz.cluster.results import Outcome
from hse_lcz.cluster.running import Rules
from hse_lcz.cluster.tasks import Settings


@pytest.mark.parametrize("seed", [0, 1])
def test_whatever_goes_wrong_the_maps_are_those_of_one_process_and_the_bad_ones_are_named(tmp_path, seed):
    """The bench does the same with twenty seeds."""
    report = faults.campaign(tmp_path, seed, count=6)
    assert report["faults"] == []
    assert report["workers_killed"] >= 2
    assert report["first"]["scheduler_lost"] == 1
    assert report["second"]["skip"] >= 1


class Mistaken:
    """A pool that does nothing itself: it answers as it is told, task by task and try by try."""

    def __init__(self, answers: dict[str, list[Outcome]]) -> None:
        self._answers, self._orders = answers, []
        self.begun: list[str] = []

    def submit(self, orders: list[Order]) -> None:
        self._orders += orders

    def outcomes(self):
        while self._orders:
            order = self._orders.pop(0)
            self.begun.append(order.task.id)
            yield self._answers[order.task.id].pop(0)


@pytest.fixture
def tasks(scenes, tmp_path):
    return planning.plan(scenes, tmp_path / "maps")


def driven(pool, decided, **rules):
    *_, last = running.steps(pool, decided, None, Rules(**rules))
    return last[0]


def test_what_may_pass_is_tried_again_and_what_cannot_is_not(tasks):
    failed, done = Outcome("city0", "failed"), Outcome("city0", "done")
    answers = {
        "city0": [failed, failed, done],
        "city1": [Outcome("city1", "failed")] * 3,
        "city2": [Outcome("city2", "failed", permanent=True)],
        "city3": [Outcome("city3", "waiting")],
    }
    pool = Mistaken(answers)
    standing = driven(pool, decide(tasks, {}), retries=2)
    assert sorted(pool.begun) == ["city0"] * 3 + ["city1"] * 3 + ["city2", "city3"]
    assert (standing.done, standing.failed, standing.waiting) == (1, 2, 1)


def test_a_run_does_what_is_new_or_failed_and_skips_what_is_there(tasks, tmp_path):
    verbs = lambda outcomes: [one.verb for one in decide(tasks, outcomes)]  # noqa: E731
    assert verbs({}) == [NEW] * 4
    assert verbs({"city1": Outcome("city1", "failed")}) == [NEW, RETRY, NEW, NEW]
    with SerialPool("hse_lcz.cluster.map_work:MapWork", 1) as pool:
        standing = driven(pool, decide(tasks[:2], {}))
    assert (standing.done, standing.failed) == (2, 0) and standing.share == 1
    # What was mapped is known by its tag, also where no result was noted.
    assert verbs({}) == [SKIP, SKIP, NEW, NEW]
    os.unlink(tasks[0].outputs["LCZ"])
    assert verbs({"city0": Outcome("city0", "done")}) == [NEW, SKIP, NEW, NEW]
    other = planning.plan(tmp_path / "scenes", tmp_path / "maps", Settings(orientations=2))
    assert [one.verb for one in decide(other, {})] == [NEW] * 4
    empty = {"city3": Outcome("city3", "empty", tag=decide(tasks, {})[3].tag)}
    assert verbs(empty)[3] == SKIP and verbs({"city3": Outcome("city3", "empty", tag="old")})[3] == NEW


def test_maps_without_a_noted_result_are_noted_and_not_made_again(tasks, tmp_path):
    """As where the coordinator is killed between the end of a task and its line."""
    with SerialPool("hse_lcz.cluster.map_work:MapWork", 1) as pool:
        driven(pool, decide(tasks[:1], {}))
    table = tmp_path / "tasks.parquet"
    for _ in range(2):
        pool = Mistaken({"city1": [Outcome("city1", "done")]})
        with results.ResultsFile(table, "run") as file:
            list(running.steps(pool, decide(tasks[:1], results.read(table)), file, Rules()))
        assert pool.begun == []
        noted = results.read(table)
        assert (noted["city0"].status, noted["city0"].tries) == ("done", 1)
        assert noted["city0"].tag == decide(tasks, {})[0].tag


def test_after_its_time_a_run_begins_nothing(tasks):
    with SerialPool("hse_lcz.cluster.map_work:MapWork", 1) as pool:
        standing = driven(pool, decide(tasks, {}), max_seconds=-1)
    assert (standing.done, standing.failed, standing.waiting) == (0, 0, 4)


def test_a_coordinator_that_is_killed_is_taken_up_again(tasks, tmp_path, command):
    table = tmp_path / "tasks.parquet"
    planned = command("plan", tmp_path / "scenes", "--out", table)
    assert planned.returncode == 0, planned.stderr
    line = [sys.executable, "-m", "hse_lcz.cluster.command", "run", str(table)]
    first = subprocess.Popen(line, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while not results.read(table) and first.poll() is None:
        time.sleep(0.02)
    first.send_signal(signal.SIGKILL)
    first.wait()
    before = results.read(table)
    assert before
    second = command("run", table)
    assert second.returncode == 0, second.stdout + second.stderr
    after = results.read(table)
    assert {name: one.status for name, one in after.items()} == dict.fromkeys(
        ("city0", "city1", "city2", "city3"), "done"
    )
    assert all(after[name] == one for name, one in before.items())
    assert "0 new, 4 skip, 0 retry" in command("run", table).stdout


def test_the_page_says_what_the_bench_has_measured():
    root = Path(faults.__file__).resolve().parents[1]
    reports = json.loads((root / "bench" / "faults.json").read_text(encoding="utf-8"))
    assert f"> {faults.summary(reports)}\n" in (root / "docs" / "scaling.md").read_text(encoding="utf-8")
