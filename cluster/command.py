# SPDX-License-Identifier: GPL-2.0-or-later
"""The command `hse-lcz`: map one scene, or plan, run, watch and merge many."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Optional

import click

from ..model.errors import InputError, PluginError
from ..model.progress import INTERVAL_S, duration

# (option, product); the modules that import NumPy are imported by the verbs, after the number of threads is set.
_OUTPUTS = (
    ("hse", "HSE"), ("lcz", "LCZ"), ("lcz_filtered", "LCZ_FILTERED"), ("confidence", "CONFIDENCE"),
    ("lcz_probabilities", "LCZ_PROBABILITIES"),
)  # fmt: skip
_VERBS = ("new", "skip", "retry")
_SHOWN = 10
_BAR = 24
_DRAW_S = 0.5
# How long a scheduler that is there may take to answer a client that connects, or whose connection broke.
_PATIENCE_S = 3600


class _Commands(click.Group):
    """Errors that a user can correct end the command with their sentence."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except PluginError as error:
            raise click.ClickException(str(error)) from error
        except ImportError as error:
            package = (error.name or "").partition(".")[0]
            if package in ("distributed", "dask", "pyarrow", "psutil"):
                raise click.ClickException(f"{error.name} is not installed; run: pip install .[cluster]") from error
            if "pyarrow" in str(error):  # its newer wheels refuse NumPy 1
                raise click.ClickException(f"{error}; run: pip install 'pyarrow<22'") from error
            raise


