# SPDX-License-Identifier: GPL-2.0-or-later
"""What the algorithms share: identity, help, refusals, and the loop that drives the core."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Mapping
from contextlib import closing
from html import escape
from pathlib import Path
from typing import Any, Optional, Union

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFields,
    QgsGeometry,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputDefinition,
    QgsProcessingParameterDefinition,
)
from qgis.PyQt.QtGui import QIcon

from ..model.errors import OutputError, PluginError
from ..model.progress import RemainingTime
from . import choices, dependencies, form_words, layer_sources, log_language, values, vector_files
from .language import tr

ROOT = Path(__file__).resolve().parent.parent
ICONS = ROOT / "resources" / "icons"
HELP = ROOT / "resources" / "help"
DOCS_URL = "https://github.com/hse-lcz/hse_lcz/blob/main/docs"


class Algorithm(QgsProcessingAlgorithm):
    """An algorithm whose identity stands in class attributes and whose work is a generator of the core.

    A subclass declares its parameters in `initAlgorithm`, says in `refusal` what it cannot accept, reads in
    `collect` what only the main thread may read (layers), and runs the core in `work`. Its icon and the text
    above its parameters' help stand in `resources` under its name.

    Attributes:
        NAME: id inside the provider.
        TITLE: name in the toolbox.
        GROUP: one of the toolbox groups in `groups`.
        SUMMARY: one sentence that starts with a verb in -s.
        TAGS: words by which the toolbox finds it.
        REQUIRES: Python packages that QGIS may lack.
        CANCELLED: what a cancel leaves, for the log.
    """

    NAME = ""
    TITLE = ""
    GROUP = ("", "")
    SUMMARY = ""
    TAGS: tuple[str, ...] = ()
    REQUIRES: tuple[str, ...] = ()
    CANCELLED = "Cancelled: no file was written."

    def __init__(self) -> None:
        super().__init__()
        self.on_disk: dict[str, Any] = {}  # values of the run in place of paths that QGIS does not take
        self._earlier: set[Path] = set()  # files of outputs that stood there before the run
        self._texts: dict[str, str] = {}  # help of the outputs: QGIS keeps that of parameters alone

    def name(self) -> str:
        """Id inside the provider."""
        return self.NAME

    def displayName(self) -> str:
        """Name in the toolbox."""
        return tr(self.TITLE)

    def groupId(self) -> str:
        """Id of the toolbox group."""
        return self.GROUP[0]

    def group(self) -> str:
        """Name of the toolbox group."""
        return tr(self.GROUP[1])

    def tags(self) -> list[str]:
        """Words by which the toolbox finds it."""
        return list(self.TAGS)

    def icon(self) -> QIcon:
        """The icon in the toolbox."""
        return QIcon(self.svgIconPath())

    def svgIconPath(self) -> str:
        """The icon in a model."""
        return str(ICONS / f"{self.NAME}.svg")

    def shortDescription(self) -> str:
        """One sentence, for tooltips and `qgis_process`."""
        return tr(self.SUMMARY)

    def shortHelpString(self) -> str:
        """The help panel: the text, then each parameter and each output with its own help."""
        answers = {
            f"{item.description()} · {item.name()}": self._texts[item.name()]
            for item in self.outputDefinitions()
            if item.name() in self._texts
        }
        return help_panel(tr(self.introduction()), self.parameterDefinitions(), answers)

    def introduction(self) -> str:
        """The text above the parameters' help, in English."""
        return introduction(self.NAME)

    def helpUrl(self) -> str:
        """Where the Help button leads: the algorithm's page in the repository's `docs`."""
        return f"{DOCS_URL}/{self.NAME}.md"

    def createInstance(self) -> Algorithm:
        """A fresh one: QGIS runs copies."""
        return type(self)()

    def declare(
        self,
        definition: Union[QgsProcessingParameterDefinition, QgsProcessingOutputDefinition],
        text: str,
        advanced: bool = False,
    ) -> None:
        """Adds a parameter, or an output that is no file (a number, a text), together with its help.

        Both come in English and leave in the language of QGIS.
        """
        text = tr(text)
        definition.setDescription(tr(definition.description()))
        if isinstance(definition, QgsProcessingParameterDefinition):
            choices.translate(definition)
        if isinstance(definition, QgsProcessingOutputDefinition):
            self._texts[definition.name()] = text
            self.addOutput(definition)
            return
        definition.setHelp(text)
        if advanced:
            definition.setFlags(definition.flags() | QgsProcessingParameterDefinition.Flag.FlagAdvanced)
        self.addParameter(definition)

    def refusal(self, parameters: dict[str, Any], context: QgsProcessingContext) -> str:
        """Why these values cannot be run, one sentence; "" where they can."""
        return ""

    def for_qgis(self, parameters: dict[str, Any]) -> dict[str, Any]:
        """The parameters as QGIS's own check is to see them: where a value is more than QGIS knows, another one."""
        return parameters

    def collect(self, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        """Keeps on `self`, as plain values, what `work` needs of the layers."""

    def work(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Runs the core in a background thread; gives the outputs by name, nothing after a cancel."""
        raise NotImplementedError

    def in_users_words(self, text: str) -> str:
        """A message in the language of QGIS, with the labels of the form and the user's own names of files."""
        translated = log_language.translated(layer_sources.in_users_words(text))
        return form_words.with_labels(translated, self.parameterDefinitions())

    def _refused(self, parameters: dict[str, Any], context: QgsProcessingContext) -> str:
        """What `refusal` says, or the sentence with which it ends."""
        try:
            return self.in_users_words(self.refusal(parameters, context))
        except PluginError as error:
            return self.in_users_words(str(error))

    def checkParameterValues(self, parameters: dict[str, Any], context: QgsProcessingContext) -> tuple[bool, str]:
        """The gate whose message reaches dialog, console and `qgis_process` alike."""
        parameters = {**parameters, **layer_sources.with_gdal_paths(self, parameters)}
        refused = dependencies.missing(self.REQUIRES) or self._refused(parameters, context)
        if refused:
            return False, refused
        seen = choices.as_indexes(self, self.for_qgis(parameters))
        accepted, said = super().checkParameterValues(seen, context)
        return accepted, self.in_users_words("" if accepted else values.refuse_unfit(self, seen, context) or said)

    def prepareAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> bool:
        """Asks again, as rows of a batch and steps of a model come here unchecked, then collects."""
        self.on_disk = layer_sources.with_gdal_paths(self, parameters)
        parameters = {**parameters, **self.on_disk}
        for line in form_words.unknown(parameters, self.parameterDefinitions()):
            feedback.pushWarning(line)
        paths = self._paths(parameters, context)
        self._earlier = {file for path in paths for file in vector_files.beside(path)}
        # An exception raised here would lose its text in the console: `processAlgorithm` raises it.
        self.refused = self._refused(parameters, context)
        if not self.refused:
            try:
                self.collect(parameters, context)
            except PluginError as error:  # what is set on a layer cannot be carried to the core
                self.refused = self.in_users_words(str(error))
        return True

    def processAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Works; what the user can mend ends as one sentence, anything else is a bug and keeps its traceback.

        Raises:
            QgsProcessingException: with that sentence.
        """
        results: dict[str, Any] = {}
        try:
            if self.refused:
                raise QgsProcessingException(self.refused)
            dependencies.load(self.REQUIRES)
            results = self.work({**parameters, **self.on_disk}, context, log_language.translating(feedback))
        except PluginError as error:
            raise QgsProcessingException(self.in_users_words(str(error))) from error
        finally:
            if not results:
                self._load_nothing(context)
        return results

    def drive(self, steps: Generator[Any, None, Any], feedback: QgsProcessingFeedback) -> Optional[Any]:
        """What a generator of the core returns in the end; None where the user cancelled.

        Where the core has nothing to say for ten seconds, a line tells the share done and the time that remains.

        Args:
            steps: yields the share done (0..1) with a note for the log. Closing it early, as a cancel does,
                removes what it has half written.
            feedback: shows progress and notes, knows of a cancel.
        """
        remaining = RemainingTime()
        with closing(steps):
            while not feedback.isCanceled():
                try:
                    step = next(steps)
                except StopIteration as end:
                    return end.value
                self.tell(step, feedback, remaining)
        feedback.pushInfo(self.CANCELLED)
        return None

    def write_features(
        self,
        output: str,
        fields: QgsFields,
        rows: Iterable[tuple[QgsGeometry, list[Any]]],
        kind: Any,
        crs: QgsCoordinateReferenceSystem,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
    ) -> str:
        """Writes the layer of an output whole or not at all; gives what QGIS calls it.

        Args:
            output: name of the output.
            fields: attributes of the layer; one called fid that no GeoPackage takes is renamed in it.
            rows: geometry and attributes of each feature.
            kind: of geometry, a `QgsWkbTypes.Type`.
            crs: of the geometries.
            parameters: of the run.
            context: of the run.

        Raises:
            OutputError: the layer cannot be written.
        """
        kept = list(rows)
        vector_files.rename_unfit_key(fields, [attributes for _, attributes in kept])
        path = self.parameterAsFileOutput(parameters, output, context)
        before = vector_files.beside(path)
        sink = None
        try:
            sink, name = self.parameterAsSink(parameters, output, context, fields, kind, crs)
            if sink is None:
                reason = self.invalidSinkError(parameters, output)
            elif vector_files.add_features(sink, fields, kept):
                return name
            else:
                reason = sink.lastError() or self.writeFeatureError(sink, parameters, output)
        except QgsProcessingException as error:
            reason = str(error)
        reason = " ".join(reason.split())
        del sink  # closes the file
        vector_files.remove_new(path, before)
        # Files and layers appear all or none: the core has written its files by now.
        for other in self._paths(parameters, context):
            vector_files.remove_others(other, self._earlier)
        raise OutputError(
            f"{output} should be a layer that QGIS can write, but it could not ({reason}); choose a name that ends in "
            ".gpkg, or another folder."
        )

    def _paths(self, parameters: dict[str, Any], context: QgsProcessingContext) -> list[str]:
        """The paths of all outputs that are files."""
        names = (item.name() for item in self.destinationParameterDefinitions())
        return [path for path in (self.parameterAsFileOutput(parameters, name, context) for name in names) if path]

    def tell(self, step: Any, feedback: QgsProcessingFeedback, remaining: Optional[RemainingTime] = None) -> None:
        """Shows a step of the core: the share done, and its note, or what is due where nothing was said for long."""
        feedback.setProgress(100 * step.share)
        line = step.note
        if remaining is not None and line:
            remaining.restart()
        elif remaining is not None:
            line = remaining.line(step.share)
        log = log_language.plain(feedback)
        if line.startswith("Warning"):
            log.pushWarning(self.in_users_words(line))
        elif line:
            log.pushInfo(self.in_users_words(line))

    def _load_nothing(self, context: QgsProcessingContext) -> None:
        """Keeps the dialog from loading, after a failure, older files that lie where the outputs should."""
        names = {item.name() for item in self.destinationParameterDefinitions()}
        layers = context.layersToLoadOnCompletion()
        context.setLayersToLoadOnCompletion(
            {path: details for path, details in layers.items() if details.outputName not in names}
        )


def help_panel(
    text: str, definitions: list[QgsProcessingParameterDefinition], answers: Optional[Mapping[str, str]] = None
) -> str:
    """A help text, then each parameter and each output with its own.

    Args:
        text: HTML that stands above.
        definitions: of the parameters, with their help.
        answers: help of outputs that are no files, by name.
    """
    inputs = {item.description(): item.help() for item in definitions if not item.isDestination()}
    files = {item.description(): item.help() for item in definitions if item.isDestination()}
    return text + _section(tr("Input"), inputs) + _section(tr("Output"), {**files, **(answers or {})})


def introduction(name: str) -> str:
    """The text above the parameters' help of an algorithm, in English."""
    text = (HELP / f"{name}.html").read_text(encoding="utf-8")
    # QGIS would show each end of a line as the end of a paragraph.
    return " ".join(text.split())


def _section(title: str, rows: Mapping[str, str]) -> str:
    """A heading and each row's name and help; nothing where there are no rows."""
    text = "".join(f"<p><b>{escape(name)}</b><br/>{escape(said, quote=False)}</p>" for name, said in rows.items())
    return f"<h3>{title}</h3>{text}" if rows else ""
