# SPDX-License-Identifier: GPL-2.0-or-later
"""The tags of an output raster: software, time, input and options of the run."""

from __future__ import annotations

import os
from datetime import datetime, timezone

from ..version import software


def tags(source: str, options: str, **more: str) -> dict[str, str]:
    """Tags of a raster: the software, the time, the input by its name and the options of the run.

    Args:
        source: the input's path, or whatever GDAL opened.
        options: of the run, as NAME=value; "" for none.
        more: further tags.
    """
    return {
        "TIFFTAG_SOFTWARE": software(),
        "TIFFTAG_DATETIME": datetime.now(timezone.utc).strftime("%Y:%m:%d %H:%M:%S"),
        "INPUT": os.path.basename(source) if os.path.exists(source) else source,
        **more,
        **({"OPTIONS": options} if options else {}),
    }