@click.group(cls=_Commands, help=__doc__, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """The whole command."""


class _GeoTiff(click.Path):
    """The path of a raster to write."""

    def convert(self, value: Any, param: Any, ctx: Any) -> Any:
        path = super().convert(value, param, ctx)
        if not str(path).lower().endswith((".tif", ".tiff")):
            self.fail(f"a map is a GeoTIFF, but this is {path}; choose a name that ends in .tif.", param, ctx)
        return path


_GEOTIFF = _GeoTiff(dir_okay=False)
_POSITIVE = click.FloatRange(0, min_open=True)
_OF_SCENES = (
    click.option("--weights", type=click.Path(dir_okay=False), help="A weights file; else the bundled one."),
    click.option("--device", type=click.Choice(["auto", "cpu", "cuda", "mps"]), default="cpu", show_default=True),
    click.option("--lcz-cell-size", type=_POSITIVE, default=100.0, show_default=True, help="Metres."),
    click.option("--orientations", type=click.Choice(["1", "2", "4", "8"]), default="1", show_default=True),
    click.option("--strip-px", type=click.IntRange(256), default=2560, show_default=True, help="Width of a strip."),
    click.option("--threads", type=click.IntRange(1), default=1, show_default=True, help="Of each task."),
    click.option("--bands", default="", help='Which band plays which role, as "B2=1 B3=2".'),
    click.option("--scale", type=float, help="reflectance = number x scale + offset."),
    click.option("--offset", type=float),
    click.option("--mask", default="", help="Polygons or a raster: outside of it nothing is mapped."),
)
_FILE = click.Path(dir_okay=False, path_type=Path)
_FOLDER = click.Path(file_okay=False, path_type=Path)
_TABLE = click.argument("table", type=click.Path(exists=True, dir_okay=False, path_type=Path))


def _options(*options: Any) -> Any:
    """Adds options to a verb, in their order."""

    def add(command: Any) -> Any:
        for option in reversed(options):
            command = option(command)
        return command

    return add


def _settings(products: tuple[str, ...], options: dict[str, Any]) -> Any:
    from ..model.scene.scene import Reading
    from .tasks import Settings

    reading = Reading(options["bands"], options["scale"], options["offset"], _absolute(options["mask"]))
    return Settings(
        products=products,
        weights=_absolute(options["weights"]) or None,
        device=options["device"],
        lcz_cell_size_m=options["lcz_cell_size"],
        orientations=int(options["orientations"]),
        strip_px=options["strip_px"],
        threads=options["threads"],
        reading=reading,
    )


def _absolute(path: Optional[str]) -> str:
    return path if path and path.startswith("/vsi") else str(Path(path).absolute()) if path else ""


@main.command("map")
@click.argument("scene")
@click.option("--hse", type=_GEOTIFF, help="Settlement extent, percent in cells of 20 m.")
@click.option("--lcz", type=_GEOTIFF, help="Local climate zones.")
@click.option("--lcz-filtered", type=_GEOTIFF, help="The zones after a Gaussian filter.")
@click.option("--confidence", type=_GEOTIFF, help="Probability of the zone that is shown.")
@click.option("--lcz-probabilities", type=_GEOTIFF, help="Probability of each zone, a band each.")
@click.option("--extent", type=float, nargs=4, help="xmin ymin xmax ymax in the scene's CRS.")
@click.option("--radar", help="VV and VH of Sentinel-1, for weights that were trained with them.")
@click.option("--radar-unit", type=click.Choice(["auto", "db", "linear"]), default="auto", show_default=True)
@_options(*_OF_SCENES)
def map_scene(
    scene: str,
    extent: Optional[tuple[float, float, float, float]],
    radar: Optional[str],
    radar_unit: str,
    **options: Any,
) -> None:
    """Map one scene, in this process."""
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ[name] = str(options["threads"])
    from ..model.mapping.map_scene import MapJob, map_city
    from ..model.scene.radar import RadarSource

    outputs = {key: options[name] for name, key in _OUTPUTS if options[name]}
    said = _settings(tuple(outputs), options)
    job = MapJob(
        source=scene,
        outputs=outputs,
        extent=extent or None,
        reading=said.reading,
        weights=said.weights,
        device=said.device,
        lcz_cell_size_m=said.lcz_cell_size_m,
        tile_px=said.strip_px,
        orientations=said.orientations,
        radar=RadarSource(radar, "" if radar_unit == "auto" else radar_unit) if radar else None,
    )
    for step in map_city(job):
        if step.note:
            click.echo(step.note)


@main.command()
@click.argument("source", type=click.Path(exists=True, path_type=Path))
@click.option("--out", "table", type=_FILE, required=True, help="The table to write.")
@click.option("--maps", type=_FOLDER, help="Folder of the maps; else `maps` beside the table.")
@click.option("--scenes", type=_FOLDER, help="Folder of scenes, for cities without one.")
@click.option("--products", default="HSE,LCZ", show_default=True, help="Which maps, separated by commas.")
@click.option("--rows-px", type=click.IntRange(64), default=3840, show_default=True, help="Height of a window.")
@_options(*_OF_SCENES)
def plan(
    source: Path, table: Path, maps: Optional[Path], scenes: Optional[Path], products: str, rows_px: int, **options: Any
) -> None:
    """Write a table of tasks for a layer of cities, a CSV table or a folder of scenes."""
    from . import planning, results
    from . import table as table_file

    if results.folder_of(table).exists():
        raise InputError(
            f"Expected a table that was not run yet, but {results.folder_of(table)} has results; choose another name, "
            "or delete that folder (maps that are there are found by their tags)."
        )
    said = _settings(tuple(key.strip().upper() for key in products.split(",") if key.strip()), options)
    tasks = planning.plan(source, maps or table.absolute().parent / "maps", said, scenes, rows_px)
    table_file.write(table, tasks, {})
    cities, closed = {task.city for task in tasks}, [task.scene for task in tasks if not task.pixels]
    hours, mb = sum(task.estimated_s for task in tasks) / 3600, max((task.estimated_mb for task in tasks), default=0)
    click.echo(
        f"{len(tasks)} tasks for {len(cities)} cities, {sum(task.pixels for task in tasks) / 1e6:.1f} Mpx, about "
        f"{hours:.2f} core-hours, at most {mb:.0f} MB a task: {table}"
    )
    if closed:
        click.echo(f"{len(closed)} scenes do not open and will be named by the run: {', '.join(closed[:_SHOWN])}")


@main.command()
@_TABLE
@click.option("--scheduler", help="Address of a Dask scheduler, tcp://...")
@click.option("--local", type=click.IntRange(1), help="So many workers on this computer.")
@click.option("--slice", "part", help="i/n: the i-th of n parts of the table, in this process, for SLURM arrays.")
@click.option("--dry-run", is_flag=True, help="Say what would be done, and end.")
@click.option("--retries", type=click.IntRange(0), default=1, show_default=True, help="Where the reason may pass.")
@click.option("--max-seconds", type=_POSITIVE, help="Begin no task after so many seconds.")
@click.option("--task-seconds", type=_POSITIVE, help="End a task that takes longer; else 30 times its estimate.")
@click.option("--task-mb", type=_POSITIVE, help="End a task that takes more memory.")
@click.option("--core-hour-price", type=click.FloatRange(0), help="For the cost in the progress line.")
def run(
    table: Path,
    scheduler: Optional[str],
    local: Optional[int],
    part: Optional[str],
    dry_run: bool,
    core_hour_price: Optional[float],
    **rules: Any,
) -> None:
    """Do what is left of a table's tasks."""
    from . import results, running
    from . import table as table_file
    from .decisions import decide

    if sum(way is not None for way in (scheduler, local, part)) > 1:
        raise InputError("Expected one of --scheduler, --local and --slice, found more; choose one.")
    tasks = table_file.read(table)
    mine = tasks[_sliced(part)] if part else tasks
    if dry_run:
        _show(decide(mine, results.read(table)), True)
        return
    said = running.Rules(**rules, threads=mine[0].settings.threads if mine else 1)
    name = f"slice-{part.replace('/', '-of-')}" if part else "run"
    with results.ResultsFile(table, name) as file:
        # Decided under the lock: what another run has done until now is not done again.
        decided = decide(mine, results.read(table))
        _show(decided, False)
        with _pool(scheduler, local, part, said) as pool:
            try:
                failed = _run(running.steps(pool, decided, file, said), core_hour_price)
            finally:
                if not part:
                    running.update_table(table, tasks)
    for task_id, error in failed.items():
        click.echo(f"  {task_id}: {error}")
    if failed:
        sys.exit(1)


def _show(decided: Sequence[Any], also_skipped: bool) -> None:
    """Says what is to do with each task."""
    for decision in decided:
        if decision.verb != "skip" or also_skipped:
            click.echo(f"{decision.verb:5} {decision.task.id}")
    verbs = Counter(decision.verb for decision in decided)
    click.echo(", ".join(f"{verbs[verb]} {verb}" for verb in _VERBS))


def _run(steps: Iterator[tuple[Any, Any]], price: Optional[float]) -> dict[str, str]:
    """Drives a run with its progress line; id -> reason of what has failed in the end."""
    started, failed, line = time.monotonic(), {}, _ProgressLine(price)
    try:
        for standing, outcome in steps:
            if outcome is not None and outcome.status == "failed":
                failed[outcome.id] = outcome.error
                line.note(f"failed {outcome.id} (try {outcome.tries}): {outcome.error}")
            elif outcome is not None:
                failed.pop(outcome.id, None)
            line.draw(standing)
    finally:
        line.end()
    click.echo(
        f"Took {time.monotonic() - started:.1f} s and {standing.core_hours:.3f} core-hours: {standing.done} done, "
        f"{standing.failed} failed, {standing.waiting} not begun."
    )
    return failed


def _sliced(part: str) -> slice:
    """The rows of one part of a table.

    >>> list(range(10))[_sliced("2/3")]
    [1, 4, 7]
    """
    first, _, count = part.partition("/")
    if not (first.isdigit() and count.isdigit() and 1 <= int(first) <= int(count)):
        raise InputError(f"Expected --slice i/n with i from 1 to n, found {part}; write 1/8 for the first of eight.")
    return slice(int(first) - 1, None, int(count))


@contextmanager
def _pool(scheduler: Optional[str], local: Optional[int], part: Optional[str], rules: Any) -> Iterator[Any]:
    """Where the tasks are done: one worker of this computer where nothing is asked for."""
    from .pools import SerialPool

    if part or (scheduler is None and local is None):
        with SerialPool(rules.work, rules.threads) as pool:
            yield pool
        return
    from .dask_pool import DaskPool, local_workers, use_settings

    if scheduler is not None:
        use_settings()
        with _client(scheduler) as client:
            yield DaskPool(client, rules.work, rules.threads)
        return
    with local_workers(local) as (cluster, client):
        yield DaskPool(client, rules.work, rules.threads, lambda: start_again(cluster, local))


def start_again(cluster: Any, count: int) -> None:
    """Starts the workers of this computer again: Dask gives up one whose process ends while it starts.

    Args:
        cluster: `distributed.LocalCluster`.
        count: of workers.
    """
    click.echo("All workers have ended; starting them again.", err=True)
    cluster.scale(0)
    cluster.scale(count)


def _client(address: str) -> Any:
    """A client of the scheduler at an address; one that is there but slow is waited for."""
    from distributed import Client

    from . import presence

    waits = threading.Timer(INTERVAL_S, click.echo, [f"The scheduler at {address} has not answered yet; waiting."])
    waits.start()
    try:
        if presence.is_gone(address):
            raise ConnectionRefusedError("its port refuses connections")
        return Client(address, timeout=_PATIENCE_S)
    except (OSError, TimeoutError, ValueError) as error:
        raise InputError(
            f"Expected a Dask scheduler at {address}, found none ({error}); start `dask scheduler` first."
        ) from error
    finally:
        waits.cancel()


class _ProgressLine:
    """A bar on a terminal; elsewhere a line every ten seconds."""

    def __init__(self, price: Optional[float]) -> None:
        self._price = price
        self._drawn = 0.0
        self._is_terminal = sys.stderr.isatty()

    def draw(self, standing: Any) -> None:
        now = time.monotonic()
        if now - self._drawn < (_DRAW_S if self._is_terminal else INTERVAL_S):
            return
        self._drawn = now
        text = progress_text(standing, self._price)
        click.echo(f"\r\x1b[K{text}" if self._is_terminal else text, nl=not self._is_terminal, err=True)

    def note(self, text: str) -> None:
        click.echo(f"\r\x1b[K{text}" if self._is_terminal else text, err=True)

    def end(self) -> None:
        if self._is_terminal:
            click.echo("", err=True)


def progress_text(standing: Any, price: Optional[float]) -> str:
    """One line on how far a run has come.

    Args:
        standing: how far.
        price: of a core-hour; None to leave the money out.
    """
    full = round(_BAR * standing.share)
    # A cell of the HSE map has four pixels.
    cells, of_cells = standing.done_pixels / 4e6, standing.pixels / 4e6
    parts = [
        f"{standing.done + standing.failed} of {standing.tasks} tasks",
        f"{cells:.1f} of {of_cells:.1f} million cells",
        f"{standing.core_hours:.2f} core-hours",
    ]
    if price is not None:
        parts.append(f"cost {standing.core_hours * price:.2f}")
    if standing.failed:
        parts.append(f"{standing.failed} failed")
    if standing.remaining_s is not None and standing.share < 1:
        parts.append(f"{duration(standing.remaining_s)} remaining")
    return f"[{'#' * full}{'.' * (_BAR - full)}] {', '.join(parts)}"


@main.command()
@_TABLE
def status(table: Path) -> None:
    """Say how a table's tasks stand, and bring the table up to date with the results of all slices."""
    from . import running
    from . import table as table_file

    tasks = table_file.read(table)
    outcomes = running.update_table(table, tasks)
    found = [outcomes.get(task.id) for task in tasks]
    counts = Counter("planned" if outcome is None else outcome.status for outcome in found)
    click.echo(", ".join(f"{counts[name]} {name}" for name in ("done", "empty", "failed", "planned") if counts[name]))
    tried = [outcome for outcome in found if outcome is not None]
    if tried:
        seconds = sum(outcome.seconds for outcome in tried)
        peak = max(outcome.peak_mb for outcome in tried)
        click.echo(f"{seconds / 3600:.3f} hours of task processes (last tries), at most {peak:.0f} MB in one.")
    for outcome in tried:
        if not outcome.is_success:
            click.echo(f"  {outcome.id} (tries {outcome.tries}): {outcome.error}")


@main.command()
@_TABLE
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder of mosaics and table; else beside the table.",
)
def merge(table: Path, out: Optional[Path]) -> None:
    """Put windows together to maps; write mosaics over the cities and their class areas."""
    from . import merging, running
    from . import table as table_file

    tasks = table_file.read(table)
    outcomes = running.update_table(table, tasks)
    folder = out or table.absolute().parent
    left_out = 0
    for city in merging.merge(tasks, outcomes, folder):
        left_out += city.verb == "left out"
        click.echo(f"{city.verb:8} {city.city}{f': {city.reason}' if city.reason else ''}")
    click.echo(f"{folder / merging.AREAS_FILE}")
    if left_out:
        sys.exit(1)


if __name__ == "__main__":
    main()
