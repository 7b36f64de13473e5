# SPDX-License-Identifier: GPL-2.0-or-later
"""The parameters by which an algorithm fetches Sentinel-2 scenes: area, catalogue, and which scenes of it to use."""

from __future__ import annotations

from typing import Any, NamedTuple, Optional

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterAuthConfig,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
)

from ..model.catalogue.catalogues import KNOWN, catalogue
from . import choices, scene_input
from .base import Algorithm
from .prepare_stack import CLOUDS

CATALOGUES = {key: known.title for key, known in KNOWN.items()}
METHODS = {"median": "Median of the clear pixels of all dates", "clearest": "The clearest date alone"}
# Shared with the ready-made model.
URL_HELP = (
    "Another catalogue instead of the chosen one: the address of a STAC API, or the address or path of a static "
    "catalogue (catalog.json)."
)
SEASON_HELP = "A season within the period, such as 6-9 or 11-2 or 5, 6, 9. If not set, all months."
SEASON_OF_YEARS_HELP = (
    "The season of each year, such as 6-9 or 11-2 or 5, 6, 9. If not set, all months. A season over the turn of the "
    "year counts to the year in which it begins. The same season each year makes years comparable."
)


class Wanted(NamedTuple):
    """The area to fetch, and the network settings, read in the main thread."""

    extent: Optional[tuple[float, float, float, float]]
    extent_crs: str
    polygons: str
    layer: str
    auth: str
    network: Any
    """The `Network` of the core."""


def declare_area(algorithm: Algorithm) -> None:
    """Adds AREA, which goes with EXTENT."""
    polygons = [QgsProcessing.SourceType.TypeVectorPolygon]
    algorithm.declare(
        QgsProcessingParameterFeatureSource("AREA", "Or the area as polygons", polygons, None, True),
        "Polygons in any CRS instead of the extent. Outside them the scene is nodata.",
    )


def declare_catalogue(algorithm: Algorithm) -> None:
    """Adds CATALOG, CATALOG_URL and MAX_CLOUD."""
    number = QgsProcessingParameterNumber
    algorithm.declare(
        choices.parameter("CATALOG", "Catalogue", CATALOGUES, "earthsearch"),
        "Where to look for scenes. Earth Search and Planetary Computer need no account; Copernicus Data Space "
        "needs keys for its pixels, see the help page. In scripts: earthsearch, planetarycomputer or copernicus.",
    )
    algorithm.declare(QgsProcessingParameterString("CATALOG_URL", "Another catalogue", optional=True), URL_HELP)
    algorithm.declare(
        number("MAX_CLOUD", "Clouds at most (percent)", number.Type.Double, 30.0, minValue=0.0, maxValue=100.0),
        "Scenes with a larger cloud share are left out. The share is that of a whole tile of 110 km, as the "
        "catalogue gives it.",
    )


def declare_composite(algorithm: Algorithm, advanced: bool = False) -> None:
    """Adds METHOD and MAX_SCENES."""
    number = QgsProcessingParameterNumber
    algorithm.declare(
        choices.parameter("METHOD", "Method", METHODS, "median"),
        "Median: each pixel is the median of all dates on which it is clear. Clearest: the date with most clear "
        "ground in the area alone; clouded pixels are nodata. In scripts: median or clearest.",
        advanced=advanced,
    )
    algorithm.declare(
        number("MAX_SCENES", "Dates at most", number.Type.Integer, 12, minValue=1, maxValue=60),
        "A composite uses this number of dates, those with most clear ground in the area.",
        advanced=advanced,
    )


def declare_months(algorithm: Algorithm, text: str = SEASON_HELP) -> None:
    """Adds MONTHS with its help."""
    algorithm.declare(QgsProcessingParameterString("MONTHS", "Months", optional=True), text)


