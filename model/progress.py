# SPDX-License-Identifier: GPL-2.0-or-later
"""What a long job tells while it runs."""

from __future__ import annotations

from typing import NamedTuple


class Progress(NamedTuple):
    """Where a job stands."""

    share: float
    """Done, 0..1."""
    note: str = ""
    """A line for the log, where there is something to say."""
