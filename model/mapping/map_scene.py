# SPDX-License-Identifier: GPL-2.0-or-later
"""The main job: maps one Sentinel-2 scene, or several dates of it, from its file to the files of the maps.

The package's docstring draws the life of a run.
"""

from __future__ import annotations

import math
import os
import time
from collections.abc import Callable, Generator, Mapping
from contextlib import ExitStack, closing
from dataclasses import asdict, dataclass, field
from typing import Any, NamedTuple, Optional, TypeVar, Union

from ..engines.base import Engine
from ..engines.select import choose_engine, preload_torch
from ..errors import InputError
from ..heights.refiner import HeightRefiner
from ..heights.sources import HeightSource
from ..network import weights
from ..network.config import CELL_PX
from ..network.orientations import COUNTS, turned_weights
from ..network.radar_fusion import input_means
from ..progress import INTERVAL_S, Progress, RemainingTime, part_of
from ..raster import provenance
from ..raster.gdal_cache import limited_gdal_cache
from ..raster.geotiff import RasterFile
from ..raster.grid import Grid
from ..raster.io import RESOLUTION_M
from ..raster.output_checks import check_outputs
from ..raster.outputs import publication
from ..raster.windows import Window
from ..scene import input_check
from ..scene.radar import Pixels, Radar, RadarScene, RadarSource, check_given, expectation, lacking_line
from ..scene.scene import Reading, Scene
from ..system.background_threads import in_background, read_ahead, write_behind
from ..system.memory import memory, peak
from ..tables import products
from ..version import software
from . import checkpoint
from .checkpoint import Checkpoint
from .loaded_network import LoadedNetwork
from .map_writer import MapWriter
from .novelty_pass import compare
from .pass_mean import PassMean
from .scheduler import NARROWEST_PX, Scheduler, Strips
from .strip_pass import Part

T = TypeVar("T")

HSE_CELL_M = RESOLUTION_M * CELL_PX
LARGEST_LCZ_CELL_M = 1000.0
# Where the user sets no limit: a quarter of the free memory, at most this much. A full Sentinel-2 tile is then mapped
# in two strips.
AUTOMATIC_MEMORY_MB = 1152
_FREE_SHARE = 4
# For each pixel of a strip's width: the chunks of rows that are read ahead, and the maps that wait to be written.
_WAITING_BYTES_PER_COLUMN = 30_000
# The part of the memory in which GDAL keeps decoded blocks, and the most it may be. In a strip that fits the rest it
# holds a row of blocks of the ten bands up to 1500 px tall: of a full Sentinel-2 tile in JPEG 2000 they are 1024 px.
_CACHE_SHARE = 4
_MOST_CACHE_BYTES = 256 << 20
# Scenes of as many pixels are mapped with a checkpoint: half a minute's work or more would be lost.
RESUMED_PX = 25_000_000
# Share of the work until all pieces are written; the rest are filtered zones and overviews.
_MAPPING_SHARE = 0.97
# How often the caller of the generator may stop a run that computes.
_POLL_S = 0.5


class NoDataError(InputError):
    """The part to map holds nothing but nodata."""


