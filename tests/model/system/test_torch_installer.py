# SPDX-License-Identifier: GPL-2.0-or-later
"""From nothing to an environment and back, with real pip and wheels of a few hundred bytes; what fails says why."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from collections import namedtuple
from pathlib import Path

import pytest

from hse_lcz.model.errors import DependencyError, OutputError
from hse_lcz.model.system import pip_runner, python_finder, torch_environment, torch_installer
from hse_lcz.model.system.python_finder import Interpreter
from hse_lcz.model.system.torch_environment import State
from hse_lcz.model.system.torch_installer import Pins, Setup

from ...driving import driven

NUMPY = "float32 = 'float32'\ndef ones(count, dtype):\n    return [1.0] * count\n"
TORCH = """
class Tensor(list):
    def to(self, device): return self
    def sum(self): return Tensor([sum(self)])
    def item(self): return self[0]
from_numpy = Tensor
class cuda:
    def is_available(): return False
class backends:
    class mps:
        def is_available(): return False
"""


def wheel(folder: Path, name: str, code: str, requires: str = "") -> None:
    """Writes a wheel whose one file holds the code."""
    folder.mkdir(exist_ok=True)
    info = f"{name}-0.1.dist-info"
    with zipfile.ZipFile(folder / f"{name}-0.1-py3-none-any.whl", "w") as archive:
        archive.writestr(f"{name}/__init__.py", f"__version__ = '0.1'\n{code}")
        needs = f"Requires-Dist: {requires}\n" if requires else ""
        archive.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: 0.1\n{needs}")
        archive.writestr(
            f"{info}/WHEEL", "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        )
        archive.writestr(f"{info}/RECORD", "")


@pytest.fixture
def setup(tmp_path) -> Setup:
    wheel(tmp_path / "wheels", "numpy", NUMPY)
    wheel(tmp_path / "wheels", "torch", TORCH)
    return Setup(folder=tmp_path / "hse_lcz" / "torch", build="cpu", wheels=str(tmp_path / "wheels"))


def finish(setup: Setup):
    """Runs an installation to its end; summary and progress."""
    return driven(torch_installer.install(setup))


def test_from_a_cancel_to_complete_to_gone(setup, tmp_path, monkeypatch):
    (tmp_path / "home").mkdir()
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("PATH", "/usr/bin:/bin")  # pip asks a rustc that it finds, and rustup's writes to HOME
    steps = torch_installer.install(setup)
    for step in steps:
        if "numpy" in step.note and "Processing" in step.note:
            break
    steps.close()
    assert torch_environment.inspect(setup.folder).state is State.UNFINISHED

    summary, seen = finish(setup)
    notes = [step.note for step in seen]
    assert any(note.startswith("Continuing the installation that was begun in ") for note in notes)
    assert any(note.startswith("Successfully installed") for note in notes)
    assert [step.share for step in seen] == sorted(step.share for step in seen)
    assert summary.packages == {"torch": "0.1", "numpy": "0.1", "python": ".".join(map(str, sys.version_info[:3]))}
    assert summary.devices == ("cpu",)
    standing = torch_environment.inspect(setup.folder)
    assert (standing.state, standing.packages) == (State.READY, summary.packages)
    assert not (setup.folder / "downloads").exists()

    _, seen = finish(setup)
    assert "is complete already" in seen[0].note
    assert torch_environment.remove(setup.folder)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["home", "wheels"]
    assert list((tmp_path / "home").iterdir()) == []


def test_a_torch_that_does_not_load_is_said_with_its_reason(setup, tmp_path):
    wheel(tmp_path / "wheels", "torch", "raise OSError('[WinError 126] c10.dll was not found.')")
    with pytest.raises(DependencyError) as caught:
        finish(setup)
    assert str(caught.value) == (
        f"PyTorch in {setup.folder} does not run (OSError: [WinError 126] c10.dll was not found); remove the "
        "environment (ACTION remove) and install it again."
    )
    assert torch_environment.inspect(setup.folder).state is State.UNFINISHED


def test_a_wheel_that_lacks_is_said_with_what_to_do(setup, tmp_path):
    (tmp_path / "wheels" / "torch-0.1-py3-none-any.whl").unlink()
    with pytest.raises(DependencyError) as caught:
        finish(setup)
    assert "No matching distribution found for torch" in str(caught.value)
    assert "choose another folder of wheels" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_another_python_than_the_one_that_began_starts_anew(setup):
    torch_environment.begin(setup.folder)
    python = python_finder.of_environment(setup.folder)
    python.parent.mkdir()
    python.write_text("#!/bin/sh\nexit 1\n")
    python.chmod(0o755)
    (setup.folder / "old").mkdir()
    steps = torch_installer.install(setup)
    for step in steps:
        if step.note.startswith("Making a virtual environment"):
            break
    steps.close()
    assert not (setup.folder / "old").exists()


def test_an_environment_begun_without_its_pip_starts_anew(setup):
    """Cancelled while the virtual environment was being made: it has a Python, but no pip yet."""
    torch_environment.begin(setup.folder)
    subprocess.run([sys.executable, "-I", "-m", "venv", "--without-pip", str(setup.folder)], check=True)
    summary, seen = finish(setup)
    assert any(step.note.startswith("Making a virtual environment") for step in seen)
    assert summary.packages["torch"] == "0.1"


def test_a_full_disk_is_said_before_anything_is_downloaded(setup, monkeypatch):
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(torch_installer.shutil, "disk_usage", lambda folder: usage(10**10, 10**10, 10**8))
    with pytest.raises(
        OutputError, match=r"Expected 2 GB of free disk .* found 0.1 GB; free some space or set HSE_LCZ_DATA"
    ):
        finish(setup)


@pytest.mark.parametrize(
    ("version", "system", "machine", "expected"),
    [
        ((3, 9), "win32", "AMD64", Pins("2.8.0", "2.0.2")),
        ((3, 10), "linux", "x86_64", Pins("2.13.0", "2.2.6")),
        ((3, 12), "win32", "AMD64", Pins("2.13.0", "2.3.5")),
        ((3, 12), "darwin", "arm64", Pins("2.13.0", "2.3.5")),
        ((3, 12), "darwin", "x86_64", Pins("2.2.2", "1.26.4")),
    ],
)
def test_pins_have_builds_for_the_python_and_system(version, system, machine, expected):
    assert torch_installer.pins(Interpreter(Path("python"), version, system, machine)) == expected


@pytest.mark.parametrize(
    ("build", "system", "end"),
    [("cpu", "linux", "/whl/cpu"), ("cuda", "win32", "/whl/cu126"), ("cpu", "darwin", ""), ("cuda", "darwin", "")],
)
def test_the_index_holds_the_build(build, system, end):
    found = torch_installer.index_of(build, Interpreter(Path("python"), (3, 12), system, "x86_64"))
    assert found.endswith(end)
    assert bool(found) == bool(end)


@pytest.mark.parametrize(
    ("answer", "build"), [(None, "cpu"), ("", "cpu"), ("GPU 0: NVIDIA RTX A2000 (UUID: GPU-1)", "cuda")]
)
def test_the_build_follows_the_driver(answer, build, monkeypatch, setup):
    monkeypatch.setattr(torch_installer.shutil, "which", lambda name: "/usr/bin/nvidia-smi")
    monkeypatch.setattr(torch_installer.processes, "answer", lambda *line: answer)
    automatic = Setup(folder=setup.folder)
    assert torch_installer._build(automatic, {}) == build
    assert torch_installer._build(setup, {}) == "cpu"


def test_pip_learns_of_the_proxy_and_the_log_does_not_learn_its_password(setup):
    proxy = "http://me:hush@proxy.example:3128"
    variables = torch_installer._for_pip({}, Setup(folder=setup.folder, proxy=proxy), setup.folder / "downloads")
    assert variables["HTTPS_PROXY"] == variables["http_proxy"] == proxy
    assert variables["PIP_CACHE_DIR"] == variables["TMPDIR"] == str(setup.folder / "downloads")
    for line in (f"Cannot connect to {proxy}", "trying http://me:hush@proxy.example:3128/simple"):
        assert "hush" not in pip_runner.discreet(line, proxy)
        assert "hush" not in pip_runner.discreet(line, "")


@pytest.mark.parametrize(
    ("said", "advice"),
    [
        ("ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device", "free some space"),
        ("ERROR: No matching distribution found for torch==2.13.0", "no build for this Python"),
        ("WARNING: Retrying after ProxyError('Cannot connect to proxy.')", "set the proxy in QGIS"),
        ("SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED]", "PIP_CERT"),
        ("NewConnectionError: Temporary failure in name resolution", "reaches the network"),
        ("ERROR: [WinError 5] Access is denied", "close every QGIS"),
        ("ERROR: something new", "the log above has the details"),
    ],
)
def test_what_pip_says_is_turned_into_what_to_do(said, advice):
    sentence = pip_runner.failure([said])
    assert sentence.startswith("PyTorch cannot be installed (")
    assert advice in sentence
    assert sentence.endswith(", then run this again to continue.")
