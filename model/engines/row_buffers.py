# SPDX-License-Identifier: GPL-2.0-or-later
"""Buffers for rows between the layers of the streaming network: what a layer keeps, blocks, and a queue.

Rows are counted from the window's first one, at the resolution of the layer.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple, Optional

from .stream_layers import Array

Make = Callable[..., Array]
"""Memory for so many rows of a shape, as a method of `StreamLayers` gives it."""


class RowSpan(NamedTuple):
    """Rows, and which ones."""

    first: int
    rows: Array

    def blanked(self, height: Optional[int]) -> RowSpan:
        """The rows, with zeros above the window and below its `height` rows."""
        if self.first < 0:
            self.rows[: -self.first] = 0
        if height is not None and self.first + len(self.rows) > height:
            self.rows[max(0, height - self.first) :] = 0
        return self

    def inside(self, height: Optional[int]) -> RowSpan:
        """The rows without those above the window and below its `height` rows."""
        end = None if height is None else max(0, height - self.first)
        return RowSpan(max(0, self.first), self.rows[max(0, -self.first) : end])

    def extended(self, height: Optional[int]) -> RowSpan:
        """The rows, with the window's first row repeated above it, and its last one below."""
        if self.first < 0 < self.first + len(self.rows):
            self.rows[: -self.first] = self.rows[-self.first]
        if height is not None and self.first < height < self.first + len(self.rows):
            self.rows[height - self.first :] = self.rows[height - self.first - 1]
        return self


class RowMemory:
    """Rows of a layer's input: the last ones before, which its next output needs again, and the new ones."""

    def __init__(self, make: Make, keep: int) -> None:
        self._make, self._keep = make, keep
        self._used, self._first = keep, keep
        self._buffer: Optional[Array] = None

    def new_rows(self, first: int, rows: int, *shape: int) -> Array:
        """Memory to write new rows of a shape to, the first of them row `first`; above the window's first are zeros."""
        keep, used = self._keep, self._keep + rows
        if self._buffer is None:
            self._buffer = self._make(used, *shape)
            self._buffer[...] = 0
        elif used > len(self._buffer):
            kept = self._buffer[self._used - keep : self._used]
            self._buffer = self._make(used, *shape)
            self._buffer[:keep] = kept
        else:
            # The last rows may overlap the place to which they are moved: no more at a time than lie between.
            for run in runs(keep, self._used - keep) if self._used > keep else ():
                moved = self._buffer[run.start + self._used - keep : run.stop + self._used - keep]
                self._buffer[run] = moved
        self._used, self._first = used, first - keep
        return self._buffer[keep:used]

    @property
    def span(self) -> RowSpan:
        """The kept rows and the new ones."""
        return RowSpan(self._first, self._buffer[: self._used])

    def head(self, count: int) -> RowSpan:
        """The first of them."""
        return RowSpan(self._first, self._buffer[:count])


class BlockBuffer:
    """Rows put together to blocks as tall as attention's."""

    def __init__(self, make: Make, height: int) -> None:
        self._make, self._height = make, height
        self._blocks: dict[int, Array] = {}
        self._spare: list[Array] = []
        self._end = 0

    @property
    def complete(self) -> int:
        """Number of blocks that have all their rows."""
        return self._end // self._height

    def add(self, span: RowSpan, height: Optional[int]) -> None:
        """Takes rows, but those above the window and below its `height`."""
        rows = span.inside(height).rows
        while len(rows):
            number, row = divmod(self._end, self._height)
            if number not in self._blocks:
                self._blocks[number] = self._spare.pop() if self._spare else self._make(self._height, *rows.shape[1:])
            count = min(len(rows), self._height - row)
            self._blocks[number][row : row + count] = rows[:count]
            self._end += count
            rows = rows[count:]

    def __getitem__(self, number: int) -> Array:
        return self._blocks[number]

    def forget(self, number: int) -> None:
        """Frees a block's memory, to be used for another block."""
        if number in self._blocks:
            self._spare.append(self._blocks.pop(number))


class RowQueue:
    """Rows that wait until the rows they are added to are complete."""

    def __init__(self, join: Callable[[Sequence[Array]], Array]) -> None:
        self._join = join
        self._rows: list[Array] = []

    def add(self, span: RowSpan, height: Optional[int]) -> None:
        """Takes rows, but those above the window and below its `height`."""
        self._rows.append(span.inside(height).rows)

    def take(self, count: int) -> Array:
        """The next rows."""
        rows = self._join(self._rows)
        self._rows = [rows[count:]]
        return rows[:count]


def runs(length: int, at_a_time: int) -> list[slice]:
    """Slices that cover a length.

    >>> runs(5, 2)
    [slice(0, 2, None), slice(2, 4, None), slice(4, 5, None)]
    """
    step = max(1, at_a_time)
    return [slice(start, min(start + step, length)) for start in range(0, length, step)]
