# SPDX-License-Identifier: GPL-2.0-or-later
"""`hselcz:comparemaps` in real QGIS: console, `qgis_process`, model, loaded layers, refusals, cancel."""

from __future__ import annotations

import json
import re
from pathlib import Path

import numpy as np
import pytest
from osgeo import gdal

from .conftest import files_in, refused
from .desktop import dialog, wait_until

CORNER = (500000, 5300000)
FIRST = np.array([[6, 6, 14, 14], [6, 6, 14, 14], [2, 2, 17, 0]], dtype=np.uint8)


@pytest.fixture
def maps(write_raster, tmp_path) -> list[str]:
    """Three maps of 4 x 3 cells: the second has one other zone, the third four."""
    second, third = FIRST.copy(), FIRST.copy()
    second[0, 0] = 5
    third[:2, 2:] = 16
    more = {"names": ("lcz",), "nodata": 0, "pixel": 100, "corner": CORNER}
    return [
        write_raster(tmp_path / f"town_{year}0704.tif", one[None], **more)
        for year, one in ((2016, FIRST), (2017, second), (2018, third))
    ]


def run(feedback=None, **parameters):
    import processing

    return processing.run("hselcz:comparemaps", parameters, feedback=feedback)


def test_the_figures_and_files(provider, maps, tmp_path):
    paths = {"DISAGREEMENT": str(tmp_path / "d.tif"), "REPORT": str(tmp_path / "r.html")}
    done = run(MAPS=maps, FIGURES=str(tmp_path / "f.json"), **paths)
    assert (done["CELLS"], done["UNANIMOUS"]) == (11, pytest.approx(100 * 6 / 11))
    assert done["MEAN_AGREEMENT"] == pytest.approx((10 + 7 + 6) / 33)
    alike = (10 + 11 / 12, 7 + 4 * 11 / 12, 6 + 11 / 12 + 4 * 11 / 12)
    assert done["MEAN_OA_W"] == pytest.approx(sum(alike) / 33)
    assert gdal.Open(paths["DISAGREEMENT"]).ReadAsArray()[2, 3] == 255
    assert Path(paths["DISAGREEMENT"]).with_suffix(".qml").is_file()
    figures = json.loads((tmp_path / "f.json").read_text())
    assert figures["maps"] == [Path(path).stem for path in maps]
    assert "2018-07-04" not in re.sub(r"<[^>]+>", " ", (tmp_path / "r.html").read_text())  # no tags, no invented dates


def test_a_figure_that_cannot_be_counted_stays_open(provider, write_raster, tmp_path):
    """Between two maps of one and the same zone all agreement is by chance."""
    one = np.full((1, 3, 4), 6, np.uint8)
    paths = [write_raster(tmp_path / f"{name}.tif", one, ("lcz",), pixel=100) for name in "ab"]
    done = run(MAPS=paths, FIGURES=str(tmp_path / "f.json"))
    assert done["MEAN_AGREEMENT"] == 1 and "MEAN_KAPPA" not in done


def test_layers_of_the_project_with_a_no_data_value_of_their_own(provider, maps, project):
    from qgis.core import QgsRasterLayer, QgsRasterRange

    layers = [QgsRasterLayer(path, f"map {number}") for number, path in enumerate(maps)]
    layers[0].dataProvider().setUserNoDataValue(1, [QgsRasterRange(17, 17)])
    project.addMapLayers(layers)
    assert run(MAPS=[layer.id() for layer in layers])["CELLS"] == 10


def test_qgis_process(qgis_process, maps, tmp_path):
    given = [f"MAPS={path}" for path in maps]
    done = qgis_process("run", "hselcz:comparemaps", "--", *given, f"PAIRS={tmp_path / 'p.csv'}", "GRID=first")
    assert done.returncode == 0, done.stdout + done.stderr
    assert len((tmp_path / "p.csv").read_text().splitlines()) == 4
    assert "CELLS:\t11" in done.stdout


