# SPDX-License-Identifier: GPL-2.0-or-later
"""How the maps look: renderers made from the model's tables, put on loaded layers and beside the files."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any, Optional

from qgis.core import (
    Qgis,
    QgsColorRampLegendNodeSettings,
    QgsColorRampShader,
    QgsGradientColorRamp,
    QgsGradientStop,
    QgsLayerTreeLayer,
    QgsPalettedRasterRenderer,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingLayerPostProcessorInterface,
    QgsRasterLayer,
    QgsRasterRenderer,
    QgsRasterShader,
    QgsSingleBandPseudoColorRenderer,
)
from qgis.PyQt import sip
from qgis.PyQt.QtGui import QColor
from qgis.PyQt.QtXml import QDomDocument

from ..model.tables import code_schemes, lcz, palettes
from ..model.tables.products import COMPARISONS, HSE, PRODUCTS

_PRODUCTS = {**PRODUCTS, **COMPARISONS}


def renderer(
    key: str,
    provider: Any = None,
    palette: str = "standard",
    scheme: code_schemes.Scheme = code_schemes.STANDARD,
    band: int = 1,
    top: float = 100.0,
) -> Optional[QgsRasterRenderer]:
    """A fresh renderer for one of the products, None where QGIS's own choice is right.

    Args:
        key: of the product.
        provider: the layer's data provider; a renderer that is only written down needs none.
        palette: of the zones, a key of `palettes.PALETTES`.
        scheme: by which the raster's codes name the zones.
        band: that is drawn.
        top: the value that stands for 100 percent.
    """
    if _PRODUCTS[key].categorical:
        return _zones(provider, palettes.PALETTES[palette], scheme, band)
    if key not in palettes.RAMPS:
        return None
    return _ramp(palettes.RAMPS[key], provider, band, *palettes.RANGES.get(key, (0.0, top)))


def gradient(low: float, high: float, unit: str, provider: Any = None) -> QgsRasterRenderer:
    """The first band from light at `low` to dark at `high`, for rasters that are no product."""
    return _ramp(palettes.RAMPS[HSE.key], provider, 1, low, high, unit)


def write_style(key: str, path: str, feedback: QgsProcessingFeedback) -> None:
    """Writes the `.qml` beside a product's raster; nothing where the product has no style of its own."""
    drawn = renderer(key)
    if drawn is not None:
        write_renderer(drawn, path, feedback)


def dress_outputs(
    outputs: Mapping[str, str], scene: str, context: QgsProcessingContext, feedback: QgsProcessingFeedback
) -> None:
    """Styles the rasters among the outputs of a comparison, beside the files and once they are loaded.

    Args:
        outputs: path by name; what is no raster stays as it is.
        scene: name of the group that the layers are to lie in.
        context: of the run.
        feedback: learns of a style that could not be written.
    """
    for key in COMPARISONS.keys() & outputs.keys():
        write_style(key, outputs[key], feedback)
        announce(key, outputs[key], scene, context)


def write_renderer(drawn: QgsRasterRenderer, path: str, feedback: QgsProcessingFeedback) -> str:
    """Writes a renderer as the `.qml` beside a raster; gives its path, "" where it could not.

    The raster is complete by now: a style that cannot be written is worth a warning, no failure.
    """
    style = Path(path).with_suffix(".qml")
    try:
        style.write_text(_style_document(drawn), encoding="utf-8")
    except OSError as error:
        feedback.pushWarning(f"The map is complete, but its style {style} is not ({error.strerror}).")
        return ""
    return str(style)


def announce(
    key: str, path: str, scene: str, context: QgsProcessingContext, scheme: code_schemes.Scheme = code_schemes.STANDARD
) -> None:
    """Says how the layer of a product is to look and in which group it is to lie, should QGIS load it.

    Args:
        key: of the product.
        path: of its raster.
        scene: name of the input layer, which names the group.
        context: of the run.
        scheme: by which its codes name the zones.
    """
    announce_drawn(partial(renderer, key, scheme=scheme), path, scene, context)


def announce_drawn(
    draw: Callable[[Any], Optional[QgsRasterRenderer]], path: str, scene: str, context: QgsProcessingContext
) -> None:
    """The same for a raster that is no product: `draw` makes its renderer from the layer's data provider."""
    if not context.willLoadLayerOnCompletion(path):
        return
    details = context.layerToLoadOnCompletionDetails(path)
    if hasattr(details, "groupName"):  # QGIS 3.32
        details.groupName = scene
        scene = ""
    details.setPostProcessor(_kept(_Dressing(draw, scene)))


