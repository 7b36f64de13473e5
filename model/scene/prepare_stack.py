# SPDX-License-Identifier: GPL-2.0-or-later
"""One ten-band stack at 10 m from whatever a scene comes in: a product, a folder of bands, single layers."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import numpy as np

from ..errors import InputError
from ..progress import Progress
from ..raster.grid import walk
from ..raster.output_checks import check_outputs
from ..raster.outputs import publication, staging
from ..raster.windows import Window
from ..tables.products import Product
from ..tables.sentinel2 import DN_NODATA, DN_PER_REFLECTANCE, NAMES
from ..version import software
from . import vrt_stack
from .cloud_mask import Clouds
from .mask import Mask
from .product_files import SourceBands, gather, understand
from .scene import Reading, Scene

_KEY = "STACK"
_BRIGHTEST_DN = 65535
# Would contradict the numbers once the offset is taken off.
_TAGS_OF_THE_OFFSET = ("RADIO_ADD_OFFSET", "BOA_ADD_OFFSET", "PROCESSING_BASELINE")


@dataclass(frozen=True)
class StackJob:
    """Inputs, settings and output of a stack; plain values."""

    source: Sequence[str]
    """A product or a folder of bands; or several rasters."""
    target: str
    """A GeoTIFF; or a `.vrt`, which copies nothing."""
    reading: Reading = field(default_factory=Reading)
    titles: Sequence[str] = ()
    """Names of the rasters, where their files and descriptions do not tell the band."""
    take_off_offset: bool = True
    """Write 10000 x reflectance; else the numbers as they are, with scale and offset declared."""
    clouds: str = "keep"
    """Classes of the scene classification that become nodata: one of `clouds.CHOICES`."""
    cloud_mask: str = ""
    """Polygons or a raster, neither 0 nor nodata, over what to turn into nodata."""
    cloud_mask_layer: str = ""


class StackSummary(NamedTuple):
    """Results of a `StackJob`."""

    valid_share_pct: float
    """Pixels with a value in all ten bands; nan for a VRT, whose pixels are not read."""
    clouds_share_pct: float
    """Pixels that were turned into nodata, of all."""


def prepare_stack(job: StackJob) -> Generator[Progress, None, StackSummary]:
    """Write a stack; a generator, so that the caller can show progress and stop.

    Raises:
        InputError: the source is not understood, or what is asked for needs a GeoTIFF or a scene classification.
        OutputError: the stack cannot be written.
    """
    source_bands = understand(job.source[0]) if len(job.source) == 1 else gather(job.source, job.titles)
    files = (layer.path for layer in source_bands.layers)
    check_outputs({_KEY: job.target}, (*job.source, *files, job.cloud_mask, job.reading.mask))
    with Scene(source_bands, job.reading) as scene:
        yield Progress(0, f"Scene: {scene.grid.width} x {scene.grid.height} px.")
        yield from (Progress(0, note) for note in scene.notes)
        if job.target.lower().endswith(".vrt"):
            _write_vrt(job, source_bands, scene)
            yield Progress(1, "A VRT copies nothing: the scene's files must stay; scale and offset are declared.")
            return StackSummary(float("nan"), 0.0)
        covers = _covers(job, source_bands, scene)
        grid = {"stack": scene.grid}
        product = _product(job, scene)
        valid_px = clouded_px = 0
        with publication({_KEY: job.target}, {_KEY: product}, grid, _tags(job, source_bands, scene)) as files:
            windows = list(walk(Window(0, 0, scene.grid.width, scene.grid.height)))
            for number, window in enumerate(windows, start=1):
                numbers, valid = scene.numbers(window)
                covered = np.zeros_like(valid)
                for cover in covers:
                    covered |= cover(window)
                clouded_px += int((covered & valid).sum())
                valid &= ~covered
                valid_px += int(valid.sum())
                stored = _stored(numbers, valid, scene, product, job.take_off_offset)
                files[_KEY].write(stored, window.col, window.row)
                yield Progress(number / len(windows))
            if not valid_px:
                raise InputError(
                    f"Expected a scene with data in all ten bands, found none left in {scene.source}; "
                    "choose another scene or keep the clouds."
                )
        pixels = scene.grid.width * scene.grid.height
    return StackSummary(100 * valid_px / pixels, 100 * clouded_px / pixels)


def _covers(job: StackJob, source_bands: SourceBands, scene: Scene) -> list[Callable[[Window], np.ndarray]]:
    """Functions that give where a window of the scene is to become nodata."""
    covers = []
    if job.clouds != "keep":
        if source_bands.scene_classes is None:
            raise InputError(
                f"Expected a scene classification (SCL) to find the clouds by, found none in {source_bands.name}; keep "
                "the clouds, or give a cloud mask."
            )
        covers.append(Clouds(source_bands.scene_classes, scene.grid, job.clouds).cover)
    if job.cloud_mask:
        covers.append(Mask(job.cloud_mask, job.cloud_mask_layer, scene.grid, "CLOUD_MASK").inside)
    return covers


def _write_vrt(job: StackJob, source_bands: SourceBands, scene: Scene) -> None:
    """The stack as a VRT of the scene's files.

    Raises:
        InputError: what is asked for needs new pixels.
    """
    needed = "clouds turned into nodata" if job.clouds != "keep" or job.cloud_mask else ""
    if scene.bands.estimated:
        needed = needed or f"an estimated {scene.bands.estimated}"
    if scene.is_warped:
        needed = needed or "pixels warped to 10 m"
    if scene.is_masked:
        needed = needed or "pixels that a mask hides"
    if needed:
        raise InputError(f"Expected a GeoTIFF for {needed}, found {job.target}; choose a name ending in .tif.")
    text = vrt_stack.document(scene.layers, _tags(job, source_bands, scene), scene.radiometry[:2])
    with staging([Path(job.target).absolute()]) as (staged,):
        staged.write_text(text, encoding="utf-8")


def _product(job: StackJob, scene: Scene) -> Product:
    """Data type, scale and nodata of the stack's file."""
    is_float = not job.take_off_offset and scene.is_float
    scale, offset = (1 / DN_PER_REFLECTANCE, 0.0) if job.take_off_offset else scene.radiometry[:2]
    return Product(
        key=_KEY, title="Sentinel-2 stack", band_names=NAMES, dtype="Float32" if is_float else "UInt16",
        nodata=float("nan") if is_float else DN_NODATA, unit="reflectance", scale=scale, offset=offset,
        overview="average", categorical=False, grid="stack",
    )  # fmt: skip


