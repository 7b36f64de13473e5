# SPDX-License-Identifier: GPL-2.0-or-later
"""Processor time of `hselcz:mapcity` inside `qgis_process` beside plain Python's, both with NumPy and without PyTorch.

Inside QGIS other libraries are loaded, and NumPy's matrix products may be another library's than in plain Python. The
start of each program is taken off: what counts is the difference between a large and a small scene.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from . import scene

ROOT = Path(__file__).resolve().parent.parent
SMALL_PX, LARGE_PX = 256, 1600
# What plain Python runs: the same job, without QGIS.
PLAIN = (
    "import sys; from hse_lcz.model.mapping.map_scene import MapJob, map_city\n"
    "job = MapJob(sys.argv[1], {'HSE': sys.argv[2], 'LCZ': sys.argv[3]}, device='cpu')\n"
    "for step in map_city(job): print(step.note)"
)


def ratio(folder: Path, square: Path, repetitions: int) -> dict[str, float]:
    """Processor seconds of the same scene in both, and how many times as long QGIS takes; medians of repetitions.

    Args:
        folder: for scenes and maps.
        square: see `scene.square`.
        repetitions: how often each is run, in turns.
    """
    variables = without_torch(folder)
    qgis = program_of("qgis_process", variables["PATH"])
    subprocess.run([qgis, "plugins", "enable", "hse_lcz"], env=variables, check=True, capture_output=True)
    files = {side: scene.mosaic(square, side, folder / f"qgis_{side}.vrt") for side in (SMALL_PX, LARGE_PX)}
    outputs = [str(folder / f"qgis_{key}.tif") for key in ("hse", "lcz")]
    commands = {
        "qgis_process": lambda file: [
            qgis, "run", "hselcz:mapcity", "--", f"INPUT={file}", f"HSE={outputs[0]}", f"LCZ={outputs[1]}", "DEVICE=cpu"
        ],
        "python": lambda file: [_python(), "-c", PLAIN, str(file), *outputs],
    }  # fmt: skip
    seconds: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(repetitions):
        for name, command in commands.items():
            small, large = (processor_seconds(command(files[side]), variables) for side in (SMALL_PX, LARGE_PX))
            seconds[name].append(large - small)
    found = {name: round(statistics.median(each), 2) for name, each in seconds.items()}
    return {**found, "ratio": round(found["qgis_process"] / found["python"], 3)}


def processor_seconds(command: list[str], variables: dict[str, str], says: str = " by NumPy") -> float:
    """Processor time of a program and its children.

    Raises:
        RuntimeError: it fails, or its output lacks what it should say.
    """
    with tempfile.TemporaryFile() as log:
        number = subprocess.Popen(command, env=variables, stdout=log, stderr=subprocess.STDOUT).pid
        _, status, used = os.wait4(number, 0)
        log.seek(0)
        text = log.read().decode("utf-8", "replace")
    if status or says not in text:
        raise RuntimeError(f"{command[0]} failed, or did not say “{says}”:\n{text}")
    return used.ru_utime + used.ru_stime


def without_torch(folder: Path) -> dict[str, str]:
    """The environment of a QGIS as it is installed: without the virtual environment, where PyTorch is."""
    sys.path.insert(0, str(ROOT / "scripts"))
    import in_qgis

    variables = in_qgis.environment(folder / "profile")
    venv = str(ROOT / ".venv")
    kept = [part for part in variables["PATH"].split(os.pathsep) if not part.startswith(venv)]
    variables["PATH"] = os.pathsep.join(["/usr/bin", *kept])
    variables["HSE_LCZ_DATA"] = str(folder / "data")
    variables.pop("VIRTUAL_ENV", None)
    return variables


def program_of(name: str, path: str) -> str:
    import in_qgis

    found = in_qgis.program(name, path)
    if found is None:
        raise RuntimeError(f"{name} is not installed: run `make setup`")
    return found


def _python() -> str:
    """The system's Python, which QGIS uses as well."""
    return "/usr/bin/python3"


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        given = Path(sys.argv[1]) if len(sys.argv) > 1 else Path("../shared/data")
        print(ratio(Path(name), scene.square(given, Path(name)), repetitions=3))
