# SPDX-License-Identifier: GPL-2.0-or-later
"""`hselcz:setuptorch` as users run it; once with the real PyTorch, from nothing to a map by the worker."""

from __future__ import annotations

import os
import signal
import threading
import time
from pathlib import Path

import numpy as np
import pytest
from osgeo import gdal

from hse_lcz.algorithms import setup_torch
from hse_lcz.model.progress import Progress
from hse_lcz.model.system import torch_environment, torch_installer
from hse_lcz.model.system.torch_environment import State
from hse_lcz.model.system.torch_installer import SetupSummary


@pytest.fixture
def home(tmp_path, monkeypatch) -> Path:
    """Where the environment would lie."""
    monkeypatch.setenv(torch_environment.VARIABLE, str(tmp_path / "data"))
    return tmp_path / "data" / "torch"


def run(feedback=None, **parameters):
    import processing

    return processing.run("hselcz:setuptorch", parameters, feedback=feedback)


def test_what_was_chosen_reaches_the_installation(provider, home, tmp_path, monkeypatch):
    from qgis.core import QgsProcessingFeedback

    orders = []

    def install(order):
        orders.append(order)
        torch_environment.begin(order.folder)
        yield Progress(0.5, "Collecting torch")
        return SetupSummary(order.folder, {"torch": "2.13.0+cpu"}, ("cpu",), 1.0)

    monkeypatch.setattr(torch_installer, "install", install)
    (tmp_path / "torch-1-py3-none-any.whl").touch()
    feedback = QgsProcessingFeedback()
    done = run(feedback, BUILD="cpu", WHEELS=str(tmp_path))
    assert orders == [torch_installer.Setup(home, "cpu", str(tmp_path), "")]
    assert done["FOLDER"] == str(home)
    assert done["TORCH"] == "2.13.0+cpu"
    assert "Collecting torch" in feedback.textLog()


def test_a_cancel_says_that_it_can_go_on(provider, home, monkeypatch):
    from qgis.core import QgsProcessingContext, QgsProcessingFeedback

    closed = []

    def install(order):
        try:
            yield Progress(0.5, "Collecting torch")
            yield Progress(0.6)
        finally:
            closed.append(True)

    monkeypatch.setattr(torch_installer, "install", install)
    feedback = QgsProcessingFeedback()
    feedback.progressChanged.connect(lambda percent: feedback.cancel())
    provider.algorithm("setuptorch").run({}, QgsProcessingContext(), feedback)
    assert closed
    assert "run this again to resume the installation" in feedback.textLog()
    assert "no file was written" not in feedback.textLog()


def test_remove_says_what_was_there(provider, home):
    from qgis.core import QgsProcessingFeedback

    torch_environment.begin(home)
    for sentence in (f"Removed {home}.", f"Nothing to remove: no environment in {home}."):
        feedback = QgsProcessingFeedback()
        run(feedback, ACTION="remove")
        assert sentence in feedback.textLog()
        assert not home.exists()


@pytest.mark.parametrize(
    ("parameters", "sentence"),
    [
        ({"ACTION": "update"}, r"\(ACTION\) should be one of install, remove, not update"),
        ({"BUILD": "rocm"}, r"\(BUILD\) should be one of auto, cpu, cuda, not rocm"),
        ({"WHEELS": "/usr"}, r"\(WHEELS\) should be a folder with .whl files, but /usr holds none"),
    ],
)
def test_refusals(provider, home, parameters, sentence):
    from qgis.core import QgsProcessingException

    with pytest.raises(QgsProcessingException, match=sentence):
        run(**parameters)
    assert not home.exists()


def test_the_proxy_of_qgis_becomes_one_of_pip(qgis_app):
    from qgis.PyQt.QtNetwork import QNetworkProxy

    kinds = QNetworkProxy.ProxyType
    proxies = {
        "": QNetworkProxy(kinds.NoProxy),
        "http://proxy.example:3128": QNetworkProxy(kinds.HttpProxy, "proxy.example", 3128),
        "socks5h://proxy.example:1080": QNetworkProxy(kinds.Socks5Proxy, "proxy.example", 1080),
        "http://m%40e:h%2Fush%3A@proxy.example:1": QNetworkProxy(kinds.HttpProxy, "proxy.example", 1, "m@e", "h/ush:"),
    }
    for expected, proxy in proxies.items():
        assert setup_torch.proxy_url(proxy) == expected


@pytest.mark.install
def test_from_nothing_to_a_map_by_the_worker_and_back(shadowed_qgis_process, home, mapcity, scene, tmp_path):
    """The real PyTorch into a real environment, in a QGIS that has none; about a minute and 1 GB of disk."""
    without = "import sys; sys.modules['torch'] = None"
    made = shadowed_qgis_process(without, "run", "hselcz:setuptorch", "--", "BUILD=cpu")
    if "reaches the network" in made.stdout + made.stderr:
        pytest.skip("no index with PyTorch is within reach")
    assert made.returncode == 0, made.stdout + made.stderr
    assert "Successfully installed" in made.stdout
    assert torch_environment.inspect(home).state is State.READY

    paths = {
        name: (tmp_path / f"{name}_hse.tif", tmp_path / f"{name}_lcz.tif") for name in ("worker", "killed", "here")
    }

    def mapped(name: str) -> str:
        hse, lcz = paths[name]
        done = shadowed_qgis_process(
            without, "run", "hselcz:mapcity", "--", f"INPUT={scene}", f"HSE={hse}", f"LCZ={lcz}"
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout + done.stderr

    log = mapped("worker")
    assert "in a process of its own" in log
    assert "failed" not in log
    killer = threading.Thread(target=kill_worker, args=(home,))
    killer.start()
    log = mapped("killed")
    killer.join()
    assert "The process of the private PyTorch failed (it was ended by SIGKILL); NumPy" in log
    mapcity(INPUT=scene, HSE=str(paths["here"][0]), LCZ=str(paths["here"][1]))
    for name in ("worker", "killed"):
        for mine, theirs in zip(paths[name], paths["here"]):
            maps = [gdal.Open(str(path)).ReadAsArray() for path in (mine, theirs)]
            np.testing.assert_allclose(*maps, atol=0.1)

    gone = shadowed_qgis_process(without, "run", "hselcz:setuptorch", "--", "ACTION=remove")
    assert gone.returncode == 0, gone.stdout + gone.stderr
    assert not home.exists()


def kill_worker(home: Path) -> None:
    """Waits for the process of an environment, and ends it as a lack of memory would."""
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        for entry in Path("/proc").glob("[0-9]*/cmdline"):
            try:
                line = entry.read_bytes()
            except OSError:  # it ended just now
                continue
            if str(home).encode() in line and b"worker.py" in line:
                os.kill(int(entry.parent.name), signal.SIGKILL)
                return
        time.sleep(0.01)
