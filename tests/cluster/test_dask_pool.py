# SPDX-License-Identifier: GPL-2.0-or-later
"""Dask's workers, connections and results come and go: which of it ends a run, and that nothing is lost."""

from __future__ import annotations

import socket
import time

import psutil
import pytest

from hse_lcz.bench.faults import Farm
from hse_lcz.cluster import dask_pool, presence
from hse_lcz.cluster.command import start_again
from hse_lcz.cluster.dask_pool import DaskPool, local_workers
from hse_lcz.cluster.pools import Order, SchedulerLostError
from hse_lcz.cluster.task_process import Limits
from hse_lcz.cluster.tasks import Settings, Task
from hse_lcz.model.raster.windows import Window

WORK = "odd_works:Odd"
# Far less than Dask's own, so that a stop of some seconds is longer than all of them.
SHORT = {
    "DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT": "1s",
    "DASK_DISTRIBUTED__COMM__TIMEOUTS__TCP": "11s",
    "DASK_DISTRIBUTED__SCHEDULER__WORKER_TTL": "1s",
}


def orders(scene: str, count: int) -> list[Order]:
    tasks = (
        Task(f"t{n}", f"t{n}", scene, Window(0, 0, 1, 1), None, 1, {}, {}, (), Settings(), 1, 1) for n in range(count)
    )
    return [Order(task, "tag", Limits(120), None) for task in tasks]


def ids(outcomes) -> list[str]:
    """Of the tasks that are done, in order of their numbers."""
    return sorted((outcome.id for outcome in outcomes if outcome is not None), key=lambda name: int(name[1:]))


def until(condition) -> None:
    ends = time.monotonic() + 300
    while not condition() and time.monotonic() < ends:
        time.sleep(0.05)
    assert condition()


def test_a_scheduler_that_is_stopped_for_longer_than_every_time_limit_loses_nothing():
    with Farm(2, SHORT) as farm, farm.client() as client:
        pool, found = DaskPool(client, WORK, 1), []
        pool.submit(orders("slow", 40))
        for outcome in pool.outcomes():
            found.append(outcome)
            if outcome is not None and len(ids(found)) == 5:
                farm.stop_scheduler()
                time.sleep(13)
                farm.continue_scheduler()
        assert ids(found) == [f"t{n}" for n in range(40)]
        assert {outcome.status for outcome in found if outcome is not None} == {"done"}


def test_a_scheduler_that_is_killed_ends_the_run_in_a_sentence_whatever_the_time_limits_are():
    """The client would try to connect for an hour: that the test ends shows that it is not waited for."""
    with Farm(1) as farm, farm.client() as client:
        pool = DaskPool(client, WORK, 1)
        pool.submit(orders("slow", 1000))
        running = pool.outcomes()
        until(lambda: next(running) is not None)
        farm.kill_scheduler()
        with pytest.raises(
            SchedulerLostError,
            match=rf"The scheduler at {farm.address} is gone \(its port refuses connections\), with \d+ tasks to do; "
            "what is mapped stays. Start the scheduler and run again.",
        ):
            for _ in running:
                pass


def test_a_result_whose_worker_ends_before_it_is_fetched_is_computed_again():
    with Farm(2) as farm, farm.client() as client:
        pool = DaskPool(client, WORK, 1)
        pool.submit(orders("fine", 4))
        running = pool.outcomes()
        states = lambda: {state.status for state in client.futures.values()}  # noqa: E731
        found = [next(running)]
        until(lambda: states() == {"finished"})
        farm.kill_workers()
        until(lambda: states() & {"lost", "pending"})
        found += running
        assert ids(found) == ["t0", "t1", "t2", "t3"]


def test_a_connection_that_breaks_is_taken_up_again_and_nothing_is_lost():
    with Farm(2) as farm, farm.client() as client:
        pool, found = DaskPool(client, WORK, 1), []
        pool.submit(orders("slow", 30))
        for outcome in pool.outcomes():
            found.append(outcome)
            if outcome is not None and len(ids(found)) in (4, 12):
                client.loop.add_callback(client.scheduler_comm.comm.abort)
        assert ids(found) == [f"t{n}" for n in range(30)]


def test_where_no_worker_is_there_it_is_said_and_one_is_waited_for(monkeypatch, caplog):
    monkeypatch.setattr(dask_pool, "_ALONE_S", 1)
    with local_workers(0) as (cluster, client):
        pool = DaskPool(client, WORK, 1)
        pool.submit(orders("fine", 2))
        running = pool.outcomes()
        until(lambda: next(running) is None and "has no workers; waiting for one." in caplog.text)
        cluster.scale(1)
        assert ids(running) == ["t0", "t1"]


def test_workers_of_this_computer_that_dask_has_given_up_are_started_again(monkeypatch, capsys):
    monkeypatch.setattr(dask_pool, "_ALONE_S", 1)
    with local_workers(1) as (cluster, client):

        async def fails() -> None:
            raise RuntimeError("killed while it starts")

        (nanny,) = cluster.workers.values()
        nanny.instantiate = fails
        psutil.Process(nanny.pid).kill()
        until(lambda: not client.nthreads())
        pool = DaskPool(client, WORK, 1, lambda: start_again(cluster, 1))
        pool.submit(orders("fine", 2))
        assert ids(pool.outcomes()) == ["t0", "t1"]
    assert set(capsys.readouterr().err.splitlines()) == {"All workers have ended; starting them again."}


def test_a_port_is_gone_only_where_nobody_accepts_connections(monkeypatch):
    monkeypatch.setattr(presence, "_BACK_OFF_S", (0, 0))
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{server.getsockname()[1]}"
        assert presence.is_gone(address)
        server.listen()  # and never answers
        assert not presence.is_gone(address)
    assert presence.is_gone(address)
    assert not presence.is_gone("inproc://127.0.0.1/1/1")
