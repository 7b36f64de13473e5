# SPDX-License-Identifier: GPL-2.0-or-later
"""Threads that wait for each other leave the processor to other programs, unless the user wants it otherwise."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from hse_lcz.model.engines import worker_process
from hse_lcz.model.system.openmp import limit_spinning

NAMES = ("GOMP_SPINCOUNT", "OMP_WAIT_POLICY")
SHOW = "import os; print(os.environ.get('GOMP_SPINCOUNT'), os.environ.get('OMP_WAIT_POLICY'))"


@pytest.mark.parametrize(
    ("asked", "expected"),
    [({}, "2000 None"), ({"GOMP_SPINCOUNT": "7"}, "7 None"), ({"OMP_WAIT_POLICY": "ACTIVE"}, "None ACTIVE")],
)
def test_what_the_user_set_stays(asked, expected):
    variables = dict(asked)
    limit_spinning(variables)
    assert f"{variables.get('GOMP_SPINCOUNT')} {variables.get('OMP_WAIT_POLICY')}" == expected


def test_it_is_set_before_torch_is_loaded():
    code = (
        "import sys\n"
        "class Watch:\n"
        "    def find_spec(self, name, *rest):\n"
        "        if name == 'torch':\n"
        f"            {SHOW}\n"
        "sys.meta_path.insert(0, Watch())\n"
        "from hse_lcz.model.engines.select import preload_torch\n"
        "preload_torch()\n"
    )
    variables = {name: value for name, value in os.environ.items() if name not in NAMES}
    done = subprocess.run([sys.executable, "-c", code], env=variables, text=True, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    assert set(done.stdout.split("\n")) == {"2000 None", ""}


def test_the_private_process_has_it(monkeypatch):
    given = []
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(worker_process.processes, "start", lambda command, variables, errors: given.append(variables))
    worker_process.WorkerProcess(sys.executable)
    assert given[0]["GOMP_SPINCOUNT"] == "2000"
    assert "GOMP_SPINCOUNT" not in os.environ
