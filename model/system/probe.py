# SPDX-License-Identifier: GPL-2.0-or-later
"""Versions and devices of the PyTorch in the Python that runs this file.

    python -I -B probe.py    prints one line of JSON: versions and devices

It is started by its path in the private environment, and imports nothing of this plugin.
"""

from __future__ import annotations

import json
import os
import platform


def report() -> dict[str, str]:
    """Versions of the packages and usable devices, each tried by a small sum."""
    import numpy
    import torch

    here = {"cpu": True, "cuda": torch.cuda.is_available(), "mps": torch.backends.mps.is_available()}
    running = []
    for device in (name for name, there in here.items() if there):
        try:
            total = torch.from_numpy(numpy.ones(3, dtype=numpy.float32)).to(device).sum().item()
        except RuntimeError:  # a card that this build has no code for
            continue
        running += [device] if total == 3 else []
    return {
        "torch": torch.__version__,
        "numpy": numpy.__version__,
        "python": platform.python_version(),
        "devices": " ".join(running),
    }


def main() -> None:
    """Print the report; what a library prints goes to standard error."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    answers.write(json.dumps(report()).encode() + b"\n")
    answers.close()


if __name__ == "__main__":
    main()
