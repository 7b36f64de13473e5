# SPDX-License-Identifier: GPL-2.0-or-later
"""`hselcz:mapseries`: scenes or an area of several years in, LCZ maps that agree with each other out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Optional

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterExtent,
    QgsProcessingParameterFolderDestination,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterNumber,
)
from qgis.PyQt.QtCore import NULL

from ..model.engines.select import preload_torch
from ..model.series.dates import Dated
from . import catalogue_input, groups, mapping_settings, scene_input, series_input, values
from .base import Algorithm

KEPT = "PROBABILITIES"
SCENES = "INPUT"
YEARS = ("FIRST_YEAR", "LAST_YEAR")
# What has no default and makes sense with scenes that are given alone, or with years alone.
OF_SCENES = ("DATES", "BANDS", "SCALE", "OFFSET")
OF_YEARS = (*YEARS, "AREA", "CATALOG_URL", "MONTHS")


class MapSeries(Algorithm):
    """Maps several scenes of one place, given or fetched, and smooths the series."""

    NAME = "mapseries"
    TITLE = "Map several years"
    GROUP = groups.MAPPING
    SUMMARY = (
        "Maps the local climate zones of several Sentinel-2 scenes of one place, given or fetched from a catalogue, so "
        "that the maps agree with each other."
    )
    TAGS = (
        "sentinel-2", "time series", "multitemporal", "years", "yearly", "change", "change detection", "growth",
        "urbanisation", "urbanization", "sprawl", "hidden markov model", "temporal controller", "animation", "lcz",
        "local climate zones", "wudapt", "land cover", "download", "fetch", "stac", "catalogue", "catalog", "composite",
        "cloud-free",
    )  # fmt: skip
    REQUIRES = ("scipy",)
    CANCELLED = "Cancelled: no map was written. Fetched scenes and probabilities that were complete are kept."

    def initAlgorithm(self, configuration: Optional[dict[str, Any]] = None) -> None:
        """Declares parameters and outputs."""
        raster = QgsProcessing.SourceType.TypeRaster
        number = QgsProcessingParameterNumber
        self.declare(
            QgsProcessingParameterMultipleLayers(SCENES, "Sentinel-2 scenes, the oldest first", raster, None, True),
            "Scenes of one place in the order of time: rasters with the ten bands, or products as they were downloaded "
            "(the path of a zip file, a .SAFE folder or an MTD_*.xml file). All are mapped on the pixels of the first; "
            "the others may cover a part of it. Leave it empty to have a scene of each year fetched.",
        )
        self.declare(
            number("FIRST_YEAR", "Or fetch a scene of each year from", number.Type.Integer, None, True),
            "Instead of scenes: for this year and each one after it a cloud-free scene of the area is fetched from the "
            "catalogue, all on one grid. A year without usable scenes is left out, and the log says so.",
        )
        self.declare(number("LAST_YEAR", "To the year", number.Type.Integer, None, True), "The last year to fetch.")
        self.declare(
            QgsProcessingParameterExtent("EXTENT", "Extent", optional=True),
            "With scenes: the part of the first one to map; if not set, the whole scene. With years: the area to "
            "fetch. In any CRS.",
        )
        catalogue_input.declare_area(self)
        catalogue_input.declare_months(self, catalogue_input.SEASON_OF_YEARS_HELP)
        catalogue_input.declare_catalogue(self)
        mapping_settings.declare_mask(self)
        mapping_settings.declare_network(self)
        series_input.declare_settings(self, "scenes")
        catalogue_input.declare_composite(self, advanced=True)
        catalogue_input.declare_details(self)
        scene_input.declare_bands(self)
        scene_input.declare_radiometry(self)
        mapping_settings.declare_effort(self)
        self.declare(
            QgsProcessingParameterFolderDestination(KEPT, "Folder of the probabilities"),
            "The probabilities of each scene, called probabilities_2017-10-26.tif and so on, and the scenes fetched, "
            "scene_2017.tif. With the same folder, a stopped run is resumed, and a year is added without "
            "fetching or mapping the others again.",
        )
        series_input.declare_outputs(self)
        self.declare(
            QgsProcessingOutputNumber("MAPPED", "Scenes mapped"),
            "The others had their probabilities in the folder already.",
        )
        self.declare(
            QgsProcessingOutputNumber("FETCHED", "Scenes fetched"),
            "The folder held the others already. 0 where scenes were given.",
        )
        self.declare(
            QgsProcessingOutputString("LEFT_OUT", "Years left out"),
            "The years without a usable scene and why, empty where there is none: 2019: 3, of which none can be used.",
        )

    def refusal(self, parameters: dict[str, Any], context: QgsProcessingContext) -> str:
        """Scenes and years, or neither; what cannot be read or fetched; outputs that cannot be written."""
        mixed = self._refuse_mixture(parameters)
        if mixed:
            return mixed
        if KEPT not in values.chosen_outputs(self, parameters, context):
            return f"{KEPT} should be the folder to write, but none is given; choose one."
        if self._fetches(parameters):
            refused = catalogue_input.refuse(self, parameters, context)
        else:
            refused = scene_input.refuse_scenes(self, parameters, SCENES, context)
        refused = (
            refused
            or scene_input.refuse_extent(self, parameters, context)
            or scene_input.refuse_mask(self, parameters, context, "MASK")
            or values.refuse_choices(self, parameters, context)
        )
        return refused or series_input.refuse_outputs(self, parameters, context, self._expected(parameters, context))

    def _refuse_mixture(self, parameters: dict[str, Any]) -> str:
        """Why it is not clear whether scenes are given or fetched, one sentence; "" where it is."""
        of_scenes, of_years = (_given(parameters, names) for names in (OF_SCENES, OF_YEARS))
        if not self._fetches(parameters):
            return (
                f"{SCENES} should be empty where scenes are fetched, or {' and '.join(of_years)} should be empty where "
                "scenes are given, found both; clear one of them."
                if of_years
                else ""
            )
        missing = [name for name in YEARS if name not in of_years]
        if len(missing) == len(YEARS):
            return (
                f"Expected at least one scene in {SCENES}, or the years to fetch in FIRST_YEAR and LAST_YEAR, found "
                "neither; choose the scenes of your years, the oldest first, or give two years and an area."
            )
        if missing:
            return f"{missing[0]} should be a year like 2018, but is empty; give the first and the last year."
        if of_scenes:
            return f"{of_scenes[0]} should be empty where scenes are fetched, as they say it themselves; clear it."
        return ""

    def for_qgis(self, parameters: dict[str, Any]) -> dict[str, Any]:
        """The parameters for QGIS's own check, which does not know products."""
        return scene_input.scenes_for_qgis(parameters, SCENES)

    def collect(self, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        """Takes from the layers what they are, and where to fetch or to map."""
        preload_torch()
        self.reading = scene_input.reading(self, parameters, context)
        if self._fetches(parameters):
            self.wanted = catalogue_input.wanted(self, parameters, context)
            return
        self.scenes, crs_wkt = self._scenes(parameters, context)
        self.extent, self.extent_crs = scene_input.extent(self, parameters, context, crs_wkt)

    def work(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Fetches the scenes where none are given, maps and smooths the series, styles and loads its maps."""
        from ..model.catalogue.fetch_periods import PeriodsJob
        from ..model.mapping.map_scene import MapJob
        from ..model.series.map_periods import PeriodSeriesJob, map_periods
        from ..model.series.map_series import SeriesJob, map_series, members

        outputs = values.outputs(self, parameters, context)
        mapping = MapJob("", {}, reading=self.reading, **mapping_settings.chosen(self, parameters, context))
        smoothing = series_input.smooth_job(self, parameters, context, outputs, ())
        fetch_results: dict[str, Any] = {"FETCHED": 0, "LEFT_OUT": ""}
        if self._fetches(parameters):
            fetching = catalogue_input.fetch_job(self, parameters, context, self.wanted, feedback)
            job = PeriodSeriesJob(
                PeriodsJob(fetching, self._periods(parameters, context), outputs[KEPT]), mapping, smoothing
            )
            fetched = self.drive(map_periods(job), feedback)
            if fetched is None:
                return {}
            series, summary = job.series(fetched.scenes), fetched.mapped
            left_out = "; ".join(f"{name}: {why}" for name, why in fetched.left_out.items())
            fetch_results = {"FETCHED": fetched.fetched, "LEFT_OUT": left_out}
        else:
            mapping = replace(mapping, extent=self.extent, extent_crs=self.extent_crs)
            series = SeriesJob(self.scenes, outputs[KEPT], mapping, smoothing)
            summary = self.drive(map_series(series), feedback)
            if summary is None:
                return {}
        figures = series_input.finish(replace(smoothing, members=members(series)), summary.series, context, feedback)
        return {**outputs, **figures, **fetch_results, "MAPPED": summary.mapped}

    def _fetches(self, parameters: dict[str, Any]) -> bool:
        """Whether scenes are fetched rather than given."""
        return not scene_input.has_scenes(parameters, SCENES)

    def _periods(self, parameters: dict[str, Any], context: QgsProcessingContext) -> list[Any]:
        """Each `Period` to fetch.

        Raises:
            InputError: the years or the months are none.
        """
        from ..model.catalogue.periods import yearly

        first, last = (self.parameterAsInt(parameters, name, context) for name in YEARS)
        return yearly(first, last, self.parameterAsString(parameters, "MONTHS", context))

    def _expected(self, parameters: dict[str, Any], context: QgsProcessingContext) -> list[Dated]:
        """The members of the series, as far as they are known before the run."""
        if not self._fetches(parameters):
            return self._scenes(parameters, context)[0]
        folder = values.chosen_outputs(self, parameters, context)[KEPT]
        from ..model.series.map_periods import expected_scenes

        return expected_scenes(folder, self._periods(parameters, context))

    def _scenes(self, parameters: dict[str, Any], context: QgsProcessingContext) -> tuple[list[Dated], str]:
        """The scenes with their days, and the CRS of the first one's layer, "" for a product."""
        scenes = scene_input.scenes(self, parameters, SCENES, context)
        sources, names = [scene.source for scene in scenes], [scene.title for scene in scenes]
        return series_input.members(self, parameters, context, sources, names, "scene"), scenes[0].crs_wkt


def _given(parameters: dict[str, Any], names: Iterable[str]) -> list[str]:
    """The parameters among some that have a value."""
    return [name for name in names if parameters.get(name) not in (None, "", [], ()) and parameters[name] != NULL]
