# SPDX-License-Identifier: GPL-2.0-or-later
"""QGIS's own dialogs, opened and used without a screen."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from osgeo import ogr, osr

from ..conftest import CORNER


def wait_until(condition, seconds: float = 120) -> None:
    """Lets Qt work until a condition holds."""
    from qgis.PyQt.QtCore import QCoreApplication, QEventLoop

    limit = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < limit, "waited in vain"
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)


@contextmanager
def dialog(name: str, parameters: dict) -> Iterator:
    """The dialog of an algorithm, filled in; gone afterwards."""
    from processing.gui.AlgorithmDialog import AlgorithmDialog
    from qgis.core import QgsApplication

    with _shown(AlgorithmDialog(QgsApplication.processingRegistry().createAlgorithmById(name), parent=None)) as opened:
        opened.setParameters(parameters)
        yield opened


@contextmanager
def batch_dialog(name: str, rows: Path, monkeypatch) -> Iterator:
    """The batch dialog of an algorithm, with rows from a file as its Open button loads them."""
    from processing.gui import BatchPanel
    from processing.gui.BatchAlgorithmDialog import BatchAlgorithmDialog
    from qgis.core import QgsApplication

    monkeypatch.setattr(BatchPanel.QFileDialog, "getOpenFileName", lambda *_, **__: (str(rows), ""))
    algorithm = QgsApplication.processingRegistry().createAlgorithmById(name)
    with _shown(BatchAlgorithmDialog(algorithm, parent=None)) as opened:
        opened.mainWidget().load()
        yield opened


@contextmanager
def _shown(window) -> Iterator:
    """A window that does not outlive the test, as it would keep QGIS from its end."""
    try:
        window.show()
        yield window
    finally:
        window.close()
        window.deleteLater()


def write_districts(path: Path) -> None:
    """Two districts side by side over a scene of 800 x 600 m at the corner of all test scenes."""
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(32631)
    source = ogr.GetDriverByName("GPKG").CreateDataSource(str(path))
    layer = source.CreateLayer("districts", reference, ogr.wkbPolygon)
    layer.CreateField(ogr.FieldDefn("name", ogr.OFTString))
    left, top = CORNER
    for number, name in enumerate(("west", "east")):
        start, stop = left + 400 * number, left + 400 * (number + 1)
        ring = f"{start} {top},{stop} {top},{stop} {top - 600},{start} {top - 600},{start} {top}"
        feature = ogr.Feature(layer.GetLayerDefn())
        feature.SetField("name", name)
        feature.SetGeometry(ogr.CreateGeometryFromWkt(f"POLYGON(({ring}))"))
        layer.CreateFeature(feature)
    layer = source = None
