# SPDX-License-Identifier: GPL-2.0-or-later
"""The main job: a scene's file in, the maps' files out.

The scene is read tile by tile with a halo as wide as the network looks, and attention is anchored to the raster's
corner: the maps are the same however the scene is cut, and a part of it maps as it does in the whole.
"""

from __future__ import annotations

import math
import os
import time
from collections.abc import Generator, Mapping
from dataclasses import dataclass
from datetime import datetime, timezone
from typing import NamedTuple, Optional

import numpy as np

from . import engine, lcz, products, tiles, weights
from .architecture import CELL_PX, Maps
from .canvas import Canvas
from .errors import InputError
from .memory import peak
from .progress import Progress, forecast
from .publish import identity, publication
from .raster import RESOLUTION_M
from .scene import Reading, Scene
from .tiles import Window
from .version import software

HSE_CELL_M = RESOLUTION_M * CELL_PX
LARGEST_LCZ_CELL_M = 1000.0
# A tile of this side with its halo takes about 1.2 GB while the network runs.
AUTOMATIC_TILE_PX = 640


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
    """Side of a tile in pixels, rounded to whole LCZ cells; 0 = automatic. Changes memory, not the maps."""


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
    mean = model.arrays["reflectance_mean"]
    with engine.choose(job.device, model) as network, Scene(job.source, job.reading) as scene:
        window = scene.grid.window(job.extent, cell_px, job.extent_crs)
        area = scene.grid.cropped(window)
        yield Progress(0, f"Scene: {window.width} x {window.height} px.")
        yield from (Progress(0, note) for note in scene.notes)
        yield from (Progress(0, note) for note in network.notes())
        yield Progress(0, f"Network: {model.card.get('name', model.path)} by {network.description}.")
        plan = list(
            tiles.plan(
                window,
                tile_px=job.tile_px or AUTOMATIC_TILE_PX,
                step_px=cell_px,
                halo_px=network.config.halo_px,
                align_px=network.config.block_px,
            )
        )
        grids = {"hse": area.coarsened(CELL_PX), "lcz": area.coarsened(cell_px)}
        with publication(job.outputs, products.PRODUCTS, grids, _tags(job, model, scene)) as files:
            canvas = Canvas(files, window, CELL_PX, cell_px)
            forecasted = False
            for number, tile in enumerate(plan, start=1):
                began = time.perf_counter()
                reflectance, valid = scene.read(tile.read)
                inside = valid[tile.core.rows_within(tile.read), tile.core.cols_within(tile.read)]
                inside = inside & scene.wanted(tile.core)
                maps = (
                    network.run(_filled(reflectance, valid, mean), tile.inner(CELL_PX))
                    if inside.any()
                    else blank(tile.core)
                )
                canvas.draw(tile.core, inside, maps)
                yield from (Progress((number - 1) / len(plan), note) for note in network.notes())
                note = ""
                if inside.any() and not forecasted:
                    note, forecasted = forecast((time.perf_counter() - began) * (len(plan) - number)), True
                yield Progress(number / len(plan), note)
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
        device=network.device,
        zone_cells=tuple(int(n) for n in canvas.zone_cells()),
        pixels=window.width * window.height,
    )


def _cost(seconds: float) -> str:
    """A line on time and memory."""
    held = peak()
    memory = "" if held is None else f"; this process has held at most {held / 2**30:.2f} GB of memory"
    return f"Took {seconds:.1f} s{memory}."


def blank(core: Window) -> Maps:
    """The answer for a core without a valid pixel, which needs no network."""
    size = -(-core.height // CELL_PX), -(-core.width // CELL_PX)
    return Maps(np.zeros(size, dtype=np.float32), np.zeros((len(lcz.ZONES), *size), dtype=np.float32))


def _filled(reflectance: np.ndarray, valid: np.ndarray, mean: np.ndarray) -> np.ndarray:
    """Invalid pixels set to the mean that the network knows, so that nodata does not look like black land."""
    if valid.all():
        return reflectance
    return np.where(valid, reflectance, mean[:, None, None])


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
    unknown = sorted(set(job.outputs) - set(products.PRODUCTS))
    if unknown or not job.outputs:
        raise InputError(
            f"Expected outputs among {', '.join(products.PRODUCTS)}, found {', '.join(unknown) or 'none'}; "
            "choose at least one."
        )
    lacking = [key for key in job.outputs if products.PRODUCTS[key].grid not in model.config.tasks]
    if lacking:
        raise InputError(
            f"Expected weights trained for {', '.join(lacking)}, but {model.path} knows only "
            f"{', '.join(model.config.tasks)}; leave that map out or choose other weights."
        )
    files = [identity(path) for path in job.outputs.values()]
    if len(set(files)) < len(files) or identity(job.source) in files:
        raise InputError(
            "Expected a file of its own for each map, found one named twice or the scene itself; rename it."
        )


def _tags(job: MapJob, model: weights.Weights, scene: Scene) -> dict[str, str]:
    """Where a map comes from, recorded in its file."""
    return {
        "TIFFTAG_SOFTWARE": software(),
        "TIFFTAG_DATETIME": datetime.now(timezone.utc).strftime("%Y:%m:%d %H:%M:%S"),
        "WEIGHTS": f"{model.card.get('name', '')} {model.card.get('version', '')} ({os.path.basename(model.path)})",
        "INPUT": os.path.basename(job.source) if os.path.exists(job.source) else job.source,
        "INPUT_BANDS": scene.bands.reason,
        "INPUT_RADIOMETRY": scene.radiometry.reason,
        "OPTIONS": f"LCZ_CELL_SIZE={job.lcz_cell_size_m:g} EXTENT={job.extent or 'whole'} DEVICE={job.device}",
        "ATTRIBUTION": "Contains modified Copernicus Sentinel data",
    }
