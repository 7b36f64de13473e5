# SPDX-License-Identifier: GPL-2.0-or-later
"""Runs pip in another Python: its lines for the log, its progress, and what its errors mean."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Generator, Sequence
from pathlib import Path
from typing import Any, Optional

from ..errors import DependencyError
from ..progress import Progress
from . import processes

_LINES_KEPT = 200
_LARGE_BYTES = 20_000_000
# The first that can print how far a download has come.
REPORTS_PROGRESS = (24, 1)


def version(python: Path, variables: dict[str, str]) -> Optional[tuple[int, int]]:
    """Major and minor version of an interpreter's pip; None where it has none."""
    answer = processes.answer([python, "-I", "-c", "import pip; print(pip.__version__)"], variables, 60.0) or ""
    numbers = re.match(r"(\d+)\.(\d+)", answer)
    return None if numbers is None else (int(numbers[1]), int(numbers[2]))


def follow(
    command: Sequence[Any], variables: dict[str, str], span: tuple[float, float], proxy: str
) -> Generator[Progress, None, None]:
    """Runs a command to its end, yielding its lines; stops it with its children when closed early.

    Args:
        command: program and arguments.
        variables: its whole environment.
        span: shares of the work at its start and end.
        proxy: URL whose name and password are kept out of the log.

    Raises:
        DependencyError: it fails; the message holds the command's last error and what to do.
    """
    last_lines: deque[str] = deque(maxlen=_LINES_KEPT)
    low, high = span
    share = low
    try:
        running = processes.start(command, variables)
    except OSError as error:
        raise DependencyError(
            f"{command[0]} should run, but cannot be started ({error.strerror}); remove the environment (ACTION "
            "remove) and install it again."
        ) from error
    try:
        for line in processes.lines(running):
            done = re.fullmatch(r"Progress (\d+) of (\d+)", line)
            if done:
                if int(done[2]) > _LARGE_BYTES:  # what is smaller is over before it is seen
                    share = low + (high - low) * min(1.0, int(done[1]) / int(done[2]))
                yield Progress(share)
            elif line:
                last_lines.append(discreet(line, proxy))
                yield Progress(share, last_lines[-1])
            else:
                yield Progress(share)
        if running.wait() != 0:
            raise DependencyError(failure(last_lines))
    finally:
        processes.stop(running)


def discreet(line: str, proxy: str) -> str:
    """A line for the log, without the password of a proxy."""
    return re.sub(r"://[^/@\s]+@", "://***@", line.replace(proxy, "the proxy") if proxy else line)


# Patterns of pip's errors, and the advice for each.
_ADVICE = (
    ("No space left|not enough space|Errno 28", "free some space on the disk"),
    (
        "No matching distribution|Could not find a version|is not a supported wheel",
        "no build for this Python and system was found; choose another folder of wheels, or "
        "let another Python make the environment",
    ),
    ("407|ProxyError|[Pp]roxy", "set the proxy in QGIS under Settings, Options, Network"),
    (
        "CERTIFICATE_VERIFY_FAILED|SSLError",
        "the network replaces certificates: name your organisation's in the environment variable PIP_CERT",
    ),
    (
        "NewConnectionError|ConnectTimeout|ReadTimeout|Temporary failure|Connection|resolve",
        "see that this machine reaches the network, or choose a folder of wheels",
    ),
    ("Permission denied|Errno 13|WinError 5", "close every QGIS that uses the environment and see that it is yours"),
)


def failure(last_lines: Sequence[str]) -> str:
    """Why the installation failed and what to do, one sentence.

    Args:
        last_lines: of pip's output.
    """
    text = "\n".join(last_lines)
    errors = [line for line in last_lines if line.startswith("ERROR:")] or list(last_lines)[-1:] or ["no reason given"]
    advice = next((then for pattern, then in _ADVICE if re.search(pattern, text)), "the log above has the details")
    reason = errors[-1].removeprefix("ERROR:").strip().rstrip(".")
    return f"PyTorch cannot be installed ({reason}); {advice}, then run this again to continue."
