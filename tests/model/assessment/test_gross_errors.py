# SPDX-License-Identifier: GPL-2.0-or-later
"""Gross errors are counted among the labels that can make them, and weighed by how unlike the zones are."""

from __future__ import annotations

import numpy as np
import pytest

from hse_lcz.model.assessment.gross_errors import gravest_confusions, gross_errors


def test_gross_errors_are_shares_of_the_labels_concerned():
    counts = np.zeros((17, 17))
    counts[4, 4], counts[4, 1], counts[5, 7] = 6, 2, 2  # LCZ 5 as 2, and 6 as 8
    counts[16, 16], counts[16, 0] = 3, 1  # water, one cell of it as compact high-rise
    found = gross_errors(counts)
    assert found["open zones taken for compact ones"] == pytest.approx(0.2)
    assert found["housing taken for large low-rise or industry"] == pytest.approx(0.2)
    assert found["natural taken for built"] == found["water taken for another zone"] == pytest.approx(0.25)
    assert found["built taken for natural"] == found["another zone taken for water"] == 0
    assert np.isnan(found["compact zones taken for open ones"])


def test_the_gravest_confusion_is_of_unlike_zones_not_the_most_frequent():
    counts = np.zeros((17, 17))
    counts[0, 0], counts[4, 5], counts[0, 16] = 70, 20, 10
    first, second = gravest_confusions(counts)
    assert (first["label"], first["map"], first["share"]) == (1, 17, pytest.approx(0.1))
    assert (second["label"], second["map"]) == (5, 6)
