# SPDX-License-Identifier: GPL-2.0-or-later
"""Values of documents that others wrote: whatever stands there is taken as the kind that is expected, or as nothing.

A catalogue may hold null, a number or a text where STAC asks for a list or an object.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any


def mapping(value: Any) -> Mapping[str, Any]:
    """A JSON object; an empty one for anything else.

    >>> mapping({"a": 1}), mapping(None), mapping([1])
    ({'a': 1}, {}, {})
    """
    return value if isinstance(value, Mapping) else {}


def sequence(value: Any) -> list[Any]:
    """A JSON array; an empty one for anything else.

    >>> sequence([1]), sequence("text"), sequence(3)
    ([1], [], [])
    """
    return value if isinstance(value, list) else []


def mappings(value: Any) -> list[Mapping[str, Any]]:
    """The JSON objects of a JSON array, without its other members.

    >>> mappings([{"a": 1}, None, "b"]), mappings(2)
    ([{'a': 1}], [])
    """
    return [entry for entry in sequence(value) if isinstance(entry, Mapping)]


def number(value: Any, otherwise: float = math.nan) -> float:
    """A finite number; `otherwise` for anything else, also for an integer that no float can hold.

    >>> number(3), number("3", 0.0), number(10**400, 0.0), number(True, 0.0)
    (3.0, 0.0, 0.0, 0.0)
    """
    if not isinstance(value, (int, float)) or isinstance(value, bool):
        return otherwise
    try:
        return float(value) if math.isfinite(value) else otherwise
    except OverflowError:
        return otherwise
