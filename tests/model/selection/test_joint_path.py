# SPDX-License-Identifier: GPL-2.0-or-later
"""The joint model against its own conditions of optimality, scikit-learn, and features planted in simulations."""

from __future__ import annotations

import numpy as np
import pytest
from driving import driven

from hse_lcz.model.selection.joint_path import JointModel, Solution, Tasks, loss_gradient


def end_of(steps):
    """What a generator returns in the end."""
    return driven(steps)[0]


def standardised(values: np.ndarray) -> np.ndarray:
    return (values - values.mean(axis=0)) / values.std(axis=0)


def mixed(seed: int = 0, count: int = 300, width: int = 12, regressions: int = 2, classes: int = 3) -> Tasks:
    """Tasks that share the first four features; classes as common as not."""
    rng = np.random.default_rng(seed)
    features = standardised(rng.normal(size=(count, width)) + 0.6 * rng.normal(size=(count, 1)))
    effects = np.zeros((width, regressions + classes))
    effects[:4] = rng.normal(size=(4, regressions + classes)) + 0.5
    responses = features @ effects + rng.normal(size=(count, regressions + classes))
    targets = np.concatenate(
        [standardised(responses[:, :regressions]),
         np.where(responses[:, regressions:] > np.median(responses[:, regressions:], axis=0), 1.0, -1.0)], axis=1
    )  # fmt: skip
    is_class = np.arange(regressions + classes) >= regressions
    return Tasks(features, targets, is_class, np.full(targets.shape, 1 / count))


def rows_of_empty_gradient(model: JointModel) -> np.ndarray:
    """Derivative of the loss by the weights where there are none, by central differences."""
    step, (width, tasks) = 1e-5, model.empty[:-1].shape
    found = np.empty((width, tasks))
    for row, task in np.ndindex(width, tasks):
        sides = []
        for sign in (1, -1):
            parameters = model.empty.copy()
            parameters[row, task] += sign * step
            sides.append(model._loss(parameters)[0])
        found[row, task] = (sides[0] - sides[1]) / (2 * step)
    return found


def test_both_kinds_of_tasks_have_the_same_gradient_without_features():
    tasks = mixed()
    expected = -tasks.features.T @ tasks.targets / len(tasks.features)
    np.testing.assert_allclose(rows_of_empty_gradient(JointModel(tasks)), expected, atol=1e-9)
    plain = rows_of_empty_gradient(JointModel(tasks, factors=(1.0, 1.0)))
    np.testing.assert_allclose(plain[:, :2], 2 * expected[:, :2], atol=1e-9)
    np.testing.assert_allclose(plain[:, 2:], expected[:, 2:] / 2, atol=1e-9)
    # And for one target that is both: numbers of -1 and 1 as a regression and as a classification.
    twice = Tasks(tasks.features, tasks.targets[:, [2, 2]], np.array([False, True]), tasks.shares[:, :2])
    found = rows_of_empty_gradient(JointModel(twice))
    np.testing.assert_allclose(found[:, 0], found[:, 1], atol=1e-9)


def test_rare_classes_and_missing_labels_keep_the_gradient():
    """Rows that count differently: the gradient is that of the weighted means, for both kinds."""
    tasks = mixed(3)
    rng = np.random.default_rng(1)
    shares = rng.random(tasks.targets.shape) * (rng.random(tasks.targets.shape) > 0.4)
    tasks = tasks._replace(shares=shares / shares.sum(axis=0))
    means = (tasks.shares * tasks.targets).sum(axis=0)
    expected = -tasks.features.T @ (tasks.shares * (tasks.targets - means))
    np.testing.assert_allclose(rows_of_empty_gradient(JointModel(tasks)), expected, atol=1e-9)


def test_the_derivative_of_a_large_margin_does_not_overflow():
    tasks = mixed()
    predicted = np.where(tasks.targets > 0, -1e4, 1e4)
    found = loss_gradient(tasks, predicted, np.where(tasks.is_class, 2.0, 0.5))
    assert np.isfinite(found).all()
    np.testing.assert_allclose(found[:, tasks.is_class], -2 * tasks.targets[:, tasks.is_class])


@pytest.mark.parametrize("more", [{}, {"similarity": 0.3, "ridge": 0.05}])
def test_the_largest_penalty_empties_all_tasks_and_no_smaller_one_does(more):
    model = JointModel(mixed(), **more)
    gradient = rows_of_empty_gradient(model)
    assert model.largest_penalty == pytest.approx(np.sqrt((gradient**2).sum(axis=1)).max(), rel=1e-8)
    at = model.solve(model.largest_penalty)
    assert not at.weights.any() and at.residual < 1e-9
    below = model.solve(model.largest_penalty * (1 - 1e-4), tolerance=1e-8)
    assert np.count_nonzero(below.joint) == 1 and below.joint.argmax() == np.sqrt((gradient**2).sum(axis=1)).argmax()


