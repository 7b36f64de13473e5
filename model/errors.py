# SPDX-License-Identifier: GPL-2.0-or-later
"""Errors that a user can correct: each message says what was expected, what was found, what to do.

Any other exception is a bug and keeps its traceback. Each class is also the built-in exception that a Python caller
would expect.
"""


def first_line(error: BaseException) -> str:
    """The first line of the message of a library's exception; the exception's name where it has no message."""
    return (str(error).strip() or type(error).__name__).splitlines()[0]


class PluginError(Exception):
    """The root: `except PluginError` catches all errors that a user can correct."""


class InputError(PluginError, ValueError):
    """The raster, the extent or a parameter cannot be used as it is."""


class WeightsError(PluginError, ValueError):
    """The weights file is not what the network needs."""


class DependencyError(PluginError, ImportError):
    """A Python package is missing or too old."""


class WorkerError(PluginError, RuntimeError):
    """A process that computed for this one has failed."""


class OutputError(PluginError, OSError):
    """A result cannot be written."""
