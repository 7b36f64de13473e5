# SPDX-License-Identifier: GPL-2.0-or-later
"""The band of a raster that holds the zones, by the names of the bands."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..errors import InputError
from ..tables import zone_names
from . import band_evidence

# Names of the band to use, in small letters alone, best first: the LCZ Generator's and the global map's.
FILTERED_BANDS = ("lczfilter", "lczfiltered")
_BAND_NAMES = (*FILTERED_BANDS, "lcz")


def choose_band(names: Sequence[str], source: str) -> int:
    """The number of the band that holds the zones, by what the bands are called.

    Args:
        names: descriptions of all bands, "" where there is none.
        source: name of the raster in error messages.

    Raises:
        InputError: there are several, and none or more than one is called as in the field.

    >>> choose_band(["lcz", "lczFilter", "lczProb"], "map.tif"), choose_band([""], "map.tif")
    (2, 1)
    """
    # "LCZ 1" is the band of one zone, not that of all.
    single = re.compile(r"\s*lcz[\s_-]*\d{1,2}\s*", re.IGNORECASE)
    plain = ["" if zone_names.read(name) or single.fullmatch(name) else band_evidence.plain(name) for name in names]
    for name in _BAND_NAMES:
        if plain.count(name) == 1:
            return plain.index(name) + 1
    if len(names) == 1:
        return 1
    found = f"{len(names)} bands without such a name" if names else "no band"
    raise InputError(
        f"Expected one band, or one called lczFilter or lcz, found {found} in {source}; choose the band with the zones."
    )
