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


def forecast(seconds: float) -> str:
    """A line on the time that is left, as people say it; "" where it is not worth a word.

    >>> forecast(94)
    'About 2 minutes to go, as measured on the first tile.'
    """
    if seconds < 10:
        return ""
    if seconds < 55:
        amount = f"{10 * round(seconds / 10)} seconds"
    elif seconds < 5400:
        minutes = round(seconds / 60)
        amount = f"{minutes} minute{'s' if minutes > 1 else ''}"
    else:
        amount = f"{seconds / 3600:.1f} hours"
    return f"About {amount} to go, as measured on the first tile."
