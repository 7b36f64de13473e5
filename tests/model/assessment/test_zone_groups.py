# SPDX-License-Identifier: GPL-2.0-or-later
"""Groups of zones hold each zone once, and their figures count a zone of the same group as right."""

from __future__ import annotations

import numpy as np
import pytest

from hse_lcz.model.assessment import metrics, zone_groups
from hse_lcz.model.tables import lcz


def test_every_zone_is_in_one_group_of_its_kind():
    labels = [label for group in lcz.GROUPS.values() for label in group]
    assert sorted(labels) == sorted(zone.label for zone in lcz.ZONES)
    assert all(len({label.isdigit() for label in group}) == 1 for group in lcz.GROUPS.values())


def test_confusion_within_a_group_is_none():
    counts = np.zeros((17, 17), int)
    counts[1, 2], counts[4, 4], counts[4, 0], counts[16, 13] = 5, 3, 2, 1  # 2 for 3, 5 right, 5 for 1, G for D
    merged = zone_groups.merged(counts)
    assert merged.shape == (9, 9) and merged.sum() == 11
    assert merged[0, 0] == 5 and merged[1, 1] == 3 and merged[1, 0] == 2 and merged[8, 6] == 1
    found = zone_groups.group_scores(counts)
    assert found.overall_accuracy == pytest.approx(8 / 11) and metrics.zone_scores(counts).overall_accuracy == 3 / 11
    assert found.average_accuracy == pytest.approx((1 + 3 / 5 + 0) / 3)


def test_groups_never_agree_less_than_zones():
    counts = np.random.default_rng(0).integers(0, 30, (17, 17))
    assert zone_groups.group_scores(counts).overall_accuracy >= metrics.zone_scores(counts).overall_accuracy
