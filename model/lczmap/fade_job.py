# SPDX-License-Identifier: GPL-2.0-or-later
"""The job that fades an LCZ map by its confidence: a raster of the zones and of the opacity with which they are drawn.

A program that draws a raster takes the opacity of a cell from a band of the same file, from 0 to 255; confidence is a
file of its own, in percent.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from typing import NamedTuple, Optional

import numpy as np

from ..errors import InputError
from ..progress import Progress
from ..raster import provenance
from ..raster.gdal_cache import limited_gdal_cache
from ..raster.io import open_raster
from ..raster.output_checks import check_outputs
from ..raster.outputs import publication
from ..tables import code_schemes
from ..tables.products import FADED
from . import scene_tags
from .confidence import Confidence, has_confidence
from .zone_map import ZoneMap

_OPAQUE = 255
# Nobody sees it, and programs that take an opacity of 0 for no data still find the zone.
_LEAST = 1


@dataclass(frozen=True)
class FadeJob:
    """Inputs, settings and output of a faded map; plain values, so that any process can take it."""

    source: str
    """A map of zones: anything that GDAL opens."""
    output: str
    """The GeoTIFF to write: codes 1 to 17, and the opacity."""
    confidence: str = ""
    """Raster with the confidence, on the same cells: percent, or 17 probabilities; "" for that in the map's file."""
    band: Optional[int] = None
    """Band of the source; None finds it."""
    scheme: Optional[code_schemes.Scheme] = None
    """Code scheme of the source; None recognises it."""


class FadeSummary(NamedTuple):
    """Statistics of the opacity."""

    cells: int
    """Cells with a zone."""
    unknown: int
    """Cells with a zone whose confidence is not known: they are not drawn."""
    mean_opacity_pct: float
    """Mean over the cells with a zone; 0 where there are none."""


def fade_map(job: FadeJob) -> Generator[Progress, None, FadeSummary]:
    """Write the zones with the confidence as their opacity; a generator that yields progress.

    Raises:
        InputError: the map has no zones, or no confidence on its cells.
        OutputError: the file cannot be written.
    """
    check_outputs({FADED.key: job.output}, [job.source, job.confidence])
    if not job.confidence and not has_confidence(open_raster(job.source)):
        raise InputError(
            f"Expected the confidence of the map, found none in {job.source}; choose the LCZ confidence or the LCZ "
            "probabilities of the run that made the map."
        )
    with limited_gdal_cache(), ZoneMap(job.source, job.band, job.scheme) as zone_map:
        confidence = Confidence(job.confidence or job.source, zone_map.grid)
        yield from zone_map.report("Zones")
        tags = provenance.tags(job.source, "", INPUT_ZONES=zone_map.reason, **scene_tags.carried(job.source))
        tags[code_schemes.TAG] = code_schemes.STANDARD.key
        cells, unknown, opacity_sum = 0, 0, 0.0
        with publication({FADED.key: job.output}, {FADED.key: FADED}, {FADED.grid: zone_map.grid}, tags) as files:
            blocks = list(zone_map.blocks())
            for number, block in enumerate(blocks, start=1):
                zones = zone_map.read(block)
                shares, known = confidence.read(block, zones)
                present = zones > 0
                opacity = np.maximum(np.where(known, np.rint(_OPAQUE * shares), 0), _LEAST) * present
                files[FADED.key].write(np.stack([zones, opacity.astype(np.uint8)]), block.col, block.row)
                cells += int(np.count_nonzero(present))
                unknown += int(np.count_nonzero(present & ~known))
                opacity_sum += float(opacity.sum())
                yield Progress(number / len(blocks))
    if unknown:
        yield Progress(1, f"Warning: {unknown} of {cells} cells have a zone without a confidence and are not drawn.")
    return FadeSummary(cells, unknown, 100 * opacity_sum / (_OPAQUE * max(1, cells)))
