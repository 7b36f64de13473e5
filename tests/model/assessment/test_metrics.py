# SPDX-License-Identifier: GPL-2.0-or-later
"""Accuracy figures against numbers worked out by hand."""

import math

import numpy as np
import pytest

from hse_lcz.model.assessment import metrics
from hse_lcz.model.errors import InputError


def test_confusion_counts_rows_true_columns_predicted():
    truth = np.array([[1, 1, 2], [17, 0, 3]], dtype=np.uint8)
    predicted = np.array([[1, 2, 2], [11, 5, 0]], dtype=np.uint8)
    confusion = metrics.confusion_matrix(truth, predicted)
    expected = np.zeros((17, 17), dtype=int)
    expected[0, 0] = expected[0, 1] = expected[1, 1] = expected[16, 10] = 1
    np.testing.assert_array_equal(confusion, expected)


def test_confusion_of_nothing_is_zero():
    np.testing.assert_array_equal(metrics.confusion_matrix(np.zeros(3, int), np.ones(3, int)), 0)


def test_confusion_refuses():
    with pytest.raises(InputError, match=r"Expected two maps of one shape, found \(2,\) and \(3,\)"):
        metrics.confusion_matrix(np.ones(2, int), np.ones(3, int))
    with pytest.raises(InputError, match="Expected true zone codes 1 to 17 and 0 for nodata, found 1 to 18"):
        metrics.confusion_matrix(np.array([1, 18]), np.array([1, 1]))
    with pytest.raises(InputError, match=r"Expected predicted zone codes 1 to 17 .* found -1 to 1"):
        metrics.confusion_matrix(np.array([1, 1]), np.array([1, -1]))


def golden_confusion():
    """True LCZ 1: 6 right, 2 as LCZ 2; true LCZ 2: 3 right, 1 as A; true A: 7 right, 1 as LCZ 1."""
    confusion = np.zeros((17, 17), dtype=int)
    confusion[0, 0], confusion[0, 1] = 6, 2
    confusion[1, 1], confusion[1, 10] = 3, 1
    confusion[10, 10], confusion[10, 0] = 7, 1
    return confusion


def test_zone_scores_by_hand():
    scores = metrics.zone_scores(golden_confusion())
    # 20 cells; rows 8, 4, 8; columns 7, 5, 8; hits 6, 3, 7.
    assert scores.overall_accuracy == pytest.approx(16 / 20)
    assert scores.average_accuracy == pytest.approx((6 / 8 + 3 / 4 + 7 / 8) / 3)
    by_chance = (8 * 7 + 4 * 5 + 8 * 8) / 400
    assert scores.kappa == pytest.approx((0.8 - by_chance) / (1 - by_chance))
    assert scores.f1_mean == pytest.approx((12 / 15 + 6 / 9 + 14 / 16) / 3)
    # Similarity: 1-2 is 11/12, 2-A is 5/12, A-1 is 4/12.
    assert scores.oa_weighted == pytest.approx((16 + 2 * 11 / 12 + 5 / 12 + 4 / 12) / 20)
    assert scores.oa_built == pytest.approx(18 / 20)
    assert scores.oa_urban == pytest.approx(9 / 11)


def test_zone_scores_of_a_perfect_map():
    scores = metrics.zone_scores(np.diag(np.arange(1, 18)))
    assert scores == pytest.approx((1.0,) * 7)


def test_f1_counts_a_zone_that_only_the_prediction_has():
    confusion = np.zeros((17, 17), dtype=int)
    confusion[0, 0] = confusion[0, 4] = 1
    assert metrics.zone_scores(confusion).f1_mean == pytest.approx((2 / 3 + 0) / 2)
    assert metrics.zone_scores(confusion).average_accuracy == pytest.approx(0.5)


def test_zone_scores_of_nothing_are_nan():
    assert all(math.isnan(score) for score in metrics.zone_scores(np.zeros((17, 17))))


def test_zone_scores_without_built_cells_or_with_one_zone():
    confusion = np.zeros((17, 17))
    confusion[16, 16] = 5
    scores = metrics.zone_scores(confusion)
    assert math.isnan(scores.oa_urban)
    assert math.isnan(scores.kappa)
    assert scores.oa_built == 1.0


def test_zone_scores_refuse_another_shape():
    with pytest.raises(InputError, match=r"Expected a confusion matrix of 17 x 17 .* found shape \(3, 3\)"):
        metrics.zone_scores(np.zeros((3, 3)))


def test_settlement_scores_by_hand():
    truth = np.array([0.0, 20.0, 40.0, 100.0], dtype=np.float32)
    predicted = np.array([10.0, 20.0, 30.0, 80.0], dtype=np.float32)
    scores = metrics.settlement_scores(truth, predicted)
    assert scores.mae == pytest.approx(10.0)
    assert scores.rmse == pytest.approx(math.sqrt(150.0))
    assert scores.bias == pytest.approx(-5.0)
    # Mean 40; squares 1600 + 400 + 0 + 3600 = 5600; residuals 600.
    assert scores.r2 == pytest.approx(1 - 600 / 5600)
    assert scores.n == 4