# QGIS keeps no Python reference: a post-processor that is not kept here silently does nothing. And it deletes
# each together with the context of its run, so that every run needs its own.
_waiting: list[_Dressing] = []


def _kept(dressing: _Dressing) -> _Dressing:
    _waiting[:] = [*(old for old in _waiting if not sip.isdeleted(old)), dressing]
    return dressing


class _Dressing(QgsProcessingLayerPostProcessorInterface):
    """Gives a loaded layer its renderer and, where QGIS does not, a place in its scene's group."""

    def __init__(self, draw: Callable[[Any], Optional[QgsRasterRenderer]], group: str) -> None:
        super().__init__()
        self._draw = draw
        self._group = group

    def postProcessLayer(
        self, layer: QgsRasterLayer, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> None:
        """QGIS calls this in the main thread, once the layer is in the project."""
        dress(layer, self._draw(layer.dataProvider()))
        if self._group and context.project() is not None:
            _move_into_group(context.project().layerTreeRoot().findLayer(layer.id()), self._group)


def dress(layer: QgsRasterLayer, drawn: Optional[QgsRasterRenderer]) -> None:
    """Gives a layer a renderer and has map and legend drawn anew; None leaves it as it is. In the main thread only."""
    if drawn is not None:
        layer.setRenderer(drawn)
        layer.triggerRepaint()
        layer.emitStyleChanged()


def _move_into_group(node: Optional[QgsLayerTreeLayer], name: str) -> None:
    """Moves a layer of the tree into the group of that name beside it, which is made where it is missing."""
    if node is None:
        return
    parent = node.parent()
    if parent.name() == name:  # QGIS puts a new layer where the last one was
        return
    group = parent.findGroup(name) or parent.insertGroup(0, name)
    # The copy first: a layer that is nowhere in the tree leaves the project.
    group.insertChildNode(0, node.clone())
    parent.removeChildNode(node)


def _zones(
    provider: Any, colours: tuple[str, ...], scheme: code_schemes.Scheme, band: int
) -> QgsPalettedRasterRenderer:
    """A row for each zone that the scheme has a number for, with its label and name, in the palette's colour."""
    rows = [
        QgsPalettedRasterRenderer.Class(code, QColor(colour), f"{zone.label} {zone.name}")
        for zone, colour, code in zip(lcz.ZONES, colours, scheme.codes)
        if code is not None
    ]
    return QgsPalettedRasterRenderer(provider, band, rows)


def _ramp(
    colours: tuple[str, ...], provider: Any, band: int, low: float, high: float, unit: Optional[str] = None
) -> QgsSingleBandPseudoColorRenderer:
    """A ramp of fixed ends, so that two cities compare by eye; None for percent where it can be no fraction."""
    shares = [(step / (len(colours) - 1), QColor(colour)) for step, colour in enumerate(colours)]
    stops = [(low + (high - low) * share, colour) for share, colour in shares]
    unit = (" %" if high > 1 else "") if unit is None else f" {unit}".rstrip()
    function = QgsColorRampShader(low, high)
    function.setColorRampItemList(
        [QgsColorRampShader.ColorRampItem(value, colour, f"{value:g}{unit}") for value, colour in stops]
    )
    between = [QgsGradientStop(share, colour) for share, colour in shares[1:-1]]
    function.setSourceColorRamp(QgsGradientColorRamp(stops[0][1], stops[-1][1], False, between))
    legend = QgsColorRampLegendNodeSettings()
    legend.setSuffix(unit)
    function.setLegendSettings(legend)
    shader = QgsRasterShader(low, high)
    shader.setRasterShaderFunction(function)
    drawn = QgsSingleBandPseudoColorRenderer(provider, band, shader)
    drawn.setClassificationMin(low)
    drawn.setClassificationMax(high)
    return drawn


def _style_document(drawn: QgsRasterRenderer) -> str:
    """The text of a `.qml` file: what QGIS reads beside a raster that is opened the ordinary way."""
    document = QDomDocument("qgis")
    root = document.createElement("qgis")
    root.setAttribute("version", Qgis.QGIS_VERSION)
    root.setAttribute("styleCategories", "AllStyleCategories")
    pipe = document.createElement("pipe")
    drawn.writeXml(document, pipe)
    root.appendChild(pipe)
    document.appendChild(root)
    return document.toString(2)
