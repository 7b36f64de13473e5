# SPDX-License-Identifier: GPL-2.0-or-later
"""Training areas from which nothing can be learned are told with the true cause."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

from hse_lcz.model.adaptation import adapt_job
from hse_lcz.model.errors import InputError


def source(**more):
    """A scene with labels, as far as the checks look at it."""
    labels = SimpleNamespace(**{"zones_in": True, "conflicts": 0, "polygons": 0, **more})
    return SimpleNamespace(labels=labels, wanted=list)


def test_areas_of_two_zones_in_one_place_are_not_called_too_small():
    nothing = SimpleNamespace(labelled=np.zeros(4, bool))
    with pytest.raises(InputError, match="one zone in each place, found that all of their cells lie in areas of two"):
        adapt_job.check_samples(nothing, [source(conflicts=9)])
    with pytest.raises(InputError, match="hold the centre of a cell of 20 m"):
        adapt_job.check_samples(nothing, [source()])


def test_a_zone_that_others_cover_is_missed_with_its_cause(monkeypatch):
    some = SimpleNamespace(labelled=np.ones(4, bool))
    monkeypatch.setattr(adapt_job.bootstrap, "zones_of_units", lambda samples: {1: 2, 2: 2})
    with pytest.raises(InputError, match="found only .*Compact midrise besides 9 cells that lie in areas of two zones"):
        adapt_job.check_samples(some, [source(conflicts=9)])


def test_areas_that_teach_nothing_are_counted(monkeypatch):
    monkeypatch.setattr(adapt_job.bootstrap, "zones_of_units", lambda samples: {1: 2, 2: 3})
    assert adapt_job.unused_areas(None, [source(polygons=2)]) == []
    assert adapt_job.unused_areas(None, [source(polygons=0)]) == []
    assert "from 1 of 3 training areas" in adapt_job.unused_areas(None, [source(polygons=3)])[0]
