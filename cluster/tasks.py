# SPDX-License-Identifier: GPL-2.0-or-later
"""A task: one row of the job table, with all that its maps depend on."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Optional

from ..model.mapping.checkpoint import fingerprints
from ..model.mapping.map_scene import MapJob
from ..model.raster.windows import Window
from ..model.scene.scene import Reading
from ..model.tables import products
from ..model.version import software

STRIP_PX = 2560
"""Width of a strip where nothing else is asked for: a window of a large scene is one strip wide."""
TAG = "HSE_LCZ_TASK"
"""Name of the tag by which a map tells from which task it comes."""


@dataclass(frozen=True)
class Settings:
    """The settings that all tasks of a plan share."""

    products: tuple[str, ...] = (products.HSE.key, products.LCZ.key)
    """Keys of the maps to make."""
    weights: Optional[str] = None
    """A weights file; None = the bundled one."""
    device: str = "cpu"
    """auto, cpu, cuda or mps."""
    lcz_cell_size_m: float = 100.0
    orientations: int = 1
    strip_px: int = STRIP_PX
    """Width of a strip. With another one, or another number of threads, the last bits of NumPy's maps may differ."""
    threads: int = 1
    """Threads of a task's process."""
    reading: Reading = field(default_factory=Reading)
    """The user's settings for reading the scenes."""


@dataclass(frozen=True)
class Task:
    """One row of the table of tasks: which part of which scene to map, and which files to write."""

    id: str
    """Unique in its table."""
    city: str
    """The map that this task is a part of."""
    scene: str
    window: Window
    """Pixels of the scene; without width where the scene could not be opened when the tasks were planned."""
    extent: Optional[tuple[float, float, float, float]]
    """The window's extent in the scene's CRS; None for the whole scene."""
    parts: int
    """Number of tasks that make up the city's map."""
    outputs: Mapping[str, str]
    """Product key -> path."""
    city_outputs: Mapping[str, str]
    """Product key -> path of the map of the whole city."""
    dates: tuple[str, ...]
    """Further scenes of the same place."""
    settings: Settings
    estimated_s: float
    """Estimated seconds on one core."""
    estimated_mb: float

    @property
    def pixels(self) -> int:
        """Number of pixels of the window."""
        return self.window.width * self.window.height

    def job(self, tag: str) -> MapJob:
        """The job of the core that does this task."""
        settings = self.settings
        return MapJob(
            source=self.scene,
            outputs=dict(self.outputs),
            extent=self.extent,
            reading=settings.reading,
            weights=settings.weights,
            device=settings.device,
            lcz_cell_size_m=settings.lcz_cell_size_m,
            tile_px=settings.strip_px,
            dates=self.dates,
            orientations=settings.orientations,
            resume=False,
            tags={TAG: tag},
        )

    def tag(self, weights_digest: str) -> str:
        """Identifies all that the task's maps depend on.

        Args:
            weights_digest: of the weights' values.
        """
        settings = asdict(self.settings)
        for name in ("weights", "threads", "device"):  # the weights count by their values
            del settings[name]
        mask = self.settings.reading.mask
        depends = {
            "files": fingerprints([self.scene, *self.dates, *([mask] if mask else [])]),
            "settings": {**settings, "products": sorted(self.outputs)},
            "extent": self.extent,
            "weights": weights_digest,
            "software": software(),
        }
        return hashlib.sha256(json.dumps(depends, sort_keys=True).encode()).hexdigest()[:32]

    def plain(self) -> dict[str, Any]:
        """This task as plain values, which JSON can hold."""
        return asdict(self)

    @classmethod
    def from_plain(cls, row: Mapping[str, Any]) -> Task:
        """The task that `plain` gave."""
        row_settings = dict(row["settings"])
        settings = Settings(
            **{
                **row_settings,
                "products": tuple(row_settings["products"]),
                "reading": Reading(**row_settings["reading"]),
            }
        )
        extent = row["extent"]
        return cls(
            **{
                **row,
                "window": Window(*row["window"]),
                "extent": None if extent is None else tuple(extent),
                "dates": tuple(row["dates"]),
                "settings": settings,
            }
        )
