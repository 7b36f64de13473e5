# SPDX-License-Identifier: GPL-2.0-or-later
"""The numbers by which other programs name the local climate zones, and their translation to ours.

Inside, a zone is always its number in `lcz.ZONES`, 1 to 17 and 0 for none. `recognise` says which scheme a raster's
values follow, `decode` and `encode` translate arrays.

    >>> scheme = recognise([0, 6, 8, 101, 104])
    >>> scheme.key, decode(np.array([[6, 104]]), scheme).tolist()
    ('hundreds', [[6, 14]])
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple, Optional

import numpy as np

from ..errors import InputError
from . import lcz

# The tag by which our rasters name their scheme.
TAG = "LCZ_CODES"


class Scheme(NamedTuple):
    """One way to number the zones.

    Attributes:
        key: what scripts call it.
        title: what people call it.
        codes: number of each of the seventeen zones, None where the scheme has none.
        nodata: number that means no zone.
        others: further numbers, and the zone that each of them means.
    """

    key: str
    title: str
    codes: tuple[Optional[int], ...]
    nodata: int = lcz.NODATA
    others: tuple[tuple[int, int], ...] = ()

    def code(self, zone: lcz.Zone) -> Optional[int]:
        """The scheme's number for a zone."""
        return self.codes[zone.code - 1]

    @property
    def numbers(self) -> dict[int, int]:
        """All numbers that mean a zone -> 1..17."""
        own = {code: zone.code for zone, code in zip(lcz.ZONES, self.codes) if code is not None}
        return {**own, **dict(self.others)}

    @property
    def has_land_use(self) -> bool:
        """Whether natural zones are numbered as WRF's land use."""
        return self.key.endswith("modis")


_URBAN = (*lcz.BUILT, 15)  # the eleventh urban category of WRF, asphalt, is LCZ E
_NO_LAND_USE: tuple[Optional[int], ...] = (None,) * 7
# A to G as land use: mixed forest, woody savanna, open shrubland, grassland, (E is urban), barren, water.
# Source: classes, WRF's VEGPARM.TBL, MODIFIED_IGBP_MODIS_NOAH; which of them stands for a zone is our choice.
_MODIS_LAND_USE: tuple[Optional[int], ...] = (5, 8, 7, 10, None, 16, 17)


def _wrf(first: int, land_use: tuple[Optional[int], ...]) -> tuple[Optional[int], ...]:
    """Numbers of WRF, whose urban categories are consecutive."""
    urban = {zone: first + place for place, zone in enumerate(_URBAN)}
    return tuple(urban.get(zone.code, (*([None] * 10), *land_use)[zone.code - 1]) for zone in lcz.ZONES)


# Source: 1-17, LCZ Generator and global LCZ map; 101-107, UMEP, GeoClimate and SAGA; 31-41, WRF pull request 1419
# ("LU_INDEX = LCZ + 30"; the eleventh is asphalt in URBPARM_LCZ.TBL); 51-61, WRF issue 1878 (after 4.4.2).
SCHEMES: dict[str, Scheme] = {
    scheme.key: scheme
    for scheme in (
        Scheme("standard", "1 to 17 (LCZ Generator, this plugin)", tuple(range(1, 18))),
        Scheme("hundreds", "1 to 10 and 101 to 107 (UMEP, GeoClimate, SAGA)", (*range(1, 11), *range(101, 108))),
        Scheme("wrf44", "31 to 41 (WRF up to 4.4, urban categories only)", _wrf(31, _NO_LAND_USE)),
        Scheme("wrf45", "51 to 61 (WRF from 4.5, urban categories only)", _wrf(51, _NO_LAND_USE)),
        Scheme("wrf44modis", "31 to 41 and MODIS land use (WRF up to 4.4)", _wrf(31, _MODIS_LAND_USE)),
        Scheme("wrf45modis", "51 to 61 and MODIS land use (WRF from 4.5)", _wrf(51, _MODIS_LAND_USE)),
        # 255 is what training code ignores and what rasters of argmax declare as no data.
        Scheme("from0", "0 to 16 (numbers of a network's outputs)", tuple(range(17)), nodata=255),
    )
}
# The schemes in which maps are written: in rasters of zones that others read, 0 is no data.
WRITTEN = {key: scheme for key, scheme in SCHEMES.items() if scheme.nodata == lcz.NODATA}
STANDARD = SCHEMES["standard"]

_UNKNOWN = 255
# How many numbers a sentence lists.
_LISTED = 6
# A number in floats may miss the whole number by this much, as 3.0000002 does.
_ROUNDED = 1e-3
# Older versions of WRF have three urban categories, 31 to 33: a raster of these alone may be either.
_OLD_WRF_URBAN = {31, 32, 33}


