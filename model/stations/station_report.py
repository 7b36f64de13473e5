# SPDX-License-Identifier: GPL-2.0-or-later
"""The stations on an LCZ map as an HTML page, as a table and as figures for other programs."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from ..reports import charts, html_page
from ..reports.html_page import Page, count, number
from ..reports.text_tables import csv_text, json_text
from ..tables import lcz
from ..version import software
from .references import FAR_M, NEAR_M
from .station_figures import MIXED, OUTSIDE, PARTLY_MAPPED, SUITABLE, Circle, Network, Reference, Station

_MOST_BARS = 40
_MOST_ROWS = 1000


def page(network: Network) -> str:
    """The report as one HTML file."""
    made = Page(
        "Zones around stations",
        f"{count(len(network.stations))} stations on the map {network.map_name}, cells of {network.cell_m:.0f} m. "
        f"A station is suitable where one zone has {100 * network.least_share:g} % and more of the circle of "
        f"{network.deciding_m:.0f} m around it.",
    )
    made.points(network.notes)
    made.origins(network.origins, network.pictures)
    made.heading("Which stations stand for one zone")
    made.table(["Verdict", "What it says", "Stations"], _verdicts(network), texts=2)
    _by_zone(made, network)
    _shares(made, network)
    _table(made, network)
    _radii(made, network)
    _references(made, network)
    made.heading("How to read this")
    made.points(_how_to_read(network))
    return made.html()


def table_csv(network: Network) -> str:
    """A row for each station: zone, verdict, figures of each radius, shares of the zones."""
    heads = [
        "station", "x", "y", "zone", "probability", "edge_m", "water_m", "altitude_m", "verdict", "explanation",
        "references",
    ]  # fmt: skip
    for radius in network.radii_m:
        heads += [
            f"r{radius:g}_{key}" for key in ("dominant", "share", "covered", "hse_pct", "diversity", "probability")
        ]
        heads += [f"r{radius:g}_lcz{zone.label}" for zone in lcz.ZONES]
    rows = []
    for station in network.stations:
        row: list[Any] = [
            station.name, station.x, station.y, _label(station.zone), station.probability, station.edge_m,
            station.water_m, station.altitude_m, network.verdict(station), network.explain(station),
            len(station.references),
        ]  # fmt: skip
        for radius in network.radii_m:
            circle = station.circle(radius)
            row += [_dominant(circle), max(circle.zone_share), circle.covered, circle.hse_pct]
            row += [circle.diversity if circle.covered else math.nan, circle.probability, *circle.zone_share]
        rows.append(row)
    return csv_text(heads, rows)


def figures_json(network: Network) -> str:
    """All figures for other programs."""
    return json_text(
        {
            "software": software(),
            "map": network.map_name,
            "origins": [origin._asdict() for origin in network.origins],
            "notes": network.notes,
            "cell_m": network.cell_m,
            "radii_m": network.radii_m,
            "deciding_m": network.deciding_m,
            "least_share": network.least_share,
            "labels": [zone.label for zone in lcz.ZONES],
            "stations": [
                {
                    **station._asdict(),
                    "verdict": network.verdict(station),
                    "explanation": network.explain(station),
                    "circles": [{**circle._asdict(), "covered": circle.covered} for circle in station.circles],
                    "references": [reference._asdict() for reference in station.references],
                }
                for station in network.stations
            ],
        }
    )


MAKERS = {"REPORT": page, "TABLE": table_csv, "FIGURES": figures_json}


def _verdicts(network: Network) -> list[list[html_page.Content]]:
    """Rows of the table of verdicts."""
    share = f"{100 * network.least_share:g} %"
    texts = {
        SUITABLE: f"One zone has {share} and more of the circle: fit to compare with stations of other zones",
        MIXED: f"No zone has {share}: the temperature is that of a mixture or of a border",
        PARTLY_MAPPED: "The map has too little of the circle to say",
        OUTSIDE: "The map has no zone there",
    }
    return [[verdict[0].upper() + verdict[1:], text, str(network.count(verdict))] for verdict, text in texts.items()]


def _by_zone(made: Page, network: Network) -> None:
    """How many stations stand for which zone."""
    first, rest = np.zeros((2, len(lcz.ZONES)), dtype=int)
    for station in network.stations:
        zone = station.circle(network.deciding_m).dominant
        if zone is not None:
            part = first if network.verdict(station) == SUITABLE else rest
            part[zone.code - 1] += 1
    places = np.flatnonzero(first + rest)
    made.figure(
        charts.zone_counts(
            [lcz.ZONES[i].code for i in places], first[places].tolist(), rest[places].tolist(), ("Suitable", "others")
        ),
        "Bars of the number of stations by the dominant zone; the table below has each station.",
        f"Stations by the zone with the largest share of the circle of {network.deciding_m:.0f} m.",
    )
    missing = [zone.label for zone in lcz.ZONES[:10] if not first[zone.code - 1]]
    if missing:
        made.text(f"No suitable station stands for the built zones {', '.join(missing)}.", small=True)


def _shares(made: Page, network: Network) -> None:
    """Bars of the zones' shares, of all radii where the stations are few."""
    made.heading("Shares of the zones around the stations")
    shown = [station for station in network.stations if station.circle(network.deciding_m).covered]
    few = len(shown) * len(network.radii_m) <= _MOST_BARS
    radii = network.radii_m if few else (network.deciding_m,)
    bars = [
        (f"{station.name}, {radius:.0f} m" if few else station.name, station.circle(radius).zone_share)
        for station in shown[:_MOST_BARS]
        for radius in radii
    ]
    if not bars:
        made.text("No station has a zone within this radius.")
        return
    cut = "" if len(shown) <= _MOST_BARS else f"The first {_MOST_BARS} of {len(shown)} stations. "
    within = "each radius" if few else f"{network.deciding_m:.0f} m"
    names, shares = [name for name, _ in bars], np.array([shares for _, shares in bars])
    made.figure(
        charts.zone_shares(names, shares, "Share of the circle (%)"),
        "Bars of the zones' shares around each station; the tables below have the numbers.",
        f"{cut}Share of each zone in the whole circle of {within}; what the map does not cover is left white.",
    )


