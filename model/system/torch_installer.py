# SPDX-License-Identifier: GPL-2.0-or-later
"""Installs PyTorch into a private environment, step by step, with pip's lines in the log."""

from __future__ import annotations

import json
import os
import shutil
import sys
import time
from collections.abc import Generator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple, Optional

from ..errors import DependencyError, OutputError
from ..progress import Progress
from . import pip_runner, processes, python_finder, torch_environment
from .python_finder import Interpreter
from .torch_environment import State

BUILDS = ("auto", "cpu", "cuda")
_PYTORCH_INDEX = "https://download.pytorch.org/whl/"
_DOWNLOADS = "downloads"
_PROBE = Path(__file__).with_name("probe.py")
_CHECK_S = 300.0
# Rounded up from what was seen: the downloads and what they unpack to, at the same time.
_DISK_BYTES = {"cpu": 2_000_000_000, "cuda": 12_000_000_000}
# Shares of the work, about as long as they take.
_VENV, _NUMPY, _TORCH, _CHECKING = 0.01, 0.05, 0.15, 0.95


@dataclass(frozen=True)
class Setup:
    """Settings of an installation: what to install and from where."""

    folder: Path = field(default_factory=torch_environment.default_folder)
    build: str = "auto"
    """auto, cpu or cuda; auto takes CUDA where NVIDIA's driver answers."""
    wheels: Optional[str] = None
    """A folder of wheels, instead of the network; None = from the network."""
    proxy: str = ""
    """URL of a proxy, with name and password if it asks for them; "" = as the environment variables say."""


class SetupSummary(NamedTuple):
    """Versions and devices of the installed environment."""

    folder: Path
    packages: dict[str, str]
    """Versions of torch, numpy and python."""
    devices: tuple[str, ...]
    """Devices on which that PyTorch runs here: cpu, cuda, mps."""
    seconds: float


class Pins(NamedTuple):
    """Versions that go together."""

    torch: str
    numpy: str


def pins(python: Interpreter) -> Pins:
    """The newest tried PyTorch that has builds for an interpreter, and the NumPy that goes with it.

    Source: the wheels listed under https://pypi.org/project/torch/#files and https://pypi.org/project/numpy/#files.
    """
    if python.system == "darwin" and python.machine == "x86_64":
        return Pins("2.2.2", "1.26.4")  # the last for Macs with Intel processors
    if python.version < (3, 10):
        return Pins("2.8.0", "2.0.2")  # the last for Python 3.9
    return Pins("2.13.0", "2.2.6" if python.version < (3, 11) else "2.3.5")


def install(setup: Setup) -> Generator[Progress, None, SetupSummary]:
    """Makes the environment, or continues one that was begun; a generator, so that it can report and be stopped.

    Closing it early stops pip with all its children. What was downloaded whole stays for the next run.

    Raises:
        DependencyError: there is no Python to make it with, pip fails, or PyTorch does not run.
        OutputError: the folder cannot be used, or the disk is too full.
    """
    started = time.perf_counter()
    variables = processes.clean_variables(os.environ)
    folder, before = setup.folder, torch_environment.inspect(setup.folder)
    if before.state is State.READY:
        yield Progress(0, f"{folder} is complete already; to install another build, remove it first (ACTION remove).")
    else:
        yield from _make(setup, _build(setup, variables), variables)
    yield Progress(_CHECKING, "Trying PyTorch in its environment.")
    packages, devices = yield from check(folder)
    torch_environment.finish(folder, packages, devices)
    shutil.rmtree(folder / _DOWNLOADS, ignore_errors=True)
    yield Progress(
        1.0,
        f"PyTorch {packages['torch']} with NumPy {packages['numpy']} and Python {packages['python']} runs on "
        f"{', '.join(devices)}; it lies in {folder}.",
    )
    return SetupSummary(folder, packages, devices, time.perf_counter() - started)


def check(folder: Path) -> Generator[Progress, None, tuple[dict[str, str], tuple[str, ...]]]:
    """Versions of what the environment holds and the devices it runs on, as its own PyTorch reports them.

    Raises:
        DependencyError: it does not run.
    """
    last_line, report = "no answer", None
    limit = time.monotonic() + _CHECK_S
    try:
        command = [python_finder.of_environment(folder), "-I", "-B", _PROBE]
        running = processes.start(command, processes.clean_variables(os.environ))
    except OSError as error:
        raise _does_not_run(folder, error.strerror or str(error)) from error
    try:
        for line in processes.lines(running):
            last_line, report = line or last_line, _report(line) or report
            if time.monotonic() > limit:
                raise _does_not_run(folder, f"no answer within {_CHECK_S:g} s")
            yield Progress(_CHECKING)
    finally:
        processes.stop(running)
    if report is None:
        raise _does_not_run(folder, last_line.rstrip("."))
    return {name: report[name] for name in ("torch", "numpy", "python")}, tuple(report["devices"].split())