@dataclass(frozen=True)
class MapJob:
    """What to map and where to write it; plain values, so that any process can run it."""

    source: str
    """A raster with the ten bands, or a Sentinel-2 product: its folder, zip or MTD_*.xml."""
    outputs: Mapping[str, str]
    """Product key (see `products`) -> path of the GeoTIFF to write."""
    extent: Optional[tuple[float, float, float, float]] = None
    """xmin, ymin, xmax, ymax; None = all. The maps cover the LCZ cells that it touches."""
    extent_crs: str = ""
    """The extent's CRS, as WKT or "EPSG:4326"; "" = the scene's."""
    reading: Reading = Reading()
    """What the user says about the scene: its bands, its radiometry, where to map."""
    weights: Optional[str] = None
    """A weights file; None = the bundled one."""
    device: str = "auto"
    """auto, cpu, cuda or mps."""
    precision: str = "exact"
    """exact: in float32; fast: in a shorter number format where the device multiplies that one faster."""
    lcz_cell_size_m: float = 100.0
    """A multiple of 20 m, at most 1 km."""
    tile_px: int = 0
    """Width of a strip in pixels, rounded to whole LCZ cells; 0 = by memory. Changes memory, not the maps."""
    max_memory_mb: int = 0
    """Memory for the computation; 0 = a quarter of what is free, at most AUTOMATIC_MEMORY_MB."""
    dates: tuple[str, ...] = ()
    """Further scenes of the same place, on any grid: the maps show the mean of the dates' probabilities."""
    orientations: int = 1
    """1, 2, 4 or 8: how many turned and mirrored views of the scene the probabilities are averaged over."""
    heights: Optional[HeightSource] = None
    """Heights of buildings that refine the built zones; None for none."""
    radar: Optional[RadarSource] = None
    """Sentinel-1 at about the time of the scene, for weights that want it, and for all dates; None for none."""
    resume: Optional[bool] = None
    """Whether an interrupted run of the same job is continued; None = for large scenes (RESUMED_PX)."""
    grid: Optional[Grid] = None
    """Pixels on which the scene is read, so that the maps of several scenes lie cell on cell; None = its own."""
    tags: Mapping[str, str] = field(default_factory=dict)
    """Recorded in every output beside what the job itself records."""

    @property
    def inputs(self) -> list[str]:
        """Paths of all that the maps are made of, but the weights."""
        found = [self.source, *self.dates, *([self.reading.mask] if self.reading.mask else [])]
        found += self.heights.files if self.heights else ()
        return [*found, *([self.radar.source] if self.radar else [])]


class MapSummary(NamedTuple):
    """What a job found: figures of the maps, time and device."""

    mean_hse_pct: float
    """Over the cells that have a value; nan without an HSE network."""
    built_share_pct: float
    """Share of LCZ 1-10 among the cells with a zone."""
    seconds: float
    device: str
    zone_cells: tuple[int, ...]
    """Cells of each of the 17 zones."""
    pixels: int
    """Scene pixels mapped."""
    unlike_pct: float = float("nan")
    """Share of the built cells that are unlike the network's training cells; nan where that is not known."""


