# SPDX-License-Identifier: GPL-2.0-or-later
"""The clock of limits: waiting for a processor does not count, sleeping and computing do."""

from __future__ import annotations

import os
import subprocess
import sys
import time

import psutil
import pytest

from hse_lcz.cluster import stopwatch
from hse_lcz.cluster.stopwatch import Stopwatch


def test_waiting_of_the_thread_that_waits_longest_is_left_out(monkeypatch):
    clock, waits = [0.0], {"1": 5_000_000_000, "2": 0}
    monkeypatch.setattr(stopwatch.time, "monotonic", lambda: clock[0])
    monkeypatch.setattr(stopwatch, "_waits", lambda pid: dict(waits))
    watch = Stopwatch(1)
    clock[0] = 0.5
    assert watch.look() == 0.5
    clock[0], waits["1"], waits["2"] = 1.5, 5_100_000_000, 800_000_000
    assert watch.look() == pytest.approx(0.7)
    clock[0], waits["2"] = 1.6, 1_200_000_000  # counted at the end of a wait that began before the last look
    assert watch.look() == pytest.approx(0.4)
    clock[0], waits["3"] = 100.0, 200_000_000  # this process did not get to look for long
    assert watch.look() == pytest.approx(1.4)


@pytest.mark.skipif(not os.path.exists("/proc/self/schedstat"), reason="this system does not count waiting")
def test_a_process_that_shares_a_processor_with_others_counts_what_it_gets():
    processor = min(os.sched_getaffinity(0))
    code = f"import os\nos.sched_setaffinity(0, [{processor}])\nwhile True: pass"
    spinning = [subprocess.Popen([sys.executable, "-c", code]) for _ in range(4)]
    try:
        process = psutil.Process(spinning[0].pid)
        while process.cpu_affinity() != [processor]:
            time.sleep(0.01)
        watch, before = Stopwatch(process.pid), sum(process.cpu_times()[:2])
        while (used := sum(process.cpu_times()[:2]) - before) < 0.6:
            watch.look()
            time.sleep(0.02)
        assert watch.look() < 2 * used
    finally:
        for one in spinning:
            one.kill()
            one.wait()


def test_a_process_that_sleeps_counts_all_of_it():
    sleeping = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    try:
        watch = Stopwatch(sleeping.pid)
        while watch.look() < 0.5:
            time.sleep(0.05)
    finally:
        sleeping.kill()
        sleeping.wait()
