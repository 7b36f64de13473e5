# SPDX-License-Identifier: GPL-2.0-or-later
"""Python packages that QGIS may lack: which one, and what to do about it.

PyTorch is none of them: where it is missing or broken, NumPy runs the network (see `choose_engine` in
`model.engines.select`).
"""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Sequence

from ..model.errors import DependencyError, first_line

_TITLES = {"scipy": "SciPy"}


def missing(packages: Sequence[str]) -> str:
    """Advice on the first package that is not installed, one paragraph; "" where all are installed.

    Args:
        packages: names as Python imports them; nothing is imported here.
    """
    importlib.invalidate_caches()  # What was installed a minute ago counts, too.
    return next((_install(name) for name in packages if importlib.util.find_spec(name) is None), "")


def load(packages: Sequence[str]) -> None:
    """Imports the packages, so that a broken installation is reported as one.

    Raises:
        DependencyError: a package is missing, or does not load (a DLL, a build for another Python).
    """
    for name in packages:
        try:
            importlib.import_module(name)
        except Exception as error:  # a broken build raises whatever it likes
            raise DependencyError(missing([name]) or _repair(name, error)) from error


def _install(name: str) -> str:
    title = _TITLES.get(name, name)
    return (
        f"This algorithm needs {title} (the Python package “{name}”), which this QGIS does not have. "
        "On Windows, close QGIS, open the OSGeo4W Shell from QGIS's folder in the Start menu and run "
        f"“python -m pip install {name}”. On Linux, run “sudo apt install python3-{name}”, its like in your "
        f"distribution, or “python3 -m pip install --user {name}” (adding --break-system-packages where pip "
        "insists). On macOS, run "
        f"“/Applications/QGIS.app/Contents/MacOS/bin/python3 -m pip install {name}”. Then start QGIS again."
    )


def _repair(name: str, error: BaseException) -> str:
    reason = first_line(error)
    title = _TITLES.get(name, name)
    return (
        f"{title} is installed but does not load ({reason}); install it afresh with QGIS's own Python, "
        f"on Windows in the OSGeo4W Shell with “python -m pip install --force-reinstall {name}”, "
        "and start QGIS again."
    )