def map_city(job: MapJob, network: Optional[LoadedNetwork] = None) -> Generator[Progress, None, MapSummary]:
    """Maps a scene; a generator, so that whoever drives it can show progress and stop.

    Closing it before its end removes all it has written, except the checkpoint of a large scene. The summary is the
    generator's return value.

    Args:
        job: what to map.
        network: one that earlier jobs of this process used, instead of loading the job's weights for its device.

    Raises:
        NoDataError: there is nothing but nodata.
        InputError: scene, extent, device or cell size cannot be used.
        WeightsError: the weights file does not fit.
        OutputError: a map cannot be written.
    """
    started = time.perf_counter()
    yield Progress(0, f"Mapping {os.path.basename(job.source.rstrip('/')) or job.source}.")
    cell_px = lcz_cell_px(job.lcz_cell_size_m)
    model = weights.load(job.weights) if network is None else network.weights
    check_given(bool(model.config.radar_bands), job.radar is not None, model.path)
    _check_outputs(job, model)
    if job.orientations not in COUNTS:
        raise InputError(f"Expected 1, 2, 4 or 8 orientations, found {job.orientations}; choose one of these.")
    preload_torch()
    with ExitStack() as stack:
        cache_bytes = _cache_bytes(job)
        stack.enter_context(limited_gdal_cache(cache_bytes))
        engine, scenes, window = yield from _opened(stack, job, model, cell_px, network)
        first = scenes[0]
        widest_block = max(block.width_px for scene in scenes for block in scene.blocks)
        scheduler = Scheduler(
            scenes, engine, window, cell_px, input_means(model.arrays),
            lambda one: strip_width_px(job, one, cell_px, window.height, window.width, widest_block), job.orientations,
            turn=lambda one, number: one.load(turned_weights(model.arrays, number)),
            on_cpu=lambda: _on_cpu(stack, job, model),
            cache_bytes=cache_bytes,
        )  # fmt: skip
        saved = None
        if window.width * window.height >= RESUMED_PX if job.resume is None else job.resume:
            made_of = {**identity(job, model), "window": window, "number_format": engine.number_format}
            saved, note = checkpoint.begin(made_of)
            if saved is None:
                yield Progress(0, note)
            else:
                stack.enter_context(saved)
        area = first.grid.cropped(window)
        grids = {"hse": area.coarsened(CELL_PX), "lcz": area.coarsened(cell_px)}
        files = stack.enter_context(
            publication(job.outputs, products.PRODUCTS, grids, _tags(job, model, first, engine))
        )
        refiner = None if job.heights is None else HeightRefiner(job.heights, grids["lcz"])
        yield from (Progress(0, note) for note in (refiner.notes if refiner else ()))
        writer = MapWriter(files, window, CELL_PX, cell_px, refiner)
        mean = PassMean(len(scenes), job.orientations, cell_px, model.config.sharpness)
        if saved is not None:
            _resume(saved, scheduler, writer, mean)
            if scheduler.share:
                done = f"Resuming an interrupted run: {100 * scheduler.share:.0f} % already done."
                yield Progress(_MAPPING_SHARE * scheduler.share, done)
        yield from _map(scheduler, writer, mean, saved)
        writer.check_complete()
        if isinstance(first, RadarScene):
            yield Progress(_MAPPING_SHARE, lacking_line(first, window))
        if not writer.hse_cells and not writer.zone_cells().any():
            raise NoDataError(
                f"Expected a scene with data in all ten bands{' and radar there' if job.radar else ''}, found only "
                f"nodata{', or pixels that MASK hides,' if job.reading.mask else ''} in {job.source}; "
                "choose another scene, extent or mask."
            )
        comparing = compare(first, model, writer, window, cell_px, products.NOVELTY.key in files)
        unlike_pct = yield from part_of(comparing, _MAPPING_SHARE, _MAPPING_SHARE)
        yield from (Progress(_MAPPING_SHARE, note) for note in (refiner.doubts() if refiner else ()))
        yield from _finish(files, writer, job.lcz_cell_size_m, _allowed_bytes(job))
    yield Progress(1, _cost(time.perf_counter() - started, scheduler.waited_s))
    return MapSummary(
        mean_hse_pct=writer.hse_sum / writer.hse_cells if writer.hse_cells else float("nan"),
        built_share_pct=writer.built_share_pct(),
        seconds=time.perf_counter() - started,
        device=scheduler.device,
        zone_cells=tuple(int(n) for n in writer.zone_cells()),
        pixels=window.width * window.height,
        unlike_pct=unlike_pct,
    )


