# SPDX-License-Identifier: GPL-2.0-or-later
"""Total and free memory of this computer, and the peak memory of this process."""

from __future__ import annotations

import os
import sys
from typing import NamedTuple, Optional


class Memory(NamedTuple):
    """Memory in bytes; None where the system does not tell it."""

    total: Optional[int]
    free: Optional[int]
    """Memory that programs could take now without swapping."""


def memory() -> Memory:
    """Total and free memory of this computer at this moment."""
    try:
        if sys.platform == "win32":
            return _windows()
        if sys.platform.startswith("linux"):
            with open("/proc/meminfo", encoding="ascii") as file:
                return parse_meminfo(file.read())
        return Memory(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES"), None)
    except (OSError, ValueError, AttributeError):
        return Memory(None, None)


def peak() -> Optional[int]:
    """Peak memory of this process since it started, bytes; None where the system does not tell it."""
    try:
        if sys.platform == "win32":
            return _windows_peak()
        if sys.platform.startswith("linux"):
            # The value of `getrusage` there begins with what the parent process held.
            with open("/proc/self/status", encoding="ascii", errors="replace") as file:
                return _bytes(file.read()).get("VmHWM")
        import resource

        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    except (OSError, ImportError, AttributeError):
        return None


def parse_meminfo(text: str) -> Memory:
    r"""Total and free memory from the text of /proc/meminfo.

    >>> parse_meminfo("MemTotal:  16000 kB\nMemFree:  200 kB\nMemAvailable:  9000 kB\n")
    Memory(total=16384000, free=9216000)
    """
    values = _bytes(text)
    return Memory(values.get("MemTotal"), values.get("MemAvailable"))


def _bytes(text: str) -> dict[str, int]:
    """The lines in kilobytes of a file in /proc, by name."""
    lines = (line.partition(":") for line in text.splitlines())
    return {name: int(rest.split()[0]) * 1024 for name, _, rest in lines if rest.endswith(" kB")}


def _windows() -> Memory:
    import ctypes

    class Status(ctypes.Structure):
        """MEMORYSTATUSEX. Source: Windows API, sysinfoapi.h."""

        _fields_ = (
            ("length", ctypes.c_ulong),
            ("load_pct", ctypes.c_ulong),
            ("total", ctypes.c_ulonglong),
            ("free", ctypes.c_ulonglong),
            *((f"other_{number}", ctypes.c_ulonglong) for number in range(5)),
        )

    status = Status()
    status.length = ctypes.sizeof(status)
    if not ctypes.windll.kernel32.GlobalMemoryStatusEx(ctypes.byref(status)):
        return Memory(None, None)
    return Memory(status.total, status.free)


def _windows_peak() -> Optional[int]:
    import ctypes

    class Counters(ctypes.Structure):
        """PROCESS_MEMORY_COUNTERS. Source: Windows API, psapi.h."""

        _fields_ = (
            ("length", ctypes.c_ulong),
            ("faults", ctypes.c_ulong),
            ("peak", ctypes.c_size_t),
            *((f"other_{number}", ctypes.c_size_t) for number in range(7)),
        )

    counters = Counters()
    counters.length = ctypes.sizeof(counters)
    ask, kernel = ctypes.WinDLL("psapi").GetProcessMemoryInfo, ctypes.WinDLL("kernel32")
    kernel.GetCurrentProcess.restype = ctypes.c_void_p
    ask.argtypes = (ctypes.c_void_p, ctypes.c_void_p, ctypes.c_ulong)
    if not ask(kernel.GetCurrentProcess(), ctypes.byref(counters), counters.length):
        return None
    return counters.peak