def _table(made: Page, network: Network) -> None:
    """Each station with its verdict."""
    made.heading("Stations")
    with_altitude, with_probability = "dem" in network.has, "probabilities" in network.has
    heads = ["Station", "Zone of its cell", "Verdict", "Other zone (m)", "Water (m)"]
    heads += ["Altitude (m)"] * with_altitude + ["Probability of its zone"] * with_probability
    rows = []
    for station in network.stations[:_MOST_ROWS]:
        zone: html_page.Content = html_page.zone_cell(lcz.ZONES[station.zone - 1]) if station.zone else "–"
        row: list[html_page.Content] = [station.name, zone, network.explain(station)]
        row += [number(station.edge_m, 0), number(station.water_m, 0)]
        row += [number(station.altitude_m, 0)] * with_altitude + [_percent(station.probability)] * with_probability
        rows.append(row)
    made.table(
        heads, rows, texts=3,
        caption=f"Other zone: distance to the nearest cell of another zone; – where there is none within "
        f"{network.radii_m[-1]:.0f} m. Water: distance to the nearest cell of LCZ G; – beyond {FAR_M / 1000:.0f} km.",
    )  # fmt: skip
    if len(network.stations) > _MOST_ROWS:
        made.text(f"The first {_MOST_ROWS} of {len(network.stations)} stations; the table (CSV) has all.", small=True)


