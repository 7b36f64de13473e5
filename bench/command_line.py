# SPDX-License-Identifier: GPL-2.0-or-later
"""The command line of the benches that also run on their own."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any, Optional


def parser(description: Optional[str], repetitions: int = 3, side_px: int = 0) -> argparse.ArgumentParser:
    """What all of them take.

    Args:
        description: of the bench.
        repetitions: by default.
        side_px: of the scene by default; 0 where it is not for the user to choose.
    """
    found = argparse.ArgumentParser(description=description)
    found.add_argument("--data", type=Path, default=Path("../shared/data"), help="folder of real scenes")
    found.add_argument("--out", type=Path, help="JSON to write")
    found.add_argument("--repetitions", type=int, default=repetitions)
    if side_px:
        found.add_argument("--side", type=int, default=side_px, help="of the scene, in pixels")
    return found


def report(found: dict[str, Any], out: Optional[Path]) -> None:
    """Prints the figures and writes them where that is wanted."""
    text = json.dumps(found, indent=1)
    print(text)
    if out:
        out.write_text(text + "\n", encoding="utf-8")
