# SPDX-License-Identifier: GPL-2.0-or-later
"""What docs/scaling.md tells people to type: the first steps are run, all other lines of `hse-lcz` are understood."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import click
import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "scaling.md").read_text(encoding="utf-8")
SHELL = re.findall(r"^```sh\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
PYTHON = re.findall(r"^```python\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
LINES = [re.sub(r"\s+#.*", "", line) for block in SHELL for line in block.splitlines()]
FIRST = [line for line in LINES if line.startswith("hse-lcz ") and "scheduler" not in line][:6]


def test_the_first_steps_run(scenes, tmp_path, command):
    assert [line.split()[1] for line in FIRST] == ["plan", "run", "run", "status", "merge", "map"]
    for line in FIRST:
        done = command(*shlex.split(line)[1:], cwd=tmp_path)
        assert done.returncode == 0, done.stdout + done.stderr
    assert (tmp_path / "class_areas.csv").exists() and (tmp_path / "maps" / "city0" / "lcz.tif").exists()


def test_the_python_example_runs(scenes, tmp_path):
    (code,) = PYTHON
    (tmp_path / "example.py").write_text(code)
    done = subprocess.run(
        [sys.executable, "example.py"], cwd=tmp_path, env=os.environ, text=True, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("('done', '')") == 4


@pytest.mark.parametrize("line", [line for line in LINES if line.startswith("hse-lcz ")])
def test_every_line_of_the_command_is_understood(line, tmp_path, monkeypatch):
    from hse_lcz.cluster.command import main

    monkeypatch.chdir(tmp_path)
    (tmp_path / "tasks.parquet").touch()
    (tmp_path / "scenes").mkdir()
    _, verb, *arguments = shlex.split(line)
    with click.Context(main) as context:
        main.get_command(context, verb).make_context(verb, list(arguments), parent=context)


def test_the_files_it_names_are_there_and_are_what_they_claim():
    for name in set(re.findall(r"cluster/[\w.]+", PAGE)):
        assert (ROOT / name).is_file(), name
    subprocess.run(["bash", "-n", ROOT / "cluster" / "slurm_array.sh"], check=True)
    compile((ROOT / "cluster" / "slurm_dask.py").read_text(encoding="utf-8"), "slurm_dask.py", "exec")
    copied = re.findall(
        r"^COPY (.*) \S+$", (ROOT / "cluster" / "Containerfile").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert all((ROOT / name).exists() for line in copied for name in line.split())


def test_the_elements_of_the_array_script_do_the_whole_table(scenes, tmp_path, command):
    command("plan", scenes, "--out", tmp_path / "tasks.parquet")
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "hse-lcz").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m hse_lcz.cluster.command "$@"\n')
    (tmp_path / "bin" / "hse-lcz").chmod(0o755)
    variables = {**os.environ, "PATH": f"{tmp_path / 'bin'}:{os.environ['PATH']}"}
    line = ["bash", ROOT / "cluster" / "slurm_array.sh", tmp_path / "tasks.parquet"]
    for element in ("1", "2", "3"):  # as sbatch starts them
        variables.update(SLURM_ARRAY_TASK_ID=element, SLURM_ARRAY_TASK_COUNT="3")
        done = subprocess.run(line, env=variables, text=True, capture_output=True, check=False)
        assert done.returncode == 0 and f"{2 if element == '1' else 1} done, 0 failed" in done.stdout, done.stderr
    assert "4 done" in command("status", tmp_path / "tasks.parquet").stdout
    done = subprocess.run(line, env=variables, text=True, capture_output=True, check=False)
    assert "0 new, 1 skip, 0 retry" in done.stdout, done.stdout + done.stderr
