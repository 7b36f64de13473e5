# SPDX-License-Identifier: GPL-2.0-or-later
"""Tables as CSV text and results as JSON text, with an empty value or null where there is no number."""

from __future__ import annotations

import codecs
import csv
import io
import json
import math
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np


def csv_text(heads: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    r"""A table as CSV; numbers to six digits after the point, nothing where there is no number.

    >>> csv_text(["zone", "f1"], [["A", 0.5], ["B", float("nan")]])
    'zone,f1\r\nA,0.5\r\nB,\r\n'
    """
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(heads)
    writer.writerows([["" if plain(item) is None else plain(item) for item in row] for row in rows])
    return stream.getvalue()


def json_text(content: Any) -> str:
    """A tree of dicts, lists, tuples, arrays and numbers as JSON; null where there is no number."""
    return json.dumps(plain(content), indent=1, ensure_ascii=False) + "\n"


def decoded(content: bytes) -> str:
    """The text of a table that another program wrote: UTF-8, UTF-16 ("Unicode text"), else Windows-1252.

    Excel on Windows writes all three.

    >>> decoded("Köln".encode("cp1252")), decoded("\ufeffKöln".encode())
    ('Köln', 'Köln')
    """
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def plain(value: Any) -> Any:
    """Builtins in place of NumPy's, None in place of what is not finite; floats rounded to six digits.

    >>> plain({"a": np.float32(0.5), "b": [float("inf")], "c": np.arange(2)})
    {'a': 0.5, 'b': [None], 'c': [0, 1]}
    """
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple, np.ndarray)):
        return [plain(item) for item in value]
    if isinstance(value, np.generic):
        return plain(value.item())
    if isinstance(value, float):
        return round(value, 6) if math.isfinite(value) else None
    return value


def distinct(names: Sequence[str]) -> list[str]:
    """Names of which no two are alike: later ones get a number.

    >>> distinct(["lcz", "lcz", "town"])
    ['lcz', 'lcz (2)', 'town']
    """
    made: dict[str, None] = {}
    for name in names:
        fresh, number = name, 2
        while fresh in made:
            fresh, number = f"{name} ({number})", number + 1
        made[fresh] = None
    return list(made)
