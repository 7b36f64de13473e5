# SPDX-License-Identifier: GPL-2.0-or-later
"""The parameters that the algorithms of a series share: dates, smoothing and outputs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterFolderDestination,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
)

from ..model.series import dates, likelihood, neighbours, zone_change
from ..model.series.dates import Dated
from ..model.tables import products
from . import comparing, layer_names, series_layers, values
from .base import Algorithm

MAPS = "MAPS"


def declare_settings(algorithm: Algorithm, noun: str) -> None:
    """Adds DATES and RATE, and the advanced parameters FIT_RATE, SHARPNESS, NEIGHBOURS.

    Args:
        algorithm: that has them.
        noun: what a member of the series is called, in the plural.
    """
    number = QgsProcessingParameterNumber
    low, high = 100 * zone_change.LOWEST_RATE, 100 * zone_change.HIGHEST_RATE
    algorithm.declare(
        QgsProcessingParameterString("DATES", "Dates", optional=True),
        f"The date of each of the {noun} in the same order, such as 2016-05-04, 2017-10-26; a year alone stands for "
        "its middle. If not set, the dates are taken from the tags and the names of the files.",
    )
    algorithm.declare(
        number("RATE", "Rate of change (percent of the cells per year)", number.Type.Double, 100 * zone_change.RATE,
               minValue=low, maxValue=high),
        "How much of the area you expect to change in a year, before looking. A smaller rate asks for more evidence "
        "for each change.",
    )  # fmt: skip
    algorithm.declare(
        QgsProcessingParameterBoolean("FIT_RATE", "Fit the rate of change to the series", False),
        "The rate that makes the whole series the most probable is used instead. Use it with four dates and more: with "
        "two dates of different seasons, it takes the difference of the seasons for change.",
        advanced=True,
    )
    algorithm.declare(
        number("SHARPNESS", "Sharpness of the probabilities", number.Type.Double, likelihood.SHARPNESS, minValue=0.1,
               maxValue=10.0),
        "The power to which the probabilities of each date are raised. With a larger one a difference between dates "
        "says more, and more changes are found, true and false ones. The zone on which the dates agree does not depend "
        "on it.",
        advanced=True,
    )  # fmt: skip
    algorithm.declare(
        number("NEIGHBOURS", "Support by neighbours", number.Type.Double, neighbours.TRUST, minValue=0.0, maxValue=0.9),
        "The probability that a cell was built on in the same step as its neighbours, where all of these were and have "
        "stayed so at two dates and more. 0: each cell is on its own, and less of a new district is found.",
        advanced=True,
    )


def declare_outputs(algorithm: Algorithm) -> None:
    """Adds the folder of maps, the rasters of change, the texts and the figures."""
    algorithm.declare(
        QgsProcessingParameterFolderDestination(MAPS, "Folder of the LCZ maps"),
        "The smoothed LCZ map of each date, called lcz_2017-10-26.tif and so on. They are loaded with the period of "
        "each, so that the temporal controller plays them.",
    )
    for product, wanted, text in (
        (products.CHANGE_YEAR, True, "The year of the first map that shows the new zone; nodata 0 where none changed."),
        (products.CHANGED_FROM, False, "The zone before the change, 1 to 17; nodata 0 where none changed."),
        (products.CHANGED_TO, False, "The zone after the change, 1 to 17; nodata 0 where none changed."),
        (products.CHANGE_PROBABILITY, False, "Probability that the zone has changed at all, percent; nodata 255."),
    ):
        comparing.declare_raster(algorithm, product, text, wanted)
    comparing.declare_report(
        algorithm, "A page with the area of the zones over time, when and what changed, in one HTML file."
    )
    comparing.declare_csv(
        algorithm,
        "TABLE",
        "Areas (CSV)",
        "A row for each date: the area of each zone, and what has changed since the date before.",
    )
    comparing.declare_json(algorithm)
    for name, title, text in (
        ("CHANGED", "Changed (percent)", "Area whose zone changes in the smoothed maps, of all that has a zone."),
        ("NATURAL_TO_BUILT", "Natural to built (km²)", "Area that has changed so, all steps together."),
        ("BUILT_TO_NATURAL", "Built to natural (km²)", "Area that has changed so, all steps together."),
        ("RATE_USED", "Rate used (percent of the cells per year)", "As it was set, or as it was fitted."),
    ):
        algorithm.declare(QgsProcessingOutputNumber(name, title), text)


def members(
    algorithm: Algorithm, parameters: dict[str, Any], context: QgsProcessingContext, sources: Sequence[str],
    names: Sequence[str], noun: str,
) -> list[Dated]:  # fmt: skip
    """The members of the series with their days.

    Raises:
        InputError: a day is not known, or they do not follow one another.
    """
    return dates.of_series(sources, names, algorithm.parameterAsString(parameters, "DATES", context), noun)


def refuse_outputs(
    algorithm: Algorithm, parameters: dict[str, Any], context: QgsProcessingContext, series: Sequence[Dated]
) -> str:
    """Why an output cannot be written, one sentence; "" where all can be written."""
    from ..model.series.smooth_series import map_paths

    sources = [member.source for member in series]
    folder = values.chosen_outputs(algorithm, parameters, context).get(MAPS, "")
    if not folder:
        return f"{MAPS} should be the folder to write, but none is given; choose one."
    return comparing.refuse_targets(algorithm, parameters, context, sources) or values.refuse_unwritable(
        {f"{MAPS} {member.day}": path for member, path in zip(series, map_paths(folder, series))}, sources
    )


def smooth_job(
    algorithm: Algorithm, parameters: dict[str, Any], context: QgsProcessingContext, outputs: Mapping[str, str],
    series: Sequence[Dated],
) -> Any:  # fmt: skip
    """The `SmoothJob` of the core."""
    from ..model.series.series_report import MAKERS
    from ..model.series.smooth_series import SmoothJob

    fitted = algorithm.parameterAsBoolean(parameters, "FIT_RATE", context)
    return SmoothJob(
        members=series,
        outputs={key: path for key, path in outputs.items() if key in (*products.SERIES, *MAKERS)},
        maps=outputs[MAPS],
        rate=None if fitted else algorithm.parameterAsDouble(parameters, "RATE", context) / 100,
        sharpness=algorithm.parameterAsDouble(parameters, "SHARPNESS", context),
        neighbours=algorithm.parameterAsDouble(parameters, "NEIGHBOURS", context),
    )


def finish(job: Any, series: Any, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> dict[str, Any]:
    """Styles and loads what a `SmoothJob` wrote, and its `Series`; gives the figures of the results."""
    from ..model.series.smooth_series import map_paths

    place = layer_names.parted(layer_names.place(series.names[0], job.members[0].source))[0]
    series_layers.load_maps(map_paths(job.maps, job.members), series.days, place, context, feedback)
    series_layers.load_changes(job.outputs, series.days, place, context, feedback)
    changed = 100 * series.changed_km2 / series.total_km2
    for step, (before, after) in enumerate(zip(series.raw_differ, series.differ)):
        feedback.pushInfo(
            f"{series.days[step]} to {series.days[step + 1]}: another zone in {100 * after:.1f} % of the cells, "
            f"{100 * before:.1f} % before smoothing."
        )
    feedback.pushInfo(f"Changed at any date: {changed:.1f} % of {series.total_km2:.1f} km².")
    return {
        "CHANGED": changed,
        "NATURAL_TO_BUILT": float(series.moved_km2(built_before=False).sum()),
        "BUILT_TO_NATURAL": float(series.moved_km2(built_before=True).sum()),
        "RATE_USED": 100 * series.rate,
    }