def _radii(made: Page, network: Network) -> None:
    """The circles of each station."""
    made.heading("Each radius")
    shown = [key for key in ("hse", "probabilities") if key in network.has]
    names = {"hse": "HSE (%)", "probabilities": "Probability"}
    heads = ["Station", "Radius (m)", "Dominant zone", "Share", "Covered", "Diversity", *(names[key] for key in shown)]
    rows = []
    for station in network.stations[: _MOST_ROWS // len(network.radii_m)]:
        for circle in station.circles:
            zone: html_page.Content = "–" if circle.dominant is None else html_page.zone_cell(circle.dominant)
            values = {"hse": number(circle.hse_pct, 0), "probabilities": _percent(circle.probability)}
            share = max(circle.zone_share)
            rows.append(
                [station.name, f"{circle.radius_m:.0f}", zone, html_page.shaded(_percent(share), share),
                 _percent(circle.covered), number(circle.diversity if circle.covered else math.nan, 2),
                 *(values[key] for key in shown)]
            )  # fmt: skip
    made.table(
        heads, rows, texts=3,
        caption="Share: of the dominant zone in the whole circle. Covered: share of the circle where the map has a "
        "zone. Diversity: Shannon's, 0 for one zone, 2.83 for all alike, in the covered part.",
    )  # fmt: skip


def _references(made: Page, network: Network) -> None:
    """Rural references of the urban stations."""
    urban = [station for station in network.stations if station.is_urban]
    if not urban:
        return
    made.heading("Rural references of the urban stations")
    rows = [_reference_row(station, reference) for station in urban for reference in station.references][:_MOST_ROWS]
    without = [station.name for station in urban if not station.references]
    if rows:
        made.table(
            ["Station", "Reference", "Zone", "Share", "Distance (km)", "Water (m)", "Higher by (m)", "Unlike"],
            rows, texts=3,
            caption=f"Candidates in the zones D, B and A whose zone fills the circle of {network.deciding_m:.0f} m, "
            "stations first. Unlike: mean of the differences in place, distance to water and altitude, 0 alike to 1 "
            "at the limit.",
        )  # fmt: skip
    if without:
        names = ", ".join(without[:20]) + (f" and {len(without) - 20} more" if len(without) > 20 else "")
        made.text(f"No place fulfils the rules for {names}.")


def _reference_row(station: Station, reference: Reference) -> list[html_page.Content]:
    return [
        station.name,
        reference.name or f"place at {reference.x:.6g}, {reference.y:.8g}",
        html_page.zone_cell(lcz.ZONES[reference.zone - 1]),
        _percent(reference.share),
        number(reference.distance_m / 1000, 1),
        number(reference.water_m, 0),
        number(reference.altitude_difference_m, 0, sign=True),
        number(reference.score, 2),
    ]


def _how_to_read(network: Network) -> Sequence[str]:
    """The notes at the end."""
    dem = "" if "dem" in network.has else " No DEM was given: altitudes are not compared."
    return [
        "The circles stand for what a thermometer at screen height sees: its source area reaches no more than a few "
        "hundred metres, and air adjusts to a zone within some 200 to 500 m, so that a zone should measure 400 to 1000 "
        "m across (Stewart and Oke 2012, Bulletin of the American Meteorological Society 93, 1879-1900). The true "
        "source area lies upwind and changes with the weather.",
        f"The minimum of {100 * network.least_share:g} % is a choice, no law: look at the stations near it. Shares are "
        "of the whole circle, and the part of each cell in the circle is exact.",
        "A heat island is the difference of temperature between a zone and LCZ D (Stewart and Oke 2012). References in "
        "B and A stand in where there is no open land; do not mix them with those in D.",
        f"Distances to water are alike where they differ by less than {NEAR_M:.0f} m or by half of the station's; "
        f"beyond {FAR_M / 1000:.0f} km water does not count. These are rules of thumb of this plugin.{dem} Slopes, "
        "valleys and the wind are not looked at: visit the places.",
        "The map errs, too: look at the probability, and at the place itself. Stations of crowds stand on balconies "
        "and walls, which no map shows (Meier et al. 2017; Fenner et al. 2017).",
    ]


def _label(code: int) -> str:
    return lcz.ZONES[code - 1].label if code else ""


def _dominant(circle: Circle) -> str:
    return "" if circle.dominant is None else circle.dominant.label


def _percent(share: float) -> str:
    return f"{number(100 * share, 0)} %" if math.isfinite(share) else "–"
