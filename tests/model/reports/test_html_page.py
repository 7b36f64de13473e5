# SPDX-License-Identifier: GPL-2.0-or-later
"""Pages stand alone, escape what users bring, and show the colours of the zones."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import numpy as np
import pytest

from hse_lcz.model.reports import html_page
from hse_lcz.model.reports.html_page import Cell, Page
from hse_lcz.model.reports.map_origin import MapOrigin
from hse_lcz.model.tables import lcz

NASTY = "<script>alert(\"1\")</script> & 'quoted'"
VOID = {"meta", "img", "br"}


class Outline(HTMLParser):
    """Tags with their attributes, and whether each is closed where it should be."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict]] = []
        self._open: list[str] = []
        self.texts: list[str] = []
        self.feed(text)
        assert self._open == []

    def handle_starttag(self, tag, attributes):
        self.found.append((tag, dict(attributes)))
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.found.append((tag, dict(attributes)))

    def handle_endtag(self, tag):
        assert self._open.pop() == tag

    def handle_data(self, data):
        self.texts.append(data)


@pytest.fixture
def page():
    """A page with everything on it, and something nasty in every text."""
    made = Page(NASTY, NASTY)
    made.heading(NASTY)
    made.text(NASTY, small=True)
    made.points([NASTY, NASTY])
    made.points([])
    made.table([NASTY, "n"], [[NASTY, "1"], [html_page.zone_cell(lcz.ZONES[2]), Cell(NASTY, "#102030", tip=NASTY)]],
               caption=NASTY, kind=NASTY)  # fmt: skip
    made.figure(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\0\0\0\0\x80", NASTY, NASTY)
    made.confusion(np.eye(17), (NASTY, NASTY), [1, 17])
    return made.html()


def test_what_users_bring_is_escaped(page):
    outline = Outline(page)
    assert "script" not in [tag for tag, _ in outline.found]
    assert "<script" not in page
    assert sum(NASTY in text for text in outline.texts) == 14
    (picture,) = [attributes for tag, attributes in outline.found if tag == "img"]
    assert picture["alt"] == NASTY
    assert (picture["width"], picture["height"]) == ("256", "128")


def test_a_page_needs_nothing_beside_it(page):
    outline = Outline(page)
    for tag, attributes in outline.found:
        assert tag not in ("link", "script", "iframe", "object")
        for name in ("src", "href"):
            assert attributes.get(name, "data:").startswith("data:")
    assert "url(" not in page and "@import" not in page
    assert page.startswith("<!DOCTYPE html>")
    assert ("meta", {"charset": "utf-8"}) in outline.found


def test_old_browsers_know_the_styles(page):
    """QGIS shows reports in QtWebKit or in a text browser: no variables, grids or flexible boxes."""
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL).group(1)
    assert not re.search(r"var\(|grid|flex|calc\(", style)


@pytest.mark.parametrize("zone", lcz.ZONES, ids=lambda zone: zone.label)
def test_zones_have_their_colour_and_a_legible_label(zone):
    made = Page("t", "l")
    made.table(["Zone"], [[html_page.zone_cell(zone)]])
    outline = Outline(made.html())
    (chip,) = [attributes for tag, attributes in outline.found if tag == "span"]
    assert chip["style"] == f"background-color:{zone.colour};color:{html_page.ink(zone.colour)}"
    assert f"\u00a0{zone.label}\u00a0" in outline.texts and f" {zone.name}" in outline.texts
    # The ratio of WCAG 2 wants black digits on pure red, which eyes read worse than white ones.
    other = "#000000" if html_page.ink(zone.colour) == "#FFFFFF" else "#FFFFFF"
    contrasts = [html_page.lightness_contrast(colour, zone.colour) for colour in (html_page.ink(zone.colour), other)]
    assert contrasts[0] >= max(60, contrasts[1])


def test_contrast_is_that_of_the_published_examples():
    """Source: test values of APCA 0.0.98G in its repository."""
    for text, ground, expected in (
        ("#888888", "#FFFFFF", 63.06),
        ("#FFFFFF", "#888888", 68.54),
        ("#000000", "#AAAAAA", 58.15),
    ):
        assert html_page.lightness_contrast(text, ground) == pytest.approx(expected, abs=0.1)


def test_the_page_follows_the_dark_theme_and_says_when_it_was_made(page):
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL).group(1)
    dark = style[style.index("prefers-color-scheme: dark") :]
    assert re.search(r"body { color: #ddd; background: #1b1b1e", dark)
    assert re.search(r"Made by HSE &amp; LCZ Mapper \S+ on \d{4}-\d\d-\d\d \d\d:\d\d\.", page)


def test_origins_and_thumbnails_stand_in_a_table():
    made = Page("t", "l")
    png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x14\0\0\0\x0a"
    made.origins([MapOrigin("LCZ <1>", "s_20171026.tif", ("2017-10-26",), "net 1", "2026-11-28")], [("It.", png, 360)])
    outline = Outline(made.html())
    (picture,) = [attributes for tag, attributes in outline.found if tag == "img"]
    assert (picture["width"], picture["height"], picture["class"]) == ("360", "180", "map")
    assert {"LCZ <1>", "s_20171026.tif", "2017-10-26", "net 1", "2026-11-28", "not recorded"} <= set(outline.texts)


def test_a_confusion_matrix_shows_the_zones_that_are_there():
    counts = np.zeros((17, 17))
    counts[0, 0], counts[0, 10], counts[10, 10] = 3, 1, 12
    made = Page("t", "l")
    made.confusion(counts, ("reference", "map"), [1, 11])
    outline = Outline(made.html())
    cells = [attributes for tag, attributes in outline.found if tag == "td"]
    assert [text for text in outline.texts if text.isdigit() and text != "1"] == ["3", "4", "12", "12", "3", "13", "16"]
    shades = [cell["style"] for cell in cells if "background-color" in cell.get("style", "")]
    # 3 of 4, 1 of 4, all: from light to the full blue; nothing has the page's own colour.
    assert [re.search(r"#\w{6}", shade).group(0) for shade in shades] == ["#577A9A", "#C7D3DE", "#1F4E79"]
    assert cells[1]["title"] == "1 → 1: 75.0 % of the row"


def test_large_numbers_are_told_in_thousands():
    made = Page("t", "l")
    made.confusion(np.eye(17) * 2_345_678, ("a", "b"), [1, 2])
    assert "2\u2009346" in made.html() and "thousand cells" in made.html()


@pytest.mark.parametrize(
    ("value", "text"), [(0, "0"), (999, "999"), (1000, "1\u2009000"), (12345678.0, "12\u2009345\u2009678")]
)
def test_counts(value, text):
    assert html_page.count(value) == text


def test_intervals_and_numbers():
    assert html_page.interval(0.123, 0.456) == "0.12 – 0.46"
    assert html_page.interval(float("nan"), 1) == "–"
    assert html_page.number(0.0, 1, sign=True) == "0.0"
    assert html_page.number(-12.34, 1, sign=True) == "−12.3"
