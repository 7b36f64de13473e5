# SPDX-License-Identifier: GPL-2.0-or-later
"""`hselcz:layouttemplate`: an editable layout in the project, a template on the disk, from any thread; refusals."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from hse_lcz.model.tables import lcz

from .conftest import files_in, refused
from .desktop import dialog, wait_until

CORNER = (500_000.0, 5_300_000.0)


@pytest.fixture
def source(write_raster, tmp_path) -> str:
    zones = np.full((60, 80), 6, dtype=np.uint8)
    zones[:, 40:] = 14
    zones[:10] = 17
    return write_raster(tmp_path / "town_20230704.tif", zones[None], ("lcz",), nodata=0, pixel=100, corner=CORNER)


@pytest.fixture
def every_zone(write_raster, tmp_path) -> str:
    zones = np.arange(1, 18, dtype=np.uint8).repeat(8).reshape(17, 8)
    return write_raster(tmp_path / "all.tif", zones[None], ("lcz",), nodata=0, pixel=100, corner=CORNER)


def run(feedback=None, **parameters):
    import processing

    return processing.run("hselcz:layouttemplate", parameters, feedback=feedback)


def items(layout, kind):
    return [item for item in layout.items() if isinstance(item, kind)]


def only(layout, kind):
    (item,) = items(layout, kind)
    return item


def picture(layout, path: Path) -> np.ndarray:
    """The layout as QGIS exports it, (H, W, 3)."""
    from PIL import Image
    from qgis.core import QgsLayoutExporter

    settings = QgsLayoutExporter.ImageExportSettings()
    settings.dpi = 60
    assert QgsLayoutExporter(layout).exportToImage(str(path), settings) == QgsLayoutExporter.ExportResult.Success
    with Image.open(path) as image:
        return np.array(image.convert("RGB"))


def has_colour(pixels: np.ndarray, colour: str, at_least: int) -> bool:
    """Whether so many pixels have a colour."""
    wanted = [int(colour[i : i + 2], 16) for i in (1, 3, 5)]
    return int((np.abs(pixels.astype(int) - wanted).max(axis=2) <= 3).sum()) >= at_least


def test_the_layout_shows_all(provider, project, source, tmp_path):
    from qgis.core import (
        QgsLayoutFrame,
        QgsLayoutItemLabel,
        QgsLayoutItemLegend,
        QgsLayoutItemMap,
        QgsLayoutItemPicture,
        QgsLayoutItemScaleBar,
    )

    done = run(INPUT=source)
    assert done["LAYOUT"] == "Local climate zones: town"
    layout = project.layoutManager().layoutByName(done["LAYOUT"])
    (layer,) = project.mapLayers().values()
    shown = only(layout, QgsLayoutItemMap)
    assert shown.layers() == [layer] and shown.keepLayerSet()
    assert shown.extent().contains(layer.extent())
    assert shown.crs() == layer.crs()
    legend = only(layout, QgsLayoutItemLegend)
    (node,) = legend.model().rootGroup().findLayers()
    rows = [row.data(0) for row in legend.model().layerLegendNodes(node)]
    assert rows == ["6 Open low-rise", "D Low plants", "G Water"]
    table = only(layout, QgsLayoutFrame).multiFrame().tableContents()
    assert [[cell.content() for cell in row] for row in table][1:] == [
        ["6", "20.00", "41.7"], ["D", "20.00", "41.7"], ["G", "8.00", "16.7"],
    ]  # fmt: skip
    assert only(layout, QgsLayoutItemScaleBar).unitLabel() == "km"
    assert Path(only(layout, QgsLayoutItemPicture).picturePath()).is_file()
    texts = [label.text() for label in items(layout, QgsLayoutItemLabel)]
    assert "Local climate zones: town" in texts and "2023-07-04 · 48.0 km² with a value" in texts
    pixels = picture(layout, tmp_path / "layout.png")
    for zone in (6, 14, 17):
        assert has_colour(pixels, lcz.ZONES[zone - 1].colour, 2000)


@pytest.mark.parametrize("paper", ["a4", "a4upright", "a3", "a3upright"])
def test_all_seventeen_zones_fit_on_any_paper(provider, project, every_zone, tmp_path, paper):
    from qgis.core import QgsLayoutFrame, QgsLayoutItemLegend, QgsLayoutItemPage

    done = run(INPUT=every_zone, PAPER=paper, TITLE="All zones")
    layout = project.layoutManager().layoutByName(done["LAYOUT"])
    picture(layout, tmp_path / "layout.png")  # the legend finds its size when it is drawn
    page = only(layout, QgsLayoutItemPage).rect()
    assert (page.width() < page.height()) == paper.endswith("upright")
    frame, legend = only(layout, QgsLayoutFrame), only(layout, QgsLayoutItemLegend)
    places = [item.mapRectToScene(item.rect()) for item in (frame, legend)]
    assert all(page.adjusted(5, 5, -5, -5).contains(place) for place in places)
    assert not places[0].intersects(places[1])
    # No row is carried over to a frame that is not there.
    assert frame.multiFrame().frameCount() == 1
    assert frame.multiFrame().totalSize().height() <= frame.rect().height() + 0.01


def test_a_layer_of_the_project_keeps_its_look(provider, project, source):
    from qgis.core import QgsLayoutItemMap, QgsRasterLayer

    layer = QgsRasterLayer(source, "LCZ my town 2020-01-01")
    project.addMapLayer(layer)
    before = layer.renderer().type()
    done = run(INPUT=layer.id())
    assert done["LAYOUT"] == "Local climate zones: my town"
    assert layer.renderer().type() == before
    assert list(project.mapLayers().values()) == [layer]
    assert only(project.layoutManager().layoutByName(done["LAYOUT"]), QgsLayoutItemMap).layers() == [layer]


def test_a_map_of_percent_has_its_ramp(provider, project, write_raster, tmp_path):
    from qgis.core import QgsColorRampLegendNode, QgsLayoutItemLegend

    values = np.linspace(0, 100, 2500, dtype=np.float32).reshape(1, 50, 50)
    path = write_raster(tmp_path / "hse.tif", values, ("HSE",), pixel=20, corner=CORNER)
    layout = project.layoutManager().layoutByName(run(INPUT=path)["LAYOUT"])
    legend = only(layout, QgsLayoutItemLegend)
    (node,) = legend.model().rootGroup().findLayers()
    (row,) = legend.model().layerLegendNodes(node)
    assert isinstance(row, QgsColorRampLegendNode)
    assert legend.title() == "Human settlement extent"


def test_a_second_layout_gets_a_name_of_its_own(provider, project, source):
    names = [run(INPUT=source)["LAYOUT"] for _ in range(2)]
    assert names == ["Local climate zones: town", "Local climate zones: town (2)"]


def test_the_template_opens_in_another_project(provider, project, source, tmp_path):
    from qgis.core import QgsLayoutItemMap, QgsPrintLayout, QgsProject, QgsRasterLayer, QgsReadWriteContext
    from qgis.PyQt.QtXml import QDomDocument

    path = tmp_path / "new" / "lcz.qpt"
    assert run(INPUT=source, TEMPLATE=str(path))["TEMPLATE"] == str(path)
    other = QgsProject()
    layer = QgsRasterLayer(source, "the same map")
    other.addMapLayer(layer)
    document = QDomDocument()
    assert document.setContent(path.read_text(encoding="utf-8"))[0]
    layout = QgsPrintLayout(other)
    loaded, fine = layout.loadFromTemplate(document, QgsReadWriteContext())
    assert fine and len(loaded) >= 8
    assert only(layout, QgsLayoutItemMap).layers() == [layer]


def test_qgis_process_writes_the_template(qgis_process, source, tmp_path):
    path = tmp_path / "lcz.qpt"
    done = qgis_process("run", "hselcz:layouttemplate", "--", f"INPUT={source}", f"TEMPLATE={path}", "PAPER=a3")
    assert done.returncode == 0, done.stdout + done.stderr
    text = path.read_text(encoding="utf-8")
    assert text.count("<LayoutItem ") >= 7
    assert all(words in text for words in ("Local climate zones: town", "town_20230704", "41.7"))


def test_the_dialog_adds_it_from_its_background_thread(provider, project, source):
    with dialog("hselcz:layouttemplate", {"INPUT": source}) as opened:
        opened.runButton().click()
        wait_until(lambda: bool(opened.results()))
        assert opened.results()["LAYOUT"] == "Local climate zones: town"
    assert [layout.name() for layout in project.layoutManager().layouts()] == ["Local climate zones: town"]


def test_a_model_adds_it_from_its_thread(provider, project, source, tmp_path):
    from qgis.core import (
        QgsApplication,
        QgsProcessingAlgRunnerTask,
        QgsProcessingContext,
        QgsProcessingFeedback,
        QgsProcessingModelAlgorithm,
        QgsProcessingModelChildAlgorithm,
        QgsProcessingModelChildParameterSource,
        QgsProcessingModelParameter,
        QgsProcessingParameterRasterLayer,
    )

    model = QgsProcessingModelAlgorithm("sheet", "tests")
    model.addModelParameter(QgsProcessingParameterRasterLayer("MAP", "Map"), QgsProcessingModelParameter("MAP"))
    step = QgsProcessingModelChildAlgorithm("hselcz:layouttemplate")
    step.setChildId("layout")
    step.addParameterSources("INPUT", [QgsProcessingModelChildParameterSource.fromModelParameter("MAP")])
    model.addChildAlgorithm(step)
    context, feedback, answers = QgsProcessingContext(), QgsProcessingFeedback(), []
    context.setProject(project)
    task = QgsProcessingAlgRunnerTask(model, {"MAP": source}, context, feedback)
    task.executed.connect(lambda ok, _: answers.append(ok))
    QgsApplication.taskManager().addTask(task)
    wait_until(lambda: answers)
    assert answers == [True], feedback.textLog()
    assert len(project.layoutManager().layouts()) == 1


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"INPUT": None}, "(INPUT) should be a raster, but none is given"),
        ({"INPUT": "text"}, "does not open as one; choose a GeoTIFF with the map"),
        ({"PAPER": "a5"}, "(PAPER) should be one of a4, a4upright, a3, a3upright, not a5"),
        ({"TEMPLATE": "{out}/layout.pdf"}, "(TEMPLATE) should end in .qpt"),
        ({"TEMPLATE": "/proc/layout.qpt"}, "cannot be written"),
        ({"INPUT": "without crs"}, "coordinate reference system"),
        ({"INPUT": "metres"}, "Expected"),
    ],
)
def test_refusals(provider, project, source, write_raster, tmp_path, change, words):
    (tmp_path / "notes.txt").write_text("LCZ")
    made = {
        "text": lambda: str(tmp_path / "notes.txt"),
        "without crs": lambda: write_raster(
            tmp_path / "bare.tif", np.full((1, 9, 9), 6, np.uint8), ("lcz",), epsg=None, nodata=0
        ),
        "metres": lambda: write_raster(
            tmp_path / "dem.tif", np.linspace(0, 900, 81, dtype=np.float32).reshape(1, 9, 9), None
        ),
    }
    out = tmp_path / "out"
    out.mkdir()
    values = {"INPUT": source, "TEMPLATE": str(out / "l.qpt"), **change}
    values["INPUT"] = made.get(values["INPUT"], lambda: values["INPUT"])()
    values["TEMPLATE"] = values["TEMPLATE"].replace("{out}", str(out))
    assert words in refused(lambda: run(**values))
    assert files_in(out) == []
    assert project.layoutManager().layouts() == [] and not project.mapLayers()
