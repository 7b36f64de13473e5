# SPDX-License-Identifier: GPL-2.0-or-later
"""A standard atmosphere: surface reflectance from top-of-atmosphere reflectance, and the reverse."""

from __future__ import annotations

import numpy as np

# A clear mid-latitude atmosphere seen from above: path reflectance and two-way transmittance of the ten bands.
# Source: order of magnitude after Vermote et al. (1997), 6S, continental aerosol of optical depth 0.15, sun at 35
# degrees; consistent with the darkest percentile of the Level-1C scenes trained on (0.085, 0.065, 0.045 in B2, B3, B4).
PATH_REFLECTANCE = np.array([0.078, 0.052, 0.033, 0.026, 0.021, 0.017, 0.014, 0.012, 0.002, 0.001], dtype=np.float32)


TRANSMITTANCE = np.array([0.82, 0.86, 0.90, 0.91, 0.93, 0.94, 0.94, 0.95, 0.96, 0.95], dtype=np.float32)


def to_boa(reflectance: np.ndarray, haze: float) -> np.ndarray:
    """Surface reflectance, at least 0.0005, from top of atmosphere (10, H, W); haze 1 is a clear atmosphere."""
    path, clear = _atmosphere(haze)
    return np.maximum((reflectance - path) / clear, 0.0005)


def to_toa(reflectance: np.ndarray, haze: float) -> np.ndarray:
    """Top-of-atmosphere reflectance from surface reflectance (10, H, W)."""
    path, clear = _atmosphere(haze)
    return reflectance * clear + path


def _atmosphere(haze: float) -> tuple[np.ndarray, np.ndarray]:
    return (PATH_REFLECTANCE * haze)[:, None, None], (TRANSMITTANCE**haze)[:, None, None]