def recognise(values: Iterable[float], tags: Optional[Mapping[str, str]] = None, source: str = "the raster") -> Scheme:
    """The scheme that a raster's values follow.

    Args:
        values: all that occur in it, without its nodata value; 0 does not count.
        tags: the raster's own, where `TAG` may name the scheme.
        source: what the sentence calls the raster.

    Raises:
        InputError: no scheme has all of the values, or they may mean something else.
    """
    found = {value for value in values if value != lcz.NODATA}
    named = SCHEMES.get((tags or {}).get(TAG, ""))
    if named is not None and found <= set(named.codes):
        return named
    urban = {value for value in found if value > len(lcz.ZONES)}
    # Numbers of land use alone could be zones as well: they count as WRF's only beside urban categories.
    fitting = [
        scheme for scheme in WRITTEN.values() if found <= set(scheme.codes) and (urban or not scheme.has_land_use)
    ]
    if not fitting:
        raise InputError(
            f"Expected codes of local climate zones (1 to 17; 1 to 10 and 101 to 107; 31 to 41 or 51 to 61 of WRF), "
            f"found {_listed(_unlike_first(found))} in {source}; translate them, or declare what means no data "
            "(gdal_edit.py -a_nodata VALUE FILE)."
        )
    if urban and urban <= _OLD_WRF_URBAN:
        raise InputError(
            f"Expected codes of local climate zones, found only {_listed(sorted(urban))} in {source}, which are also "
            "the three urban categories that WRF had before; choose the code scheme yourself."
        )
    return fitting[0]


def decode(array: np.ndarray, scheme: Scheme, nodata: Optional[float] = None) -> np.ndarray:
    """Zones from a scheme's numbers.

    Args:
        array: any shape, integers or whole numbers in floats, which may miss the whole number by rounding.
        scheme: whose numbers they are.
        nodata: a number that means none, besides 0 and NaN; None where there is no other.

    Returns:
        uint8 of the same shape, 1..17, 0 where there is none.

    Raises:
        InputError: a number is none of the scheme's.
    """
    table = np.full(256, _UNKNOWN, dtype=np.uint8)
    if lcz.NODATA not in scheme.codes:
        table[lcz.NODATA] = lcz.NODATA
    for number, zone in scheme.numbers.items():
        table[number] = zone
    numbers, missing = array, array == scheme.nodata
    if nodata is not None:
        missing |= array == nodata
    if array.dtype.kind == "f":
        missing |= np.isnan(array)
        rounded = np.rint(array)
        with np.errstate(invalid="ignore"):  # infinity minus infinity
            array = np.where(np.abs(array - rounded) <= _ROUNDED, rounded, array)
        array = np.where(missing, _UNKNOWN, array)
    if array.dtype != np.uint8:
        # What is no byte, or no whole number, is turned into one that no scheme has.
        fits = (array >= 0) & (array < _UNKNOWN) & (np.trunc(array) == array)
        numbers = np.where(fits, array, _UNKNOWN).astype(np.uint8)
    zones = table[numbers]
    zones[missing] = lcz.NODATA
    unknown = zones == _UNKNOWN
    if unknown.any():
        raise InputError(
            f"Expected the codes {scheme.title}, found {_listed(np.unique(array[unknown]).tolist())} too; "
            "choose the scheme that the map was made in, or declare what means no data "
            "(gdal_edit.py -a_nodata VALUE FILE)."
        )
    return zones


def encode(zones: np.ndarray, scheme: Scheme) -> np.ndarray:
    """A scheme's numbers for zones.

    Args:
        zones: uint8, 1..17, 0 where there is none.

    Returns:
        uint8 of the same shape; the scheme's nodata where there is no zone, or the scheme has no number for it.
    """
    codes = (scheme.nodata if code is None else code for code in scheme.codes)
    table = np.array([scheme.nodata, *codes], dtype=np.uint8)
    return table[zones]


def _unlike_first(found: Collection[float]) -> list[float]:
    """Some numbers, first those without which the rest would follow a scheme where a sentence cannot list them all."""
    if len(found) <= _LISTED:
        return sorted(found)
    nearest = max((set(scheme.codes) for scheme in WRITTEN.values()), key=lambda codes: len(codes.intersection(found)))
    return sorted(found, key=lambda value: (value in nearest, value))


def _listed(ordered: Sequence[float]) -> str:
    """The first few numbers, for a sentence."""
    shown = ", ".join(f"{value:g}" for value in ordered[:_LISTED])
    return f"{shown} and {len(ordered) - _LISTED} more" if len(ordered) > _LISTED else shown
