# SPDX-License-Identifier: GPL-2.0-or-later
"""What can go wrong for a reason the user can mend.

Each message is one sentence: what was expected, what was found, what to do. Any other exception is a bug and
keeps its traceback. Every leaf is also the builtin a Python caller would think of first.
"""


def first_line(error: BaseException) -> str:
    """What an exception of somebody else's says, cut to its first line; its name where it says nothing."""
    return (str(error).strip() or type(error).__name__).splitlines()[0]


class PluginError(Exception):
    """The root: one `except PluginError` catches all that a user can mend."""


class InputError(PluginError, ValueError):
    """The raster, the extent or a parameter cannot be used as it is."""


class WeightsError(PluginError, ValueError):
    """The weights file is not what the network needs."""


class DependencyError(PluginError, ImportError):
    """A Python package is missing or too old."""


class OutputError(PluginError, OSError):
    """A result cannot be written."""
