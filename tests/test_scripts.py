# SPDX-License-Identifier: GPL-2.0-or-later
"""The environment that QGIS runs in, and the refusal of a command that is not there."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import figures
import in_qgis
import pytest

import hse_lcz


def test_package_is_this_checkout():
    assert Path(hse_lcz.__file__).resolve() == Path(__file__).resolve().parents[1] / "__init__.py"


def test_environment_finds_plugin_and_screenless_qt(tmp_path):
    variables = in_qgis.environment(tmp_path / "profile")
    assert variables["QT_QPA_PLATFORM"] == "offscreen"
    assert variables["QGIS_CUSTOM_CONFIG_PATH"] == str(tmp_path / "profile")
    assert Path(variables["QGIS_PLUGINPATH"], "hse_lcz", "metadata.txt").is_file()
    assert stat.S_IMODE(Path(variables["XDG_RUNTIME_DIR"]).stat().st_mode) == 0o700
    assert variables["PATH"].split(os.pathsep)[0].endswith(os.path.join(".venv", "bin"))


def test_link_follows_a_checkout_that_moved(tmp_path, monkeypatch):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "hse_lcz").symlink_to(tmp_path / "elsewhere")
    monkeypatch.setattr(in_qgis, "PLUGINS", tmp_path)
    in_qgis.environment(tmp_path / "profile")
    assert (tmp_path / "hse_lcz").resolve() == in_qgis.ROOT


def test_bare_qgis_process_comes_before_its_wrapper(tmp_path):
    for name in ("qgis_process", "qgis_process.bin"):
        (tmp_path / name).touch(mode=0o755)
        assert in_qgis.program("qgis_process", str(tmp_path)) == str(tmp_path / name)


def test_missing_command_is_refused_in_a_sentence():
    run = subprocess.run(
        [sys.executable, in_qgis.__file__, "no-such-command"], text=True, capture_output=True, check=False
    )
    assert run.returncode == 1
    assert run.stderr.strip() == "no-such-command was not found: run `make setup` first."


def test_another_qgis_is_refused_where_debootstrap_would_fail(tmp_path):
    """It installs nothing before it has looked at the path."""
    script = tmp_path / "a checkout" / "scripts" / "other_qgis.sh"
    script.parent.mkdir(parents=True)
    script.write_bytes(Path(figures.__file__).with_name("other_qgis.sh").read_bytes())
    run = subprocess.run(["bash", script, "344"], text=True, capture_output=True, check=False)
    assert run.returncode == 2 and "path has no space" in run.stderr and len(run.stderr.splitlines()) == 1
    assert not (tmp_path / "a checkout" / "build").exists()


def test_figures_of_the_pages_are_those_measured():
    run = subprocess.run([sys.executable, figures.__file__, "--check"], text=True, capture_output=True, check=False)
    assert run.stdout.strip() == "up to date"
    assert run.returncode == 0


def test_a_page_that_is_behind_is_written_anew(tmp_path, monkeypatch, capsys):
    (tmp_path / "bench").mkdir()
    figure = {"lcz_agreement": 0.5, "oa_w": 0.8, "hse_mae": 9.04, "hse_r2": 0.7}
    haze = {**figure, "lcz_agreement": 0.25}
    (tmp_path / "bench" / "robustness.json").write_text(json.dumps({"as it is": figure, "haze": haze}))
    page = tmp_path / "page.md"
    page.write_text("Before\n<!-- figures: robustness -->\nold\n<!-- end -->\nAfter\n")
    monkeypatch.setattr(figures, "ROOT", tmp_path)
    monkeypatch.setattr(figures, "PAGES", ("page.md",))
    monkeypatch.setattr(sys, "argv", ["figures.py", "--check"])
    with pytest.raises(SystemExit) as end:
        figures.main()
    assert end.value.code == 1 and "old" in page.read_text()
    monkeypatch.setattr(sys, "argv", ["figures.py"])
    for said in ("written: page.md", "up to date"):
        with pytest.raises(SystemExit) as end:
            figures.main()
        assert end.value.code == 0 and capsys.readouterr().out.strip().endswith(said)
    lines = page.read_text().splitlines()
    assert lines[0] == "Before" and lines[-1] == "After" and "old" not in lines
    assert "| haze | 0.250 | -0.250 | 0.800 | 9.0 | 0.70 |" in lines