def _opened(
    stack: ExitStack, job: MapJob, model: weights.Weights, cell_px: int, network: Optional[LoadedNetwork]
) -> Generator[Progress, None, tuple[Engine, list[Pixels], Window]]:
    """The engine, the scenes (all on the grid of the first) and the pixels to map; with lines for the log on each."""

    def opened(source: str, grid: Optional[Grid]) -> Generator[Progress, None, Scene]:
        name = os.path.basename(source.rstrip("/")) or source
        scene = yield from _with_lines(lambda: Scene(source, job.reading, grid), 0, f"Opening {name}.")
        return stack.enter_context(scene)

    def checked(scene: Scene) -> Generator[Progress, None, None]:
        work = lambda: list(input_check.check(scene, model.card, window))  # noqa: E731 -- for a thread
        for note in (yield from _with_lines(work, 0, "Checking the values of the scene.")):
            yield Progress(0, note)

    start = network.engine if network is not None else lambda: choose_engine(job.device, model)
    engine = yield from _with_lines(start, 0, "Starting the engine that computes the network.")
    if network is None:
        stack.enter_context(engine)
    if job.precision == "fast":
        yield Progress(0, engine.use_fast_precision())
    scenes = [(yield from opened(job.source, job.grid))]
    for date in job.dates:
        scenes.append((yield from opened(date, scenes[0].grid)))
    for number, scene in enumerate(scenes):
        if any(set(scene.files) & set(other.files) for other in scenes[:number]):
            yield Progress(0, f"Warning: {scene.source} is given twice; it counts twice in the mean of the scenes.")
    # Of a product or a folder the files are known only now.
    check_outputs(job.outputs, (path for scene in scenes for path in scene.files))
    window = scenes[0].grid.window(job.extent, cell_px, job.extent_crs)
    yield Progress(0, f"Scene: {window.width} x {window.height} px.")
    if job.grid is not None and not scenes[0].reaches(window):
        raise InputError(
            f"Expected scenes of one place, found {job.source} elsewhere; leave it out, or check that it has its right "
            "CRS and that the extent lies on it."
        )
    for scene in scenes[1:]:
        if not scene.reaches(window):
            yield Progress(0, f"Warning: {scene.source} lies elsewhere; it adds nothing to the maps.")
    yield from (Progress(0, note) for scene in scenes for note in scene.notes)
    for scene in scenes:
        yield from checked(scene)
    if job.radar is not None:
        radar = yield from _with_lines(lambda: Radar(job.radar, scenes[0].grid), 0, "Opening the radar layer.")
        yield from (Progress(0, note) for note in (*radar.notes, expectation(model.card)))
        scenes = [RadarScene(scene, radar) for scene in scenes]
    yield from (Progress(0, note) for note in engine.notes())
    yield Progress(0, f"Network: {model.card.get('name', model.path)} by {engine.description}.")
    return engine, scenes, window


def _on_cpu(stack: ExitStack, job: MapJob, model: weights.Weights) -> Engine:
    """An engine for the processor, in the job's precision."""
    engine = stack.enter_context(choose_engine("cpu", model))
    if job.precision == "fast":
        engine.use_fast_precision()
    return engine


def _resume(saved: Checkpoint, scheduler: Scheduler, writer: MapWriter, mean: PassMean) -> None:
    """Writes what an earlier run computed, and leaves the rest to the scheduler."""
    for event in saved.events():
        if isinstance(event, Strips):
            scheduler.restore(event)
        elif scheduler.skip(event.core):
            writer.write_stored(event)
        else:
            break  # this and what follows is computed again
    saved.drop_later()
    if not saved.count:
        saved.add(scheduler.strips)
    sums = saved.sums()
    if sums is not None and scheduler.skip_passes(*sums[:2]):
        mean.restore(sums[0], sums[2])


def _map(
    scheduler: Scheduler, writer: MapWriter, mean: PassMean, saved: Optional[Checkpoint]
) -> Generator[Progress, None, None]:
    """Maps all strips: one thread reads, one computes, one writes, and this one reports."""

    def write(item: Union[Part, Strips]) -> None:
        if isinstance(item, Strips):
            saved.add(item)
            return
        piece = mean.take(item)
        if piece is not None:
            stored = writer.write(piece)
            if saved is not None:
                saved.add(stored)
        elif saved is not None and item.ends_pass and item.maps is not None:
            strip, sums = mean.state
            saved.keep_sums(strip, item.step.number + 1, sums)

    remaining = RemainingTime()
    with write_behind(write, depth=4) as writing, read_ahead(scheduler.items(), 1, _POLL_S) as items:
        for item in items:
            if isinstance(item, Part) or (isinstance(item, Strips) and saved is not None):
                writing.send(item)
            share = _MAPPING_SHARE * scheduler.share
            yield Progress(share, item if isinstance(item, str) else remaining.line(share))
            for note in saved.notes() if saved is not None else ():
                yield Progress(share, note)


