# SPDX-License-Identifier: GPL-2.0-or-later
"""An inventory for bug reports: versions, memory, weights, and what would run the network.

Names no folder and no user, so that it can be pasted anywhere.
"""

from __future__ import annotations

import importlib
import importlib.metadata
import importlib.util
import os
import platform
from collections.abc import Iterable
from html import escape
from typing import NamedTuple, Optional

import numpy as np
from osgeo import gdal, osr

from ..engines import matrix_product
from ..engines.base import Engine
from ..engines.select import choose_engine
from ..errors import PluginError, first_line
from ..network import weights
from ..system import torch_environment
from ..system.memory import memory
from ..version import software

_PRIVATE_PYTORCH = "PyTorch (private)"


class Item(NamedTuple):
    """One line of the inventory."""

    topic: str
    text: str
    fine: bool = True
    """False where it keeps something from working."""


def computer() -> list[Item]:
    """System, processors and memory."""
    # The processors that this process may use, where the system says so.
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    found = memory()
    free = "" if found.free is None else f"{found.free / 2**30:.1f} GB free of "
    total = "unknown" if found.total is None else f"{found.total / 2**30:.1f} GB"
    return [
        Item("System", f"{platform.platform()}, {platform.machine()}"),
        Item("Processors", f"{usable or 'unknown'}"),
        Item("Memory", free + total),
    ]


def libraries() -> list[Item]:
    """Python and the libraries that this plugin uses, each tried where trying is cheap."""
    return [
        Item("Python", f"{platform.python_version()} ({platform.python_implementation()})"),
        _gdal(),
        _proj(),
        Item("NumPy", np.__version__),
        _package("SciPy", "scipy", "needed; install it with QGIS's own Python (python -m pip install scipy)", True),
        _package("PyTorch", "torch", "not needed, but faster; hselcz:setuptorch installs it apart from QGIS"),
        _private_environment(),
    ]


def network(device: str, path: Optional[str] = None) -> list[Item]:
    """The weights with their card, and the engine that would run them, with the reason.

    Args:
        device: auto, cpu, cuda or mps.
        path: of the weights; None for the bundled ones.
    """
    try:
        loaded = weights.load(path)
    except PluginError as error:
        return [Item("Weights", str(error), False)]
    card = loaded.card
    parameters = sum(array.size for array in loaded.arrays.values())
    described = (
        f"{card.get('name', 'without a name')} {card.get('version', '')}, {parameters / 1e6:.2f} million numbers, "
        f"maps {' and '.join(loaded.config.tasks)}, licence {card.get('licence', 'not stated')}"
    )
    items = [Item("Weights", described)]
    if card.get("labels"):
        items.append(Item("Trained on", str(card["labels"])))
    try:
        with choose_engine(device, loaded) as chosen:
            device_note = "" if device == "auto" else f"{device} was asked for; "
            items.append(Item("Network runs on", f"{chosen.description}: {device_note}{_why(chosen)}"))
            if type(chosen).__module__.rpartition(".")[2] == "numpy_engine":
                product = matrix_product.fastest()
                items.append(Item("Matrix products", f"{product.name}: {product.gflops:.0f} GFLOPS on one thread"))
            # What an engine notes keeps a faster one from being used.
            items += [Item("Engine", note, False) for note in chosen.notes()]
    except PluginError as error:
        items.append(Item("Network runs on", str(error), False))
    return items


def as_text(items: Iterable[Item]) -> str:
    """Lines to paste into a bug report, topics in a column of their own."""
    rows = list(items)
    width = max(len(item.topic) for item in rows)
    return "\n".join(f"{item.topic:<{width}}  {'' if item.fine else 'PROBLEM: '}{item.text}" for item in rows)


