# SPDX-License-Identifier: GPL-2.0-or-later
"""The package as the plugin repository and a bare QGIS meet it: metadata, zip, and who imports what."""

from __future__ import annotations

import ast
import doctest
import importlib
import io
import os
import re
import shutil
import subprocess
import sys
import zipfile
from configparser import ConfigParser
from pathlib import Path, PurePosixPath

import pytest
import ship  # scripts/, put on the path by conftest.py

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("algorithms", "model")
SHIPPED = sorted([*ROOT.glob("*.py"), *(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))])
SHIPPED.remove(ROOT / "conftest.py")
MODEL = [path for path in SHIPPED if path.is_relative_to(ROOT / "model")]


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def module_name(path: Path) -> str:
    """The name by which a file of the package is imported."""
    return ".".join(("hse_lcz", *path.relative_to(ROOT).with_suffix("").parts)).removesuffix(".__init__")


# Metadata


@pytest.fixture(scope="module")
def metadata():
    parser = ConfigParser(interpolation=None)
    parser.read(ROOT / "metadata.txt", encoding="utf-8")
    return parser["general"]


REQUIRED = (
    "name", "description", "about", "version", "author", "email", "tracker", "repository", "homepage",
    "qgisMinimumVersion", "qgisMaximumVersion", "tags", "icon", "changelog", "hasProcessingProvider",
)  # fmt: skip


@pytest.mark.parametrize("key", REQUIRED)
def test_metadata_tells_what_publishing_asks_for(metadata, key):
    assert metadata.get(key, "").strip()


def test_metadata_values_follow_the_publishing_rules(metadata):
    assert "plugin" not in metadata["name"].lower()
    assert re.fullmatch(r"\d+(\.\d+)+", metadata["version"])
    assert re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", metadata["email"])
    assert all(metadata[key].startswith("https://") for key in ("tracker", "repository", "homepage"))
    assert (metadata["qgisMinimumVersion"], metadata["qgisMaximumVersion"]) == ("3.22", "4.99")
    assert metadata["hasProcessingProvider"] == "yes"
    assert (ROOT / metadata["icon"]).is_file()


def test_metadata_states_the_dependencies(metadata):
    assert all(word in metadata["about"] for word in ("torch", "SciPy"))