def _stored(
    numbers: np.ndarray, valid: np.ndarray, scene: Scene, product: Product, take_off_offset: bool
) -> np.ndarray:
    """Numbers (10, H, W) as the stack stores them."""
    if take_off_offset:
        reflectance = numbers.astype(np.float64) * scene.radiometry.scale + scene.radiometry.offset
        # A dark pixel must not become nodata.
        numbers = np.rint(reflectance * DN_PER_REFLECTANCE).clip(DN_NODATA + 1, _BRIGHTEST_DN)
    is_float = product.dtype == "Float32"
    stored = (
        numbers.astype(np.float32) if is_float else np.clip(numbers, DN_NODATA + 1, _BRIGHTEST_DN).astype(np.uint16)
    )
    stored[:, ~valid] = product.nodata
    return stored


def _tags(job: StackJob, source_bands: SourceBands, scene: Scene) -> Mapping[str, str]:
    """The scene's own tags, brought up to date."""
    kept = {
        key: value for key, value in source_bands.tags.items() if key not in (*_TAGS_OF_THE_OFFSET, "AREA_OR_POINT")
    }
    is_vrt = job.target.lower().endswith(".vrt")
    scale, offset = scene.radiometry[:2]
    if job.take_off_offset and not is_vrt:
        scale, offset = 1 / DN_PER_REFLECTANCE, 0.0
    return {
        **kept,
        "TIFFTAG_SOFTWARE": software(),
        "INPUT": os.path.basename(job.source[0].rstrip("/\\")),
        "INPUT_BANDS": scene.bands.reason,
        "INPUT_RADIOMETRY": scene.radiometry.reason,
        "QUANTIFICATION_VALUE": f"{1 / scale:g}",
        "BOA_ADD_OFFSET": f"{offset / scale:g}",
        "ATTRIBUTION": "Contains modified Copernicus Sentinel data",
    }
