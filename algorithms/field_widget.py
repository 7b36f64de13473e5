# SPDX-License-Identifier: GPL-2.0-or-later
"""The list of a layer's fields in a form, beside a parameter that takes vectors and rasters.

QGIS's own list ends the whole program (signal 11; 3.22 to 3.44) when such a parameter gets a raster, as it asks the
vector layer that is not there for its id. This one is empty then.
"""

from __future__ import annotations

from typing import Any, Optional

from processing.gui.wrappers import DIALOG_MODELER, WidgetWrapper
from processing.tools import dataobjects
from qgis.core import (
    QgsMapLayer,
    QgsProcessingFeatureSourceDefinition,
    QgsProcessingOutputString,
    QgsProcessingParameterField,
    QgsProcessingParameterString,
    QgsProcessingUtils,
    QgsVectorLayer,
)
from qgis.gui import QgsFieldComboBox
from qgis.PyQt.QtCore import NULL
from qgis.PyQt.QtWidgets import QComboBox


class FieldWidget(WidgetWrapper):
    """A list of the fields of another parameter's layer; an editable list in the modeler."""

    def createWidget(self) -> QComboBox:
        """Creates the list, empty at first."""
        self.context = dataobjects.createContext()  # keeps layers that are read from a path
        if self.dialogType == DIALOG_MODELER:
            widget = QComboBox()
            widget.setEditable(True)
            kinds = [QgsProcessingParameterField, QgsProcessingParameterString]
            for value in self.dialog.getAvailableValuesOfType(kinds, [QgsProcessingOutputString]):
                widget.addItem(self.dialog.resolveValueDescription(value), value)
            widget.setEditText("")
            return widget
        widget = QgsFieldComboBox()
        widget.setAllowEmptyFieldName(True)
        widget.fieldChanged.connect(lambda: self.widgetValueHasChanged.emit(self))
        return widget

    def postInitialize(self, wrappers: list) -> None:
        """Follows the parameter that has the layer."""
        parent = self.parameterDefinition().parentLayerParameterName()
        for wrapper in wrappers:
            if self.dialogType != DIALOG_MODELER and wrapper.parameterDefinition().name() == parent:
                self._follow(wrapper)
                wrapper.widgetValueHasChanged.connect(self._follow)

    def setValue(self, value: Any) -> None:
        """Shows a field by its name."""
        if self.dialogType == DIALOG_MODELER:
            self.setComboValue("" if value == NULL else value)
        else:
            self.widget.setField("" if value is None or value == NULL else value)

    def value(self) -> Any:
        """Name of the field, "" for none; in the modeler possibly the source of the value."""
        if self.dialogType == DIALOG_MODELER:
            return self.comboValue(lambda text: True)
        return self.widget.currentField()

    def _follow(self, wrapper: Any) -> None:
        """Lists the fields of the layer that the other parameter has now."""
        kept = self.widget.currentField()
        self.layer = self._layer(wrapper.parameterValue())
        self.widget.setLayer(self.layer)
        if self.layer is not None and self.layer.fields().indexOf(kept) >= 0:
            self.widget.setField(kept)

    def _layer(self, value: Any) -> Optional[QgsVectorLayer]:
        """The vector layer that a parameter's value refers to; None where there is none."""
        if isinstance(value, QgsProcessingFeatureSourceDefinition):
            value = value.source.staticValue()
        if isinstance(value, str) and value:
            value = QgsProcessingUtils.mapLayerFromString(value, self.context)
        is_vector = isinstance(value, QgsMapLayer) and isinstance(value, QgsVectorLayer) and value.isValid()
        return value if is_vector else None
