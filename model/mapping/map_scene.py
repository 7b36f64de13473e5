# SPDX-License-Identifier: GPL-2.0-or-later
"""The main job: a scene's file in, the maps' files out.

The scene goes through the network in bands from top to bottom, each read with a halo as wide as the network looks;
attention is anchored to the raster's corner. The maps are the same however wide the bands are, and a part of a scene
maps as it does in the whole. One thread reads ahead, one writes behind, the caller's computes.
"""

from __future__ import annotations

import math
import os
import time
from collections.abc import Generator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, NamedTuple, Optional

import numpy as np

from ..engines.base import Engine
from ..engines.select import choose_engine
from ..errors import InputError
from ..network import weights
from ..network.config import CELL_PX
from ..network.orientations import COUNTS, turned_weights
from ..progress import Progress, forecast
from ..raster import provenance
from ..raster.io import RESOLUTION_M
from ..raster.output_checks import check_outputs
from ..raster.outputs import publication
from ..raster.windows import Window
from ..scene import input_check
from ..scene.scene import Reading, Scene
from ..system.background_threads import write_behind
from ..system.memory import memory, peak
from ..tables import products
from ..version import software
from .checkpoint import checkpoint, fingerprint
from .map_writer import MapWriter
from .scheduler import NARROWEST_PX, Scheduler, messages
from .strip_pass import Piece

HSE_CELL_M = RESOLUTION_M * CELL_PX
LARGEST_LCZ_CELL_M = 1000.0
# Without a word from the user: a quarter of the free memory, at most this much. A whole Sentinel-2 tile then goes
# through in two bands.
AUTOMATIC_MEMORY_MB = 768
# Scenes of as many pixels are mapped with a journal: half a minute's work or more would be lost.
RESUMED_PX = 25_000_000
# So much must be done before the time that is left is foretold.
_FORECAST_SHARE = 0.02


@dataclass(frozen=True)
class MapJob:
    """What to map and where to; plain values, so that any process can take it."""

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
    lcz_cell_size_m: float = 100.0
    """A multiple of 20 m, at most 1 km."""
    tile_px: int = 0
    """Width of a band in pixels, rounded to whole LCZ cells; 0 = by memory. Changes memory, not the maps."""
    max_memory_mb: int = 0
    """What bands may take; 0 = a quarter of what is free, at most AUTOMATIC_MEMORY_MB."""
    dates: tuple[str, ...] = ()
    """Further scenes of the same place, on any grid: the maps show the mean of the dates' probabilities."""
    orientations: int = 1
    """1, 2, 4 or 8: how many turned and mirrored views of the scene the probabilities are averaged over."""
    resume: Optional[bool] = None
    """Whether a killed run of the same job goes on where it was; None = for large scenes (RESUMED_PX)."""


class MapSummary(NamedTuple):
    """What a job made."""

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


def map_city(job: MapJob) -> Generator[Progress, None, MapSummary]:
    """Map a scene; a generator, so that whoever drives it can show progress and stop.

    Closing it before its end removes all it has written. The summary is the generator's return value.

    Raises:
        InputError: scene, extent, device or cell size cannot be used, or there is nothing but nodata.
        WeightsError: the weights file does not fit.
        OutputError: a map cannot be written.
    """
    started = time.perf_counter()
    cell_px = lcz_cell_px(job.lcz_cell_size_m)
    model = weights.load(job.weights)
    _check_outputs(job, model)
    with ExitStack() as stack:
        engines = [stack.enter_context(one) for one in _engines(job.device, model, job.orientations)]
        first = stack.enter_context(Scene(job.source, job.reading))
        scenes = [first, *(stack.enter_context(Scene(date, job.reading, first.grid)) for date in job.dates)]
        # Of a product or a folder the files are known only now.
        check_outputs(job.outputs, (path for scene in scenes for path in scene.files))
        window = first.grid.window(job.extent, cell_px, job.extent_crs)
        area = first.grid.cropped(window)
        yield Progress(0, f"Scene: {window.width} x {window.height} px.")
        yield from (Progress(0, note) for scene in scenes for note in scene.notes)
        yield from (Progress(0, note) for scene in scenes for note in input_check.check(scene, model.card, window))
        yield from (Progress(0, note) for note in messages(engines))
        yield Progress(0, f"Network: {model.card.get('name', model.path)} by {engines[0].description}.")
        width_px, tags = strip_width_px(job, engines, len(scenes)), _tags(job, model, first)
        diary = None
        if window.width * window.height >= RESUMED_PX if job.resume is None else job.resume:
            folder = Path(next(iter(job.outputs.values()))).absolute().parent
            diary = stack.enter_context(checkpoint(folder, _identity(job, model, window)))
            # The same bands, whatever memory is free today, and the same tags.
            settled = diary.settle({"width_px": width_px, "tags": tags})
            width_px, tags = settled["width_px"], settled["tags"]
        grids = {"hse": area.coarsened(CELL_PX), "lcz": area.coarsened(cell_px)}
        files = stack.enter_context(publication(job.outputs, products.PRODUCTS, grids, tags))
        canvas = MapWriter(files, window, CELL_PX, cell_px)
        fill = model.arrays["reflectance_mean"].astype(np.float32)
        course = Scheduler(
            scenes, engines, window, cell_px, fill, width_px,
            on_cpu=lambda: [stack.enter_context(one) for one in _engines("cpu", model, job.orientations)],
        )  # fmt: skip

        def draw(piece: Piece) -> None:
            drawn = canvas.draw(*piece)
            if diary is not None:
                diary.add(drawn)

        for drawn in diary.drawings() if diary is not None else ():
            canvas.redraw(drawn)
            course.skip(drawn.core)
        if course.share:
            yield Progress(course.share, f"A run that was ended goes on: {100 * course.share:.0f} % are there.")
        with write_behind(draw, depth=4) as drawing:
            began, forecasted = time.perf_counter(), False
            for piece in course.pieces():
                drawing.send(piece)
                yield from (Progress(course.share, note) for note in course.notes())
                note = ""
                if piece.valid.any() and not forecasted and course.share >= _FORECAST_SHARE:
                    took = time.perf_counter() - began
                    note, forecasted = forecast(took * (1 - course.share) / course.share), True
                yield Progress(course.share, note)
        canvas.finish(job.lcz_cell_size_m)
        if not canvas.hse_cells and not canvas.zone_cells().any():
            raise InputError(
                f"Expected a scene with data in all ten bands, found only nodata in {job.source}; "
                "choose another scene, extent or mask."
            )
    yield Progress(1, _cost(time.perf_counter() - started))
    return MapSummary(
        mean_hse_pct=canvas.hse_sum / canvas.hse_cells if canvas.hse_cells else float("nan"),
        built_share_pct=canvas.built_share_pct(),
        seconds=time.perf_counter() - started,
        device=course.device,
        zone_cells=tuple(int(n) for n in canvas.zone_cells()),
        pixels=window.width * window.height,
    )


