# SPDX-License-Identifier: GPL-2.0-or-later
"""What comparisons write: reports, tables and figures as text, and rasters, all together or none."""

from __future__ import annotations

import csv
import io
import json
import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple, Optional

import numpy as np

from ..errors import InputError, OutputError
from ..raster.io import Grid
from ..raster.outputs import RasterFile, check_files, staging
from ..tables.products import Product


class Staged(NamedTuple):
    """Files in the making, by name of the output; what is not wanted is not there."""

    rasters: dict[str, RasterFile]
    texts: dict[str, Path]

    def write(self, makers: Mapping[str, Callable[[Any], str]], result: Any) -> None:
        """Finish the rasters, then write each text that is wanted from a result.

        Raises:
            OutputError: a file cannot be written.
        """
        for raster in self.rasters.values():
            raster.finish()
        for key, path in self.texts.items():
            write_text(path, makers[key](result))


def check(outputs: Mapping[str, str], known: Iterable[str], *sources: str) -> None:
    """Sees that each output is one that there is, a file of its own, and no input.

    Args:
        outputs: path by name.
        known: names of the outputs that there are.
        sources: what is read; "" for none.

    Raises:
        InputError: an output is unknown, or a file is named twice.
    """
    known = list(known)
    unknown = sorted(set(outputs) - set(known))
    if unknown:
        raise InputError(f"Expected outputs among {', '.join(known)}, found {', '.join(unknown)}; choose one of these.")
    check_files(outputs, *sources)


@contextmanager
def staged(
    targets: Mapping[str, str],
    products: Mapping[str, Product] = MappingProxyType({}),
    grid: Optional[Grid] = None,
    tags: Mapping[str, str] = MappingProxyType({}),
) -> Iterator[Staged]:
    """Rasters and texts that appear together when the block ends without an exception.

    Args:
        targets: name of the output -> path to appear.
        products: the rasters among them.
        grid: of the rasters.
        tags: recorded in every raster.

    Raises:
        OutputError: a file cannot be written, or an old one of that name not be replaced.
    """
    with ExitStack() as stack:
        paths = dict(zip(targets, stack.enter_context(staging([Path(path).absolute() for path in targets.values()]))))
        rasters = {}
        for key in paths.keys() & products.keys():
            rasters[key] = RasterFile(paths[key], products[key], grid, tags)
            stack.callback(rasters[key].close)
        yield Staged(rasters, {key: path for key, path in paths.items() if key not in rasters})


def write_text(path: Path, text: str) -> None:
    """Write a text file in UTF-8.

    Raises:
        OutputError: it cannot be written.
    """
    try:
        with path.open("w", encoding="utf-8", newline="") as file:
            file.write(text)
    except OSError as error:
        raise OutputError(
            f"{path.name} cannot be written ({error.strerror}); free some disk space or choose another folder."
        ) from error


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
