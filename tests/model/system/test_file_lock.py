# SPDX-License-Identifier: GPL-2.0-or-later
"""A lock that another holds is told from a file system that has no locks."""

from __future__ import annotations

import errno
import os

import pytest

from hse_lcz.model.system import file_lock


def test_a_lock_is_held_until_it_is_closed(tmp_path):
    held = file_lock.hold(tmp_path)
    assert held is not None and not file_lock.deserted(tmp_path)
    with pytest.raises(file_lock.HeldError):
        file_lock.hold(tmp_path)
    held.close()
    assert file_lock.deserted(tmp_path)


@pytest.mark.parametrize("code", [errno.ENOLCK, errno.EOPNOTSUPP, errno.EIO, errno.ENOSYS])
def test_a_file_system_without_locks_is_not_another_run(tmp_path, monkeypatch, code):
    def lock(file):
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(file_lock, "_lock", lock)
    assert file_lock.hold(tmp_path) is None
    assert not file_lock.deserted(tmp_path)


@pytest.mark.parametrize("code", [errno.EWOULDBLOCK, errno.EACCES])
def test_what_a_system_says_of_a_lock_that_is_held(tmp_path, monkeypatch, code):
    def lock(file):
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(file_lock, "_lock", lock)
    with pytest.raises(file_lock.HeldError):
        file_lock.hold(tmp_path)
    assert not file_lock.deserted(tmp_path)


def test_a_folder_that_cannot_be_written_has_no_lock(tmp_path):
    assert file_lock.hold(tmp_path / "missing") is None