def _finish(
    files: Mapping[str, RasterFile], writer: MapWriter, cell_size_m: float, allowed_bytes: int
) -> Generator[Progress, None, None]:
    """Writes what needs the whole map: the filtered zones, and the overviews of all files."""
    steps = len(files) + 1
    yield Progress(_MAPPING_SHARE, "Writing filtered zones and overviews.")
    remaining = RemainingTime()
    for filtered in writer.filter_zones(cell_size_m, allowed_bytes):
        share = _MAPPING_SHARE + (1 - _MAPPING_SHARE) * filtered / steps
        yield Progress(share, remaining.line(share))
    for number, (key, file) in enumerate(files.items(), start=1):
        share = _MAPPING_SHARE + (1 - _MAPPING_SHARE) * number / steps
        yield from _with_lines(file.finish, share, f"Writing the overviews of {key}.")


def _with_lines(work: Callable[[], T], share: float, doing: str) -> Generator[Progress, None, T]:
    """The result of work that takes long; meanwhile the log gets a line every INTERVAL_S seconds."""
    reported = time.monotonic()
    with closing(in_background(work, _POLL_S)) as steps:
        while True:
            try:
                next(steps)
            except StopIteration as end:
                return end.value
            due = time.monotonic() - reported >= INTERVAL_S
            reported = time.monotonic() if due else reported
            yield Progress(share, doing if due else "")


def _cost(seconds: float, waited_s: float) -> str:
    """A line on time and memory.

    Args:
        seconds: that the run took.
        waited_s: of these, how long the network waited for rows of the scene.
    """
    held = peak()
    memory = "" if held is None else f"; this process has held at most {held / 2**30:.2f} GB of memory"
    return f"Took {seconds:.1f} s, {100 * waited_s / seconds:.0f} % of it waiting for the scene to be read{memory}."


def identity(job: MapJob, model: weights.Weights) -> dict[str, Any]:
    """All that the maps of a job depend on, but not where they are written, nor on which device they are computed.

    The part that is mapped and the number format are not in it: during a run they are a window and a format, before
    it an extent and the precision that the user asks for.
    """
    return {
        "files": checkpoint.fingerprints(job.inputs),
        "reading": {**asdict(job.reading), "mask": bool(job.reading.mask)},
        "weights": checkpoint.digest(model),
        "grid": job.grid,
        "lcz_cell_size_m": job.lcz_cell_size_m,
        "orientations": job.orientations,
        "outputs": sorted(job.outputs),
        **({"radar_unit": job.radar.unit} if job.radar else {}),
        **({"heights": repr((job.heights.reading, job.heights.errors))} if job.heights else {}),
        "software": software(),
    }


