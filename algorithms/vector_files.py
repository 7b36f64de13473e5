# SPDX-License-Identifier: GPL-2.0-or-later
"""Files of vectors that QGIS writes: which formats and attributes they can have, and what a failure leaves."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import Any

from qgis.core import QgsFeature, QgsFeatureSink, QgsFields, QgsGeometry
from qgis.PyQt.QtCore import NULL

WITHOUT_ATTRIBUTES = (".000", ".dgn", ".dxf", ".gpx", ".pdf", ".xtf")
"""Endings of formats that have no attributes, or none but their own: GDAL writes none of our layers into them, or QGIS
reads none of them again."""

# What GeoPackage calls its key, unless it is told otherwise: QGIS writes an attribute of that name into it.
_KEY = "fid"


def rename_unfit_key(fields: QgsFields, rows: Sequence[Sequence[Any]]) -> None:
    """Renames an attribute called fid where a GeoPackage could not take it for its key.

    Shapefiles, tables and merged layers have such attributes: numbers with a fraction, texts, or numbers that occur
    more than once.

    Args:
        fields: of the layer; changed.
        rows: attributes of each feature.
    """
    place = fields.lookupField(_KEY)
    if place < 0:
        return
    values = [row[place] for row in rows if row[place] is not None and row[place] != NULL]
    if values and all(isinstance(value, int) for value in values) and len(set(values)) == len(values):
        return
    names = {name.lower() for name in fields.names()}
    fields.rename(place, next(f"{_KEY}_{n}" for n in range(2, len(names) + 3) if f"{_KEY}_{n}" not in names))


def add_features(sink: QgsFeatureSink, fields: QgsFields, rows: Iterable[tuple[QgsGeometry, Sequence[Any]]]) -> bool:
    """Adds features to a layer that is being written, as far as it takes them; gives whether it took all.

    Args:
        sink: of the layer.
        fields: of the layer.
        rows: geometry and attributes of each feature.
    """
    for geometry, attributes in rows:
        feature = QgsFeature(fields)
        feature.setGeometry(geometry)
        feature.setAttributes(attributes)
        if not sink.addFeature(feature, QgsFeatureSink.Flag.FastInsert):
            return False
    return True


def beside(path: str) -> dict[Path, tuple[int, int]]:
    """When each file of a layer was written, and its size: those of the same name, whatever their ending."""
    file = Path(path)
    if not path or not file.parent.is_dir():
        return {}
    found = (one for one in file.parent.iterdir() if one.name.startswith(f"{file.stem}.") and one.is_file())
    return {one: (one.stat().st_mtime_ns, one.stat().st_size) for one in found}


def remove_new(path: str, before: dict[Path, tuple[int, int]]) -> None:
    """Removes what of a layer was written since `beside` looked."""
    for one, written in beside(path).items():
        if before.get(one) != written:
            one.unlink(missing_ok=True)


def remove_others(path: str, earlier: Collection[Path]) -> None:
    """Removes an output with what is written beside it, but for files that stood there before.

    Args:
        path: of the output.
        earlier: files that stay.
    """
    for one in beside(path):
        if one not in earlier:
            one.unlink(missing_ok=True)
