# SPDX-License-Identifier: GPL-2.0-or-later
"""The bands of Sentinel-2: names, wavelengths and resolutions, and the numbers of its products, in one table."""

from __future__ import annotations

from typing import NamedTuple


class Band(NamedTuple):
    """A spectral band: the name ("B2"), its central wavelength in nm, its native resolution in metres."""

    name: str
    wavelength_nm: int
    resolution_m: int


# All bands in the order of an L1C product.
# Source: Sentinel-2 User Handbook (ESA 2015), spectral bands of the MSI; nominal wavelengths.
ALL_BANDS: tuple[Band, ...] = (
    Band("B1", 443, 60),
    Band("B2", 490, 10),
    Band("B3", 560, 10),
    Band("B4", 665, 10),
    Band("B5", 705, 20),
    Band("B6", 740, 20),
    Band("B7", 783, 20),
    Band("B8", 842, 10),
    Band("B8A", 865, 20),
    Band("B9", 945, 60),
    Band("B10", 1375, 60),
    Band("B11", 1610, 20),
    Band("B12", 2190, 20),
)
ALL_NAMES: tuple[str, ...] = tuple(band.name for band in ALL_BANDS)

# The bands the network reads, in its order: those of 10 m and 20 m.
BANDS: tuple[Band, ...] = tuple(band for band in ALL_BANDS if band.resolution_m < 60)
NAMES: tuple[str, ...] = tuple(band.name for band in BANDS)

# These bands by what they measure: visible light, the red edge of plants, near infrared, short-wave infrared.
GROUPS: dict[str, tuple[str, ...]] = {
    "rgb": ("B2", "B3", "B4"),
    "red_edge": ("B5", "B6", "B7"),
    "nir": ("B8", "B8A"),
    "swir": ("B11", "B12"),
}

# Products count reflectance in ten-thousandths; 0 is nodata in every one.
# Source: Sentinel-2 Products Specification Document, QUANTIFICATION_VALUE and SPECIAL_VALUE_INDEX.
DN_PER_REFLECTANCE = 10_000.0
DN_NODATA = 0
# From this processing baseline on, DN = 10000 * reflectance + 1000.
# Source: Sentinel-2 Products Specification Document, RADIO_ADD_OFFSET and BOA_ADD_OFFSET.
OFFSET_SINCE_BASELINE = 4.0
ADD_OFFSET_DN = -1000.0
