# SPDX-License-Identifier: GPL-2.0-or-later
"""The job that looks up urban canopy parameters for an LCZ map and writes them as a raster and as tables."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from dataclasses import dataclass
from typing import NamedTuple, Optional

import numpy as np

from ..errors import InputError
from ..progress import Progress
from ..raster import provenance
from ..raster.area_mean import AreaMean
from ..raster.band import Band
from ..raster.gdal_cache import limited_gdal_cache
from ..raster.grid import overlap, same_grid, walk
from ..raster.output_checks import check_outputs
from ..raster.outputs import staged
from ..raster.windows import Window
from ..tables import code_schemes, lcz, urban_canopy
from ..tables.products import Product
from . import canopy_tables, percent_units, scene_tags
from .probability_stack import bands_in_order
from .zone_map import NO_ZONES, ZoneMap

OUTPUTS = (urban_canopy.RASTER, *canopy_tables.MAKERS)
STATISTICS = (*urban_canopy.STATISTICS, "expectation")
_NODATA = -9999.0
_IMPERVIOUSNESS = "imperviousness_pct"
# A block has a dozen bands of floats, so that it must be smaller than elsewhere.
_BLOCK_CELLS = 512
# Where the zones that have a value of a parameter are together less probable than this, the cell has none.
_LEAST_KNOWN_SHARE = 0.5
# Of the cells: a filtered map differs from the probabilities of its run in fewer.
_MOST_OTHER_SHARE = 0.5


@dataclass(frozen=True)
class CanopyJob:
    """Inputs, settings and outputs of canopy parameters; plain values, so that any process can take it."""

    source: str
    """A map of zones: anything that GDAL opens."""
    outputs: Mapping[str, str]
    """Paths of the wanted outputs, by CANOPY (GeoTIFF), PARAMETERS, SUEWS and URBPARM (CSV)."""
    parameters: tuple[str, ...] = tuple(urban_canopy.PARAMETERS)
    """Keys of `urban_canopy.PARAMETERS`: the bands of CANOPY."""
    statistic: str = "middle"
    """One of STATISTICS; expectation is the mean of the middles, weighted with the probabilities."""
    probabilities: str = ""
    """Seventeen bands on the map's cells, for the expectation; "" for none."""
    hse: str = ""
    """Settlement or imperviousness of any grid, which takes the place of the class's imperviousness; "" for none."""
    band: Optional[int] = None
    """Band of the source; None finds it."""
    scheme: Optional[code_schemes.Scheme] = None
    """Code scheme of the source; None recognises it."""


class CanopySummary(NamedTuple):
    """Statistics of the job: cells of each zone, mean HSE, mean of each parameter."""

    zone_cells: tuple[int, ...]
    """Cells of each of the 17 zones."""
    hse_mean_pct: tuple[float, ...]
    """Mean of HSE over the cells of each zone, nan where there is none."""
    means: Mapping[str, float]
    """Mean of each band over the cells that have a value; nan where none has. Empty without CANOPY."""


def map_parameters(job: CanopyJob) -> Generator[Progress, None, CanopySummary]:
    """Look up the parameters of each cell; a generator that yields progress, as `map_scene.map_city` does.

    Raises:
        InputError: the map has no zones, or probabilities or HSE do not fit it.
        OutputError: a file cannot be written.
    """
    _check(job)
    with limited_gdal_cache(), ZoneMap(job.source, job.band, job.scheme) as zone_map:
        yield from zone_map.report("Zones")
        cells = _ParameterReader(job, zone_map)
        for note in cells.notes:
            yield Progress(0, note)
        options = f"STATISTIC={job.statistic} HSE={'yes' if job.hse else 'no'}"
        tags = provenance.tags(job.source, options, INPUT_ZONES=zone_map.reason, **scene_tags.carried(job.source))
        targets = {key: job.outputs[key] for key in OUTPUTS if key in job.outputs}
        with staged(targets, {urban_canopy.RASTER: product(job)}, zone_map.grid, tags) as files:
            raster = files.rasters.get(urban_canopy.RASTER)
            if raster is not None:
                raster.set_units([urban_canopy.PARAMETERS[key].unit for key in job.parameters])
            blocks = list(zone_map.blocks(_BLOCK_CELLS))
            for number, block in enumerate(blocks, start=1):
                values = cells.read(block, raster is not None)
                if raster is not None:
                    raster.write(values, block.col, block.row)
                    if block.col + block.width == zone_map.grid.width:
                        raster.flush()
                yield Progress(number / len(blocks))
            summary = cells.summary()
            for note in cells.doubts():
                yield Progress(1, note)
            files.write(canopy_tables.MAKERS, canopy_tables.Shares(summary.zone_cells, summary.hse_mean_pct))
    return summary