def as_html(items: Iterable[Item]) -> str:
    """A page with the same, as a table and as text to copy."""
    rows = list(items)
    lines = "\n".join(
        f"<tr{'' if item.fine else ' class=problem'}><th>{escape(item.topic)}</th><td>{escape(item.text)}</td></tr>"
        for item in rows
    )
    return f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{escape(software())}: environment</title><style>
body {{ font-family: "Open Sans", "Segoe UI", Helvetica, sans-serif; color: #222; margin: 2em; max-width: 60em }}
h1 {{ font-size: 1.4em }} h2 {{ font-size: 1.1em; margin-top: 2em }}
th {{ text-align: left; padding: 0.3em 1.5em 0.3em 0; vertical-align: top; white-space: nowrap; font-weight: 600 }}
td {{ padding: 0.3em 0 }} .problem {{ color: #a4262c }}
@media (prefers-color-scheme: dark) {{ body {{ color: #ddd; background: #1b1b1e }} pre {{ background: #2b2b2f }}
.problem {{ color: #ff8a80 }} }}
pre {{ background: #f4f4f4; padding: 1em; white-space: pre-wrap }}
</style></head><body>
<h1>{escape(software())}: environment</h1>
<table>
{lines}
</table>
<h2>For a bug report</h2>
<pre>{escape(as_text(rows))}</pre>
</body></html>
"""


def _gdal() -> Item:
    """GDAL's version, and whether it hands pixels to NumPy, which a foreign NumPy breaks."""
    text = gdal.VersionInfo("RELEASE_NAME")
    try:
        importlib.import_module("osgeo.gdal_array")
    except ImportError as error:
        return Item("GDAL", f"{text}, which cannot hand pixels to this NumPy ({first_line(error)})", False)
    return Item("GDAL", text)


def _proj() -> Item:
    """PROJ's version, and whether it finds its database, which a foreign PROJ hides."""
    parts = (osr.GetPROJVersionMajor(), osr.GetPROJVersionMinor(), osr.GetPROJVersionMicro())
    text = ".".join(map(str, parts))
    try:
        reference = osr.SpatialReference()
        works = reference.ImportFromEPSG(32631) == 0 and reference.IsProjected()
    except RuntimeError:  # another plugin in this process may have turned GDAL's exceptions on
        works = False
    return Item("PROJ", text) if works else Item("PROJ", f"{text}, which does not find its database", False)


def _package(title: str, name: str, absent: str, needed: bool = False) -> Item:
    """A package's version, read from its metadata: nothing is imported."""
    if importlib.util.find_spec(name) is None:
        return Item(title, f"not installed ({absent})", not needed)
    try:
        return Item(title, importlib.metadata.version(name))
    except importlib.metadata.PackageNotFoundError:
        return Item(title, "installed, version unknown")


def _private_environment() -> Item:
    standing = torch_environment.inspect()
    if standing.state is torch_environment.State.READY:
        return Item(_PRIVATE_PYTORCH, ", ".join(f"{name} {number}" for name, number in standing.packages.items()))
    states = {
        torch_environment.State.ABSENT: "not installed",
        torch_environment.State.UNFINISHED: "started but not complete; run hselcz:setuptorch again",
        torch_environment.State.BROKEN: "its Python is missing; run hselcz:setuptorch again",
    }
    return Item(_PRIVATE_PYTORCH, states[standing.state], standing.state is not torch_environment.State.BROKEN)


def _why(chosen: Engine) -> str:
    """Why `choose_engine` took this one."""
    kind = type(chosen).__module__.rpartition(".")[2]
    if kind == "torch_engine":
        return "QGIS's own Python has PyTorch, which comes first"
    if kind == "worker_engine" and importlib.util.find_spec("torch") is not None and chosen.device != "cpu":
        return "the private environment's PyTorch reaches a graphics card that QGIS's own PyTorch does not"
    if kind == "worker_engine":
        return "QGIS's own Python has no PyTorch that loads, the private environment has"
    return "there is no PyTorch that loads, neither in QGIS's own Python nor in a private environment"
