# SPDX-License-Identifier: GPL-2.0-or-later
"""Accuracy figures from a confusion matrix of zones, error figures of HSE, and the calibration error."""

from __future__ import annotations

from typing import NamedTuple, Optional

import numpy as np

from ..errors import InputError
from ..tables import lcz

CLASSES = len(lcz.ZONES)
_BUILT = len(lcz.BUILT)


class ZoneScores(NamedTuple):
    """Agreement of two zone maps, all 0..1 (kappa -1..1); nan where nothing could be counted.

    Attributes:
        overall_accuracy: share of cells with the reference's zone.
        average_accuracy: mean over the reference's zones of the share found (producer's accuracy).
        kappa: Cohen's kappa, agreement beyond chance.
        f1_mean: mean F1 over the zones that occur in either map.
        oa_weighted: OA_w, agreement in which a similar zone counts partly.
        oa_built: OA_bu, share of cells on the right side of built against natural.
        oa_urban: OA_u, overall accuracy among the cells that are built in both maps.
    """

    overall_accuracy: float
    average_accuracy: float
    kappa: float
    f1_mean: float
    oa_weighted: float
    oa_built: float
    oa_urban: float


class ClassScores(NamedTuple):
    """Agreement zone by zone, (17,) each, 0..1; nan where there is nothing to divide by.

    Attributes:
        producers: producer's accuracy, share of the reference's cells of a zone that the map has found.
        users: user's accuracy, share of the map's cells of a zone that are right.
        f1: harmonic mean of the two; 0 where a zone occurs in one map only.
    """

    producers: np.ndarray
    users: np.ndarray
    f1: np.ndarray


class SettlementScores(NamedTuple):
    """Agreement of two HSE maps.

    Attributes:
        mae: mean absolute error, percentage points.
        rmse: root of the mean squared error, percentage points.
        bias: mean of predicted minus true, percentage points.
        r2: 1 - SS_res / SS_tot, at most 1; nan where the truth does not vary.
        n: number of cells compared.
    """

    mae: float
    rmse: float
    bias: float
    r2: float
    n: int


def confusion_matrix(truth: np.ndarray, predicted: np.ndarray) -> np.ndarray:
    """Counts of cells by true zone (rows) and predicted zone (columns).

    Args:
        truth: integer codes 1..17, 0 = nodata, any shape.
        predicted: the same shape and coding.

    Returns:
        (17, 17) int64; cells that are nodata in either map are not counted.

    Raises:
        InputError: the shapes differ or a code is not 0..17.

    >>> confusion_matrix(np.array([1, 1, 2, 0]), np.array([1, 2, 2, 2]))[:2, :2]
    array([[1, 1],
           [0, 1]])
    """
    truth, predicted = np.asarray(truth), np.asarray(predicted)
    _check_shapes(truth, predicted)
    for name, codes in (("true", truth), ("predicted", predicted)):
        if codes.size and (codes.min() < lcz.NODATA or codes.max() > CLASSES):
            raise InputError(
                f"Expected {name} zone codes 1 to 17 and 0 for nodata, found {codes.min()} to {codes.max()}; "
                "translate the codes first."
            )
    counted = (truth != lcz.NODATA) & (predicted != lcz.NODATA)
    rows = truth[counted].astype(np.int64) - 1
    columns = predicted[counted].astype(np.int64) - 1
    return np.bincount(rows * CLASSES + columns, minlength=CLASSES**2).reshape(CLASSES, CLASSES)


class Agreement(NamedTuple):
    """Agreement of two maps of any classes, 0..1 (kappa -1..1); nan where nothing could be counted."""

    overall_accuracy: float
    average_accuracy: float
    kappa: float
    f1_mean: float


def agreement(confusion: np.ndarray) -> Agreement:
    """Accuracy figures from one confusion matrix (n, n) of any classes, rows true, columns predicted."""
    counts = np.asarray(confusion, dtype=np.float64)
    hits, true, predicted, total = np.diag(counts), counts.sum(axis=1), counts.sum(axis=0), counts.sum()
    overall, by_chance = _ratio(hits.sum(), total), _ratio((true * predicted).sum(), total**2)
    in_truth, in_either = true > 0, (true + predicted) > 0
    return Agreement(
        overall_accuracy=overall,
        average_accuracy=_mean(hits[in_truth] / true[in_truth]),
        kappa=_ratio(overall - by_chance, 1 - by_chance),
        f1_mean=_mean(2 * hits[in_either] / (true + predicted)[in_either]),
    )


