# SPDX-License-Identifier: GPL-2.0-or-later
"""`hselcz:checkenvironment` reports, tests, and fails no run for what it finds."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from .conftest import files_in


@pytest.fixture
def check(provider):
    """Function that runs `hselcz:checkenvironment` as the Python console does."""
    import processing

    def run(feedback=None, **parameters):
        return processing.run("hselcz:checkenvironment", parameters, feedback=feedback)

    return run


def test_report_log_and_outputs_say_the_same(check, tmp_path):
    from qgis.core import Qgis, QgsProcessingFeedback
    from qgis.PyQt.QtCore import QT_VERSION_STR

    feedback = QgsProcessingFeedback()
    done = check(feedback, REPORT=str(tmp_path / "report.html"))
    assert done["PASSED"], done["TEXT"]
    lines = dict(line.split("  ", 1) for line in done["TEXT"].splitlines())
    assert lines["Plugin"].strip().startswith("HSE & LCZ Mapper ")
    assert lines["QGIS"].strip().startswith(f"{Qgis.QGIS_VERSION} (Qt {QT_VERSION_STR}")
    assert lines["Self-test"].strip().startswith("passed in")
    assert done["TEXT"] in feedback.textLog()
    page = Path(done["REPORT"]).read_text(encoding="utf-8")
    assert "<td>passed in" in page
    assert files_in(tmp_path) == ["report.html"]


def test_without_the_test_it_is_quick_and_writes_where_asked(check, tmp_path):
    done = check(SELF_TEST=False, REPORT=str(tmp_path / "new" / "report.html"))
    assert "Self-test" not in done["TEXT"]
    assert files_in(tmp_path) == ["new", "new/report.html"]


def test_what_does_not_work_is_reported_not_raised(check, monkeypatch):
    done = check(DEVICE="mps")
    assert not done["PASSED"]
    assert "PROBLEM: Expected a device" in done["TEXT"]
    monkeypatch.setitem(sys.modules, "hse_lcz.model.mapping.map_scene", None)
    done = check(REPORT="TEMPORARY_OUTPUT")
    assert not done["PASSED"]
    assert "PROBLEM: failed: " in done["TEXT"]
    assert Path(done["REPORT"]).suffix == ".html"


def test_a_report_has_the_ending_of_a_page(check, tmp_path):
    from qgis.core import QgsProcessingException

    with pytest.raises(QgsProcessingException, match="should end in .html, but is .*report.pdf"):
        check(SELF_TEST=False, REPORT=str(tmp_path / "report.pdf"))
    assert files_in(tmp_path) == []


def test_a_wrong_device_is_refused(check):
    from qgis.core import QgsProcessingException

    with pytest.raises(QgsProcessingException, match=r"\(DEVICE\) should be one of auto, cpu, cuda, mps, not tpu"):
        check(DEVICE="tpu")


def test_a_report_that_cannot_be_written_is_a_sentence(check, tmp_path):
    from qgis.core import QgsProcessingException

    (tmp_path / "file").write_text("")
    with pytest.raises(QgsProcessingException, match="cannot be written .* choose another f"):
        check(SELF_TEST=False, REPORT=str(tmp_path / "file" / "report.html"))


def test_cancel_writes_nothing(provider, tmp_path):
    from qgis.core import QgsProcessingContext, QgsProcessingFeedback

    feedback = QgsProcessingFeedback()
    feedback.cancel()
    provider.algorithm("checkenvironment").run(
        {"REPORT": str(tmp_path / "report.html")}, QgsProcessingContext(), feedback
    )
    assert files_in(tmp_path) == []


def test_command_line(qgis_process, tmp_path):
    done = qgis_process("run", "hselcz:checkenvironment", "--", "DEVICE=cpu", f"REPORT={tmp_path / 'report.html'}")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "PASSED:\ttrue" in done.stdout
    assert "Self-test" in done.stdout