def product(job: CanopyJob) -> Product:
    """The raster of a job: a band for each parameter."""
    return Product(
        key=urban_canopy.RASTER, title="Urban canopy parameters", band_names=job.parameters, dtype="Float32",
        nodata=_NODATA, unit="", scale=1.0, offset=0.0, overview="average", categorical=False, grid="lcz",
    )  # fmt: skip


class _ParameterReader:
    """Reads the parameters block by block and counts cells and sums.

    Attributes:
        notes: for the log.
    """

    def __init__(self, job: CanopyJob, zone_map: ZoneMap) -> None:
        """Open probabilities and HSE map, where they are needed.

        Raises:
            InputError: they do not fit the map.
        """
        self._job = job
        self._map = zone_map
        self.notes: list[str] = []
        statistic = "middle" if job.statistic == "expectation" else job.statistic
        self._tables = [urban_canopy.lookup(urban_canopy.PARAMETERS[key], statistic) for key in job.parameters]
        self._probabilities = _probabilities(job, zone_map) if job.statistic == "expectation" else []
        self._hse = self._open_hse() if job.hse else None
        self._cells = np.zeros(18, dtype=np.int64)
        self._unknown_cells = self._other_cells = 0
        self._hse_cells, self._hse_sum = np.zeros(18), np.zeros(18)
        self._sums, self._counts = np.zeros(len(self._tables)), np.zeros(len(self._tables))

    def read(self, block: Window, wanted: bool) -> np.ndarray:
        """The bands of a block, (parameters, H, W) float32 with nodata; counts it, too.

        Args:
            block: of the map.
            wanted: whether the bands are needed, or the counts alone.
        """
        zones = self._map.read(block)
        self._cells += np.bincount(zones.ravel(), minlength=18)
        settlement = self._settlement(block, zones)
        if not wanted:
            return np.zeros((0, *zones.shape), dtype=np.float32)
        if self._probabilities:
            bands = self._expected(block, zones)
        else:
            bands = np.stack([table[zones] for table in self._tables])
        if settlement is not None and _IMPERVIOUSNESS in self._job.parameters:
            percent, answered = settlement
            place = self._job.parameters.index(_IMPERVIOUSNESS)
            bands[place] = np.where(answered, percent, bands[place])
        known = np.isfinite(bands)
        self._sums += np.where(known, bands, 0).sum(axis=(1, 2), dtype=np.float64)
        self._counts += known.sum(axis=(1, 2))
        return np.where(known, bands, np.float32(_NODATA))

    def doubts(self) -> list[str]:
        """Warnings on what was read, for the log."""
        zones = int(self._cells[1:].sum())
        if not zones:
            return [NO_ZONES]
        if self._unknown_cells:
            return [
                f"Warning: {self._unknown_cells} of {zones} cells have a zone without probabilities; their parameters "
                "are no data."
            ]
        if self._other_cells > _MOST_OTHER_SHARE * zones:
            return [
                f"Warning: the probabilities favour another zone than the map in {self._other_cells} of {zones} cells; "
                "check that they come from the run that made the map."
            ]
        return []

    def summary(self) -> CanopySummary:
        """The statistics of all cells that were read."""
        with np.errstate(invalid="ignore"):
            hse, means = self._hse_sum / self._hse_cells, self._sums / self._counts
        made = urban_canopy.RASTER in self._job.outputs
        return CanopySummary(
            zone_cells=tuple(self._cells[1:].tolist()),
            hse_mean_pct=tuple(hse[1:].tolist()),
            means=dict(zip(self._job.parameters, means.tolist())) if made else {},
        )

    def _settlement(self, block: Window, zones: np.ndarray) -> Optional[tuple[np.ndarray, np.ndarray]]:
        """HSE in percent on the block's cells, and which of those with a zone have it."""
        if self._hse is None:
            return None
        mean = self._hse.read(block)
        answered = mean.answered & (zones > 0)
        here = zones[answered]
        self._hse_cells += np.bincount(here, minlength=18)
        self._hse_sum += np.bincount(here, weights=mean.mean[answered], minlength=18)
        return mean.mean.astype(np.float32), answered

    def _expected(self, block: Window, zones: np.ndarray) -> np.ndarray:
        """Mean of the zones' middle values weighted with their probabilities; nan where too little is known."""
        shares = np.empty((len(lcz.ZONES), *zones.shape), dtype=np.float32)
        for band, share in zip(self._probabilities, shares):
            values = band.read(block)
            share[...] = np.where(values.valid, values.stored * np.float32(band.scale) + np.float32(band.offset), 0)
        shares *= zones > 0
        if shares.min() < 0 or shares.max() > 1.001:
            raise InputError(
                f"Expected probabilities from 0 to 1, found {shares.min():g} to {shares.max():g} in "
                f"{self._job.probabilities}; declare their scale (gdal_edit.py -scale 0.004 FILE)."
            )
        total = shares.sum(axis=0)
        self._unknown_cells += int(np.count_nonzero((total == 0) & (zones > 0)))
        self._other_cells += int(np.count_nonzero((total > 0) & (shares.argmax(axis=0) + 1 != zones) & (zones > 0)))
        bands = np.empty((len(self._tables), *zones.shape), dtype=np.float32)
        for table, band in zip(self._tables, bands):
            known = np.isfinite(table[1:])
            weight = np.tensordot(known.astype(np.float32), shares, axes=1)
            mean = np.tensordot(np.nan_to_num(table[1:]), shares, axes=1)
            enough = (weight >= _LEAST_KNOWN_SHARE * total) & (weight > 0)
            band[...] = np.where(enough, mean / np.where(enough, weight, 1), np.nan)
        return bands

    def _open_hse(self) -> AreaMean:
        band = Band(self._job.hse, 1, "the HSE map")
        window = overlap(band.grid, self._map.grid)
        unit = percent_units.recognise(band, walk(window))
        self.notes += [f"Imperviousness from {self._job.hse}: {unit.reason}.", *unit.warnings]
        self.notes += scene_tags.warn_of_different_scenes(self._job.source, self._job.hse)
        return AreaMean(unit.band, self._map.grid, unit.convert)


