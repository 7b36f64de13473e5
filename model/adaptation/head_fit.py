# SPDX-License-Identifier: GPL-2.0-or-later
"""New weights for the heads by penalised multinomial logistic regression that starts from the old ones.

Each head is fitted by itself. With x the head's input, standardised and divided by the root of its number of channels,
and d the change of its weights, the fit minimises

    sum_i w_i CE(t_i, softmax(l_i + a + d x_i)) + sum_u v_u CE(q_u, softmax(l_u + d x_u)) + s |d|^2

over labelled cells i and unlabelled cells u. The scores l are half of the head's own, and d is doubled when it is added
to the head: where a network is sure and wrong, its full scores would ask for a change that the penalty does not allow.
Polygons weigh alike within a zone, zones by a tempered share (`sample_weights`). Polygons are drawn of all zones alike,
but zones do not cover the ground alike: heads that learn from polygons alone give to rare zones what belongs to common
ones. So a zone with a larger share of the weight than of the ground gets a higher logit while it is fitted (a, logit
adjustment), and none in the map. The penalty on the change (L2-SP) keeps what the network knew. The second sum
(distillation) keeps its answers q_u on the ground between the polygons, most of all where they fall on zones that
nobody drew, and not where the ground looks like an area. Both grow with the strength s, which cross-validation chooses.

Only d x is needed, so the fit works in the span of the samples: the leading singular vectors of x.

Sources: L2-SP, Li, Grandvalet, Davoine 2018; distillation against forgetting, Li & Hoiem 2016; logit adjustment, Menon
et al. 2021.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple, Optional

import numpy as np

from ..engines import blas_threads
from ..network.weights import Weights
from .labels import CLASSES
from .samples import Samples, SettlementSamples

STRENGTHS = (1e-4, 1e-3, 1e-2, 1e-1)
"""Strengths of the penalty among which cross-validation chooses."""
SAFE_STRENGTH = 1e-2
"""The strength where too few areas are there to choose one."""
_MOST_DIRECTIONS = 100
_ITERATIONS = 30
# The heads' scores are multiplied by this while they are fitted.
_SOFTEN = 0.5
# A zone's share of the weight is its share of the polygons to this power: 0 would let all zones weigh alike.
_TEMPER = 0.5
# How far the zones' shares are corrected to those of the ground: 1 would trust these wholly.
_ADJUST = 0.5
# Added to each zone's share of the ground: the network that the shares come from may not know a zone that was drawn.
_LEAST_GROUND = 0.02
# Weight of the distillation: for what falls on zones that nobody drew, and for all, times the root of the strength.
_RECALL, _HOLD, _MOST_HOLD = 1.0, 30.0, 3.0
# The head in whose input cells are compared: that of 40 m sees texture and surroundings.
_COMPARED = "40m"
# Below this no probability falls, so that one cell that the network was sure of does not outweigh all others.
_LEAST = 1e-7


@dataclass(frozen=True)
class FitOptions:
    """Settings of the fit of the heads; the defaults were chosen by experiments (`docs/trainnetwork.md`)."""

    iterations: int = _ITERATIONS
    soften: float = _SOFTEN
    temper: float = _TEMPER
    adjust: float = _ADJUST
    recall: float = _RECALL
    hold: float = _HOLD
    most_hold: float = _MOST_HOLD
    directions: int = _MOST_DIRECTIONS


# Of a channel; features behind batch normalisation and ReLU have a spread of about 0.1 to 1.
_LEAST_SPREAD = 0.01


class HeadChange(NamedTuple):
    """The change that is added to a head's weights."""

    weight: np.ndarray
    """(17, channels)."""
    bias: np.ndarray
    """(17,)."""


class _Basis(NamedTuple):
    """Samples of one head in the coordinates in which it is fitted."""

    logits: np.ndarray
    """(n, 17) of the head as it is."""
    coordinates: np.ndarray
    """(n, r + 1), a 1 last for the bias."""
    directions: np.ndarray
    """(r, channels)."""
    mean: np.ndarray
    scale: np.ndarray
    """(channels,): x = (input - mean) / scale."""


