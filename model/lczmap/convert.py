# SPDX-License-Identifier: GPL-2.0-or-later
"""The job that converts an LCZ map: to other codes, to the LCZ Generator's three bands, to a KMZ for Google Earth."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, Optional

import numpy as np

from ..errors import InputError
from ..progress import Progress
from ..raster import provenance
from ..raster.gdal_cache import limited_gdal_cache
from ..raster.geotiff import RasterFile
from ..raster.output_checks import check_outputs
from ..raster.outputs import staging
from ..raster.windows import Window
from ..tables import code_schemes, lcz, products
from ..tables.products import GENERATOR, KMZ
from . import kmz, scene_tags
from .confidence import Confidence
from .smooth_job import BlockFilter, FilterJob
from .zone_map import NO_ZONES, ZoneMap

OUTPUTS = (products.LCZ.key, GENERATOR.key, KMZ)
# Share of the work that is done when the rasters are written.
_RASTERS = 0.7


@dataclass(frozen=True)
class ConvertJob:
    """Input, settings and outputs of a conversion; plain values, so that any process can take it."""

    source: str
    """A map of zones: anything that GDAL opens."""
    outputs: Mapping[str, str]
    """Paths of the wanted outputs, by LCZ (GeoTIFF in other codes), LCZ_GENERATOR (GeoTIFF of three bands) and KMZ."""
    target: code_schemes.Scheme = code_schemes.STANDARD
    """Code scheme of the output LCZ."""
    band: Optional[int] = None
    """Band of the source; None finds it."""
    scheme: Optional[code_schemes.Scheme] = None
    """Code scheme of the source; None recognises it."""
    confidence: str = ""
    """Raster with the confidence for LCZ_GENERATOR, on the same cells: percent or 17 probabilities; "" for none."""
    name: str = ""
    """Name of the map in Google Earth; "" for the file's name."""
    legend_png: bytes = b""
    """A picture of the legend for Google Earth."""


class ConvertSummary(NamedTuple):
    """Number of cells of each zone that were converted, and of cells that lost their zone."""

    zone_cells: tuple[int, ...]
    """Cells of each of the 17 zones in the source."""
    dropped_cells: int
    """Cells whose zone has no number in the target scheme."""


def convert_map(job: ConvertJob) -> Generator[Progress, None, ConvertSummary]:
    """Convert a map; a generator that yields progress, as `map_scene.map_city` does.

    Raises:
        InputError: the map has no zones, or an output cannot be made of it.
        OutputError: a file cannot be written.
    """
    _check_target(job.target)
    check_outputs(job.outputs, (job.source, job.confidence), OUTPUTS, at_least_one=True)
    wanted = {key: Path(path).absolute() for key, path in job.outputs.items()}
    with (
        limited_gdal_cache(),
        ZoneMap(job.source, job.band, job.scheme) as zone_map,
        staging(list(wanted.values())) as staged,
    ):
        yield from zone_map.report("Zones")
        targets = dict(zip(wanted, staged))
        kmz_path = targets.pop(KMZ, None)
        share = 1.0 if kmz_path is None else _RASTERS if targets else 0.0
        counts = np.zeros(18, dtype=np.int64)
        with closing(_write_rasters(job, zone_map, targets, counts)) as rasters:
            for step in rasters:
                yield Progress(share * step.share, step.note)
        if kmz_path is not None:
            name = job.name or Path(job.source).stem
            with closing(kmz.write(zone_map, kmz_path, name, job.legend_png)) as pictures:
                for step in pictures:
                    yield Progress(share + (1 - share) * step.share, step.note)
        if not counts[1:].any():
            yield Progress(1, NO_ZONES)
    dropped = sum(int(counts[zone.code]) for zone in lcz.ZONES if job.target.code(zone) is None)
    return ConvertSummary(tuple(counts[1:].tolist()), dropped if products.LCZ.key in wanted else 0)


def _write_rasters(
    job: ConvertJob, zone_map: ZoneMap, targets: Mapping[str, Path], counts: np.ndarray
) -> Generator[Progress, None, None]:
    """Write the rasters block by block and count the zones."""
    scene = scene_tags.carried(job.source)
    tags = provenance.tags(job.source, f"TARGET={job.target.key}", INPUT_ZONES=zone_map.reason, **scene)
    made = {products.LCZ.key: products.LCZ, GENERATOR.key: GENERATOR}
    three = _ThreeBands(job, zone_map) if GENERATOR.key in targets else None
    if three is not None:
        yield Progress(0, three.reason)
    files: dict[str, RasterFile] = {}
    try:
        for key, path in targets.items():
            scheme = job.target if key == products.LCZ.key else code_schemes.STANDARD
            files[key] = RasterFile(path, made[key], zone_map.grid, tags, scheme)
        blocks = list(zone_map.blocks())
        for number, block in enumerate(blocks, start=1):
            zones = zone_map.read(block)
            counts += np.bincount(zones.ravel(), minlength=18)
            if products.LCZ.key in files:
                files[products.LCZ.key].write(code_schemes.encode(zones, job.target), block.col, block.row)
            if three is not None:
                files[GENERATOR.key].write(three.read(block), block.col, block.row)
            if block.col + block.width == zone_map.grid.width:
                for file in files.values():
                    file.flush()
            yield Progress(number / len(blocks))
        if three is not None and three.unsure_cells:
            yield Progress(
                1,
                f"Warning: {three.unsure_cells} of {int(counts[1:].sum())} cells have a zone without a confidence; "
                "lczProb is 0 there.",
            )
        for file in files.values():
            file.finish()
    finally:
        for file in files.values():
            file.close()


class _ThreeBands:
    """The LCZ Generator's three bands, block by block.

    Attributes:
        reason: how each of the three is made, for the log.
        unsure_cells: of what was read so far, those with a zone that lack a confidence, where one was given.
    """

    def __init__(self, job: ConvertJob, zone_map: ZoneMap) -> None:
        """Find out which of the three bands the source has; the others are computed.

        Raises:
            InputError: the map cannot be filtered, or the confidence does not fit.
        """
        self._map = zone_map
        self.unsure_cells = 0
        filtered = zone_map.is_filtered
        raw = zone_map.sibling("lcz") if filtered else None
        self._raw = raw or zone_map
        self._smoothing = None if filtered else BlockFilter(FilterJob(job.source, ""), zone_map)
        self._confidence = Confidence(job.confidence, zone_map.grid) if job.confidence else None
        plain = "the map" if not filtered else "the file's" if raw else "the map, which is filtered already"
        smooth = "the map" if filtered else "the map after the Gaussian filter"
        confidence = "the confidence" if self._confidence else "0, as no confidence was given"
        self.reason = f"Three bands: lcz is {plain}, lczFilter {smooth}, lczProb {confidence}."

    def read(self, block: Window) -> np.ndarray:
        """(3, H, W) uint8 of a block."""
        zones = self._raw.read(block)
        smooth = self._map.read(block) if self._smoothing is None else self._smoothing.read(block)
        confidence = np.zeros(zones.shape)
        if self._confidence is not None:
            shares, known = self._confidence.read(block, zones)
            confidence = np.where(known & (zones > 0), np.rint(100 * shares), 0)
            self.unsure_cells += int(np.count_nonzero(~known & (zones > 0)))
        return np.stack([zones, smooth, confidence.astype(np.uint8)])


def _check_target(target: code_schemes.Scheme) -> None:
    if target.nodata != lcz.NODATA:
        raise InputError(
            f"Expected codes whose 0 means no data for what is written, found {target.title}; choose among "
            f"{'; '.join(scheme.title for scheme in code_schemes.WRITTEN.values())}."
        )
