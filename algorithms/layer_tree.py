# SPDX-License-Identifier: GPL-2.0-or-later
"""Position of a run's layers in the project: in one group at the top of the root, always in the same order.

Before QGIS 3.32 a new layer is put where the last one was, which may be inside another scene's group, and layers load
in the order of their random temporary paths. From 3.32 on, QGIS has its own rules for both, but adds a layer to the
tree only after its post-processor has run.
"""

from __future__ import annotations

from typing import Any, Optional

from qgis.core import QgsLayerTreeGroup, QgsLayerTreeLayer, QgsProject
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QTimer

from ..model.tables import products

SERIES_MAP = "SERIES_MAP"
"""One of the LCZ maps of a series."""
# From top to bottom; what is not listed lies below.
ORDER = (
    "STATIONS",
    "CANDIDATES",
    "DISTRICTS",
    "MIXED_AREAS",
    "LCZ_REFINED",
    products.CHANGE_YEAR.key,
    products.FADED.key,
    products.LCZ.key,
    "MIXED",
    products.LCZ_FILTERED.key,
    SERIES_MAP,
    products.LCZ_TRANSITION.key,
    products.LCZ_CHANGE.key,
    products.CHANGE_PROBABILITY.key,
    "HEIGHT_EVIDENCE",
    products.CHANGED_TO.key,
    products.CHANGED_FROM.key,
    products.DISAGREEMENT.key,
    products.AGREEMENT.key,
    products.MAJORITY.key,
    products.INCONSISTENCY.key,
    products.HSE_ERROR.key,
    "LCZ_GENERATOR",
    products.HSE.key,
    products.CONFIDENCE.key,
    products.NOVELTY.key,
    "PROBABILITIES_REFINED",
    products.LCZ_PROBABILITIES.key,
    "CANOPY",
    "TRUE_LCZ",  # of a simulated scene
    "TRUE_HSE",
    "STACK",
    "SCENE",  # fetched
)
# Kinds that are ticked when several maps are loaded: the others would only hide them.
TICKED = {"DISTRICTS", products.LCZ.key, products.HSE.key, products.LCZ_CHANGE.key, products.HSE_ERROR.key, "STACK"}
TICKED |= {products.INCONSISTENCY.key, "CANOPY", "LCZ_REFINED", "MIXED_AREAS", "MIXED", "SCENE"}
TICKED |= {
    products.FADED.key,
    products.CHANGE_YEAR.key,
    SERIES_MAP,
    products.DISAGREEMENT.key,
    "STATIONS",
    "CANDIDATES",
}
# Legends of more than ten rows open folded: these are the ones to read.
EXPANDED = {products.LCZ.key, products.FADED.key, "LCZ_REFINED", "HEIGHT_EVIDENCE", "DISTRICTS", "STATIONS"}

# Maps of a group that may stay visible below a translucent one; others would shine through it.
_BACKGROUNDS = {"STACK", "SCENE"}

_KIND, _RUN = "hselcz/kind", "hselcz/run"


def rank(kind: str) -> int:
    """Place from the top of the group, 0 for the first."""
    return ORDER.index(kind) if kind in ORDER else len(ORDER)


def arrange_soon(
    project: Optional[QgsProject], layer_id: str, kind: str, group: str, alone: bool, run: str = ""
) -> None:
    """Puts a layer in its place, now or, where QGIS has not added it to the tree yet, as soon as it has.

    Args:
        project: into which the layer is loaded; None for none.
        layer_id: of the layer.
        kind: key of what it shows, which decides about order and visibility.
        group: name of the group at the root.
        alone: whether it is the only map that the run loads: it is visible then, whatever it is.
        run: the same for all layers of a run; they lie above those of earlier runs, which would hide them.
    """
    if project is None:
        return

    def arrange() -> None:
        if sip.isdeleted(project):
            return
        node = project.layerTreeRoot().findLayer(layer_id)
        if node is not None:
            _arrange(project.layerTreeRoot(), node, kind, group, alone, run)

    if project.layerTreeRoot().findLayer(layer_id) is not None:
        arrange()
    else:
        QTimer.singleShot(0, arrange)


def hide(project: Optional[QgsProject], layer_id: str) -> None:
    """Unticks a layer, so that it does not shine through a translucent one; nothing where it is not in the project."""
    node = project.layerTreeRoot().findLayer(layer_id) if project is not None else None
    if node is not None:
        node.setItemVisibilityChecked(False)


def _arrange(root: QgsLayerTreeGroup, node: QgsLayerTreeLayer, kind: str, name: str, alone: bool, run: str) -> None:
    """Moves a layer's node into the group of that name, above earlier runs and above what ranks below it."""
    group = next((child for child in _groups(root) if child.name() == name), None) or root.insertGroup(0, name)
    # The copy first: a layer that is nowhere in the tree leaves the project.
    moved = node.clone()
    moved.setCustomProperty(_KIND, kind)
    moved.setCustomProperty(_RUN, run)
    others = [child for child in group.children() if child is not node]
    below = [
        child
        for child in others
        if child.customProperty(_RUN, "") != run or rank(child.customProperty(_KIND, "")) >= rank(kind)
    ]
    group.insertChildNode(group.children().index(below[0]) if below else -1, moved)
    node.parent().removeChildNode(node)
    moved.setItemVisibilityChecked(alone or kind in TICKED)
    if kind == products.FADED.key:
        for child in others:
            if child.customProperty(_KIND, "") not in {"", *_BACKGROUNDS}:
                child.setItemVisibilityChecked(False)
    moved.setExpanded(kind in EXPANDED)
    group.setExpanded(True)
    _raise(root, group)


def _raise(root: QgsLayerTreeGroup, group: QgsLayerTreeGroup) -> None:
    """Moves a group above the other groups of the root, which would hide its new layers; layers above them stay."""
    first = next(iter(_groups(root)))
    if first is not group:
        root.insertChildNode(root.children().index(first), group.clone())
        root.removeChildNode(group)


def _groups(root: QgsLayerTreeGroup) -> list[Any]:
    return [child for child in root.children() if isinstance(child, QgsLayerTreeGroup)]
