# SPDX-License-Identifier: GPL-2.0-or-later
"""A missing PyTorch is explained everywhere, a broken one too; the algorithm stays listed."""

from __future__ import annotations

import sys

import pytest

from hse_lcz.algorithms import dependencies
from hse_lcz.model.errors import DependencyError

RUN = ("run", "hselcz:mapcity", "--")


@pytest.fixture
def no_torch(monkeypatch):
    monkeypatch.setitem(sys.modules, "torch", None)


def test_nothing_is_missing_where_all_is_there():
    assert dependencies.missing(["torch", "scipy"]) == ""


def test_the_advice_is_one_paragraph_for_each_system(no_torch):
    advice = dependencies.missing(["numpy", "torch"])
    assert "\n" not in advice
    assert "PyTorch" in advice
    for word in ("Windows", "OSGeo4W Shell", "Linux", "macOS", "start QGIS again"):
        assert word in advice
    assert "python -m pip install torch --index-url https://download.pytorch.org/whl/cpu" in advice


def test_another_package_is_not_sought_in_pytorchs_index(monkeypatch):
    monkeypatch.setitem(sys.modules, "scipy", None)
    advice = dependencies.missing(["torch", "scipy"])
    assert "python -m pip install scipy”" in advice
    assert "pytorch.org" not in advice


def test_the_gate_speaks_before_anything_else(no_torch, provider):
    from qgis.core import QgsProcessingContext

    accepted, reason = provider.algorithm("mapcity").checkParameterValues({}, QgsProcessingContext())
    assert not accepted
    assert reason == dependencies.missing(["torch"])


def test_the_console_hears_it(no_torch, mapcity, scene, tmp_path):
    from qgis.core import QgsProcessingException

    with pytest.raises(QgsProcessingException, match="This algorithm needs PyTorch"):
        mapcity(INPUT=scene, LCZ=str(tmp_path / "lcz.tif"))


def test_a_step_that_nobody_checked_says_it_too(no_torch, provider, scene, tmp_path):
    from qgis.core import QgsProcessingContext, QgsProcessingException, QgsProcessingFeedback

    with pytest.raises(QgsProcessingException, match="This algorithm needs PyTorch"):
        provider.algorithm("mapcity").run(
            {"INPUT": scene, "LCZ": str(tmp_path / "lcz.tif")},
            QgsProcessingContext(),
            QgsProcessingFeedback(),
            catchExceptions=False,
        )


def test_qgis_process_lists_the_algorithm_and_says_what_to_do(shadowed_qgis_process, scene, tmp_path):
    line = [*RUN, f"INPUT={scene}", f"LCZ={tmp_path / 'lcz.tif'}"]
    done = shadowed_qgis_process("import sys; sys.modules['torch'] = None", *line)
    assert done.returncode != 0
    assert "This algorithm needs PyTorch" in done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert not (tmp_path / "lcz.tif").exists()


def test_qgis_process_says_that_torch_does_not_load(shadowed_qgis_process, scene, tmp_path):
    (tmp_path / "broken" / "torch").mkdir(parents=True)
    (tmp_path / "broken" / "torch" / "__init__.py").write_text(
        "raise OSError('[WinError 126] The specified module could not be found: c10.dll')"
    )
    code = f"import sys; sys.path.insert(0, {str(tmp_path / 'broken')!r})"
    done = shadowed_qgis_process(code, *RUN, f"INPUT={scene}", f"LCZ={tmp_path / 'lcz.tif'}")
    assert done.returncode != 0
    assert "PyTorch is installed but does not load ([WinError 126]" in done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert not (tmp_path / "lcz.tif").exists()


def test_loading_tells_missing_from_broken(no_torch, monkeypatch):
    with pytest.raises(DependencyError, match="needs PyTorch"):
        dependencies.load(["torch"])
    monkeypatch.delitem(sys.modules, "torch")

    def refuse(name):
        raise ImportError("undefined symbol: iJIT_NotifyEvent\nmore")

    monkeypatch.setattr(dependencies.importlib, "import_module", refuse)
    with pytest.raises(DependencyError, match=r"does not load \(undefined symbol: iJIT_NotifyEvent\)"):
        dependencies.load(["torch"])
