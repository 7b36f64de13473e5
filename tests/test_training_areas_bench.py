# SPDX-License-Identifier: GPL-2.0-or-later
"""The bench of training areas is resumed where it was stopped, and keeps what a place started from apart."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from hse_lcz.bench import training_areas
from hse_lcz.bench.training_areas import Results, Start, measure_place
from hse_lcz.model.network import weights

WANTED = [(4, 0), (4, 1), (20, 0)]


@pytest.fixture
def ran(monkeypatch) -> list[tuple[str, int]]:
    """The methods that ran, with the number of polygons they got; a place of ten polygons of two zones."""
    found: list[tuple[str, int]] = []

    class Place:
        def __init__(self, *_):
            self.zones = {number: 1 + number % 2 for number in range(1, 11)}

    def method(name):
        return lambda site, numbers, seed: found.append((name, len(numbers))) or {"agreement": 0.5}

    monkeypatch.setattr(training_areas, "Site", Place)
    monkeypatch.setattr(training_areas, "METHODS", {name: method(name) for name in ("heads", "forest")})
    return found


@pytest.fixture
def start():
    return Start(weights.load(), "fold 1", False)


def test_only_what_is_missing_is_run(ran, start, tmp_path):
    path = tmp_path / "found.json"
    measure_place(Path("data"), "there", start, WANTED[:1], ["heads"], Results(path))
    assert ran == [("heads", 4)]
    measure_place(Path("data"), "there", start, WANTED, ["heads", "forest"], Results(path))
    assert ran[1:] == [("forest", 4), ("heads", 4), ("forest", 4)]
    measure_place(Path("data"), "there", start, WANTED, ["heads", "forest"], Results(path))
    assert len(ran) == 4
    kept = json.loads(path.read_text())["places"]["there"]
    assert kept["start"] == "fold 1" and kept["seen"] is False
    assert [run.get("too_few", False) for run in kept["runs"]] == [False, False, True]
    assert all({"heads", "forest"} <= set(run) for run in kept["runs"][:2])


def test_runs_from_other_weights_are_not_mixed(ran, start, tmp_path):
    path = tmp_path / "found.json"
    measure_place(Path("data"), "there", start, WANTED[:1], ["heads"], Results(path))
    measure_place(Path("data"), "there", start._replace(name="0.5.0", seen=True), WANTED[:1], ["heads"], Results(path))
    kept = json.loads(path.read_text())["places"]["there"]
    assert len(ran) == 2 and kept["start"] == "0.5.0" and kept["seen"] is True and len(kept["runs"]) == 1


def test_a_place_starts_from_weights_that_have_not_seen_it():
    starts = training_areas.Starts(Path("data"), None)
    known = starts.of("bordeaux").model.card["training"]["places"]
    assert not starts.of("bordeaux").seen and "bordeaux" not in known
    assert starts.of("nantes").seen and "nantes" in starts.of("nantes").model.card["training"]["places"]


def test_the_truth_is_all_polygons_but_those_that_train():
    rows = training_areas.Rows.__new__(training_areas.Rows)
    rows.units, rows.zones = np.array([1, 1, 2, 3]), np.array([4, 4, 5, 6])
    rows.areas = np.array([25, 25, 10, 30])
    assert rows.agreement(np.array([9, 9, 5, 9]), [1]) == pytest.approx(0.25)
