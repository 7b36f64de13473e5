# SPDX-License-Identifier: GPL-2.0-or-later
"""Errors that are planted among real training areas are found, and good areas are left alone."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest

from hse_lcz.bench import cut_polygons
from hse_lcz.model.adaptation.area_checks import SERIOUS
from hse_lcz.model.adaptation.check_job import CheckJob, check_areas
from hse_lcz.model.adaptation.labels import LabelFiles
from hse_lcz.model.scene.vrt_stack import stack

from ...driving import driven

POLYGONS, SWAPPED_SHARE = 60, 0.1


@pytest.mark.parametrize("place", ["bordeaux", "rio", "valencia"])
def test_planted_errors_are_found(data, place, tmp_path):
    """Seven tenths of the swapped among the most suspicious fifth, fewer than a tenth of the good ones serious."""
    cut = cut_polygons.cut(str(data / "labels" / f"{place}_lcz_prob.tif"))
    rng = np.random.default_rng(3)
    numbers = cut_polygons.drawn(cut.zones, POLYGONS, rng)
    wrong = set(rng.permutation(numbers)[: round(SWAPPED_SHARE * len(numbers))].tolist())
    codes = sorted({cut.zones[number] for number in numbers})
    zones = {
        number: int(rng.choice([code for code in codes if code != zone])) if number in wrong else zone
        for number, zone in cut.zones.items()
    }
    areas = cut_polygons.write(tmp_path / "areas.gpkg", numbers, cut, zones)
    first = sorted((data / "scenes").glob(f"{place}_*_10m.tif"))[0]
    scene = stack([str(first), str(first).replace("_10m", "_20m")], str(tmp_path / "scene.vrt"))
    outputs = {"REPORT": str(tmp_path / "check.html"), "CSV": str(tmp_path / "check.csv")}
    found, _ = driven(check_areas(CheckJob([scene], LabelFiles(areas, polygons=True), outputs)))

    ranked = sorted(found.areas, key=lambda area: -area.check.suspicion)
    suspicious = {numbers[area.check.number - 1] for area in ranked[: len(ranked) // 5]}
    assert len(suspicious & wrong) >= 0.7 * len(wrong)
    serious = {numbers[area.check.number - 1] for area in found.areas if area.check.severity == SERIOUS}
    assert len(serious - wrong) < 0.1 * (len(numbers) - len(wrong))
    assert "rather than" in Path(outputs["REPORT"]).read_text(encoding="utf-8")
    with open(outputs["CSV"], encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == len(numbers) and rows[0]["severity"] == SERIOUS
    assert found.suggestions and all(0 < item.score <= 1 for item in found.suggestions)
