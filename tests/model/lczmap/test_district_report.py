# SPDX-License-Identifier: GPL-2.0-or-later
"""The page of the districts says what was counted."""

from __future__ import annotations

import math
import re

import pytest

from hse_lcz.model.lczmap import district_report
from hse_lcz.model.lczmap.district_report import Result
from hse_lcz.model.lczmap.districts import District


def district(hse: float = math.nan, **areas: float) -> District:
    labels = [*map(str, range(1, 11)), *"ABCDEFG"]
    return District(tuple(areas.get(f"z{label}", 0.0) for label in labels), 0.75, hse)


@pytest.fixture
def result() -> Result:
    found = [district(41.4, z6=1.0, zG=3.0), district(), district(z2=8.0, z3=0.01)]
    return Result("map <1>", "wards & more", ["Old <b>Town</b>", "Nowhere", "Centre"], found)


def text(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", re.sub(r"<style>.*?</style>", "", page, flags=re.DOTALL)))


def test_each_district_has_a_row_largest_first(result):
    page = text(district_report.page(result))
    centre = page.index("Centre 2 Compact midrise 100 % 8.01 75 % 100 % – 0.01")
    assert centre < page.index("Old &lt;b&gt;Town&lt;/b&gt; G Water 75 % 4.00 75 % 25 % 41 % 0.56")
    assert "Districts that lie where the map has no zone: 1." in page
    assert "All 67 &lt;1 8 25" in page


def test_names_are_escaped(result):
    page = district_report.page(result)
    assert "<b>Town" not in page
    assert "map &lt;1&gt;" in page
    assert "wards &amp; more" in page


def test_there_is_a_chart(result):
    page = district_report.page(result)
    assert 'src="data:image/svg+xml;base64,' in page
    assert "Compact midrise" in page