def _cost(seconds: float) -> str:
    """A line on time and memory."""
    held = peak()
    memory = "" if held is None else f"; this process has held at most {held / 2**30:.2f} GB of memory"
    return f"Took {seconds:.1f} s{memory}."


def _engines(device: str, model: weights.Weights, count: int) -> list[Engine]:
    """An engine for each orientation.

    Raises:
        InputError: there is no such device, or no such count.
    """
    if count not in COUNTS:
        raise InputError(f"Expected 1, 2, 4 or 8 orientations, found {count}; choose one of these.")
    turned = (model._replace(arrays=turned_weights(model.arrays, number)) for number in range(count))
    return [choose_engine(device, one) for one in turned]


def _identity(job: MapJob, model: weights.Weights, window: Window) -> dict[str, Any]:
    """All that the maps of a job depend on."""
    files = [job.source, *job.dates, model.path, *([job.reading.mask] if job.reading.mask else [])]
    return {
        **asdict(job),
        "files": [fingerprint(path) for path in files],
        "window": window,
        "software": software(),
        "seen": model.card.get("version", ""),
    }


def strip_width_px(job: MapJob, engines: Sequence[Engine], dates: int) -> int:
    """How wide a band may be: as the user says, or as the memory allows."""
    if job.tile_px:
        return job.tile_px
    there = memory()
    free = there.free or (there.total or 0) // 2
    allowed = job.max_memory_mb << 20 or min(free // 4 or AUTOMATIC_MEMORY_MB << 20, AUTOMATIC_MEMORY_MB << 20)
    column = dates * sum(one.bytes_per_column() for one in engines)
    halo_px = 2 * (engines[0].config.halo_px + engines[0].config.block_px)
    return max(NARROWEST_PX, allowed // column - halo_px)


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
    inputs = (job.source, *job.dates, job.reading.mask, model.path)
    check_outputs(job.outputs, inputs, products.PRODUCTS, at_least_one=True)
    lacking = [key for key in job.outputs if products.PRODUCTS[key].grid not in model.config.tasks]
    if lacking:
        raise InputError(
            f"Expected weights trained for {', '.join(lacking)}, but {model.path} knows only "
            f"{', '.join(model.config.tasks)}; leave that map out or choose other weights."
        )


def _tags(job: MapJob, model: weights.Weights, scene: Scene) -> dict[str, str]:
    """Where a map comes from, recorded in its file."""
    return provenance.tags(
        job.source,
        f"LCZ_CELL_SIZE={job.lcz_cell_size_m:g} EXTENT={job.extent or 'whole'} ORIENTATIONS={job.orientations} "
        f"DEVICE={job.device}",
        **({"INPUT_DATES": ", ".join(map(os.path.basename, job.dates))} if job.dates else {}),
        WEIGHTS=f"{model.card.get('name', '')} {model.card.get('version', '')} ({os.path.basename(model.path)})",
        INPUT_BANDS=scene.bands.reason,
        INPUT_RADIOMETRY=scene.radiometry.reason,
        ATTRIBUTION="Contains modified Copernicus Sentinel data",
    )