def declare_details(algorithm: Algorithm) -> None:
    """Adds the advanced parameters CLOUDS, AUTH and CONFIRM_LARGE."""
    algorithm.declare(
        choices.parameter("CLOUDS", "Masked", CLOUDS, "clouds and shadows"),
        "What is masked by the scene classification (SCL), and 20 m around it. Snow, saturated and missing pixels "
        "are always masked together with clouds. In scripts: keep, clouds or “clouds and shadows”.",
        advanced=True,
    )
    algorithm.declare(
        QgsProcessingParameterAuthConfig("AUTH", "Authentication", None, True),
        "An authentication configuration of QGIS for catalogues that need one. Only the catalogue's own servers "
        "see it.",
        advanced=True,
    )
    algorithm.declare(
        QgsProcessingParameterBoolean("CONFIRM_LARGE", "Read more than 2 GB", False),
        "The log says beforehand how much will be read. More than 2 GB before compression needs this confirmation.",
        advanced=True,
    )


def refuse(algorithm: Algorithm, parameters: dict[str, Any], context: QgsProcessingContext) -> str:
    """Why nothing can be fetched, one sentence: no area, or wrong months; "" where something can be fetched.

    Raises:
        InputError: the months are none.
    """
    from ..model.catalogue.choosing import parse_months

    has_area = parameters.get("AREA") not in (None, "")
    if not has_area and algorithm.parameterAsExtent(parameters, "EXTENT", context).isNull():
        return "EXTENT or AREA is needed, found neither; draw an extent or choose a layer of polygons."
    if has_area and algorithm.parameterAsSource(parameters, "AREA", context) is None:
        return f"AREA should be a layer of polygons, but {parameters['AREA']} is none; choose another layer."
    parse_months(algorithm.parameterAsString(parameters, "MONTHS", context))
    return ""


def wanted(algorithm: Algorithm, parameters: dict[str, Any], context: QgsProcessingContext) -> Wanted:
    """The area from the layers, and the settings of the network; to be called where layers may be read.

    Raises:
        InputError: the authentication configuration cannot be read.
    """
    from .network import network

    system = algorithm.parameterAsExtentCrs(parameters, "EXTENT", context)
    plain = system.toWkt() if system.isValid() else "EPSG:4326"
    area = scene_input.extent(algorithm, parameters, context, plain)
    polygons = scene_input.mask(algorithm, parameters, context, "AREA")
    auth = algorithm.parameterAsString(parameters, "AUTH", context)
    return Wanted(*area, *polygons, auth, network(auth))


def fetch_job(
    algorithm: Algorithm, parameters: dict[str, Any], context: QgsProcessingContext, wanted: Wanted,
    feedback: QgsProcessingFeedback, target: str = "", start: str = "", end: str = "",
) -> Any:  # fmt: skip
    """The `FetchJob` of the core.

    Args:
        wanted: where, and by what means.
        feedback: whose cancel ends a request.
        target: path of the scene, "" where the core says it.
        start: first day, likewise.
        end: last day, likewise.
    """
    from ..model.catalogue.fetch_plan import FetchJob
    from .network import QgisTransport

    url = algorithm.parameterAsString(parameters, "CATALOG_URL", context).strip()
    name = url or choices.chosen(algorithm, parameters, "CATALOG", context)
    return FetchJob(
        target=target,
        start=start,
        end=end,
        extent=wanted.extent,
        extent_crs=wanted.extent_crs,
        polygons=wanted.polygons,
        polygons_layer=wanted.layer,
        catalogue=name,
        max_cloud_pct=algorithm.parameterAsDouble(parameters, "MAX_CLOUD", context),
        months=algorithm.parameterAsString(parameters, "MONTHS", context),
        method=choices.chosen(algorithm, parameters, "METHOD", context),
        max_scenes=algorithm.parameterAsInt(parameters, "MAX_SCENES", context),
        clouds=choices.chosen(algorithm, parameters, "CLOUDS", context),
        confirm_large=algorithm.parameterAsBool(parameters, "CONFIRM_LARGE", context),
        network=wanted.network,
        transport=QgisTransport(catalogue(name).root, wanted.auth, feedback),
    )
