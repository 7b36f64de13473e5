# SPDX-License-Identifier: GPL-2.0-or-later
"""The coordinator: gives out what is to do, notes what becomes of it, and gives out again what failed."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Generator, Iterable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Optional

from ..model.raster.outputs import clear_deserted
from . import results
from .decisions import SKIP, Decision, decide
from .pools import Order, Pool
from .results import WAITING, Outcome, ResultsFile
from .task_process import MAP_WORK, Limits
from .tasks import Task

# A task that takes so many times as long as it was estimated, and longer than the least, hangs.
_HANGS_TIMES, _LEAST_LIMIT_S = 30.0, 900.0


@dataclass(frozen=True)
class Rules:
    """How a run deals with its tasks."""

    retries: int = 1
    """Further tries of a task that failed for a reason that may pass."""
    max_seconds: Optional[float] = None
    """No task is begun after so many seconds; those under way are finished."""
    task_seconds: Optional[float] = None
    """A task that takes longer is ended; None for thirty times its estimate, and at least a quarter of an hour."""
    task_mb: Optional[float] = None
    """A task that holds more is ended; None for what Dask allows its worker."""
    threads: int = 1
    """Threads that a task computes with."""
    work: str = MAP_WORK
    """The factory of the task's work, as "module:name"."""


@dataclass
class Standing:
    """The state of a run: what is done and what is left."""

    tasks: int
    """Number of tasks to do when the run began."""
    pixels: int
    """Number of pixels of these tasks."""
    threads: int
    """Threads of each task."""
    done: int = 0
    done_pixels: int = 0
    failed: int = 0
    waiting: int = 0
    """Number of tasks that were not begun, as the time was over."""
    task_seconds: float = 0.0
    """Seconds that tasks have taken, failed tasks included."""
    began: float = field(default_factory=time.monotonic)

    @property
    def share(self) -> float:
        """Done, 0..1, by pixels where they are known."""
        finished = self.done + self.failed + self.waiting
        return self.done_pixels / self.pixels if self.pixels else finished / max(1, self.tasks)

    @property
    def core_hours(self) -> float:
        """Core hours used so far."""
        return self.task_seconds * self.threads / 3600

    @property
    def remaining_s(self) -> Optional[float]:
        """Estimated from what is done; None where nothing is."""
        elapsed = time.monotonic() - self.began
        return elapsed * (1 - self.share) / self.share if self.share > 0 else None


def run(
    client: Any, tasks: Sequence[Task], rules: Optional[Rules] = None, table: Optional[Path] = None
) -> dict[str, Outcome]:
    """Does all tasks that are not done yet, on the workers of a Dask scheduler.

    Args:
        client: `distributed.Client`.
        tasks: what to do.
        rules: retries, limits of time and memory, and the work.
        table: beside which the results are noted, and those of earlier runs are found; None for nowhere.

    Returns:
        Id -> what became of each task.

    Raises:
        SchedulerLostError: the scheduler is gone; run again.
        InputError: another run of the same table is under way.
        WeightsError: the weights file is missing or none.
    """
    from .dask_pool import DaskPool

    rules = rules or Rules()
    before = results.read(table) if table else {}
    decided = decide(tasks, before)
    with ResultsFile(table, "run") if table else nullcontext() as file:
        outcomes = dict(before)
        for _, outcome in steps(DaskPool(client, rules.work, rules.threads), decided, file, rules):
            if outcome is not None:
                outcomes[outcome.id] = outcome
    return {task.id: outcomes.get(task.id, Outcome(task.id, results.DONE)) for task in tasks}


def steps(
    pool: Pool, decided: Iterable[Decision], file: Optional[ResultsFile], rules: Rules
) -> Generator[tuple[Standing, Optional[Outcome]], None, None]:
    """Does tasks; yields how far the run has come, and each try that has ended.

    Args:
        pool: where they are done.
        decided: what is to do with each; those to skip are left out.
        file: where results are noted; None for nowhere.
        rules: retries, limits of time and memory, and the work.
    """
    decided = list(decided)
    for decision in decided:
        if decision.verb == SKIP and not decision.is_noted and file is not None:
            file.add(Outcome(decision.task.id, results.DONE, tag=decision.tag))
    # The longest first, so that none of them begins when all else is done.
    todo = sorted(
        (decision for decision in decided if decision.verb != SKIP), key=lambda decision: -decision.task.estimated_s
    )
    standing = Standing(len(todo), sum(decision.task.pixels for decision in todo), rules.threads)
    deadline = None if rules.max_seconds is None else time.time() + rules.max_seconds
    clear_left(decision.task for decision in todo)
    orders = {
        decision.task.id: Order(decision.task, decision.tag, _limits(decision.task, rules), deadline)
        for decision in todo
    }
    tries: Counter[str] = Counter()
    pool.submit(list(orders.values()))
    yield standing, None
    for outcome in pool.outcomes():
        if outcome is None:
            yield standing, None
            continue
        tries[outcome.id] += 1
        if outcome.status != WAITING and file is not None:
            file.add(outcome)
        standing.task_seconds += outcome.seconds
        again = outcome.status == results.FAILED and not outcome.permanent and tries[outcome.id] <= rules.retries
        if again:
            pool.submit([orders[outcome.id]])
        else:
            _count(standing, outcome, orders[outcome.id].task)
        yield standing, replace(outcome, tries=tries[outcome.id])


def _count(standing: Standing, outcome: Outcome, task: Task) -> None:
    if outcome.status == WAITING:
        standing.waiting += 1
        return
    standing.done_pixels += task.pixels
    if outcome.is_success:
        standing.done += 1
    else:
        standing.failed += 1


def _limits(task: Task, rules: Rules) -> Limits:
    seconds = rules.task_seconds or max(_LEAST_LIMIT_S, _HANGS_TIMES * task.estimated_s)
    return Limits(seconds, rules.task_mb)


def clear_left(tasks: Iterable[Task]) -> None:
    """Removes what killed runs have left beside the outputs of tasks."""
    for folder in {Path(path).parent for task in tasks for path in task.outputs.values()}:
        if folder.is_dir():
            clear_deserted(folder)


def update_table(table: Path, tasks: Sequence[Task]) -> dict[str, Outcome]:
    """Brings a table up to date with all results beside it.

    Raises:
        OutputError: the table cannot be written.
    """
    from . import table as table_file

    outcomes = results.read(table)
    table_file.write(table, tasks, outcomes)
    return outcomes
