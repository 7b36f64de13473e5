# SPDX-License-Identifier: GPL-2.0-or-later
"""Charts show their numbers in the colours of the zones, inside the picture, with labelled axes and in both themes."""

from __future__ import annotations

import re
import subprocess
import sys
from xml.etree import ElementTree

import numpy as np
import pytest

from hse_lcz.model.reports import charts
from hse_lcz.model.reports.sankey import sankey
from hse_lcz.model.tables import lcz

EVERYTHING = list(range(1, 18))


class Picture:
    """An SVG picture, taken apart."""

    def __init__(self, svg: bytes) -> None:
        root = ElementTree.fromstring(svg)
        self.width, self.height = float(root.get("width")), float(root.get("height"))
        self.style = next(item.text for item in root if item.tag.endswith("style"))
        self.items = [(item.tag.rpartition("}")[2], item.attrib, item.text or "") for item in root][1:]
        self.texts = [text for tag, _, text in self.items if tag == "text"]

    def rectangles(self, **wanted: str) -> list[tuple[float, float, float, float]]:
        """Left, top, width and height of the rectangles with these attributes."""
        names = ("x", "y", "width", "height")
        return [
            tuple(float(attributes[name]) for name in names)
            for tag, attributes, _ in self.items
            if tag == "rect" and all(attributes.get(key) == value for key, value in wanted.items())
        ]


def drawings() -> dict[str, Picture]:
    moved = np.random.default_rng(0).exponential(1.0, (17, 17))
    return {
        "bars": charts.zone_bars(EVERYTHING, [1.0] * 17, ([0.9] * 17, [1.0] * 17), "F1"),
        "shares": charts.zone_shares(["a long name that is longer than the room for it"], np.full((1, 17), 1 / 17)),
        "reliability": charts.reliability(np.linspace(0.05, 0.95, 10), np.linspace(0, 1, 10), np.full(10, 7.0)),
        "density": charts.density(np.full((50, 50), 100_000_000)),
        "ranges": charts.zone_ranges(EVERYTHING, [(0.0, 50.0, 100.0)] * 17),
        "heights": charts.zone_heights(list(range(1, 11)), [(3.0, 30.0, 123.0)] * 10),
        "differences": charts.differences([123456.0] * 12, 30),
        "probabilities": charts.probabilities([123456.0] * 20, 50),
        "curves": charts.curves([0, 100], [("Loss", [123.0, 0.1]), ("Agreement", [0.5, np.nan])]),
        "sankey": sankey(moved, ("Before", "After")),
    }


@pytest.mark.parametrize("name", sorted(drawings()))
def test_nothing_is_cut_at_the_edge(name):
    picture = Picture(drawings()[name])
    for tag, attributes, text in picture.items:
        if tag == "rect":
            x, y, width, height = (float(attributes[key]) for key in ("x", "y", "width", "height"))
            assert x >= 0 and y >= 0 and x + width <= picture.width and y + height <= picture.height
        if tag == "text" and "transform" not in attributes:
            # DejaVu Sans, the widest of the fonts that may be used, has 7.3 pixels for a letter on average.
            wide = 7.3 * len(text)
            shift = {"start": 0, "middle": wide / 2, "end": wide}[attributes["text-anchor"]]
            left = float(attributes["x"]) - shift
            assert left >= 0 and left + wide <= picture.width, text
            assert 10 <= float(attributes["y"]) <= picture.height, text


@pytest.mark.parametrize(
    ("name", "labels"),
    [
        ("bars", {"F1", "Local climate zone"}),
        ("shares", {"Share of the area that has a zone (%)"}),
        ("reliability", {"Confidence of the map", "Share of cells that are right"}),
        ("density", {"Reference (%)", "Map (%)", "Cells (logarithmic scale)"}),
        ("ranges", {"HSE (%)", "Local climate zone"}),
        ("differences", {"Dissimilarity of the zones before and after (%)", "Area (km²)"}),
        ("probabilities", {"Probability of change (%)", "Area (km², square-root scale)"}),
        ("curves", {"Loss", "Agreement", "Step"}),
        ("sankey", {"Before", "After"}),
    ],
)
def test_every_axis_has_its_label_and_both_themes(name, labels):
    picture = Picture(drawings()[name])
    assert labels <= set(picture.texts)
    assert "prefers-color-scheme: dark" in picture.style


def test_bars_have_the_zones_colours_names_and_heights():
    codes, values = [1, 6, 14, 17], [0.2, 0.4, 0.8, np.nan]
    picture = Picture(charts.zone_bars(codes, values, ([0.1, 0.3, np.nan, np.nan], [0.3, 0.6, np.nan, np.nan]), "F1"))
    heights = [picture.rectangles(fill=lcz.ZONES[code - 1].colour)[0][3] for code in codes[:3]]
    assert heights[1] == pytest.approx(2 * heights[0], abs=0.2)
    assert heights[2] == pytest.approx(4 * heights[0], abs=0.2)
    assert not picture.rectangles(fill=lcz.ZONES[16].colour) and "–" in picture.texts
    assert {"1 Compact high-rise", "6 Open low-rise", "D Low plants", "G Water"} <= set(picture.texts)


