# SPDX-License-Identifier: GPL-2.0-or-later
"""What the machine itself can do: the roof under which every program stays."""

from __future__ import annotations

import platform
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import torch


def multiply_gmacs(side: int = 2048, repeats: int = 5, clock: Callable[[], float] = time.perf_counter) -> float:
    """Billions of multiplications with additions in a second, in float32, by the best of several products."""
    a, b = torch.rand(side, side), torch.rand(side, side)
    out = torch.empty(side, side)
    torch.mm(a, b, out=out)
    return side**3 / best_seconds(lambda: torch.mm(a, b, out=out), repeats, clock) / 1e9


def copy_gb_per_s(megabytes: int = 256, repeats: int = 5) -> float:
    """Bytes read and written in a second by a copy too large for any cache."""
    source = torch.rand(megabytes * 2**18)
    target = torch.empty_like(source)
    return 2 * source.numel() * 4 / best_seconds(lambda: target.copy_(source), repeats) / 1e9


def about() -> dict[str, str]:
    """Processor and versions."""
    cpu = platform.processor() or platform.machine()
    for line in _lines("/proc/cpuinfo"):
        if line.startswith("model name"):
            cpu = line.split(":", 1)[1].strip()
            break
    return {
        "processor": cpu,
        "threads": str(torch.get_num_threads()),
        "capability": torch.backends.cpu.get_cpu_capability(),
        "python": platform.python_version(),
        "torch": torch.__version__,
        "numpy": np.__version__,
    }


def _lines(path: str) -> list[str]:
    return Path(path).read_text(encoding="utf-8").splitlines() if Path(path).exists() else []


def best_seconds(work: Callable[[], Any], repeats: int, clock: Callable[[], float] = time.perf_counter) -> float:
    """The least time that the work takes by a clock, of several."""
    seconds = []
    for _ in range(repeats):
        started = clock()
        work()
        seconds.append(clock() - started)
    return min(seconds)
