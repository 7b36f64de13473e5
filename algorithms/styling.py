# SPDX-License-Identifier: GPL-2.0-or-later
"""How the maps look: renderers made from the tables of `model`, set on loaded layers and saved beside the files."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Optional

from qgis.core import (
    Qgis,
    QgsColorRampLegendNodeSettings,
    QgsColorRampShader,
    QgsContrastEnhancement,
    QgsGradientColorRamp,
    QgsGradientStop,
    QgsMapLayer,
    QgsMultiBandColorRenderer,
    QgsPalettedRasterRenderer,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProject,
    QgsRasterLayer,
    QgsRasterMinMaxOrigin,
    QgsRasterRenderer,
    QgsRasterShader,
    QgsSingleBandPseudoColorRenderer,
)
from qgis.PyQt import sip
from qgis.PyQt.QtGui import QColor
from qgis.PyQt.QtXml import QDomDocument

from ..model.raster.attribute_table import ClassRow, write_attribute_table
from ..model.tables import code_schemes, lcz, palettes
from ..model.tables.products import (
    COMPARISONS,
    CONFIDENCE,
    FADED,
    GENERATOR,
    HSE,
    LCZ_PROBABILITIES,
    LCZ_TRANSITION,
    PRODUCTS,
    SERIES,
)
from . import layer_names, layer_tree, loaded_layers
from .language import tr

_PRODUCTS = {**PRODUCTS, **COMPARISONS, **SERIES, GENERATOR.key: GENERATOR, FADED.key: FADED}


def renderer(
    key: str,
    provider: Any = None,
    palette: str = "standard",
    scheme: code_schemes.Scheme = code_schemes.STANDARD,
    band: int = 1,
    top: float = 100.0,
) -> Optional[QgsRasterRenderer]:
    """A fresh renderer for one of the products, None where QGIS's own choice is as good.

    Args:
        key: of the product.
        provider: the layer's data provider; a renderer that is only written down needs none.
        palette: of the zones, a key of `palettes.PALETTES`.
        scheme: by which the raster's codes name the zones.
        band: that is drawn.
        top: the value that stands for 100 percent.
    """
    if key == GENERATOR.key:
        return _zones(provider, palettes.PALETTES[palette], scheme, GENERATOR.band_names.index("lczFilter") + 1)
    if key == FADED.key:
        faded = _zones(provider, palettes.PALETTES[palette], scheme, FADED.band_names.index("lcz") + 1)
        faded.setAlphaBand(FADED.band_names.index("opacity") + 1)
        return faded
    if _PRODUCTS[key].categorical:
        return _zones(provider, palettes.PALETTES[palette], scheme, band)
    if key == LCZ_PROBABILITIES.key:
        return _ramp(palettes.RAMPS[CONFIDENCE.key], provider, band, 0.0, 1.0)
    if key not in palettes.RAMPS:
        return None
    ends = palettes.RANGES.get(key, (0.0, top))
    return _ramp(palettes.RAMPS[key], provider, band, *ends, transparent_start=key == HSE.key)


def gradient(low: float, high: float, unit: str, provider: Any = None) -> QgsRasterRenderer:
    """The first band from light at `low` to dark at `high`, for rasters that are no product."""
    return _ramp(palettes.RAMPS[HSE.key], provider, 1, low, high, unit)


def write_style(key: str, path: str, feedback: QgsProcessingFeedback, band: int = 1) -> None:
    """Writes the `.qml` beside a product's raster; nothing where the product has no style of its own.

    A raster of transitions also gets the attribute table that names its classes.

    Args:
        key: of the product.
        path: of its raster.
        feedback: receives a warning about a style that could not be written.
        band: that is shown.
    """
    if key == LCZ_TRANSITION.key:
        from ..model.lczmap.transitions import transition_classes

        classes = transition_classes(path)
        write_attribute_table(path, classes)
        write_renderer(paletted(None, classes), path, feedback)
        return
    drawn = renderer(key, band=band)
    if drawn is not None:
        write_renderer(drawn, path, feedback)


def style_outputs(
    outputs: Mapping[str, str], map_name: str, context: QgsProcessingContext, feedback: QgsProcessingFeedback
) -> None:
    """Styles the rasters among the outputs of a comparison, beside the files and once they are loaded.

    Args:
        outputs: path by name; what is no raster stays as it is.
        map_name: name of the layer that was compared; its place and day name the group of the new layers.
        context: of the run.
        feedback: receives a warning about a style that could not be written.
    """
    for key in COMPARISONS.keys() & outputs.keys():
        write_style(key, outputs[key], feedback)
        announce(key, outputs[key], layer_names.place(map_name), context)


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
    key: str,
    path: str,
    where: str,
    context: QgsProcessingContext,
    scheme: code_schemes.Scheme = code_schemes.STANDARD,
    band: int = 1,
) -> None:
    """Decides how the layer of a product will look, what it is called and where it lies, should QGIS load it.

    Args:
        key: of the product.
        path: of its raster.
        where: place and day of the map, which name the group and the layer.
        context: of the run.
        scheme: by which its codes name the zones.
        band: that is shown.
    """
    if key == LCZ_TRANSITION.key:
        from ..model.lczmap.transitions import transition_classes

        classes = transition_classes(path)
        announce_drawn(lambda provider: paletted(provider, classes), path, where, context, key)
    else:
        announce_drawn(partial(renderer, key, scheme=scheme, band=band), path, where, context, key)


def announce_drawn(
    draw: Callable[[Any], Optional[QgsRasterRenderer]], path: str, where: str, context: QgsProcessingContext, kind: str
) -> None:
    """The same for any raster: `draw` makes its renderer from the layer's data provider.

    Args:
        draw: data provider -> renderer.
        path: of the raster.
        where: place and day of the map, which name the group and the layer.
        context: of the run.
        kind: key of what the raster shows, see `layer_names.SHORT_TITLES` and `layer_tree.ORDER`.
    """

    def finish(layer: QgsRasterLayer) -> None:
        set_renderer(layer, draw(layer.dataProvider()))

    announce_layer(finish, path, where, context, kind)


def announce_layer(
    finish: Callable[[QgsMapLayer], None], path: str, where: str, context: QgsProcessingContext, kind: str
) -> None:
    """The same for any layer: `finish` gives it its look in the main thread, once it is loaded.

    Args:
        finish: called with the layer.
        path: of the layer, or whatever QGIS calls an output that is no file.
        where: place and day of the map, which name the group and the layer.
        context: of the run.
        kind: key of what the layer shows.
    """
    if not context.willLoadLayerOnCompletion(path):
        return
    details = context.layerToLoadOnCompletionDetails(path)
    if details.name in layer_names.default_names(kind):  # a name that the user chose stays
        details.name = layer_names.layer_name(kind, where)
    if hasattr(details, "groupName"):  # QGIS 3.32
        details.groupName = where
    if hasattr(details, "layerSortKey"):
        details.layerSortKey = -layer_tree.rank(kind)
    alone = len(context.layersToLoadOnCompletion()) == 1
    address = sip.unwrapinstance(context)
    run = _runs.setdefault(address, uuid.uuid4().hex)

    def finish_and_arrange(layer: QgsMapLayer, project: Optional[QgsProject]) -> None:
        finish(layer)
        _runs.pop(address, None)
        layer_tree.arrange_soon(project, layer.id(), kind, where, alone, run)

    loaded_layers.when_loaded(details, finish_and_arrange)


# A name for each run whose layers are not loaded yet, by the address of its context: all steps of a model share one.
_runs: dict[int, str] = {}


def set_renderer(layer: QgsRasterLayer, drawn: Optional[QgsRasterRenderer]) -> None:
    """Gives a layer a renderer and has map and legend drawn again; None leaves it as it is. In the main thread only."""
    if drawn is not None:
        layer.setRenderer(drawn)
        layer.triggerRepaint()
        layer.emitStyleChanged()


def show_true_colour(layer: QgsRasterLayer, bands: tuple[int, int, int] = (3, 2, 1)) -> None:
    """Shows a scene as the eye would see it, stretched between its 2nd and 98th percentiles. In the main thread only.

    Args:
        layer: of the scene.
        bands: red, green and blue, counted from 1; the default fits the stacks of this plugin.
    """
    layer.setRenderer(QgsMultiBandColorRenderer(layer.dataProvider(), *bands))
    layer.setContrastEnhancement(
        QgsContrastEnhancement.ContrastEnhancementAlgorithm.StretchToMinimumMaximum,
        QgsRasterMinMaxOrigin.Limits.CumulativeCut,
    )
    layer.triggerRepaint()
    layer.emitStyleChanged()


def paletted(provider: Any, classes: Sequence[ClassRow]) -> QgsPalettedRasterRenderer:
    """A renderer with a row for each class, in the order given."""
    rows = [QgsPalettedRasterRenderer.Class(row.value, QColor(*row.rgb), row.name) for row in classes]
    return QgsPalettedRasterRenderer(provider, 1, rows)


def _zones(
    provider: Any, colours: tuple[str, ...], scheme: code_schemes.Scheme, band: int
) -> QgsPalettedRasterRenderer:
    """A row for each zone that the scheme has a number for, with its label and name, in the palette's colour."""
    rows = [
        QgsPalettedRasterRenderer.Class(code, QColor(colour), f"{zone.label} {tr(zone.name)}")
        for zone, colour, code in zip(lcz.ZONES, colours, scheme.codes)
        if code is not None
    ]
    return QgsPalettedRasterRenderer(provider, band, rows)


def _ramp(
    colours: tuple[str, ...], provider: Any, band: int, low: float, high: float, unit: Optional[str] = None,
    transparent_start: bool = False,
) -> QgsSingleBandPseudoColorRenderer:  # fmt: skip
    """A ramp of fixed ends, so that two cities compare by eye.

    Args:
        colours: at equal steps from `low` to `high`.
        provider: the layer's data provider, or None.
        band: that is drawn.
        low: value of the first colour.
        high: value of the last colour.
        unit: behind the numbers of the legend; None for percent, or for nothing where the values are fractions.
        transparent_start: whether the lowest value lets the layers below show through.
    """
    shares = [(step / (len(colours) - 1), QColor(colour)) for step, colour in enumerate(colours)]
    if transparent_start:
        shares[0][1].setAlpha(0)
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
