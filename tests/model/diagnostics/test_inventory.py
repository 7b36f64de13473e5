# SPDX-License-Identifier: GPL-2.0-or-later
"""The inventory tells what is there, what is missing, and names nobody."""

from __future__ import annotations

import getpass
import importlib.metadata
import importlib.util
import platform
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from osgeo import gdal, osr

from hse_lcz.model.diagnostics import inventory
from hse_lcz.model.diagnostics.inventory import Item
from hse_lcz.model.system import memory, torch_environment


def by_topic(items):
    return {item.topic: item for item in items}


@pytest.fixture
def without(monkeypatch):
    """Function that hides packages from Python's search."""
    search = importlib.util.find_spec

    def hide(*names):
        monkeypatch.setattr(importlib.util, "find_spec", lambda name, *more: None if name in names else search(name))

    return hide


def test_versions_are_those_of_the_modules():
    found = by_topic(inventory.libraries())
    assert found["Python"].text.startswith(platform.python_version())
    assert found["NumPy"].text == np.__version__
    assert found["GDAL"].text == gdal.__version__
    assert found["PROJ"].text.split(".")[0] == str(osr.GetPROJVersionMajor())
    assert found["SciPy"].text == importlib.metadata.version("scipy")
    assert all(item.fine for item in found.values())


def test_what_is_missing_is_said_and_only_scipy_is_a_problem(without):
    without("torch", "scipy")
    found = by_topic(inventory.libraries())
    assert found["PyTorch"] == Item(
        "PyTorch", "not installed (not needed, but faster; hselcz:setuptorch installs it apart from QGIS)"
    )
    assert found["SciPy"].text.startswith("not installed (needed; install it")
    assert [item.topic for item in found.values() if not item.fine] == ["SciPy"]


@pytest.mark.parametrize(
    ("state", "packages", "told", "fine"),
    [
        ("ABSENT", {}, "not installed", True),
        ("UNFINISHED", {}, "started but not complete", True),
        ("BROKEN", {}, "its Python is missing", False),
        ("READY", {"torch": "2.13.0", "numpy": "2.3.5"}, "torch 2.13.0, numpy 2.3.5", True),
    ],
)
def test_private_environment(monkeypatch, state, packages, told, fine):
    standing = torch_environment.Standing(torch_environment.State[state], Path("folder"), Path("python"), packages)
    monkeypatch.setattr(torch_environment, "inspect", lambda: standing)
    item = by_topic(inventory.libraries())["PyTorch (private)"]
    assert item.text.startswith(told)
    assert item.fine == fine


def test_a_gdal_without_numpy_and_a_proj_without_database_are_problems(monkeypatch):
    def refuse(name):
        raise ImportError("numpy.core.multiarray failed to import\nmore")

    monkeypatch.setattr(inventory.importlib, "import_module", refuse)
    monkeypatch.setattr(osr.SpatialReference, "ImportFromEPSG", lambda self, code: 6)
    found = by_topic(inventory.libraries())
    assert found["GDAL"].text.endswith("cannot hand pixels to this NumPy (numpy.core.multiarray failed to import)")
    assert found["PROJ"].text.endswith("does not find its database")
    assert not found["GDAL"].fine
    assert not found["PROJ"].fine


def test_weights_and_engine():
    pytest.importorskip("torch")
    found = by_topic(inventory.network("cpu"))
    assert "maps hse and lcz, licence GPL-2.0-or-later" in found["Weights"].text
    assert found["Network runs on"].text.endswith(
        ": cpu was asked for; QGIS's own Python has PyTorch, which comes first"
    )
    assert " on cpu" in found["Network runs on"].text


def test_a_pytorch_that_does_not_load_is_a_problem_and_numpy_runs(monkeypatch):
    pytest.importorskip("torch")
    monkeypatch.setitem(sys.modules, "hse_lcz.model.engines.torch_engine", None)
    monkeypatch.setattr(
        torch_environment,
        "inspect",
        lambda: torch_environment.Standing(torch_environment.State.ABSENT, Path("none"), Path("none"), {}),
    )
    found = by_topic(inventory.network("auto"))
    assert found["Network runs on"].text.startswith("NumPy ")
    assert found["Network runs on"].text.endswith(
        ": there is no PyTorch that loads, neither in QGIS's own Python nor in a private environment"
    )
    assert "does not load" in found["Engine"].text
    assert not found["Engine"].fine


def test_what_cannot_be_used_is_a_problem(tmp_path):
    pytest.importorskip("torch")
    (lacking,) = inventory.network("auto", str(tmp_path / "none.npz"))
    assert (lacking.topic, lacking.fine) == ("Weights", False)
    assert "Expected a weights file at" in lacking.text
    refused = by_topic(inventory.network("mps"))["Network runs on"]
    assert not refused.fine
    assert "Expected a device" in refused.text


def test_nothing_tells_who_or_where():
    pytest.importorskip("torch")
    text = inventory.as_text([*inventory.computer(), *inventory.libraries(), *inventory.network("auto")])
    assert str(Path.home()) not in text
    assert str(Path(__file__).resolve().parents[3]) not in text
    assert platform.node() not in text
    assert getpass.getuser() not in text.split()


def test_text_has_a_column_of_topics_and_marks_problems():
    assert inventory.as_text([Item("GDAL", "3.6.2"), Item("Self-test", "failed", False)]) == (
        "GDAL       3.6.2\nSelf-test  PROBLEM: failed"
    )


def test_page_has_the_text_too_and_escapes():
    items = [Item("GDAL", "3 < 4 & more", False)]
    page = inventory.as_html(items)
    assert "<tr class=problem><th>GDAL</th><td>3 &lt; 4 &amp; more</td></tr>" in page
    assert "<pre>GDAL  PROBLEM: 3 &lt; 4 &amp; more</pre>" in page


def test_memory_of_this_computer():
    found = memory.memory()
    if found.total is None or found.free is None:
        pytest.skip("this system does not say")
    assert 2**28 < found.total < 2**50
    assert 0 < found.free <= found.total


def test_the_peak_is_that_of_this_process_and_not_of_the_one_that_started_it():
    block = bytearray(400_000_000)
    block[::4096] = b"x" * len(block[::4096])  # each page is held
    assert memory.peak() > len(block)
    code = "from hse_lcz.model.system.memory import peak\n"
    code += "before = peak()\nblock = b'x' * 90_000_000\nprint(before, peak())"
    before, after = map(int, subprocess.check_output([sys.executable, "-c", code], text=True).split())
    assert before < 200e6 and 80e6 < after - before < 150e6


def test_memory_that_nobody_tells(monkeypatch):
    def refuse(*_, **__):
        raise OSError("no such file")

    monkeypatch.setattr("builtins.open", refuse)
    monkeypatch.setattr(memory.os, "sysconf", refuse)
    assert memory.memory() == memory.Memory(None, None)
    assert by_topic(inventory.computer())["Memory"].text == "unknown"