@pytest.mark.parametrize("more", [{}, {"similarity": 0.5}, {"ridge": 0.1}, {"similarity": 2.0, "ridge": 0.01}])
def test_solutions_along_the_path_are_optimal_and_rows_enter_in_all_tasks_at_once(more):
    model = JointModel(mixed(1), **more)
    penalties, solutions = end_of(model.path(count=25, tolerance=1e-6))
    assert penalties[0] == model.largest_penalty and penalties[-1] == pytest.approx(model.largest_penalty / 100)
    for penalty, found in zip(penalties, solutions):
        assert found.residual <= 1e-6 * model.largest_penalty
        assert model.residual(found, penalty) == found.residual
        assert not ((found.weights == 0).any(axis=1) & (found.weights != 0).any(axis=1)).any()
    counts = [np.count_nonzero(found.joint) for found in solutions]
    assert counts[0] == 0 and counts[-1] >= 8 and any(0 < count < 8 for count in counts)
    # From nothing the same solution is reached as from the neighbour on the path.
    alone = model.solve(float(penalties[12]), tolerance=1e-7)
    np.testing.assert_allclose(alone.weights, solutions[12].weights, atol=2e-5)


def objective(model: JointModel, solution: Solution, penalty: float) -> float:
    """What is minimised, for a solution."""
    parameters = np.vstack([solution.weights, solution.intercepts])
    return model._loss(parameters)[0] + penalty * float(solution.joint.sum())


def test_no_neighbouring_weights_are_better():
    model = JointModel(mixed(2), similarity=0.2)
    penalty = 0.2 * model.largest_penalty
    found = model.solve(penalty, tolerance=1e-8)
    least, rng = objective(model, found, penalty), np.random.default_rng(0)
    for _ in range(50):
        near = found._replace(
            weights=found.weights + 1e-3 * rng.normal(size=found.weights.shape),
            intercepts=found.intercepts + 1e-3 * rng.normal(size=found.intercepts.shape),
        )
        assert objective(model, near, penalty) > least


def test_similarity_draws_the_tasks_weights_together():
    tasks = mixed(4)
    apart = []
    for similarity in (0.0, 1.0, 100.0):
        model = JointModel(tasks, similarity=similarity)
        weights = model.solve(0.1 * model.largest_penalty).weights
        apart.append(weights.std(axis=1).sum() / np.abs(weights).sum())
    assert apart[0] > 1.5 * apart[1] > 15 * apart[2]


@pytest.mark.parametrize("share", [0.5, 0.1, 0.01])
def test_pure_regressions_are_those_of_scikit_learn(share):
    linear = pytest.importorskip("sklearn.linear_model")
    tasks = mixed(5, regressions=4, classes=0)
    model = JointModel(tasks)
    penalty = share * model.largest_penalty
    found = model.solve(penalty, tolerance=1e-8)
    theirs = linear.MultiTaskLasso(alpha=penalty, tol=1e-12, max_iter=100_000).fit(tasks.features, tasks.targets)
    np.testing.assert_allclose(found.weights, theirs.coef_.T, atol=1e-6)
    np.testing.assert_allclose(found.intercepts, theirs.intercept_, atol=1e-6)
    assert (found.joint == 0).sum() == (np.abs(theirs.coef_).max(axis=0) == 0).sum()


def planted(seed: int) -> tuple[Tasks, set[int]]:
    """Three regressions and three classifications with four features each; eight more matter little, to regressions."""
    rng = np.random.default_rng(seed)
    count, own, minor = 600, 4, 8
    features = standardised(rng.normal(size=(count, 2 * own + minor + 24)))
    responses = rng.normal(size=(count, 6))
    for task in range(6):
        first = 0 if task < 3 else own
        responses[:, task] += features[:, first : first + own] @ rng.uniform(0.8, 1.2, own)
        if task < 3:
            responses[:, task] += features[:, 2 * own : 2 * own + minor] @ np.full(minor, 0.35)
    targets = np.where(np.arange(6) < 3, standardised(responses), np.where(responses > 0, 1.0, -1.0))
    return Tasks(features, targets, np.arange(6) >= 3, np.full(targets.shape, 1 / count)), set(range(2 * own))


def entry_order(solutions: list[Solution]) -> np.ndarray:
    """(features,) the features in the order in which they come into a path, the strongest first where several do.

    Features that never come in stand last, in the order of the table.
    """
    weights = np.array([solution.joint for solution in solutions])
    is_in = weights > 0
    first = np.where(is_in.any(axis=0), is_in.argmax(axis=0), len(solutions))
    at_entry = np.where(is_in.any(axis=0), weights[np.minimum(first, len(solutions) - 1), np.arange(len(first))], 0.0)
    return np.lexsort((np.arange(len(first)), -at_entry, first))


def found_first(tasks: Tasks, wanted: set[int], **more: object) -> float:
    """Share of the wanted features among as many that come in first."""
    solutions = end_of(JointModel(tasks, **more).path(count=60, end=0.1, tolerance=1e-4))[1]
    return len(wanted & set(entry_order(solutions)[: len(wanted)].tolist())) / len(wanted)


def test_planted_features_are_found_and_with_equal_factors_they_are_not():
    fair, plain = [], []
    for seed in range(5):
        tasks, wanted = planted(seed)
        fair.append(found_first(tasks, wanted))
        plain.append(found_first(tasks, wanted, factors=(1.0, 1.0)))
    assert fair == [1.0] * 5
    assert max(plain) < 0.8  # the classifications' own features come after those that matter little


def test_features_are_ranked_by_when_they_come_in():
    rows = ([0, 0, 0, 0], [0, 2, 1, 0], [3, 2, 1, 0])
    solutions = [Solution(np.array(row, float)[:, None], np.zeros(1), 0.0) for row in rows]
    assert entry_order(solutions).tolist() == [1, 2, 0, 3]
