# SPDX-License-Identifier: GPL-2.0-or-later
"""What every test stands on: `import hse_lcz` from any checkout folder, and QGIS without a screen."""

from __future__ import annotations

import gc
import importlib
import importlib.util
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parent

sys.path[:0] = [str(ROOT / "scripts"), str(ROOT / "tests")]
import in_qgis  # noqa: E402

# Before anything imports Qt, GDAL or PROJ. The profile is new each time: nothing is remembered between runs.
_profile = tempfile.TemporaryDirectory(prefix="hse-lcz-profile-")
os.environ.update(in_qgis.environment(Path(_profile.name)))
sys.path.insert(0, str(in_qgis.PLUGINS))

# Time limits per example say more about a busy machine than about the code. A verdict on a commit is the same when it
# is asked for again; new examples are for those who work on it.
settings.register_profile("hse_lcz", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.register_profile("long", deadline=None, max_examples=5000)
settings.load_profile("hse_lcz")

# The job that promises all parts does not skip over a missing one.
if os.environ.get("CI"):
    pytest.importorskip = lambda name, **_: importlib.import_module(name)

_running: dict = {}


def absent(what: str) -> None:
    """Skips a test whose part is missing; fails it in the job that promises all parts."""
    (pytest.fail if os.environ.get("CI") else pytest.skip)(what)


@pytest.fixture(scope="session")
def qgis_app():
    """The one QgsApplication of the run, with Processing and this plugin's provider registered."""
    if importlib.util.find_spec("qgis") is None:
        absent("QGIS is not installed: `make setup` installs it")
    if not _running:
        _start_qgis()
    return _running["application"]


@pytest.fixture(scope="session")
def provider(qgis_app):
    """This plugin's Processing provider, as registered."""
    return _running["provider"]


@pytest.fixture
def project(qgis_app):
    """The QGIS project, empty before and after the test."""
    from qgis.core import QgsProject

    QgsProject.instance().clear()
    yield QgsProject.instance()
    QgsProject.instance().clear()


@pytest.fixture(scope="session")
def qgis_process(tmp_path_factory):
    """Function that runs the real `qgis_process`, this plugin enabled: arguments -> CompletedProcess."""
    variables = in_qgis.environment(tmp_path_factory.mktemp("profile"))
    command = in_qgis.program("qgis_process", variables["PATH"])
    if command is None:
        absent("qgis_process is not installed: `make setup` installs it")

    def run(*arguments: object) -> subprocess.CompletedProcess:
        line = [command, *map(str, arguments)]
        return subprocess.run(line, env=variables, text=True, capture_output=True, timeout=300, check=False)

    enabled = run("plugins", "enable", "hse_lcz")
    assert enabled.returncode == 0, enabled.stdout + enabled.stderr
    return run


def pytest_unconfigure() -> None:
    """Stops QGIS after the closing line: whatever QGIS does at its end, the verdict is on the screen."""
    if _running:
        _stop_qgis()


def _start_qgis() -> None:
    from qgis.core import QgsApplication

    application = QgsApplication([], True)
    application.initQgis()
    # Processing ships beside QGIS's own Python modules; the application knows where.
    sys.path.append(os.path.join(QgsApplication.pkgDataPath(), "python", "plugins"))
    from processing.core.Processing import Processing

    Processing.initialize()

    from hse_lcz.algorithms.provider import Provider

    provider = Provider()
    assert QgsApplication.processingRegistry().addProvider(provider)
    _running.update(application=application, provider=provider)


def _stop_qgis() -> None:
    """Layers and provider first: one that outlives the application takes the process down with it."""
    from processing.core.Processing import Processing
    from qgis.core import QgsApplication, QgsProject, QgsProxyProgressTask
    from qgis.PyQt import sip

    # A task that shows the progress of a dialog waits for its word, and QGIS, at its end, for the task.
    for task in QgsApplication.taskManager().tasks():
        if task.metaObject().className() == QgsProxyProgressTask.__name__:
            sip.cast(task, QgsProxyProgressTask).finalize(False)
    QgsProject.instance().clear()
    QgsApplication.processingRegistry().removeProvider(_running.pop("provider"))
    Processing.deinitialize()
    gc.collect()
    application = _running.pop("application")  # alive while it stops
    application.exitQgis()