def test_shares_have_names_in_the_legend_of_the_zones_that_occur():
    shares = np.zeros((2, 17))
    shares[0, [0, 5]], shares[1, 16] = (0.25, 0.75), 1
    picture = Picture(charts.zone_shares(["west", "east"], shares))
    assert {"1 Compact high-rise", "6 Open low-rise", "G Water"} <= set(picture.texts)
    assert not any("Dense trees" in text for text in picture.texts)
    first, second = (picture.rectangles(fill=lcz.ZONES[i].colour)[0] for i in (0, 5))
    assert second[2] == pytest.approx(3 * first[2], abs=0.2) and second[0] == pytest.approx(
        first[0] + first[2], abs=0.2
    )


def test_density_has_the_reference_across():
    counts = np.zeros((50, 50), dtype=int)
    counts[49, 0] = 1000  # high reference, low map: lower right
    picture = Picture(charts.density(counts))
    (frame,) = picture.rectangles(fill="#ffffff")
    cell = next(box for box in picture.rectangles(fill="#440154") if box[0] < frame[0] + frame[2])
    assert cell[0] > frame[0] + 0.97 * frame[2] and cell[1] > frame[1] + 0.97 * frame[3]


def test_reliability_draws_only_what_is_known():
    known = np.full(10, np.nan)
    known[8] = 0.85
    picture = Picture(charts.reliability(known, known, np.where(np.isfinite(known), 5, 0)))
    assert sum(tag == "circle" for tag, _, _ in picture.items) == 2  # one of the curve, one of the legend


@pytest.mark.parametrize(("least", "bars"), [(0, 12), (30, 9), (100, 1), (101, 0)])
def test_changes_below_the_users_limit_are_grey(least, bars):
    picture = Picture(charts.differences([1.0] * 12, least))
    assert len(picture.rectangles(fill="#B33A3A")) == bars and len(picture.rectangles(fill="#BBBBBB")) == 12 - bars


def test_probabilities_from_the_threshold_on_are_red():
    picture = Picture(charts.probabilities([4.0, *[1.0] * 19], 50))
    assert len(picture.rectangles(fill="#B33A3A")) == 10
    first, second = picture.rectangles(fill="#BBBBBB")[:2]
    assert first[3] == pytest.approx(2 * second[3], abs=0.2)  # the scale is that of the square root


def test_the_range_of_a_zone_stands_behind_its_bar():
    picture = Picture(charts.zone_ranges([4, 17], [(40.0, 45.0, 50.0), (0.0, 1.0, 5.0)]))
    ranges = [box for box in picture.rectangles() if box[3] > 40]
    low, high = lcz.ZONES[3].imperviousness_pct
    assert ranges[0][3] == pytest.approx(220 * (high - low) / 100, abs=0.2)
    assert picture.rectangles(fill=lcz.ZONES[3].colour)[0][3] == pytest.approx(22, abs=0.2)


def test_a_bar_of_heights_lies_on_the_range_of_its_zone():
    picture = Picture(charts.zone_heights([2, 1], [(10.0, 12.0, 14.5), (26.0, 30.0, 40.0)]))
    metre = 220 / 40  # the axis ends at the highest bar
    ranges = [box for box in picture.rectangles() if box[3] > 14 * metre]
    assert ranges[0][3] == pytest.approx(15 * metre, abs=0.2)  # 10 to 25 m
    assert picture.rectangles(fill=lcz.ZONES[1].colour)[0][3] == pytest.approx(4.5 * metre, abs=0.2)


def test_flows_are_as_wide_as_their_area_and_what_stays_is_left_out():
    moved = np.zeros((17, 17))
    moved[13, 5], moved[13, 7], moved[0, 0] = 3.0, 1.0, 50.0
    picture = Picture(sankey(moved, ("2016", "2017")))
    left, six, eight = (picture.rectangles(fill=lcz.ZONES[i].colour)[0][3] for i in (13, 5, 7))
    assert six == pytest.approx(3 * eight, abs=0.3) and left > six + eight
    assert "D Low plants, 4.00 km²" in picture.texts and "6 Open low-rise, 3.00 km²" in picture.texts
    assert not any("Compact high-rise" in text for text in picture.texts)
    paths = [attributes for tag, attributes, _ in picture.items if tag == "path"]
    assert [path["fill"] for path in paths] == [lcz.ZONES[5].colour, lcz.ZONES[7].colour]
    numbers = [float(number) for number in re.findall(r"-?[\d.]+", paths[0]["d"])]
    assert all(np.isfinite(numbers))


def test_charts_need_no_matplotlib():
    code = (
        "import sys; sys.modules['matplotlib'] = None; from hse_lcz.model.reports import charts; "
        "print(len(charts.zone_bars([1], [0.5], None, 'F1')))"
    )
    done = subprocess.run([sys.executable, "-c", code], text=True, capture_output=True, check=True)
    assert int(done.stdout) > 500
