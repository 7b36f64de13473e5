# SPDX-License-Identifier: GPL-2.0-or-later
"""`hselcz:layouttemplate`: adds a print layout of a map to the project, and saves it as a template."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Optional

from qgis.core import (
    Qgis,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputString,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterString,
    QgsProject,
    QgsRasterLayer,
)

from ..model.lczmap.class_area import ClassArea
from ..model.raster.outputs import staged, write_text
from ..model.tables import code_schemes, products
from ..model.version import software
from . import choices, comparing, groups, layer_names, main_thread, map_input, print_layout, styling, values
from .base import Algorithm
from .language import tr

PAPERS = {"a4": "A4, across", "a4upright": "A4, upright", "a3": "A3, across", "a3upright": "A3, upright"}


class LayoutTemplate(Algorithm):
    """Adds a print layout of a map."""

    NAME = "layouttemplate"
    TITLE = "Add a print layout"
    GROUP = groups.IN_USE
    SUMMARY = "Adds a print layout of an LCZ map or HSE map with legend, scale bar, north arrow and class areas."
    TAGS = (
        "layout", "print", "template", "qpt", "composer", "map sheet", "legend", "scale bar", "north arrow", "pdf",
        "export", "poster", "figure", "lcz", "local climate zones", "hse", "area table",
    )  # fmt: skip

    def initAlgorithm(self, configuration: Optional[dict[str, Any]] = None) -> None:
        """Declares parameters and outputs."""
        self.declare(
            QgsProcessingParameterRasterLayer("INPUT", "Map"),
            "An LCZ map in any of the usual codes, an HSE map or a map of LCZ confidence. One that is not in the "
            "project yet is added to it.",
        )
        self.declare(
            choices.parameter("PAPER", "Paper", PAPERS, "a4"),
            "Size and direction of the page. In scripts: a4, a4upright, a3 or a3upright.",
        )
        self.declare(
            QgsProcessingParameterString("TITLE", "Title", optional=True),
            "If not set: what the map shows, and its place.",
        )
        map_input.declare_kind(self, advanced=True)
        map_input.declare_reading(self)
        self.declare(
            QgsProcessingParameterFileDestination(
                "TEMPLATE", "Layout template", "Layout templates (*.qpt *.QPT)", optional=True, createByDefault=False
            ),
            "The same layout as a file, to be opened in the layout manager of any project.",
        )
        self.declare(
            QgsProcessingOutputString("LAYOUT", "Layout"), "Name of the layout in the project; empty without a project."
        )

    def refusal(self, parameters: dict[str, Any], context: QgsProcessingContext) -> str:
        """A raster that does not open, a choice off its list, a template that cannot be written or is missing."""
        refused = comparing.refuse(self, parameters, context, {"INPUT": "a GeoTIFF with the map"})
        if not refused and context.project() is None and not values.chosen_outputs(self, parameters, context):
            label = self.parameterDefinition("TEMPLATE").description()
            return f"“{label}” should be a file where there is no project, but is empty; choose where to write it."
        return refused

    def collect(self, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        """Takes the layer's source, name, id and CRS, and the project, which may hold the layer already."""
        layer = self.parameterAsRasterLayer(parameters, "INPUT", context)
        self.source, self.name_of_map, self.layer_id = values.raster_source(layer), layer.name(), layer.id()
        self.crs_name = layer.crs().userFriendlyIdentifier()
        self.project = context.project()

    def work(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Measures the classes, then has the layout made in the main thread."""
        from ..model.lczmap.class_areas import class_areas

        finding = map_input.recognise(self, self.source, parameters, context, feedback)
        areas = None if finding is None else self.drive(class_areas(self.source, finding), feedback)
        if finding is None or areas is None:
            return {}
        title = self.parameterAsString(parameters, "TITLE", context).strip()
        paper = print_layout.PAPERS[choices.chosen(self, parameters, "PAPER", context)]
        content = self._content(finding, areas, title, paper)
        outputs = values.outputs(self, parameters, context)
        with staged(outputs) as files:
            made = main_thread.call(lambda: self._make(finding, content), feedback)
            if made is None:
                feedback.pushInfo(self.CANCELLED)
                return {}
            name, text = made
            for path in files.texts.values():
                write_text(path, text)
        if name:
            feedback.pushInfo(f"The layout is in the menu Project, Layouts: {name}.")
        return {**outputs, "LAYOUT": name}

    def _content(
        self, finding: Any, areas: list[ClassArea], title: str, paper: print_layout.Paper
    ) -> print_layout.LayoutContent:
        """The texts of the layout."""
        shows = {
            products.HSE.key: tr("Human settlement extent"),
            products.CONFIDENCE.key: tr("LCZ confidence"),
        }.get(finding.product.key, tr("Local climate zones"))
        place, day = layer_names.parted(layer_names.place(self.name_of_map, self.source))
        total = sum(area.area_km2 for area in areas)
        facts = [day, tr("{area} km² with a value").format(area=f"{total:.1f}")]
        return print_layout.LayoutContent(
            title=title or ": ".join(filter(None, (shows, place))),
            subtitle=" · ".join(filter(None, facts)),
            legend_title=shows,
            areas=areas,
            credit=f"{software()}, QGIS {Qgis.QGIS_VERSION.partition('-')[0]}. {self.crs_name}.",
            paper=paper,
        )

    def _make(self, finding: Any, content: print_layout.LayoutContent) -> tuple[str, str]:
        """Builds the layout, in the main thread; gives its name in the project, "" without one, and the template."""
        project = self.project or QgsProject()
        layer = project.mapLayer(self.layer_id)
        if not isinstance(layer, QgsRasterLayer):
            layer = self._added(project, finding)
        name = print_layout.free_name(project, content.title)
        layout = print_layout.build(project, layer, content, name)
        text = print_layout.template(layout)
        if self.project is None:
            return "", text
        project.layoutManager().addLayout(layout)
        return name, text

    def _added(self, project: QgsProject, finding: Any) -> QgsRasterLayer:
        """A new layer of the map in a project, in the colours of this plugin."""
        layer = QgsRasterLayer(self.source, self.name_of_map or Path(self.source).stem)
        drawn = styling.renderer(
            finding.product.key,
            layer.dataProvider(),
            scheme=finding.scheme or code_schemes.STANDARD,
            band=finding.band,
            top=finding.top,
        )
        styling.set_renderer(layer, drawn)
        project.addMapLayer(layer)
        return layer