def strip_width_px(
    job: MapJob, engine: Engine, cell_px: int, height_px: int, width_px: int = 0, widest_block_px: float = 0
) -> int:
    """How wide a strip may be: what the user set, or what fits the memory.

    Blocks that are wider than a strip are decoded once for each strip that they touch. Where the user sets no limit,
    a scene with such blocks, a TIFF whose blocks are rows for instance, is mapped in one strip if that takes no more
    than a quarter of the free memory.

    Args:
        job: what to map.
        engine: which runs one pass at a time.
        cell_px: side of an LCZ cell.
        height_px: of the strips.
        width_px: of the window to map.
        widest_block_px: width of the widest block of the scene's files.
    """
    if job.tile_px:
        return job.tile_px
    column = engine.bytes_per_column() + _WAITING_BYTES_PER_COLUMN * engine.config.inputs // engine.config.bands
    column += PassMean.bytes_per_column(1 + len(job.dates), job.orientations, cell_px, height_px)
    halo_px = 2 * (engine.config.halo_px + engine.config.block_px)
    beside = _cache_bytes(job) + engine.working_bytes()
    fitting = max(NARROWEST_PX, (_allowed_bytes(job) - beside) // column - halo_px)
    if fitting < min(width_px, widest_block_px) and not job.max_memory_mb:
        free = memory().free or 0
        return width_px if (width_px + halo_px) * column + beside <= free // _FREE_SHARE else fitting
    return fitting


def _cache_bytes(job: MapJob) -> int:
    """Memory for GDAL's blocks, a part of what the job may take."""
    return min(_MOST_CACHE_BYTES, _allowed_bytes(job) // _CACHE_SHARE)


def _allowed_bytes(job: MapJob) -> int:
    """Memory that a job may take: what the user set, or a quarter of what is free, within bounds."""
    found = memory()
    free = found.free or (found.total or 0) // 2
    automatic = min(free // _FREE_SHARE or AUTOMATIC_MEMORY_MB << 20, AUTOMATIC_MEMORY_MB << 20)
    return job.max_memory_mb << 20 or automatic


def lcz_cell_px(cell_size_m: float) -> int:
    """Pixels along an LCZ cell.

    Raises:
        InputError: the size is no multiple of 20 m, or too large for a neighbourhood.
    """
    count = round(cell_size_m / HSE_CELL_M) if math.isfinite(cell_size_m) else 0
    if not 1 <= count <= LARGEST_LCZ_CELL_M / HSE_CELL_M or abs(count * HSE_CELL_M - cell_size_m) > 1e-6:
        near = min(max(HSE_CELL_M, count * HSE_CELL_M), LARGEST_LCZ_CELL_M)
        raise InputError(
            f"Expected an LCZ cell size that is a multiple of 20 m and at most {LARGEST_LCZ_CELL_M:g} m, "
            f"found {cell_size_m:g} m; use {near:g} m (the field's working scale is 100 m)."
        )
    return count * CELL_PX


def _check_outputs(job: MapJob, model: weights.Weights) -> None:
    check_outputs(job.outputs, (*job.inputs, model.path), products.PRODUCTS, at_least_one=True)
    lacking = [key for key in job.outputs if products.PRODUCTS[key].grid not in model.config.tasks]
    if lacking:
        raise InputError(
            f"Expected weights trained for {', '.join(lacking)}, but {model.path} knows only "
            f"{', '.join(model.config.tasks)}; leave that map out or choose other weights."
        )
    if products.NOVELTY.key in job.outputs and model.novelty is None:
        raise InputError(
            f"Expected weights with the figures of their training cells, which {products.NOVELTY.title} needs, but "
            f"{model.path} has none; leave that map out or choose other weights."
        )


def _tags(job: MapJob, model: weights.Weights, scene: Pixels, engine: Engine) -> dict[str, str]:
    """Where a map comes from, recorded in its file."""
    return provenance.tags(
        job.source,
        f"LCZ_CELL_SIZE={job.lcz_cell_size_m:g} EXTENT={job.extent or 'whole'} ORIENTATIONS={job.orientations} "
        f"DEVICE={job.device} PRECISION={job.precision}",
        **(
            {"HEIGHTS": os.path.basename(job.heights.source), "HEIGHT_OPTIONS": job.heights.options}
            if job.heights
            else {}
        ),
        **(
            {"RADAR": os.path.basename(job.radar.source), "INPUT_RADAR": scene.radar.decided.reason}
            if isinstance(scene, RadarScene)
            else {}
        ),
        **({"INPUT_DATES": ", ".join(map(os.path.basename, job.dates))} if job.dates else {}),
        WEIGHTS=f"{model.card.get('name', '')} {model.card.get('version', '')} ({os.path.basename(model.path)})",
        NUMBER_FORMAT=engine.number_format,
        INPUT_BANDS=scene.bands.reason,
        INPUT_RADIOMETRY=scene.radiometry.reason,
        ATTRIBUTION="Contains modified Copernicus Sentinel data",
        **job.tags,
    )