def test_a_model(provider, maps, tmp_path):
    from qgis.core import (
        QgsProcessing,
        QgsProcessingContext,
        QgsProcessingFeedback,
        QgsProcessingModelAlgorithm,
        QgsProcessingModelChildAlgorithm,
        QgsProcessingModelChildParameterSource,
        QgsProcessingModelOutput,
        QgsProcessingModelParameter,
        QgsProcessingParameterMultipleLayers,
    )

    model = QgsProcessingModelAlgorithm("many", "tests")
    several = QgsProcessingParameterMultipleLayers("ALL", "Maps", QgsProcessing.SourceType.TypeRaster)
    model.addModelParameter(several, QgsProcessingModelParameter("ALL"))
    step = QgsProcessingModelChildAlgorithm("hselcz:comparemaps")
    step.setChildId("compare")
    step.addParameterSources("MAPS", [QgsProcessingModelChildParameterSource.fromModelParameter("ALL")])
    output = QgsProcessingModelOutput("MOST", "MOST")
    output.setChildId("compare")
    output.setChildOutputName("MAJORITY")
    step.setModelOutputs({"MOST": output})
    model.addChildAlgorithm(step)
    target = str(tmp_path / "most.tif")
    outcome, ok = model.run({"ALL": maps, "compare:MOST": target}, QgsProcessingContext(), QgsProcessingFeedback())
    assert ok
    assert (gdal.Open(target).ReadAsArray() == FIRST).all()
    assert outcome["compare:MOST"] == target


def test_the_dialog_loads_styled_layers(provider, maps, project):
    with dialog("hselcz:comparemaps", {"MAPS": maps, "MAJORITY": "TEMPORARY_OUTPUT"}) as opened:
        opened.runButton().click()
        wait_until(lambda: len(project.mapLayers()) == 2)
        nodes = project.layerTreeRoot()
        wait_until(lambda: nodes.findGroup("town 2016-07-04") and len(nodes.findLayers()) == 2)
        assert [node.name() for node in nodes.findLayers()] == [
            "LCZ disagreement town 2016-07-04",
            "LCZ of most maps town 2016-07-04",
        ]
        assert [node.layer().renderer().type() for node in nodes.findLayers()] == ["singlebandpseudocolor", "paletted"]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"MAPS": []}, "“LCZ maps” should be two maps or more, but none is chosen"),
        ({"MAPS": "one"}, "should be two maps or more, but 1 is chosen"),
        ({"MAPS": "one and text"}, "notes.txt does not open as one; choose others"),
        ({"MAPS": "apart"}, "apart does not overlap the others; leave it out"),
        ({"MAPS": "one twice"}, "Expected different maps, found"),
        ({"GRID": "finest"}, "(GRID) should be one of coarsest, first, not finest"),
        ({"CODES": "wrf44"}, "Expected"),
        ({"MAJORITY": "an input"}, "is an input already; choose another name"),
        ({"REPORT": "/proc/r.html"}, "cannot be written"),
    ],
)
def test_refusals(provider, maps, write_raster, tmp_path, change, words):
    (tmp_path / "notes.txt").write_text("LCZ")
    out = tmp_path / "out"
    out.mkdir()
    apart = write_raster(tmp_path / "apart.tif", FIRST[None], names=("lcz",), pixel=100, corner=(900000, 100000))
    lists = {
        "one": maps[:1], "one and text": [maps[0], str(tmp_path / "notes.txt")], "apart": [maps[0], apart],
        "one twice": [maps[0], maps[0]],
    }  # fmt: skip
    parameters = {"MAPS": maps, "DISAGREEMENT": str(out / "d.tif"), **change}
    if isinstance(parameters["MAPS"], str):
        parameters["MAPS"] = lists[parameters["MAPS"]]
    if "MAJORITY" in change:
        parameters["MAJORITY"] = maps[0]
    assert words in refused(lambda: run(**parameters))
    assert files_in(out) == []


def test_a_cancel_leaves_no_file(provider, maps, tmp_path):
    from qgis.core import QgsProcessingContext, QgsProcessingFeedback

    class Impatient(QgsProcessingFeedback):
        """Cancels at the first line of the log."""

        def pushInfo(self, info):
            super().pushInfo(info)
            self.cancel()

    feedback = Impatient()
    target = str(tmp_path / "out" / "m.tif")
    results, ok = provider.algorithm("comparemaps").run(
        {"MAPS": maps, "MAJORITY": target}, QgsProcessingContext(), feedback
    )
    assert ok and results == {}
    assert "Cancelled: no file was written." in feedback.textLog()
    assert not (tmp_path / "out").exists() or files_in(tmp_path / "out") == []