def test_settlement_scores_leave_out_nan_and_masked_cells():
    truth = np.array([[0.0, 50.0, np.nan], [100.0, 70.0, 10.0]])
    predicted = np.ma.masked_equal(np.array([[0.0, 60.0, 3.0], [-9999.0, 70.0, 90.0]]), -9999.0)
    valid = np.array([[True, True, True], [True, True, False]])
    scores = metrics.settlement_scores(truth, predicted, valid)
    assert scores.n == 3
    assert scores.mae == pytest.approx(10 / 3)


def test_settlement_scores_of_a_constant_truth_have_no_r2():
    scores = metrics.settlement_scores(np.full(7, 0.1), np.full(7, 0.3))
    assert math.isnan(scores.r2)
    assert scores.mae == pytest.approx(0.2)


def test_settlement_scores_of_nothing():
    scores = metrics.settlement_scores(np.array([np.nan]), np.array([1.0]))
    assert scores.n == 0
    assert all(math.isnan(score) for score in scores[:4])


def test_settlement_scores_refuse_two_shapes():
    with pytest.raises(InputError, match="Expected two maps of one shape"):
        metrics.settlement_scores(np.zeros(2), np.zeros(3))
    with pytest.raises(InputError, match="Expected two maps of one shape"):
        metrics.settlement_scores(np.zeros(2), np.zeros(2), np.ones(3, bool))


# Against scikit-learn


def random_maps(seed: int, cells: int = 4000, zones: int = 17) -> tuple[np.ndarray, np.ndarray]:
    """A reference in which some zones are missing, and a map that is right in about half of the cells."""
    rng = np.random.default_rng(seed)
    truth = rng.choice(rng.permutation(np.arange(1, 18))[:zones], cells)
    predicted = np.where(rng.random(cells) < 0.5, truth, rng.integers(1, 18, cells))
    return truth, predicted


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("zones", [17, 9, 1])
def test_figures_are_those_of_scikit_learn(seed, zones):
    learn = pytest.importorskip("sklearn.metrics")
    truth, predicted = random_maps(seed, zones=zones)
    confusion = metrics.confusion_matrix(truth, predicted)
    labels = np.arange(1, 18)
    np.testing.assert_array_equal(confusion, learn.confusion_matrix(truth, predicted, labels=labels))
    scores = metrics.zone_scores(confusion)
    assert scores.overall_accuracy == pytest.approx(learn.accuracy_score(truth, predicted))
    assert scores.kappa == pytest.approx(learn.cohen_kappa_score(truth, predicted))
    assert scores.average_accuracy == pytest.approx(
        learn.recall_score(truth, predicted, labels=np.unique(truth), average="macro", zero_division=0)
    )
    present = np.union1d(truth, predicted)
    assert scores.f1_mean == pytest.approx(
        learn.f1_score(truth, predicted, labels=present, average="macro", zero_division=0)
    )
    built = (truth <= 10) & (predicted <= 10)
    if built.any():
        assert scores.oa_urban == pytest.approx(learn.accuracy_score(truth[built], predicted[built]))
    assert scores.oa_built == pytest.approx(learn.accuracy_score(truth <= 10, predicted <= 10))


@pytest.mark.parametrize("seed", range(3))
def test_figures_of_each_zone_are_those_of_scikit_learn(seed):
    learn = pytest.importorskip("sklearn.metrics")
    truth, predicted = random_maps(seed, zones=12)
    found = metrics.class_scores(metrics.confusion_matrix(truth, predicted))
    users, producers, f1, _ = learn.precision_recall_fscore_support(
        truth, predicted, labels=np.arange(1, 18), zero_division=0
    )
    in_truth, in_map = np.isin(np.arange(1, 18), truth), np.isin(np.arange(1, 18), predicted)
    np.testing.assert_allclose(found.producers[in_truth], producers[in_truth])
    np.testing.assert_allclose(found.users[in_map], users[in_map])
    np.testing.assert_allclose(found.f1[in_truth | in_map], f1[in_truth | in_map])
    assert np.isnan(found.producers[~in_truth]).all()
    assert np.isnan(found.users[~in_map]).all()


def test_figures_of_a_zone_by_hand():
    # True 1: 6 as 1, 2 as 2; true 2: 3 as 2, 1 as A; true A: 7 as A, 1 as 1.
    found = metrics.class_scores(golden_confusion())
    assert found.producers[[0, 1, 10]] == pytest.approx([6 / 8, 3 / 4, 7 / 8])
    assert found.users[[0, 1, 10]] == pytest.approx([6 / 7, 3 / 5, 7 / 8])
    assert found.f1[[0, 1, 10]] == pytest.approx([12 / 15, 6 / 9, 14 / 16])
    assert np.isnan(found.f1[2])


def test_oa_w_and_oa_bu_of_one_error_each():
    """One cell in two is wrong: OA_w loses what the pair of zones lacks in likeness, OA_bu only across its border."""
    for true, mapped, likeness, same_side in (
        (6, 5, 11, 1),
        (6, 9, 11, 1),
        (1, 17, 0, 0),
        (14, 9, 7, 0),
        (16, 14, 11, 1),
    ):
        scores = metrics.zone_scores(metrics.confusion_matrix(np.array([true, true]), np.array([true, mapped])))
        assert scores.overall_accuracy == 0.5
        assert scores.oa_weighted == pytest.approx((1 + likeness / 12) / 2)
        assert scores.oa_built == pytest.approx((1 + same_side) / 2)