def _report(line: str) -> Optional[dict[str, str]]:
    """The report of `probe.py`, if a line is it: versions and devices, each a text; else None."""
    try:
        report = json.loads(line)
    except ValueError:
        return None
    names = ("torch", "numpy", "python", "devices")
    complete = isinstance(report, dict) and all(isinstance(report.get(name), str) for name in names)
    return report if complete else None


def _does_not_run(folder: Path, reason: str) -> DependencyError:
    return DependencyError(
        f"PyTorch in {folder} does not run ({reason}); remove the environment (ACTION remove) and install it again."
    )


def _make(setup: Setup, build: str, variables: dict[str, str]) -> Generator[Progress, None, None]:
    folder = setup.folder
    python = python_finder.find(variables)
    yield Progress(0, f"Python {python.version[0]}.{python.version[1]} at {python.path}.")
    torch_environment.begin(folder)
    _check_disk_space(folder, build)
    downloads = folder / _DOWNLOADS
    downloads.mkdir(exist_ok=True)
    inside = python_finder.of_environment(folder)
    kept = python_finder.probe(inside, variables)
    if kept is None or not python_finder.alike(kept, python) or pip_runner.version(inside, variables) is None:
        # What was downloaded serves another Python, too, as far as it is not built for one.
        torch_environment.empty(folder, but=_DOWNLOADS)
        yield Progress(_VENV, f"Making a virtual environment in {folder}.")
        yield from pip_runner.follow([python.path, "-I", "-m", "venv", folder], variables, (_VENV, _NUMPY), setup.proxy)
        python_finder.keep_dll_folder(folder, python.path)
    else:
        yield Progress(_NUMPY, f"Continuing the installation that was begun in {folder}.")
    variables = _for_pip(variables, setup, downloads)
    wanted = pins(python)
    command = [inside, "-I", "-m", "pip", "install", "--no-input", "--disable-pip-version-check"]
    reports = (pip_runner.version(inside, variables) or (0, 0)) >= pip_runner.REPORTS_PROGRESS
    command += ["--progress-bar", "raw" if reports else "off"]
    if setup.wheels:
        source = ["--isolated", "--no-index", "--find-links", setup.wheels]
        yield from pip_runner.follow([*command, *source, "numpy", "torch"], variables, (_NUMPY, _CHECKING), setup.proxy)
        return
    yield Progress(_NUMPY, f"Installing NumPy {wanted.numpy}.")
    yield from pip_runner.follow([*command, f"numpy=={wanted.numpy}"], variables, (_NUMPY, _TORCH), setup.proxy)
    yield Progress(_TORCH, f"Installing PyTorch {wanted.torch} ({build}); this downloads a few hundred megabytes.")
    yield from _install_torch(command, f"torch=={wanted.torch}", index_of(build, python), variables, setup)


def index_of(build: str, python: Interpreter) -> str:
    """PyTorch's own index for a build, which has it without what the build does not need; "" for the common index."""
    if python.system == "darwin":
        return ""  # one build for all Macs
    return _PYTORCH_INDEX + ("cu126" if build == "cuda" else "cpu")


def _install_torch(
    command: Sequence[Any], requirement: str, index: str, variables: dict[str, str], setup: Setup
) -> Generator[Progress, None, None]:
    if index:
        own = [*command, "--index-url", index, "--retries", "1", "--timeout", "20", requirement]
        try:
            yield from pip_runner.follow(own, variables, (_TORCH, _CHECKING), setup.proxy)
            return
        except DependencyError:
            # The common index has one build for Linux, which brings several gigabytes for NVIDIA's cards.
            _check_disk_space(setup.folder, "cuda" if sys.platform == "linux" else "cpu")
            yield Progress(_TORCH, f"{index} cannot be reached or has no build; trying the common index.")
    yield from pip_runner.follow([*command, requirement], variables, (_TORCH, _CHECKING), setup.proxy)


def _build(setup: Setup, variables: dict[str, str]) -> str:
    if setup.build != "auto":
        return setup.build
    tool = shutil.which("nvidia-smi")
    listed = processes.answer([tool, "--list-gpus"], variables, 20.0) if tool else None
    return "cuda" if listed else "cpu"


def _check_disk_space(folder: Path, build: str) -> None:
    free = shutil.disk_usage(folder).free
    if free < _DISK_BYTES[build]:
        raise OutputError(
            f"Expected {_DISK_BYTES[build] / 1e9:.0f} GB of free disk for PyTorch in {folder}, found "
            f"{free / 1e9:.1f} GB; free some space or set {torch_environment.VARIABLE} to a folder on another disk."
        )


def _for_pip(variables: dict[str, str], setup: Setup, downloads: Path) -> dict[str, str]:
    """Downloads and temporary files stay inside the environment's folder, so that they go with it."""
    temporary = str(downloads)
    more = {"PIP_CACHE_DIR": temporary, "TMPDIR": temporary, "TEMP": temporary, "TMP": temporary}
    if setup.proxy:
        # As variables, not as arguments, which every user of the machine may read.
        more.update(dict.fromkeys(("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"), setup.proxy))
    if setup.wheels:
        more["PIP_CONFIG_FILE"] = os.devnull  # no other source than the folder
    return {**variables, **more}
