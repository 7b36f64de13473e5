# SPDX-License-Identifier: GPL-2.0-or-later
"""`hselcz:trainnetwork` with all layers in a QGIS without PyTorch: the private environment trains.

The private environment is a virtual environment that sees the packages of the one that runs the tests.
"""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from hse_lcz.model.network import weights
from hse_lcz.model.system import torch_environment

from .conftest import files_in, refused

HIDDEN = "import sys; sys.modules['torch'] = None"


@pytest.fixture
def home(tmp_path, monkeypatch) -> Path:
    """Where `hselcz:setuptorch` installs; nothing there."""
    monkeypatch.setenv(torch_environment.VARIABLE, str(tmp_path / "data"))
    return tmp_path / "data" / "torch"


@pytest.fixture
def private(home) -> Path:
    """A complete private environment."""
    torch = pytest.importorskip("torch")
    torch_environment.begin(home)
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", "--system-site-packages", home], check=True)
    packages = next((home / "lib").glob("python*/site-packages"))
    (packages / "torch.pth").write_text(sysconfig.get_paths()["purelib"] + "\n")
    torch_environment.finish(home, {"torch": torch.__version__})
    return home


@pytest.fixture
def good(town, areas, small_weights, tmp_path) -> dict[str, str]:
    return {
        "SCENES": town, "LABELS": areas, "MODEL": small_weights, "METHOD": "all layers", "DEVICE": "cpu", "STEPS": "3",
        "WEIGHTS": str(tmp_path / "out" / "mine.npz"), "REPORT": str(tmp_path / "out" / "mine.html"),
    }  # fmt: skip


def line_of(good: dict[str, str]) -> list[str]:
    return ["run", "hselcz:trainnetwork", "--", *(f"{name}={value}" for name, value in good.items())]


def test_it_trains_and_the_log_says_where(shadowed_qgis_process, private, good):
    done = shadowed_qgis_process(HIDDEN, *line_of(good))
    log = done.stdout + done.stderr
    assert done.returncode == 0, log
    assert re.search(r"All layers train by PyTorch .* on cpu \(\d+ threads?\), in a process of the private envi", log)
    assert "Step 3 of 3: loss" in log and re.search(r"DEVICE_USED:\s*cpu", log)
    card = weights.load(good["WEIGHTS"]).card
    assert card["training"]["units"] == 8 and card["training"]["retrained_on_all"] in (True, False)
    assert "in a process of the private environment" in Path(good["REPORT"]).read_text(encoding="utf-8")


@pytest.fixture
def processes(monkeypatch) -> list:
    """The processes that this QGIS, which now has no PyTorch, starts to train."""
    from hse_lcz.model.training import worker_trainer

    monkeypatch.setitem(sys.modules, "torch", None)
    started, real = [], worker_trainer.WorkerProcess
    monkeypatch.setattr(worker_trainer, "WorkerProcess", lambda *given: started.append(real(*given)) or started[-1])
    return started


def run_until(provider, good, percent: float, react):
    """What the algorithm gives, and its log; `react` is called once when so much is done."""
    from qgis.core import QgsProcessingContext, QgsProcessingFeedback

    feedback, called = QgsProcessingFeedback(), []

    def progressed(now: float) -> None:
        if now >= percent and not called:
            called.append(react(feedback))

    feedback.progressChanged.connect(progressed)
    given = {**good, "SCENES": [good["SCENES"]], "STEPS": 60}
    outputs, succeeded = provider.algorithm("trainnetwork").run(given, QgsProcessingContext(), feedback)
    assert called
    return outputs, succeeded, feedback.textLog()


def test_killed_in_the_middle_it_ends_with_one_sentence(provider, private, processes, good, tmp_path):
    kill = lambda feedback: os.kill(processes[0].pid, signal.SIGKILL)  # noqa: E731
    outputs, succeeded, log = run_until(provider, good, 14, kill)
    assert not succeeded and "WEIGHTS" not in outputs
    assert "but it failed (it was ended by SIGKILL); nothing was written." in log
    assert "choose “What learns” (METHOD) heads" in log and "Traceback" not in log
    assert processes[0].pid == 0 and not (tmp_path / "out").exists()


def test_cancelled_before_a_step_is_kept_it_writes_nothing(provider, private, processes, good, tmp_path):
    outputs, succeeded, log = run_until(provider, good, 14, lambda feedback: feedback.cancel())
    assert succeeded and "WEIGHTS" not in outputs
    assert "Cancelled before anything was learned: no file was written." in log
    assert processes[0].pid == 0 and not (tmp_path / "out").exists()


def test_without_any_pytorch_the_form_says_what_to_do(provider, home, good, monkeypatch):
    import processing

    monkeypatch.setitem(sys.modules, "torch", None)
    given = {**good, "SCENES": [good["SCENES"]], "STEPS": 3}
    sentence = refused(lambda: processing.run("hselcz:trainnetwork", given))
    assert "“What learns” (METHOD) all layers needs PyTorch, found none in QGIS's Python" in sentence
    assert "run hselcz:setuptorch" in sentence and "choose “What learns” heads" in sentence
    assert "all layers" in refused(
        lambda: processing.run("hselcz:trainnetwork", {**given, "METHOD": "heads", "FROM_SCRATCH": True})
    )
    assert not Path(good["WEIGHTS"]).parent.exists() or not files_in(Path(good["WEIGHTS"]).parent)
