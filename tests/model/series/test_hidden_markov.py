# SPDX-License-Identifier: GPL-2.0-or-later
"""Forward-backward and Viterbi against the enumeration of all paths."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from hse_lcz.model.series.hidden_markov import Chain, expected, most_probable_path, posterior, settled

STATES, CELLS = 4, 6


def random_chain(rng: np.random.Generator, dates: int) -> Chain:
    return Chain(
        rng.dirichlet(np.ones(STATES)), [rng.dirichlet(np.ones(STATES), size=STATES) for _ in range(dates - 1)]
    )


def enumerated(likelihood: np.ndarray, chain: Chain) -> tuple[list[tuple[int, ...]], np.ndarray]:
    """All paths, and the probability (paths, cells) of each given all dates."""
    dates = len(likelihood)
    paths = list(itertools.product(range(STATES), repeat=dates))
    joint = np.empty((len(paths), likelihood.shape[2]))
    for row, path in enumerate(paths):
        joint[row] = chain.initial[path[0]] * likelihood[0, path[0]]
        for date in range(1, dates):
            own = chain.steps[date - 1][path[date - 1], path[date]]
            if chain.joins is not None:
                joins = chain.joins[date - 1]
                if chain.joiners[path[date - 1]]:
                    own = (1 - joins.sum(axis=0)) * own + joins[path[date]]
            joint[row] *= own * likelihood[date, path[date]]
    return paths, joint / joint.sum(axis=0)


@pytest.fixture(
    params=[(1, False), (2, False), (3, False), (5, False), (2, True), (5, True)],
    ids=lambda given: f"{given[0]} dates{', with neighbours' * given[1]}",
)
def case(request):
    """A chain and likelihoods of any scale, one date of one cell without data; with neighbours one cell without any."""
    dates, has_neighbours = request.param
    rng = np.random.default_rng(dates)
    likelihood = rng.random((dates, STATES, CELLS)) ** 3 * 10.0 ** rng.integers(-12, 3, CELLS)
    likelihood[dates // 2, :, 0] = 1.0
    chain = random_chain(rng, dates)
    if has_neighbours:
        joins = rng.dirichlet(np.ones(STATES), size=(dates - 1, CELLS)).transpose(0, 2, 1) * rng.random(CELLS)
        joins[:, :, 1] = 0
        chain = chain._replace(joins=joins, joiners=np.array([True, False, True, False]))
    return likelihood, chain


def test_forward_backward_gives_what_all_paths_add_up_to(case):
    likelihood, chain = case
    paths, chances = enumerated(likelihood, chain)
    found = posterior(likelihood, chain)
    for date, state in itertools.product(range(len(likelihood)), range(STATES)):
        through = [row for row, path in enumerate(paths) if path[date] == state]
        np.testing.assert_allclose(found.states[date, state], chances[through].sum(axis=0), atol=1e-9)
    for step in range(len(likelihood) - 1):
        staying = [row for row, path in enumerate(paths) if path[step] == path[step + 1]]
        np.testing.assert_allclose(found.stayed[step], chances[staying].sum(axis=0), atol=1e-9)
    constant = [row for row, path in enumerate(paths) if len(set(path)) == 1]
    np.testing.assert_allclose(found.unchanged, chances[constant].sum(axis=0), atol=1e-9)


def test_what_is_settled_from_some_states(case):
    likelihood, chain = case
    paths, chances = enumerated(likelihood, chain)
    sources = np.array([True, True, False, False])
    found = settled(likelihood, chain, sources)
    assert found.shape == (len(likelihood) - 1, STATES, CELLS)
    for step, state in itertools.product(range(len(likelihood) - 1), range(STATES)):
        kept = [
            row
            for row, path in enumerate(paths)
            if sources[path[step]] and not sources[state] and set(path[step + 1 :]) == {state}
        ]
        np.testing.assert_allclose(found[step, state], chances[kept].sum(axis=0), atol=1e-9)


def test_viterbi_finds_the_best_of_all_paths(case):
    likelihood, chain = case
    paths, chances = enumerated(likelihood, chain)
    np.testing.assert_array_equal(most_probable_path(likelihood, chain).T, np.array(paths)[chances.argmax(axis=0)])


def test_expectations_over_pairs_of_states(case):
    likelihood, chain = case[0], case[1]._replace(joins=None)
    paths, chances = enumerated(likelihood, chain)
    values = np.random.default_rng(9).random((STATES, STATES))
    found = expected(likelihood, chain, [matrix * values for matrix in chain.steps])
    assert found.shape == (len(likelihood) - 1, CELLS)
    for step in range(len(likelihood) - 1):
        of_paths = np.array([values[path[step], path[step + 1]] for path in paths])
        np.testing.assert_allclose(found[step], of_paths @ chances, atol=1e-9)


def test_a_long_series_neither_vanishes_nor_overflows():
    rng = np.random.default_rng(0)
    likelihood = rng.random((400, STATES, 3)) * 1e-6
    found = posterior(likelihood, random_chain(rng, 400))
    assert np.isfinite(found.states).all()
    np.testing.assert_allclose(found.states.sum(axis=1), 1)


def test_impossible_likelihoods_leave_a_path():
    likelihood = np.zeros((2, STATES, 1))
    likelihood[0, 1] = likelihood[1, 2] = 1
    chain = Chain(np.full(STATES, 0.25), [np.eye(STATES)])
    assert most_probable_path(likelihood, chain).shape == (2, 1)
    assert np.isfinite(posterior(likelihood, chain).states).all()
