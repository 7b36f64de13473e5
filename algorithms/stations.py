# SPDX-License-Identifier: GPL-2.0-or-later
"""`hselcz:stations`: the zones around weather stations, which stand for one zone, and rural references for them."""

from __future__ import annotations

import re
from typing import Any, Optional

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsGeometry,
    QgsPointXY,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterString,
    QgsProcessingUtils,
    QgsWkbTypes,
)

from ..model.stations.station_figures import OUTSIDE, SUITABLE, Network
from ..model.stations.station_request import LARGEST_RADIUS_M, StationsJob
from . import area_layers, comparing, groups, station_input, stations_layer, styling, values, zone_input
from .base import Algorithm

# What the user is to choose.
RASTERS = {
    "INPUT": comparing.LCZ_MAP,
    "HSE": comparing.HSE_MAP,
    "PROBABILITIES": "the LCZ probabilities of the run that made the map",
    "DEM": "a digital elevation model",
}


class Stations(Algorithm):
    """Reads an LCZ map around stations."""

    NAME = "stations"
    TITLE = "Zones around stations"
    GROUP = groups.IN_USE
    SUMMARY = "Finds the zones around weather stations, which of them stand for one zone, and rural references."
    TAGS = (
        "weather stations", "temperature", "urban heat island", "netatmo", "crowdsourcing", "citizen weather station",
        "buffer", "radius", "source area", "footprint", "homogeneity", "rural reference", "csv", "points", "lcz",
        "local climate zones", "sampling", "sensor network",
    )  # fmt: skip
    REQUIRES = ("scipy",)

    def initAlgorithm(self, configuration: Optional[dict[str, Any]] = None) -> None:
        """Declares parameters and outputs."""
        number, raster = QgsProcessingParameterNumber, QgsProcessingParameterRasterLayer
        zone_input.declare(self)
        station_input.declare(self)
        self.declare(
            raster("HSE", "HSE map", optional=True),
            "A map of settlement extent or imperviousness on any grid, for the mean around each station.",
        )
        self.declare(
            raster("PROBABILITIES", "LCZ probabilities", optional=True),
            "The LCZ probabilities or the LCZ confidence of the run that made the map: how sure it is of the zones it "
            "shows.",
        )
        self.declare(
            raster("DEM", "Digital elevation model", optional=True),
            "Altitudes in metres on any grid. With it, rural references have to be about as high as the station.",
        )
        self.declare(
            QgsProcessingParameterString("RADII", "Radii (m)", "250, 500, 1000"),
            "Of the circles around each station in which zones and HSE are counted, up to 20000.",
        )
        self.declare(
            number("SUITABLE_RADIUS", "Radius that decides (m)", number.Type.Integer, 500, minValue=1,
                   maxValue=LARGEST_RADIUS_M),
            "A station is suitable for comparing where one zone fills the circle of this radius. Air adjusts to a zone "
            "within some 200 to 500 m.",
        )  # fmt: skip
        self.declare(
            number("LEAST_SHARE", "Minimum share of one zone (percent)", number.Type.Double, 80.0, minValue=50.1,
                   maxValue=100.0),
            "Of the whole circle, for a station to be suitable and for a place to be a rural reference.",
        )  # fmt: skip
        self.declare(
            number("REFERENCES", "Rural references for each station", number.Type.Integer, 3, minValue=0, maxValue=100),
            "How many places in the zones D, B and A to find for each urban station, and how many rural stations of "
            "the list; 0 for none.",
        )
        self.declare(
            number("MAX_DISTANCE", "Largest distance of a reference (km)", number.Type.Double, 20.0, minValue=0.1,
                   maxValue=500.0),
            "From its station.",
            advanced=True,
        )  # fmt: skip
        self.declare(
            number("MAX_ALTITUDE", "Largest difference of altitude (m)", number.Type.Double, 50.0, minValue=1.0,
                   maxValue=5000.0),
            "Of a reference from its station, with a DEM. 50 m are about 0.3 K in the standard atmosphere.",
            advanced=True,
        )  # fmt: skip
        station_input.declare_reading(self)
        zone_input.declare_reading(self)
        sink, point = QgsProcessingParameterFeatureSink, QgsProcessing.SourceType.TypeVectorPoint
        self.declare(
            sink("OUTPUT", "Stations with zones", point),
            "A copy of the stations with their zone, verdict, distances, and for each radius the dominant zone, its "
            "share, how much of the circle the map covers, diversity, mean HSE and the share of each zone.",
        )
        self.declare(
            sink("CANDIDATES", "Rural references", point, None, True),
            "Points that may serve the urban stations as rural references, the best first, with what is unlike.",
        )
        comparing.declare_report(self, "A page with charts, verdicts and tables, in one HTML file.")
        comparing.declare_csv(self, "TABLE", "Stations (CSV)", "A row for each station, shares from 0 to 1.")
        comparing.declare_json(self)
        output = QgsProcessingOutputNumber
        self.declare(output("SUITABLE", "Suitable stations"), "Number of stations that stand for one zone.")
        self.declare(output("OUTSIDE", "Stations outside"), "Number of stations where the map has no zone.")
        self.declare(
            output("WITH_REFERENCES", "Stations with references"), "Number of urban stations with a reference."
        )

    def for_qgis(self, parameters: dict[str, Any]) -> dict[str, Any]:
        """QGIS's own check knows of no text files but CSV."""
        return station_input.for_qgis(parameters)

    def refusal(self, parameters: dict[str, Any], context: QgsProcessingContext) -> str:
        """Layers that cannot be read, radii that are none, choices off their lists, outputs that cannot be written."""
        sources = [comparing.raster(self, parameters, name, context)[0] for name in RASTERS]
        path = station_input.text_file(parameters.get("STATIONS"))
        layer = None if path else self.parameterAsVectorLayer(parameters, "STATIONS", context)
        sources.append(layer.source().split("|")[0] if layer is not None else path)
        return (
            comparing.refuse_rasters(self, parameters, context, RASTERS)
            or values.refuse_choices(self, parameters, context)
            or values.refuse_crs(self, parameters, "CRS", context)
            or _refuse_radii(self.parameterAsString(parameters, "RADII", context))
            or station_input.refuse(self, parameters, context)
            or comparing.refuse_targets(self, parameters, context, sources)
        )

    def collect(self, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        """Takes sources, names and places from the layers."""
        self.zones = zone_input.collect(self, parameters, context)
        self.rasters = {name: comparing.raster(self, parameters, name, context)[0] for name in RASTERS}
        self.stations = station_input.collect(self, parameters, context)

    def work(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Reads the map around the stations, then writes the layers."""
        from ..model.stations.station_job import read_stations

        files = {}
        for name in ("REPORT", "TABLE", "FIGURES"):
            path = self.parameterAsFileOutput(parameters, name, context)
            files.update({name: path} if path else {})
        job = StationsJob(
            source=self.zones.source,
            places=self.stations.places,
            crs_wkt=self.stations.crs.toWkt(),
            names=self.stations.names,
            outputs=files,
            radii_m=_radii(self.parameterAsString(parameters, "RADII", context)),
            deciding_m=self.parameterAsDouble(parameters, "SUITABLE_RADIUS", context),
            least_share_pct=self.parameterAsDouble(parameters, "LEAST_SHARE", context),
            hse=self.rasters["HSE"],
            probabilities=self.rasters["PROBABILITIES"],
            dem=self.rasters["DEM"],
            references=self.parameterAsInt(parameters, "REFERENCES", context),
            farthest_km=self.parameterAsDouble(parameters, "MAX_DISTANCE", context),
            altitude_m=self.parameterAsDouble(parameters, "MAX_ALTITUDE", context),
            band=self.zones.band,
            scheme=self.zones.scheme,
            map_name=self.zones.name,
        )
        network = self.drive(read_stations(job), feedback)
        if network is None:
            return {}
        outputs = {**files, "OUTPUT": self._write_stations(network, parameters, context)}
        candidates = self._write_candidates(network, parameters, context)
        outputs.update({"CANDIDATES": candidates} if candidates else {})
        served = sum(bool(station.references) for station in network.stations)
        feedback.pushInfo(
            f"{len(network.stations)} stations: {network.count(SUITABLE)} stand for one zone; rural references for "
            f"{served} of {sum(station.is_urban for station in network.stations)} urban ones."
        )
        return {
            **outputs,
            "SUITABLE": network.count(SUITABLE),
            "OUTSIDE": network.count(OUTSIDE),
            "WITH_REFERENCES": served,
        }

    def _write_stations(self, network: Network, parameters: dict[str, Any], context: QgsProcessingContext) -> str:
        """Writes the copy of the stations; gives what QGIS calls it."""
        columns = stations_layer.station_columns(network.radii_m)
        fields = QgsProcessingUtils.combineFields(self.stations.fields, area_layers.fields(columns))
        # An attribute of the stations may have one of these names already.
        first = self.stations.fields.count()
        columns = tuple(one._replace(name=fields.at(first + i).name()) for i, one in enumerate(columns))
        rows = []
        for place, row, station in zip(self.stations.places, self.stations.rows, network.stations):
            geometry = QgsGeometry() if place is None else QgsGeometry.fromPointXY(QgsPointXY(*place))
            rows.append((geometry, [*row, *stations_layer.station_values(station, network)]))
        name = self.write_features(
            "OUTPUT", fields, rows, QgsWkbTypes.Type.Point, self.stations.crs, parameters, context
        )
        given = self.parameterAsString(parameters, "NAME", context)
        label = given or station_input.name_column(fields.names())
        if given in self.stations.fields.names():  # it may have another name in the copy
            label = fields.at(self.stations.fields.lookupField(given)).name()

        def show(layer: Any) -> None:
            stations_layer.show_stations(layer, columns, label)

        styling.announce_layer(show, name, self.zones.where, context, "STATIONS")
        return name

    def _write_candidates(self, network: Network, parameters: dict[str, Any], context: QgsProcessingContext) -> str:
        """Writes the rural references where they are wanted; gives what QGIS calls them."""
        if parameters.get("CANDIDATES") in (None, ""):
            return ""
        fields = area_layers.fields(stations_layer.reference_columns())
        rows = [
            (
                QgsGeometry.fromPointXY(QgsPointXY(reference.x, reference.y)),
                stations_layer.reference_values(station, rank, reference),
            )
            for station in network.stations
            for rank, reference in enumerate(station.references, start=1)
        ]
        crs = QgsCoordinateReferenceSystem.fromWkt(network.crs_wkt)
        name = self.write_features("CANDIDATES", fields, rows, QgsWkbTypes.Type.Point, crs, parameters, context)
        styling.announce_layer(stations_layer.show_references, name, self.zones.where, context, "CANDIDATES")
        return name


def _radii(text: str) -> list[float]:
    """The numbers of a list such as "250, 500; 1000", in whole metres, which name the attributes."""
    return [float(round(float(part))) for part in re.split(r"[\s,;]+", text.strip()) if part]


def _refuse_radii(text: str) -> str:
    """Why a text is no list of radii, one sentence; "" where it is one."""
    try:
        radii = _radii(text)
    except (ValueError, OverflowError):
        return f"RADII should be metres such as “250, 500, 1000”, but is “{text}”; write numbers between commas."
    if not radii or not all(1 <= radius <= LARGEST_RADIUS_M for radius in radii):
        found = f"“{text}”" if radii else "empty"
        return f"RADII should be from 1 to {LARGEST_RADIUS_M:.0f} m, but is {found}; choose others."
    return ""
