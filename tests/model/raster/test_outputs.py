# SPDX-License-Identifier: GPL-2.0-or-later
"""Files appear together with their folders, or neither does."""

from __future__ import annotations

import os

import pytest

from hse_lcz.model.raster.outputs import staging


def test_a_failure_leaves_no_new_folder_and_every_older_one(tmp_path):
    (tmp_path / "old").mkdir()
    targets = [tmp_path / "new" / "deep" / "a.tif", tmp_path / "new" / "b.tif", tmp_path / "old" / "c.tif"]
    with pytest.raises(ZeroDivisionError), staging(targets) as paths:
        paths[0].write_text("a")
        raise ZeroDivisionError
    assert os.listdir(tmp_path) == ["old"]
    assert os.listdir(tmp_path / "old") == []
    with staging(targets) as paths:
        for path in paths:
            path.write_text("a")
    assert all(target.read_text() == "a" for target in targets)
