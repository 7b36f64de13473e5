# SPDX-License-Identifier: GPL-2.0-or-later
"""Buffers for rows between the layers of the streaming network: what a layer keeps, blocks, and a queue.

Rows are counted from the window's first one, at the resolution of the layer.
"""

from __future__ import annotations

from typing import NamedTuple, Optional

from torch import Tensor, cat


class RowSpan(NamedTuple):
    """Rows, and which ones."""

    first: int
    rows: Tensor

    def blanked(self, height: Optional[int]) -> RowSpan:
        """With zeros above the window and below its `height` rows."""
        if self.first < 0:
            self.rows[: -self.first].zero_()
        if height is not None and self.first + len(self.rows) > height:
            self.rows[max(0, height - self.first) :].zero_()
        return self

    def inside(self, height: Optional[int]) -> RowSpan:
        """Without rows above the window and below its `height` rows."""
        end = None if height is None else max(0, height - self.first)
        return RowSpan(max(0, self.first), self.rows[max(0, -self.first) : end])

    def extended(self, height: Optional[int]) -> RowSpan:
        """With the window's first row repeated above it, and its last one below."""
        if self.first < 0 < self.first + len(self.rows):
            self.rows[: -self.first] = self.rows[-self.first]
        if height is not None and self.first < height < self.first + len(self.rows):
            self.rows[height - self.first :] = self.rows[height - self.first - 1]
        return self


class RowMemory:
    """Rows of a layer's input: the last ones before, which its next output needs again, and the new ones."""

    def __init__(self, keep: int) -> None:
        self._keep, self._used, self._first = keep, keep, 0
        self._buffer: Optional[Tensor] = None

    def new_rows(self, first: int, like: Tensor, *shape: int) -> Tensor:
        """Memory to write new rows to, the first of them row `first`; above the window's first row are zeros."""
        keep, used = self._keep, self._keep + shape[0]
        if self._buffer is None:
            self._buffer = like.new_zeros((used, *shape[1:]))
        else:
            kept = self._buffer[self._used - keep : self._used]
            if used > len(self._buffer):
                self._buffer = like.new_empty((used, *shape[1:]))
            # The last rows may overlap the place to which they are moved.
            self._buffer[:keep] = kept if self._used >= 2 * keep else kept.clone()
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

    def __init__(self, height: int) -> None:
        self._height = height
        self._blocks: dict[int, Tensor] = {}
        self._spare: list[Tensor] = []
        self._end = 0

    @property
    def complete(self) -> int:
        """How many have all their rows."""
        return self._end // self._height

    def add(self, span: RowSpan, height: Optional[int]) -> None:
        """Takes rows, but those above the window and below its `height`."""
        rows = span.inside(height).rows
        while len(rows):
            number, row = divmod(self._end, self._height)
            if number not in self._blocks:
                size = (self._height, *rows.shape[1:])
                self._blocks[number] = self._spare.pop() if self._spare else rows.new_empty(size)
            count = min(len(rows), self._height - row)
            self._blocks[number][row : row + count] = rows[:count]
            self._end += count
            rows = rows[count:]

    def __getitem__(self, number: int) -> Tensor:
        return self._blocks[number]

    def forget(self, number: int) -> None:
        """Its memory is free for another."""
        if number in self._blocks:
            self._spare.append(self._blocks.pop(number))


class RowQueue:
    """Rows that wait until the rows they are added to are complete."""

    def __init__(self) -> None:
        self._rows: list[Tensor] = []

    def add(self, span: RowSpan, height: Optional[int]) -> None:
        """Takes rows, but those above the window and below its `height`."""
        self._rows.append(span.inside(height).rows)

    def take(self, count: int) -> Tensor:
        """The next rows."""
        rows = cat(self._rows)
        self._rows = [rows[count:]]
        return rows[:count]


def runs(length: int, at_a_time: int) -> list[slice]:
    """Slices that cover a length.

    >>> runs(5, 2)
    [slice(0, 2, None), slice(2, 4, None), slice(4, 5, None)]
    """
    step = max(1, at_a_time)
    return [slice(start, min(start + step, length)) for start in range(0, length, step)]
