# SPDX-License-Identifier: GPL-2.0-or-later
"""How the threads of OpenMP, by which PyTorch computes on the processor, wait for each other."""

from __future__ import annotations

from collections.abc import MutableMapping

# Turns of GNU OpenMP's waiting loop, well below 0.1 ms; its default is 300,000.
_TURNS = "2000"


def limit_spinning(variables: MutableMapping[str, str]) -> None:
    """Lets a thread that waits for others sleep soon, where the user has not set how it waits.

    By default it keeps its processor busy for milliseconds. Where other programs compute as well, the thread that all
    wait for has no processor meanwhile, and a map takes several times as long.

    Args:
        variables: the environment of a process that has not loaded GNU OpenMP yet; completed.
    """
    if "OMP_WAIT_POLICY" not in variables:
        variables.setdefault("GOMP_SPINCOUNT", _TURNS)
