# SPDX-License-Identifier: GPL-2.0-or-later
"""The errors are what a Python caller would catch."""

import pytest

from hse_lcz.model import errors


@pytest.mark.parametrize(
    ("error", "builtin"),
    [
        (errors.InputError, ValueError),
        (errors.WeightsError, ValueError),
        (errors.DependencyError, ImportError),
        (errors.OutputError, OSError),
    ],
)
def test_each_error_is_a_plugin_error_and_a_builtin(error, builtin):
    raised = error("one sentence")
    assert isinstance(raised, errors.PluginError)
    assert isinstance(raised, builtin)
    assert str(raised) == "one sentence"


def test_bugs_are_no_plugin_errors():
    assert not issubclass(ValueError, errors.PluginError)
