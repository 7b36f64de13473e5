# SPDX-License-Identifier: GPL-2.0-or-later
"""Works that do what tasks must not: hang, take all memory, end their process, print, or count their calls."""

from __future__ import annotations

import os
import sys
import time


class Odd:
    """Does what the scene's name says; counts how often this process was asked."""

    def __init__(self) -> None:
        self._held: list[bytearray] = []
        self._asked = 0

    def __call__(self, row: dict, tag: str) -> str:
        self._asked += 1
        return getattr(self, row["scene"])(tag)

    def fine(self, tag: str) -> str:
        print("a library prints on the answers' stream")
        return "done"

    def count(self, tag: str) -> str:
        return f"{self._asked} in {os.getpid()}"

    def hang(self, tag: str) -> str:
        while True:
            time.sleep(1)

    def hog(self, tag: str) -> str:
        while True:
            self._held.append(bytearray(os.urandom(1 << 20) * 16))
            time.sleep(0.01)

    def slow(self, tag: str) -> str:
        time.sleep(0.2)
        return "done"

    def spin(self, tag: str) -> str:
        while True:
            pass

    def crash(self, tag: str) -> str:
        print("the reason of the crash", file=sys.stderr, flush=True)
        os._exit(7)

    def kill(self, tag: str) -> str:
        os.kill(os.getpid(), 9)
        return "done"

    def bug(self, tag: str) -> str:
        raise KeyError("no such thing")
