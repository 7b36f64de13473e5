# SPDX-License-Identifier: GPL-2.0-or-later
"""How long a job takes is said as people say it."""

from __future__ import annotations

import pytest

from hse_lcz.model.progress import forecast


@pytest.mark.parametrize(
    ("seconds", "amount"),
    [
        (10, "10 seconds"),
        (34, "30 seconds"),
        (59, "1 minute"),
        (61, "1 minute"),
        (100, "2 minutes"),
        (5399, "90 minutes"),
        (9000, "2.5 hours"),
    ],
)
def test_the_time_to_go(seconds, amount):
    assert forecast(seconds) == f"About {amount} to go, as measured on the first tile."


def test_what_is_soon_over_needs_no_word():
    assert forecast(9.9) == forecast(0) == ""
