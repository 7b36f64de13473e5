# SPDX-License-Identifier: GPL-2.0-or-later
"""`hselcz:trainnetwork`: the network learns a user's own city, from a few polygons or from maps.

The heads alone learn without PyTorch, in seconds (`model.adaptation`); all layers need PyTorch, of QGIS's own Python or
of the private environment (`model.training`).
"""

from __future__ import annotations

import math
from contextlib import closing
from pathlib import Path
from typing import Any, Optional

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterMapLayer,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterLayer,
)

from ..model.engines.select import DEVICES, preload_torch
from ..model.progress import RemainingTime
from ..model.training.select_trainer import missing_torch
from . import comparing, groups, values, zone_reference
from .base import Algorithm

HEADS, ALL_LAYERS = "heads", "all layers"
METHODS = [HEADS, ALL_LAYERS]
# Share of the progress from which on there may be something to keep.
_LEARNING_FROM = 0.12


class TrainNetwork(Algorithm):
    """Trains or fine-tunes the network."""

    NAME = "trainnetwork"
    TITLE = "Adapt or train the network"
    GROUP = groups.TRAINING
    SUMMARY = "Adapts the network to your own training areas or maps, so that it knows your city better."
    TAGS = (
        "train", "adapt", "training areas", "fine-tune", "transfer learning", "own weights", "model", "polygons", "kml",
        "kmz", "wudapt", "lcz", "local climate zones", "hse", "settlement", "deep learning", "neural network", "torch",
    )  # fmt: skip
    REQUIRES = ("scipy",)

    def initAlgorithm(self, configuration: Optional[dict[str, Any]] = None) -> None:
        """Declares parameters and outputs."""
        rasters = QgsProcessing.SourceType.TypeRaster
        self.declare(
            QgsProcessingParameterMultipleLayers("SCENES", "Sentinel-2 scenes", rasters),
            "Rasters with the ten bands, of one place or several; more dates of a place teach what season does.",
        )
        zone_reference.declare_labels(self, "Zones to learn")
        zone_reference.declare_field(self, "LABELS")
        self.declare(
            QgsProcessingParameterRasterLayer("HSE", "Settlement to learn", optional=True),
            "A raster of settlement or imperviousness in percent, as fractions or as a mask, of any cell size and CRS. "
            "Empty: the settlement map stays as it is.",
        )
        self.declare(
            QgsProcessingParameterEnum("METHOD", "What learns", METHODS, False, HEADS, usesStaticStrings=True),
            "heads: the last layers alone, in seconds and without PyTorch. all layers: everything behind the features "
            "that both tasks share, in minutes to hours, with PyTorch of QGIS or of “Set up PyTorch”.",
        )
        self.declare(
            QgsProcessingParameterMultipleLayers("VALIDATION_SCENES", "Scenes to hold out", rasters, optional=True),
            "Places with labels that never train; the report has their figures. Empty: only parts of the polygons of "
            "each zone are held out, in turns.",
        )
        self.declare(
            QgsProcessingParameterMapLayer(
                "VALIDATION_AREAS", "Areas of another person", optional=True, types=zone_reference.TYPES
            ),
            "Polygons that never train, drawn by somebody else in the same scenes: the stricter test. Heads only.",
        )
        self.declare(
            QgsProcessingParameterFile("MODEL", "Weights to start from", optional=True, fileFilter="Weights (*.npz)"),
            "Empty for the weights that come with the plugin.",
        )
        self.declare(
            QgsProcessingParameterEnum("DEVICE", "Device", DEVICES, False, "auto", usesStaticStrings=True),
            "What the network trains on: cpu, cuda (NVIDIA), mps (Apple); auto takes the fastest at hand.",
        )
        self._declare_advanced()
        self.declare(
            QgsProcessingParameterFileDestination("WEIGHTS", "Weights", "Weights (*.npz)"),
            "The new weights with their card, to be chosen as “Model file” of the mapping algorithm.",
        )
        comparing.declare_report(self, "A page with figures before and after, box plots and the confusion matrix.")
        number, text = QgsProcessingOutputNumber, QgsProcessingOutputString
        self.declare(number("AGREEMENT_BEFORE", "Agreement before"), "Overall accuracy on what was held out, 0 to 1.")
        self.declare(number("AGREEMENT", "Agreement"), "The same with the new weights.")
        self.declare(number("HSE_MAE", "HSE error (points)"), "Mean absolute error of settlement held out.")
        self.declare(number("BEST_STEP", "Step that was kept"), "The best on what was held out. All layers only.")
        self.declare(number("SECONDS", "Seconds"), "How long the run took.")
        self.declare(text("DEVICE_USED", "Device used"), "What the network trained on.")

    def _declare_advanced(self) -> None:
        number = QgsProcessingParameterNumber
        self.declare(
            QgsProcessingParameterBoolean("FROM_SCRATCH", "Start from scratch", False),
            "Forget what the weights know: for large sets of labels, hours on a processor. Trains all layers.",
            advanced=True,
        )
        self.declare(
            number("ASIDE", "Share to hold out (percent)", number.Type.Double, 30.0, minValue=5.0, maxValue=75.0),
            "Of the polygons of each zone, or of squares of ground where the labels are a raster.",
            advanced=True,
        )
        self.declare(
            number("STEPS", "Steps", number.Type.Integer, 0, minValue=0, maxValue=1_000_000),
            "How long to train all layers; 0 takes 120 steps, from scratch 2000.",
            advanced=True,
        )
        self.declare(
            number("LEARNING_RATE", "Learning rate", number.Type.Double, 0.0, minValue=0.0, maxValue=1.0),
            "How far a step of all layers goes; 0 takes what was found best.",
            advanced=True,
        )
        self.declare(
            number("SEED", "Seed", number.Type.Integer, 1, minValue=0),
            "Another number holds out other polygons and draws other chips.",
            advanced=True,
        )
        self.declare(
            QgsProcessingParameterBoolean("HALF_PRECISION", "Half precision", False),
            "All layers: compute in bfloat16, about twice as fast where the processor or card has it.",
            advanced=True,
        )

    def refusal(self, parameters: dict[str, Any], context: QgsProcessingContext) -> str:
        """Layers that cannot be read, nothing to learn, choices off their lists, outputs that cannot be written."""
        return (
            self._refuse_scenes(parameters, context)
            or self._refuse_labels(parameters, context)
            or comparing.refuse_rasters(self, parameters, context, {"HSE": "a raster of settlement or imperviousness"})
            or values.refuse_choices(self, parameters, context)
            or self._refuse_method(parameters, context)
            or self._refuse_model(parameters, context)
            or comparing.refuse_targets(self, parameters, context, self._sources(parameters, context))
        )

    def collect(self, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        """Takes sources and names from the layers; writes a file where the polygons are in none."""
        if self._trains_all_layers(parameters, context):
            preload_torch()
        self.scenes = self._rasters(parameters, "SCENES", context)
        self.held_out = self._rasters(parameters, "VALIDATION_SCENES", context)
        self.settlement = comparing.raster(self, parameters, "HSE", context)
        self.zones = zone_reference.collect(self, parameters, "LABELS", context)
        self.second = zone_reference.collect(self, parameters, "VALIDATION_AREAS", context)

    def work(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Adapts the heads, or trains all layers."""
        outputs = values.chosen_outputs(self, parameters, context)
        labels = self.zones.label_files(self.parameterAsString(parameters, "CLASS_FIELD", context), self.settlement)
        if self._trains_all_layers(parameters, context):
            return self._train_all_layers(labels, outputs, parameters, context, feedback)
        return self._adapt_heads(labels, outputs, parameters, context, feedback)

    def _adapt_heads(
        self,
        labels: Any,
        outputs: dict[str, str],
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
    ) -> dict[str, Any]:
        """New weights for the heads; a cancel writes nothing."""
        from ..model.adaptation.adapt_job import AdaptJob, adapt_network

        job = AdaptJob(
            scenes=self.scenes,
            labels=labels,
            outputs=outputs,
            validation_scenes=self.held_out,
            validation_labels=self.second.label_files() if self.second.path else None,
            start=self.parameterAsFile(parameters, "MODEL", context) or None,
            holdout_share=self.parameterAsDouble(parameters, "ASIDE", context) / 100,
            seed=self.parameterAsInt(parameters, "SEED", context),
        )
        done = self.drive(adapt_network(job), feedback)
        if done is None:
            return {}
        judged = done.validation or done.comparison
        figures = {
            "AGREEMENT_BEFORE": judged.before.mean("overall_accuracy"),
            "AGREEMENT": judged.after.mean("overall_accuracy"),
            "HSE_MAE": math.nan if done.settlement is None else done.settlement.after.mae,
        }
        if math.isfinite(figures["AGREEMENT"]):
            feedback.pushInfo(
                f"Overall accuracy on areas held out: {figures['AGREEMENT_BEFORE']:.3f} before, "
                f"{figures['AGREEMENT']:.3f} adapted."
            )
        feedback.pushInfo(f"Took {done.seconds:.1f} s. The new weights, for “Model file”: {outputs['WEIGHTS']}")
        return {**outputs, **_finite(figures), "SECONDS": done.seconds, "DEVICE_USED": "cpu"}

    def _train_all_layers(
        self,
        labels: Any,
        outputs: dict[str, str],
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
    ) -> dict[str, Any]:
        """Fine-tunes, or trains from scratch, here or in a process of its own; a cancel keeps the best so far."""
        from ..model.training.finetune_job import TrainingJob, train_network

        job = TrainingJob(
            scenes=self.scenes,
            labels=labels,
            outputs=outputs,
            validation_scenes=self.held_out,
            start=self.parameterAsFile(parameters, "MODEL", context) or None,
            from_scratch=self.parameterAsBool(parameters, "FROM_SCRATCH", context),
            holdout_share=self.parameterAsDouble(parameters, "ASIDE", context) / 100,
            steps=self.parameterAsInt(parameters, "STEPS", context),
            learning_rate=self.parameterAsDouble(parameters, "LEARNING_RATE", context),
            seed=self.parameterAsInt(parameters, "SEED", context),
            device=self.parameterAsEnumString(parameters, "DEVICE", context),
            bfloat16=self.parameterAsBool(parameters, "HALF_PRECISION", context),
        )
        done = self._run_until_cancelled(train_network(job), feedback)
        if done is None:
            feedback.pushInfo("Cancelled before anything was learned: no file was written.")
            return {}
        feedback.pushInfo(f"Step {done.best.step} was kept. The new weights, for “Model file”: {outputs['WEIGHTS']}")
        numbers = {
            "AGREEMENT_BEFORE": math.nan if done.before is None else done.before.zones.overall_accuracy,
            "AGREEMENT": done.best.scores.zones.overall_accuracy,
            "HSE_MAE": done.best.scores.settlement.mae,
        }
        used = {"BEST_STEP": done.best.step, "SECONDS": done.seconds, "DEVICE_USED": done.device}
        return {**outputs, **_finite(numbers), **used}

    def _run_until_cancelled(self, steps: Any, feedback: QgsProcessingFeedback) -> Optional[Any]:
        """Runs a training; where the user cancels, it stops and keeps the best epoch so far."""
        stop: Optional[bool] = None
        remaining = RemainingTime()
        with closing(steps):
            while True:
                try:
                    step = steps.send(stop)
                except StopIteration as end:
                    return end.value
                self.tell(step, feedback, remaining)
                stop = feedback.isCanceled() or None
                if stop and step.share < _LEARNING_FROM:
                    return None

    def _trains_all_layers(self, parameters: dict[str, Any], context: QgsProcessingContext) -> bool:
        method = self.parameterAsEnumString(parameters, "METHOD", context)
        return method == ALL_LAYERS or self.parameterAsBool(parameters, "FROM_SCRATCH", context)

    def _refuse_method(self, parameters: dict[str, Any], context: QgsProcessingContext) -> str:
        if not self._trains_all_layers(parameters, context):
            return ""
        if parameters.get("VALIDATION_AREAS") not in (None, ""):
            return (
                "VALIDATION_AREAS should be empty where all layers train, but is given; choose METHOD heads, or hold "
                "out VALIDATION_SCENES instead."
            )
        return missing_torch()

    def _refuse_scenes(self, parameters: dict[str, Any], context: QgsProcessingContext) -> str:
        for name in ("SCENES", "VALIDATION_SCENES"):
            refused = values.refuse_layers(self, parameters, name, context, "Sentinel-2 GeoTIFFs")
            if refused:
                return refused
        if not self.parameterAsLayerList(parameters, "SCENES", context):
            return "SCENES should hold a Sentinel-2 scene, but is empty; choose the scenes to train on."
        return ""

    def _refuse_labels(self, parameters: dict[str, Any], context: QgsProcessingContext) -> str:
        given = [name for name in ("LABELS", "HSE", "VALIDATION_AREAS") if parameters.get(name) not in (None, "")]
        if "LABELS" not in given and "HSE" not in given:
            return "LABELS or HSE should say what to learn, but both are empty; choose at least one."
        areas = (name for name in given if name != "HSE")
        return next(filter(None, (zone_reference.refuse(self, parameters, name, context) for name in areas)), "")

    def _refuse_model(self, parameters: dict[str, Any], context: QgsProcessingContext) -> str:
        path = self.parameterAsFile(parameters, "MODEL", context)
        if path and not Path(path).is_file():
            return f"MODEL should be a weights file, but {path} is none; choose an .npz or leave it empty."
        return ""

    def _rasters(self, parameters: dict[str, Any], name: str, context: QgsProcessingContext) -> list[str]:
        return [values.raster_source(layer) for layer in self.parameterAsLayerList(parameters, name, context) or []]

    def _sources(self, parameters: dict[str, Any], context: QgsProcessingContext) -> list[str]:
        """Paths that no output may overwrite."""
        return [
            *self._rasters(parameters, "SCENES", context),
            *self._rasters(parameters, "VALIDATION_SCENES", context),
            comparing.raster(self, parameters, "HSE", context)[0],
            self.parameterAsFile(parameters, "MODEL", context),
            zone_reference.file(self, parameters, "LABELS", context),
            zone_reference.file(self, parameters, "VALIDATION_AREAS", context),
        ]


def _finite(figures: dict[str, float]) -> dict[str, float]:
    """The figures that are finite numbers."""
    return {name: float(value) for name, value in figures.items() if math.isfinite(value)}
