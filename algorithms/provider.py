# SPDX-License-Identifier: GPL-2.0-or-later
"""The Processing provider: its identity and its algorithms."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsApplication,
    QgsProcessingContext,
    QgsProcessingDestinationParameter,
    QgsProcessingProvider,
)
from qgis.PyQt.QtGui import QIcon

from ..model.version import software
from .assess_hse import AssessHse
from .assess_lcz import AssessLcz
from .base import ICONS
from .canopy_parameters import CanopyParameters
from .check_environment import CheckEnvironment
from .check_training_areas import CheckTrainingAreas
from .compare_dates import CompareDates
from .compare_maps import CompareMaps
from .consistency import Consistency
from .convert_codes import ConvertCodes
from .fetch_scene import FetchScene
from .filter_lcz import FilterLcz
from .fuse_probabilities import FuseProbabilities
from .layout_template import LayoutTemplate
from .load_demo import LoadDemo
from .map_city import MapCity
from .map_series import MapSeries
from .mixed_cells import MixedCells
from .new_training_areas import NewTrainingAreas
from .palm_driver import PalmDriver
from .prepare_stack import STACK, PrepareStack
from .ready_models import READY_MODELS
from .refine_with_heights import RefineWithHeights
from .select_bands import SelectBands
from .setup_torch import SetupTorch
from .smooth_series import SmoothSeries
from .stations import Stations
from .style_map import StyleMap
from .summarise import Summarise
from .train_network import TrainNetwork

ALGORITHMS = (
    MapCity,
    MapSeries,
    PrepareStack,
    FetchScene,
    AssessLcz,
    AssessHse,
    CompareDates,
    SmoothSeries,
    CompareMaps,
    Consistency,
    CanopyParameters,
    PalmDriver,
    ConvertCodes,
    RefineWithHeights,
    MixedCells,
    FuseProbabilities,
    FilterLcz,
    Summarise,
    Stations,
    StyleMap,
    LayoutTemplate,
    LoadDemo,
    CheckEnvironment,
    SetupTorch,
    TrainNetwork,
    NewTrainingAreas,
    CheckTrainingAreas,
    SelectBands,
)


class Provider(QgsProcessingProvider):
    """`hselcz`, as the toolbox lists it."""

    def __init__(self) -> None:
        super().__init__()
        QgsApplication.processingRegistry().providerAdded.connect(self._load_models)

    def id(self) -> str:
        return "hselcz"

    def name(self) -> str:
        return "HSE & LCZ Mapper"

    def longName(self) -> str:
        return "HSE & LCZ Mapper: settlement extent and local climate zones from Sentinel-2"

    def versionInfo(self) -> str:
        """The plugin's version, shown with the log of a run."""
        return software().rpartition(" ")[2]

    def icon(self) -> QIcon:
        return QIcon(self.svgIconPath())

    def svgIconPath(self) -> str:
        return str(ICONS / "icon.svg")

    def supportedOutputRasterLayerExtensions(self) -> list[str]:
        """GeoTIFF alone: palette, names, scale and tags must survive in the file."""
        return ["tif", "tiff"]

    def isSupportedOutputValue(
        self, value: Any, parameter: QgsProcessingDestinationParameter, context: QgsProcessingContext
    ) -> tuple[bool, str]:
        """A stack may be a VRT too: it holds no map."""
        if parameter.name() == STACK and str(value).lower().endswith(".vrt"):
            return True, ""
        return super().isSupportedOutputValue(value, parameter, context)

    def loadAlgorithms(self) -> None:
        for algorithm in ALGORITHMS:
            self.addAlgorithm(algorithm())
        # A model takes its outputs from its steps: these must be registered before.
        registry = QgsApplication.processingRegistry()
        if registry.providerById(self.id()) is self and registry.providerById("native") is not None:
            for model in READY_MODELS:
                self.addAlgorithm(model())

    def _load_models(self, provider: str) -> None:
        """Loads all again once this provider and QGIS's own algorithms are registered, whichever comes last."""
        if provider in (self.id(), "native"):
            self.refreshAlgorithms()