def test_metadata_and_changelog_agree_on_the_version(metadata):
    newest = re.search(r"^## (\d\S*)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert newest.group(1) == metadata["version"]
    assert metadata["changelog"].startswith(metadata["version"])


def test_metadata_holds_the_changelog_of_its_version():
    text, log = ((ROOT / name).read_text(encoding="utf-8") for name in ("metadata.txt", "CHANGELOG.md"))
    assert ship.with_changelog(text, log) == text, "run `make changelog`"


def test_the_changelog_is_copied_entry_by_entry():
    log = "# Changelog\n\n## Unreleased\n\n- New.\n\n## 1.10\n\n- One\n  and a half.\n\n- Two.\n\n## 1.1\n\n- Old.\n"
    text = "version=1.10\nchangelog=1.1\n    - Old.\nexperimental=True\n"
    assert ship.with_changelog(text, log) == (
        "version=1.10\nchangelog=1.10\n    - One and a half.\n    - Two.\nexperimental=True\n"
    )


# Zip


@pytest.fixture(scope="module")
def content() -> bytes:
    """What `make zip` would write if the working tree were committed as it is."""
    try:
        return ship.archive()
    except ship.CheckoutError as error:
        pytest.skip(f"not a git checkout: {error}")


@pytest.fixture(scope="module")
def archive(content):
    return zipfile.ZipFile(io.BytesIO(content))


@pytest.fixture(scope="module")
def members(archive):
    """Files of the zip, below its one top folder."""
    files = [PurePosixPath(item.filename) for item in archive.infolist() if not item.is_dir()]
    assert {file.parts[0] for file in files} == {"hse_lcz"}
    return [file.relative_to("hse_lcz") for file in files]


def test_zip_is_small_enough(content):
    assert len(content) <= 25_000_000


def test_zip_holds_the_plugin_and_its_licence(members):
    assert set(map(PurePosixPath, ("LICENSE", "metadata.txt", "__init__.py", "plugin.py"))) <= set(members)
    assert {file.parts[0] for file in members if len(file.parts) > 1} == {"algorithms", "model", "resources"}
    assert {str(file) for file in members if file.suffix == ".py"} == {name(path) for path in SHIPPED}


def test_zip_holds_nothing_that_blocks_publishing(members):
    assert not [file for file in members if any(part.startswith((".", "__pycache__")) for part in file.parts)]
    banned = {".pyc", ".so", ".dll", ".exe", ".sh", ".bat", ".toml"}
    assert not [file for file in members if file.suffix in banned]


# What must not be shipped: file, text, what the scan says of it.
PLANTED = (
    ("a.py", "import pickle\n", "B403"),
    ("b.py", "def f(x):\n    assert x\n", "B101"),
    ("c.py", "import subprocess\n", "B404"),
    ("d.json", '{"key": "' + "c3f1a9d07be84652" * 2 + '"}', "Hex High Entropy String"),
    ("e.py", "import os\n", "F401"),
    ("f.py", "x = 1" + " + 1" * 40 + "\n", "E501"),
    ("g.sh", "true\n", "suspicious kind"),
    (".hidden", "", "hidden"),
)


def test_the_scan_finds_what_the_repository_would_find():
    if shutil.which("bandit", path=f"{ROOT / '.venv' / 'bin'}{os.pathsep}{os.environ['PATH']}") is None:
        pytest.skip("Bandit is not installed: `make setup` installs it")
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as bundle:
        for file, text, _ in PLANTED:
            bundle.writestr(f"hse_lcz/{file}", text)
    found = ship.scan(buffer.getvalue())
    for file, _, finding in PLANTED:
        assert any(f"hse_lcz/{file}" in line and finding in line for line in found), (file, found)


def test_licence_is_the_gpl(archive):
    text = archive.read("hse_lcz/LICENSE").decode()
    assert "GNU GENERAL PUBLIC LICENSE" in text
    assert "Version 2, June 1991" in text


# Imports


def imported(path: Path) -> set[str]:
    """Top-level names of the packages that a file imports, anywhere in it."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            found.add(node.module.partition(".")[0])
    return found


@pytest.mark.parametrize("path", SHIPPED, ids=name)
def test_shipped_code_imports_only_what_a_user_has(path):
    allowed = {"qgis", "processing", "osgeo", "numpy", "scipy", "torch", "matplotlib"} | set(sys.stdlib_module_names)
    assert imported(path) <= allowed


@pytest.mark.parametrize("path", SHIPPED, ids=name)
def test_shipped_code_avoids_what_the_security_scan_blocks(path):
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    called = [node.func for node in nodes if isinstance(node, ast.Call)]
    functions = {function.id for function in called if isinstance(function, ast.Name)}
    methods = {function.attr for function in called if isinstance(function, ast.Attribute)}
    assert not imported(path) & {"pickle", "marshal", "shelve"}
    assert "subprocess" not in imported(path) or path.stem == "processes"
    assert not functions & {"eval", "exec"}  # as a method, `eval` is torch's
    assert not (functions | methods) & {"urlopen", "md5", "sha1", "system", "popen"}
    assert not [node.lineno for node in nodes if isinstance(node, ast.Assert)]


@pytest.mark.parametrize("path", SHIPPED, ids=name)
def test_shipped_code_is_written_for_the_oldest_python(path):
    ast.parse(path.read_text(encoding="utf-8"), feature_version=(3, 9))


BARE_START = """
import sys

class Absent:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {absent!r}:
            raise ModuleNotFoundError(f"No module named {{name!r}}", name=name)

sys.meta_path.insert(0, Absent())
import {modules}
"""


def start_without(absent: tuple[str, ...], modules: str) -> subprocess.CompletedProcess:
    """A fresh Python in which the named packages are missing, importing modules."""
    code = BARE_START.format(absent=absent, modules=modules)
    path = os.pathsep.join(sys.path)
    return subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": path},
        text=True,
        capture_output=True,
        check=False,
    )


def test_package_imports_without_qgis_and_torch():
    run = start_without(("qgis", "PyQt5", "torch"), "hse_lcz")
    assert run.returncode == 0, run.stderr


def test_model_imports_without_qgis():
    pytest.importorskip("torch", reason="PyTorch is not installed: `make setup` installs it")
    modules = ", ".join(map(module_name, MODEL))
    run = start_without(("qgis", "PyQt5"), modules)
    assert run.returncode == 0, run.stderr


def test_provider_imports_without_torch(qgis_app):
    run = start_without(("torch",), "hse_lcz.algorithms.provider")
    assert run.returncode == 0, run.stderr


def test_provider_imports_without_loading_torch(qgis_app):
    run = start_without((), "hse_lcz.algorithms.provider; sys.exit('torch' in sys.modules)")
    assert run.returncode == 0, run.stderr


# Examples in docstrings


@pytest.mark.parametrize("path", MODEL, ids=name)
def test_examples_in_docstrings_hold(path):
    try:
        module = importlib.import_module(module_name(path))
    except ModuleNotFoundError as error:
        if error.name != "torch":
            raise
        pytest.skip("PyTorch is not installed: `make setup` installs it")
    outcome = doctest.testmod(module)
    assert outcome.failed == 0