class HeadFitter:
    """Fits the heads of one network to subsets of samples, again and again."""

    def __init__(self, weights: Weights, samples: Samples, options: Optional[FitOptions] = None) -> None:
        """Prepare the samples.

        Args:
            weights: of the network to start from.
            samples: labelled and unlabelled; nothing of the labels is used here.
            options: how to fit.
        """
        self.options = options or FitOptions()
        self.samples = samples
        self._zones = samples.zones
        with blas_threads.in_one_thread():  # as in `fit`
            self._bases = {name: _basis(weights, name, values, self.options) for name, values in samples.inputs.items()}
        self._squares, self._apart = _distances(samples, self._zones, self._bases)
        self.before = _mean_of_heads({name: softmax(basis.logits) for name, basis in self._bases.items()})
        bare = self.before[~samples.labelled]
        self._ground = bare.mean(axis=0) + _LEAST_GROUND if len(bare) else None

    def weights(self, rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Weights in the fit of the k labelled samples among some rows, (n,) bool, and what the zones lack in weight.

        Returns:
            (k,) weights that sum to 1, and (17,) each drawn zone's share of the ground of these zones, divided by its
            share of the weight and tempered; 1 for a zone that was not drawn, and where there is no unlabelled ground.
        """
        trains = rows & self.samples.labelled
        zones = self._zones[trains]
        weight = sample_weights(self.samples.units[trains], zones, self.samples.areas[trains], self.options.temper)
        if self._ground is None:
            return weight, np.ones(CLASSES)
        drawn = np.bincount(zones - 1, weight, minlength=CLASSES)
        ground = np.where(drawn > 0, self._ground, 0)
        ratio = np.divide(ground / max(ground.sum(), 1e-9), drawn, out=np.ones(CLASSES), where=drawn > 0)
        return weight, ratio**self.options.adjust

    def fit(self, rows: np.ndarray, strength: float) -> dict[str, np.ndarray]:
        """Change of each head in the fitter's coordinates.

        Args:
            rows: (n,) bool, which labelled samples may be seen; unlabelled ones always are.
            strength: of the penalty.
        """
        trains = rows & self.samples.labelled
        weight, ratio = self.weights(rows)
        with blas_threads.in_one_thread():  # several threads would wait for one another in such small products
            return {
                name: self._fit_head(basis, trains, weight, -np.log(ratio), strength)
                for name, basis in self._bases.items()
            }

    def _fit_head(
        self, basis: _Basis, trains: np.ndarray, weight: np.ndarray, offset: np.ndarray, strength: float
    ) -> np.ndarray:
        """(17, r + 1)."""
        from scipy.optimize import minimize

        bare = ~self.samples.labelled
        scores = basis.logits * np.float32(self.options.soften)
        old = softmax(scores[bare])
        lacking = np.setdiff1d(np.arange(CLASSES), self._zones[trains] - 1)
        hold = min(self.options.most_hold, self.options.hold * strength**0.5)
        held = (
            (self.options.recall * old[:, lacking].sum(axis=1) + hold) * self._unlikeness(trains) / max(1, bare.sum())
        )
        x = np.concatenate([basis.coordinates[trains], basis.coordinates[bare]])
        logits = np.concatenate([scores[trains] + offset.astype(np.float32), scores[bare]])
        targets = np.concatenate([self.samples.targets[trains], old])
        shares = np.concatenate([weight, held]).astype(np.float32)[:, None]
        width = x.shape[1]

        def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
            change = flat.reshape(CLASSES, width).astype(np.float32)
            predicted = softmax(logits + x @ change.T)
            value = -float((shares * targets * np.log(predicted + _LEAST)).sum(dtype=np.float64))
            slope = ((shares * (predicted - targets)).T @ x).astype(np.float64)
            value += strength * float((flat**2).sum())
            return value, slope.ravel() + 2 * strength * flat

        start = np.zeros(CLASSES * width)
        done = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": self.options.iterations})
        return done.x.reshape(CLASSES, width) / self.options.soften

    def _unlikeness(self, trains: np.ndarray) -> np.ndarray:
        """(unlabelled,) 0..1: how unlike all areas that train each unlabelled cell is.

        What looks like an area has its zone, whatever the network said before: it is not held.
        """
        nearest = self._squares[:, trains[self.samples.labelled]].min(axis=1, initial=np.inf)
        return np.minimum(1, nearest / self._apart)

    def probabilities(self, changes: Mapping[str, np.ndarray], rows: np.ndarray) -> np.ndarray:
        """(n, 17) of some samples with changed heads: the mean over the heads, as the map averages them."""
        by_head = {
            name: softmax(basis.logits[rows] + basis.coordinates[rows] @ changes[name].T.astype(np.float32))
            for name, basis in self._bases.items()
        }
        return _mean_of_heads(by_head)

    def in_channels(self, changes: Mapping[str, np.ndarray]) -> dict[str, HeadChange]:
        """The changes as they are added to the weights of a file."""
        by_head = {}
        for name, change in changes.items():
            basis = self._bases[name]
            weight = change[:, :-1] @ basis.directions / basis.scale
            by_head[name] = HeadChange(weight, change[:, -1] - weight @ basis.mean)
        return by_head


def sample_weights(units: np.ndarray, zones: np.ndarray, areas: np.ndarray, temper: float) -> np.ndarray:
    """(n,) weights that sum to 1: cells of a unit by their area, units of a zone alike, zones by a tempered share.

    >>> sample_weights(np.array([1, 1, 2, 3]), np.array([5, 5, 5, 6]), np.array([1, 1, 4, 9]), temper=0).tolist()
    [0.125, 0.125, 0.25, 0.5]
    """
    weight = areas.astype(np.float64)
    drawn, zone_at = np.unique(zones, return_inverse=True)
    _, unit_at = np.unique(units * (CLASSES + 1) + zones, return_inverse=True)
    unit_at, zone_at = unit_at.reshape(-1), zone_at.reshape(-1)
    weight /= np.bincount(unit_at, weight)[unit_at]
    units_of_zone = np.bincount(zone_at, weight, minlength=len(drawn))
    shares = units_of_zone**temper / (units_of_zone**temper).sum()
    return (weight / units_of_zone[zone_at] * shares[zone_at]).astype(np.float64)


def adapted_arrays(weights: Weights, changes: Mapping[str, HeadChange]) -> dict[str, np.ndarray]:
    """The arrays of a network with its heads changed."""
    arrays = dict(weights.arrays)
    for name, change in changes.items():
        old = arrays[f"heads.{name}.weight"]
        arrays[f"heads.{name}.weight"] = (old + change.weight.reshape(old.shape)).astype(np.float32)
        arrays[f"heads.{name}.bias"] = (arrays[f"heads.{name}.bias"] + change.bias).astype(np.float32)
    return arrays


def fit_settlement(weights: Weights, samples: SettlementSamples, strength: float = 1e-2) -> dict[str, np.ndarray]:
    """The arrays of a network whose settlement head fits a reference: weighted least squares on the logit.

    The logit of a fraction near 0 or 1 is steep: each cell weighs p (1 - p), as in one step of a logistic regression.
    The penalty holds the change of the standardised weights.
    """
    arrays = dict(weights.arrays)
    weight, bias = arrays["settlement.1.weight"], arrays["settlement.1.bias"]
    truth = np.clip(samples.fractions, 0.02, 0.98)
    x = samples.inputs.astype(np.float64)
    mean, scale = x.mean(axis=0), x.std(axis=0) + 1e-3
    x = np.concatenate([(x - mean) / scale, np.ones((len(x), 1))], axis=1)
    shortfall = np.log(truth / (1 - truth)) - (samples.inputs @ weight.ravel() + bias[0])
    importance = truth * (1 - truth) / (truth * (1 - truth)).sum()
    penalty = strength * np.eye(x.shape[1])
    penalty[-1, -1] = 0
    change = np.linalg.solve(x.T @ (importance[:, None] * x) + penalty, x.T @ (importance * shortfall))
    arrays["settlement.1.weight"] = (weight + (change[:-1] / scale).reshape(weight.shape)).astype(np.float32)
    arrays["settlement.1.bias"] = (bias + change[-1] - (change[:-1] / scale) @ mean).astype(np.float32)
    return arrays


def head_probabilities(arrays: Mapping[str, np.ndarray], inputs: Mapping[str, np.ndarray]) -> np.ndarray:
    """(n, 17) that a network's heads give to inputs, (n, channels) by head: the mean over the heads."""
    by_head = {}
    for name, values in inputs.items():
        matrix = arrays[f"heads.{name}.weight"].reshape(CLASSES, -1)
        by_head[name] = softmax(values @ matrix.T + arrays[f"heads.{name}.bias"])
    return _mean_of_heads(by_head)


def settlement_fractions(arrays: Mapping[str, np.ndarray], inputs: np.ndarray) -> np.ndarray:
    """(n,) settlement extent 0..1 that a network's head gives to inputs (n, channels)."""
    logits = inputs @ arrays["settlement.1.weight"].ravel() + arrays["settlement.1.bias"][0]
    return 1 / (1 + np.exp(-logits))


def softmax(logits: np.ndarray) -> np.ndarray:
    """(n, k) probabilities of rows of logits."""
    exponentials = np.exp(logits - logits.max(axis=1, keepdims=True))
    exponentials /= exponentials.sum(axis=1, keepdims=True)
    return exponentials


def _basis(weights: Weights, name: str, inputs: np.ndarray, options: FitOptions) -> _Basis:
    matrix = weights.arrays[f"heads.{name}.weight"].reshape(CLASSES, -1)
    logits = inputs @ matrix.T + weights.arrays[f"heads.{name}.bias"]
    mean, spread = inputs.mean(axis=0), inputs.std(axis=0)
    # Channels that hardly vary here would get weights too large for a file: where nothing is settled, for example, all
    # inputs of the prior's head are near 0.
    scale = np.sqrt(inputs.shape[1]) * np.maximum(spread, max(0.1 * spread.mean(), _LEAST_SPREAD))
    x = (inputs - mean) / scale
    values, vectors = np.linalg.eigh((x.T @ x).astype(np.float64))
    directions = vectors[:, ::-1][:, : options.directions].T
    # The sign of an eigenvector is the library's choice: nothing that follows depends on it.
    coordinates = np.concatenate([x @ directions.T.astype(np.float32), np.ones((len(x), 1), np.float32)], axis=1)
    return _Basis(logits.astype(np.float32), coordinates.astype(np.float32), directions, mean, scale)


def _distances(samples: Samples, zones: np.ndarray, bases: Mapping[str, _Basis]) -> tuple[np.ndarray, float]:
    """Squared distances of unlabelled from labelled cells, and what lies between areas of different zones.

    Returns:
        (unlabelled, labelled) float32; and the median over labelled cells of the squared distance to the nearest one
        of another zone.
    """
    values = bases[_COMPARED if _COMPARED in bases else next(iter(bases))].coordinates[:, :-1]
    labelled = np.flatnonzero(samples.labelled)
    some = labelled[:: max(1, len(labelled) // 500)]
    between = np.where(zones[some][:, None] != zones[some], _squared(values[some], values[some]), np.inf)
    nearest = between.min(axis=1, initial=np.inf)
    apart = float(np.median(nearest)) if len(nearest) and np.isfinite(nearest).all() else 1.0
    return _squared(values[~samples.labelled], values[labelled]), max(apart, 1e-6)


def _squared(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """(n, m) squared distances of rows."""
    squares = (first**2).sum(axis=1)[:, None] + (second**2).sum(axis=1) - 2 * first @ second.T
    return np.maximum(squares, 0)


def _mean_of_heads(by_head: Mapping[str, np.ndarray]) -> np.ndarray:
    return sum(by_head.values()) / np.float32(len(by_head))
