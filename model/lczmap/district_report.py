# SPDX-License-Identifier: GPL-2.0-or-later
"""The HTML report on districts: shares of the zones of each as bars and tables."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from ..raster.polygon_coverage import PARTS
from ..reports import charts, html_page
from ..tables import lcz
from .districts import District

# A chart of more bars and a table of more rows cannot be read.
_MOST_BARS = 40
_MOST_ROWS = 1000


class Result(NamedTuple):
    """The districts and names that the report shows."""

    map_name: str
    layer_name: str
    names: Sequence[str]
    """Names of the districts."""
    districts: Sequence[District]


def page(result: Result) -> str:
    """The report as HTML."""
    page = html_page.Page(
        f"Local climate zones by district: {result.layer_name}",
        f"Zones of the map {result.map_name} in {len(result.districts)} districts.",
    )
    order = sorted(range(len(result.districts)), key=lambda place: -result.districts[place].area_km2)
    order = [place for place in order if result.districts[place].area_km2]
    names = [result.names[place] for place in order]
    districts = [result.districts[place] for place in order]
    _bars(page, names, districts)
    page.heading("Districts")
    page.table(
        ["District", "Dominant zone", "of area", "Area (km²)", "Covered", "Built", "Mean HSE", "Diversity"],
        [_row(name, district) for name, district in zip(names[:_MOST_ROWS], districts)],
        texts=2,
        caption="Area: where the map has a zone; covered: its share of the district. Built: zones 1 to 10. Diversity: "
        "Shannon's, from 0 for a single zone to 2.83 for all seventeen alike. Largest first.",
    )
    _all_zones(page, names, districts)
    missing = len(result.districts) - len(districts)
    page.points(
        [
            *([f"Districts that lie where the map has no zone: {missing}."] if missing else []),
            *([f"Of {len(names)} districts the largest {_MOST_ROWS} are shown."] if len(names) > _MOST_ROWS else []),
            f"A cell counts with the part of it that lies in the district, measured with {PARTS} x {PARTS} points.",
        ]
    )
    return page.html()


def _bars(page: html_page.Page, names: Sequence[str], districts: Sequence[District]) -> None:
    page.heading("Shares of the zones")
    shown = names[:_MOST_BARS]
    shares = np.array([district.shares for district in districts[:_MOST_BARS]])
    few = "" if len(names) <= _MOST_BARS else f"The largest {_MOST_BARS} of {len(names)} districts. "
    page.figure(
        charts.zone_shares(shown, shares),
        "Bars of the zones' shares in each district; the table below has the numbers.",
        f"{few}Share of each zone in the area that has one, in the zones' colours.",
    )


def _all_zones(page: html_page.Page, names: Sequence[str], districts: Sequence[District]) -> None:
    """A table of the shares of all zones that occur; larger shares are darker."""
    totals = np.array([district.zone_km2 for district in districts]).sum(axis=0)
    zones = [zone for zone, total in zip(lcz.ZONES, totals) if total]
    rows = [
        [name, *(html_page.shaded(_percent(share), share) for share in (district.shares[z.code - 1] for z in zones))]
        for name, district in zip(names[:_MOST_ROWS], districts)
    ]
    whole = totals / totals.sum()
    rows.append(
        [html_page.Cell("All", total=True), *(html_page.Cell(_percent(whole[z.code - 1]), total=True) for z in zones)]
    )
    page.heading("Zones in percent of the area")
    page.table(["District", *(html_page.Cell("", zone=zone) for zone in zones)], rows, kind="matrix")


def _row(name: str, district: District) -> list[html_page.Content]:
    zone = district.dominant
    if zone is None:
        return [name, "–", *["–"] * 6]
    hse = "–" if math.isnan(district.hse_pct) else f"{district.hse_pct:.0f} %"
    return [
        name,
        html_page.zone_cell(zone),
        f"{100 * max(district.shares):.0f} %",
        html_page.number(district.area_km2, 2),
        f"{100 * district.covered:.0f} %",
        f"{100 * district.built:.0f} %",
        hse,
        html_page.number(district.shannon, 2),
    ]


def _percent(share: float) -> str:
    """A share in percent; "" for 0."""
    if share == 0:
        return ""
    return f"{100 * share:.0f}" if share >= 0.005 else "<1"