def _probabilities(job: CanopyJob, zone_map: ZoneMap) -> list[Band]:
    """The seventeen bands of probabilities.

    Raises:
        InputError: the raster has another number of bands, or lies on other cells.
    """
    first = Band(job.probabilities, 1, "the probabilities")
    if first.bands != len(lcz.ZONES):
        raise InputError(
            f"Expected 17 bands of probabilities, found {first.bands} in {job.probabilities}; "
            "choose the LCZ probabilities of the run that made the map."
        )
    if not same_grid(first.grid, zone_map.grid):
        raise InputError(
            f"Expected the probabilities on the cells of the map, found another grid in {job.probabilities}; "
            "choose the LCZ probabilities of the run that made the map."
        )
    return bands_in_order(job.probabilities, "the probabilities")


def _check(job: CanopyJob) -> None:
    check_outputs(job.outputs, (job.source, job.probabilities, job.hse), OUTPUTS, at_least_one=True)
    strange = [key for key in job.parameters if key not in urban_canopy.PARAMETERS]
    if strange or not job.parameters:
        raise InputError(
            f"Expected parameters among {', '.join(urban_canopy.PARAMETERS)}, found {', '.join(strange) or 'none'}; "
            "choose at least one."
        )
    if job.statistic not in STATISTICS:
        raise InputError(
            f"Expected a statistic among {', '.join(STATISTICS)}, found '{job.statistic}'; choose one of these."
        )
    if job.statistic == "expectation" and not job.probabilities:
        raise InputError(
            "Expected the probabilities of the zones for the expectation, found none; give the LCZ probabilities of "
            "the run that made the map, or choose the middle."
        )
