# SPDX-License-Identifier: GPL-2.0-or-later
"""Works of tasks that do nothing, so that what is measured is all that is around them."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

SLEEP_S = 3.0


class Nothing:
    """Is done at once."""

    def __call__(self, row: Mapping[str, Any], tag: str) -> str:
        return "done"


class Sleep:
    """Takes its time and no processor."""

    def __call__(self, row: Mapping[str, Any], tag: str) -> str:
        time.sleep(SLEEP_S)
        return "done"
