# SPDX-License-Identifier: GPL-2.0-or-later
"""A package that is missing is explained everywhere, a broken one too; the algorithm stays listed."""

from __future__ import annotations

import sys

import pytest

from hse_lcz.algorithms import dependencies
from hse_lcz.model.errors import DependencyError

RUN = ("run", "hselcz:mapcity", "--")


@pytest.fixture
def no_scipy(monkeypatch):
    monkeypatch.setitem(sys.modules, "scipy", None)


def test_nothing_is_missing_where_all_is_there():
    assert dependencies.missing(["scipy", "numpy"]) == ""


def test_the_advice_is_one_paragraph_for_each_system(no_scipy):
    advice = dependencies.missing(["numpy", "scipy"])
    assert "\n" not in advice
    assert "SciPy" in advice
    for word in ("Windows", "OSGeo4W Shell", "Linux", "python3-scipy", "macOS", "start QGIS again"):
        assert word in advice
    assert "python -m pip install scipy”" in advice


def test_the_gate_speaks_before_anything_else(no_scipy, provider):
    from qgis.core import QgsProcessingContext

    accepted, reason = provider.algorithm("mapcity").checkParameterValues({}, QgsProcessingContext())
    assert not accepted
    assert reason == dependencies.missing(["scipy"])


def test_the_console_hears_it(no_scipy, mapcity, scene, tmp_path):
    from qgis.core import QgsProcessingException

    with pytest.raises(QgsProcessingException, match="This algorithm needs SciPy"):
        mapcity(INPUT=scene, LCZ=str(tmp_path / "lcz.tif"))


def test_a_step_that_nobody_checked_says_it_too(no_scipy, provider, scene, tmp_path):
    from qgis.core import QgsProcessingContext, QgsProcessingException, QgsProcessingFeedback

    with pytest.raises(QgsProcessingException, match="This algorithm needs SciPy"):
        provider.algorithm("mapcity").run(
            {"INPUT": scene, "LCZ": str(tmp_path / "lcz.tif")},
            QgsProcessingContext(),
            QgsProcessingFeedback(),
            catchExceptions=False,
        )


def test_qgis_process_lists_the_algorithm_and_says_what_to_do(shadowed_qgis_process, scene, tmp_path):
    line = [*RUN, f"INPUT={scene}", f"LCZ={tmp_path / 'lcz.tif'}"]
    done = shadowed_qgis_process("import sys; sys.modules['scipy'] = None", *line)
    assert done.returncode != 0
    assert "This algorithm needs SciPy" in done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert not (tmp_path / "lcz.tif").exists()


def test_loading_tells_missing_from_broken(no_scipy, monkeypatch):
    with pytest.raises(DependencyError, match="needs SciPy"):
        dependencies.load(["scipy"])
    monkeypatch.delitem(sys.modules, "scipy")

    def refuse(name):
        raise ImportError("undefined symbol: cblas_sgemm\nmore")

    monkeypatch.setattr(dependencies.importlib, "import_module", refuse)
    with pytest.raises(DependencyError, match=r"does not load \(undefined symbol: cblas_sgemm\)"):
        dependencies.load(["scipy"])
