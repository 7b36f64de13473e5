# SPDX-License-Identifier: GPL-2.0-or-later
"""The work of a task: it maps one window of a scene, with the network that earlier tasks of the process have loaded."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Optional

from ..model.errors import InputError
from ..model.mapping.loaded_network import LoadedNetwork
from ..model.mapping.map_scene import NoDataError, map_city
from ..model.progress import finished
from .planning import grid_of
from .results import DONE, EMPTY
from .tasks import Task


class MapWork:
    """Does tasks one after the other, in the main thread of a process."""

    def __init__(self) -> None:
        self._network: Optional[LoadedNetwork] = None
        self._loaded = (None, "")

    def __call__(self, row: Mapping[str, Any], tag: str) -> str:
        """Does a task.

        Args:
            row: the task, as `Task.plain` gives it.
            tag: what its maps are to carry.

        Returns:
            The status: done or empty.

        Raises:
            PluginError: it cannot be done, in a sentence.
        """
        task = Task.from_plain(row)
        if not task.pixels:
            grid_of(task.scene)  # says why it does not open
            raise InputError(
                f"Expected tasks planned from {task.scene}, found that it did not open at that time and does now; "
                "run `hse-lcz plan` again."
            )
        try:
            summary = finished(map_city(task.job(tag), self._network_of(task)))
        except NoDataError:
            if task.parts > 1:  # a window of a large scene may well be sea or nodata
                return EMPTY
            raise
        except Exception:
            self._network = None  # whatever went wrong, the next task begins afresh
            raise
        if summary.pixels != task.pixels:
            raise InputError(
                f"Expected a window of {task.pixels} px in {task.scene}, found {summary.pixels}: the scene has changed "
                "since the tasks were planned; run `hse-lcz plan` again."
            )
        return DONE

    def _network_of(self, task: Task) -> LoadedNetwork:
        wanted = (task.settings.weights, task.settings.device)
        if self._network is None or self._loaded != wanted:
            self._network, self._loaded = LoadedNetwork(*wanted), wanted
        return self._network
