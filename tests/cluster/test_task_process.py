# SPDX-License-Identifier: GPL-2.0-or-later
"""A process for tasks: what it keeps, and how each way to fail is named."""

from __future__ import annotations

import subprocess
import sys
import time

import psutil
import pytest

from hse_lcz.cluster.task_process import Limits, TaskProcess


@pytest.fixture
def process():
    found = TaskProcess("odd_works:Odd")
    yield found
    found.stop()


def do(process: TaskProcess, scene: str, limits: Limits | None = None):
    return process.run("a", {"scene": scene}, "tag", limits or Limits(120))


def test_one_process_does_one_task_after_the_other(process):
    first, second = do(process, "count"), do(process, "count")
    assert (first.status[:5], second.status[:5]) == ("1 in ", "2 in ")
    assert first.status[5:] == second.status[5:]
    assert first.peak_mb > 1 and first.tag == "tag" and not first.error


def test_what_a_library_prints_is_no_answer(process):
    assert do(process, "fine").status == "done"


@pytest.mark.parametrize(
    ("scene", "limits", "reason"),
    [
        (
            "hang",
            Limits(0.5),
            "Took longer than the limit of 0.5 s, not counting the time in which it waited for a",
        ),
        ("spin", Limits(0.5), "Took longer than the limit of 0.5 s"),
        ("hog", Limits(120, 300), "more than the limit of 300 MB"),
        ("crash", Limits(120), "The task process ended (exit code 7). Its last words: the reason of the crash"),
        ("kill", Limits(120), "The task process ended (SIGKILL)"),
        ("bug", Limits(120), "KeyError: 'no such thing' (odd_works.py, line"),
    ],
)
def test_a_task_that_fails_is_named_with_its_reason_and_the_next_one_is_done(process, scene, limits, reason):
    outcome = do(process, scene, limits)
    assert outcome.status == "failed" and reason in outcome.error
    assert not outcome.permanent
    assert do(process, "fine").status == "done"


def test_the_most_memory_is_that_of_each_task(process):
    assert do(process, "hog", Limits(120, 400)).peak_mb > 400
    assert do(process, "fine").peak_mb < 300


def test_a_work_that_does_not_import_is_named():
    process = TaskProcess("no_such_module:Work")
    outcome = do(process, "fine")
    process.stop()
    assert outcome.status == "failed" and "No module named 'no_such_module'" in outcome.error


def test_a_killed_worker_takes_its_task_process_along():
    code = (
        "from hse_lcz.cluster.task_process import Limits, TaskProcess\n"
        "process = TaskProcess('odd_works:Odd')\n"
        "print(process.run('a', {'scene': 'count'}, '', Limits(60)).status, flush=True)\n"
        "process.run('a', {'scene': 'hang'}, '', Limits(600))\n"
    )
    worker = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    task = psutil.Process(int(worker.stdout.readline().split()[-1]))
    worker.kill()
    worker.wait()
    worker.stdout.close()
    ends = time.monotonic() + 60
    while task.is_running() and task.status() != psutil.STATUS_ZOMBIE and time.monotonic() < ends:
        time.sleep(0.05)
    assert not task.is_running() or task.status() == psutil.STATUS_ZOMBIE
