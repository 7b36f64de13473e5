# SPDX-License-Identifier: GPL-2.0-or-later
"""A table on Dask workers that SLURM starts as there is room: python cluster/slurm_dask.py tasks.parquet 64

It needs `dask-jobqueue`. The scheduler runs in this process: start it where it may run as long as the whole job.
"""

from __future__ import annotations

import sys
from pathlib import Path

from dask_jobqueue import SLURMCluster
from distributed import Client

from hse_lcz import cluster
from hse_lcz.cluster import table
from hse_lcz.cluster.dask_pool import use_settings


def main(path: Path, workers: int) -> None:
    """Does what is left of a table."""
    use_settings()
    tasks = table.read(path)
    with (
        SLURMCluster(
            cores=1,  # a worker of one thread, whose task process computes with one
            processes=1,
            memory="3GB",  # of the worker and its task process
            walltime="04:00:00",
            # A worker ends by itself before SLURM would kill it, and others take its place.
            worker_extra_args=["--lifetime", "225m", "--lifetime-stagger", "5m"],
        ) as jobs,
        Client(jobs) as client,
    ):
        jobs.adapt(minimum=0, maximum=workers)
        outcomes = cluster.run(client, tasks, table=path)
    failed = [outcome for outcome in outcomes.values() if not outcome.is_success]
    for outcome in failed:
        print(f"{outcome.id}: {outcome.error}")
    sys.exit(bool(failed))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