def zone_scores(confusion: np.ndarray) -> ZoneScores:
    """The field's accuracy figures from one confusion matrix.

    Args:
        confusion: (17, 17) counts, rows true, columns predicted.

    Raises:
        InputError: the matrix has another shape.

    Source: OA, OA_u, OA_bu and OA_w as in Bechtel, Demuzere & Stewart 2020, Remote Sens. 12(11) 1769, eq. 1;
    kappa, Cohen 1960.
    """
    counts = np.asarray(confusion, dtype=np.float64)
    if counts.shape != (CLASSES, CLASSES):
        raise InputError(
            f"Expected a confusion matrix of 17 x 17 zones, found shape {counts.shape}; make it with confusion_matrix."
        )
    total = counts.sum()
    built, natural = counts[:_BUILT, :_BUILT], counts[_BUILT:, _BUILT:]
    return ZoneScores(
        *agreement(counts),
        oa_weighted=_ratio((lcz.SIMILARITY * counts).sum(), total),
        oa_built=_ratio(built.sum() + natural.sum(), total),
        oa_urban=_ratio(np.trace(built), built.sum()),
    )


def class_scores(confusion: np.ndarray) -> ClassScores:
    """Producer's accuracy, user's accuracy and F1 of each zone.

    Args:
        confusion: (17, 17) counts, rows true, columns predicted.
    """
    counts = np.asarray(confusion, dtype=np.float64)
    hits, true, predicted = np.diag(counts), counts.sum(axis=1), counts.sum(axis=0)
    return ClassScores(_shares(hits, true), _shares(hits, predicted), _shares(2 * hits, true + predicted))


def settlement_scores(
    truth_pct: np.ndarray, predicted_pct: np.ndarray, valid: Optional[np.ndarray] = None
) -> SettlementScores:
    """Error figures of an HSE map in percentage points.

    Args:
        truth_pct: percent 0..100, any shape; NaN and masked cells are left out.
        predicted_pct: the same shape.
        valid: bool of the same shape, False = leave out; None = all.

    Raises:
        InputError: the shapes differ.

    >>> settlement_scores(np.array([0.0, 50.0, 100.0]), np.array([10.0, 50.0, 90.0])).bias
    0.0
    """
    truth = np.ma.filled(np.ma.asarray(truth_pct, dtype=np.float64), np.nan)
    predicted = np.ma.filled(np.ma.asarray(predicted_pct, dtype=np.float64), np.nan)
    _check_shapes(truth, predicted)
    compared = np.isfinite(truth) & np.isfinite(predicted)
    if valid is not None:
        valid = np.asarray(valid, dtype=bool)
        _check_shapes(truth, valid)
        compared &= valid
    truth, error = truth[compared], (predicted - truth)[compared]
    if truth.size == 0:
        return SettlementScores(np.nan, np.nan, np.nan, np.nan, 0)
    residual, spread = (error**2).sum(), ((truth - truth.mean()) ** 2).sum()
    # A constant truth has no variance to explain; its mean may round, so the spread is not asked to be 0.
    r2 = 1 - residual / spread if truth.min() < truth.max() else np.nan
    return SettlementScores(
        mae=float(np.abs(error).mean()),
        rmse=float(np.sqrt((error**2).mean())),
        bias=float(error.mean()),
        r2=float(r2),
        n=int(truth.size),
    )


def calibration_error(confidence: np.ndarray, right: np.ndarray, bins: int = 15) -> float:
    """Expected calibration error, 0..1: how far stated confidence lies from the share that is right, on average.

    Args:
        confidence: probability of the zone that was chosen, 0..1, any shape.
        right: bool of the same shape, whether that zone is the reference's.
        bins: of equal width.

    Returns:
        The mean over the bins of |mean confidence - share right|, weighted by cells; nan without cells.

    Raises:
        InputError: the shapes differ.

    Source: Guo, Pleiss, Sun, Weinberger 2017, "On calibration of modern neural networks".

    >>> calibration_error(np.array([0.9, 0.9, 0.5, 0.5]), np.array([True, True, True, False]))
    0.05
    """
    confidence, right = np.asarray(confidence, dtype=np.float64), np.asarray(right, dtype=bool)
    _check_shapes(confidence, right)
    chosen = np.clip((confidence * bins).astype(int), 0, bins - 1).ravel()
    surplus = np.bincount(chosen, (confidence - right).ravel(), minlength=bins)
    return _ratio(np.abs(surplus).sum().round(12), confidence.size)


def _check_shapes(first: np.ndarray, second: np.ndarray) -> None:
    """Raises InputError for arrays of different shapes."""
    if first.shape != second.shape:
        raise InputError(
            f"Expected two maps of one shape, found {first.shape} and {second.shape}; bring them to one grid."
        )


def _ratio(part: float, whole: float) -> float:
    """A quotient, nan where there is nothing to divide by."""
    return float(part / whole) if whole != 0 else float("nan")


def _shares(parts: np.ndarray, wholes: np.ndarray) -> np.ndarray:
    """Quotients, nan where there is nothing to divide by."""
    return np.divide(parts, wholes, out=np.full(wholes.shape, np.nan), where=wholes > 0)


def _mean(values: np.ndarray) -> float:
    """A mean, nan without values."""
    return float(values.mean()) if values.size else float("nan")
