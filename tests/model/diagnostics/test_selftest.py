# SPDX-License-Identifier: GPL-2.0-or-later
"""The self-test passes here, and fails where something is wrong."""

from __future__ import annotations

import tempfile

import numpy as np
import pytest

from hse_lcz.model.diagnostics import selftest

from ...driving import driven

WANTED = selftest.stored()
HINT = (
    "if other weights were bundled, store their values: scripts/in_qgis.py python -m hse_lcz.model.diagnostics.selftest"
)


@pytest.fixture(autouse=True)
def scratch(tmp_path, monkeypatch):
    """A folder of temporary files that is looked at afterwards."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def test_it_passes_here_and_cleans_up(scratch):
    outcome, seen = driven(selftest.run("cpu"))
    shares = [step.share for step in seen]
    assert outcome.passed, f"{outcome.text}; {HINT}"
    assert "100.0 % of the zones are the same" in outcome.text
    assert shares == sorted(shares)
    assert shares[-1] == 1
    assert not list(scratch.iterdir())


def test_stopped_in_the_middle_it_cleans_up(scratch):
    steps = selftest.run("cpu")
    while not any(scratch.rglob(".hse_lcz-*")):
        next(steps)
    steps.close()
    assert not list(scratch.iterdir())


def test_stored_values_are_of_a_whole_town():
    assert WANTED.hse_pct.shape == (100, 100)
    assert 0 <= WANTED.hse_pct.min() < 5
    assert 60 < WANTED.hse_pct.max() <= 100
    assert WANTED.zones.shape == (20, 20)
    assert len(np.unique(WANTED.zones)) >= 6


def changed(**parts):
    return selftest.compare(WANTED._replace(**parts), WANTED, 1.25)


def test_the_same_passes():
    assert changed() == (
        True,
        "passed in 1.2 s: HSE differs by 0.000 points on average (allowed 0.1), 100.0 % of the zones are the same "
        "(wanted 99 %)",
    )


@pytest.mark.parametrize(("points", "passed"), [(0.09, True), (-0.09, True), (0.11, False), (np.nan, False)])
def test_hse_may_differ_a_little(points, passed):
    assert changed(hse_pct=WANTED.hse_pct + points).passed == passed


@pytest.mark.parametrize(("cells", "passed"), [(4, True), (5, False)])
def test_a_few_zones_may_differ(cells, passed):
    zones = WANTED.zones.copy()
    zones.flat[:cells] = zones.flat[:cells] % 17 + 1
    assert changed(zones=zones).passed == passed
