# SPDX-License-Identifier: GPL-2.0-or-later
"""The parameter that names a field of a layer which may be a raster, too."""

from __future__ import annotations

from qgis.core import QgsProcessingParameterField


def parameter(name: str, title: str, parent: str) -> QgsProcessingParameterField:
    """A parameter for a field of another parameter's layer; may be left empty.

    Args:
        name: of the parameter.
        title: its label.
        parent: name of the parameter with the layer, vectors or a raster.
    """
    field = QgsProcessingParameterField(name, title, parentLayerParameterName=parent, optional=True)
    # By its path, as only forms need it: in `qgis_process` and tests there may be no window to import it for.
    field.setMetadata({"widget_wrapper": {"class": f"{__package__}.field_widget.FieldWidget"}})
    return field
