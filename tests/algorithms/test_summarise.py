# SPDX-License-Identifier: GPL-2.0-or-later
"""`hselcz:summarise` in real QGIS: layers of any kind in, a copy with attributes out."""

from __future__ import annotations

import re

import numpy as np
import pytest

from .conftest import files_in, refused

CORNER = (500_000.0, 5_000_000.0)
ATTRIBUTES = ["area_ha", "cover_pct", "dominant", "domin_pct", "built_pct", "shannon", "hse_mean"]
ATTRIBUTES += [f"lcz{label}_ha" for label in [*range(1, 11), *"ABCDEFG"]]


@pytest.fixture
def source(write_raster, tmp_path) -> str:
    """Ten by ten cells of 100 m: the left half open low-rise, the right half water but for a corner without data."""
    zones = np.full((10, 10), 6, dtype=np.uint8)
    zones[:, 5:] = 17
    zones[8:, 8:] = 0
    return write_raster(tmp_path / "lcz.tif", zones[None], ("lcz",), pixel=100, corner=CORNER)


def rectangle(left: float, top: float, right: float, bottom: float):
    from qgis.core import QgsGeometry, QgsRectangle

    x, y = CORNER
    return QgsGeometry.fromRect(QgsRectangle(x + 100 * left, y - 100 * bottom, x + 100 * right, y - 100 * top))


@pytest.fixture
def layer(provider, project):
    """Three wards in memory, as a user draws them: one has no shape, one an attribute of the same name as a new one."""
    from qgis.core import QgsFeature, QgsVectorLayer

    made = QgsVectorLayer("MultiPolygon?crs=EPSG:32631&field=ward:string&field=shannon:integer", "wards", "memory")
    for name, shape in (("West", rectangle(0, 0, 2.5, 10)), ("East", rectangle(4, 0, 10, 10)), ("None", None)):
        feature = QgsFeature(made.fields())
        feature.setAttributes([name, 7])
        if shape is not None:
            shape.convertToMultiType()
            feature.setGeometry(shape)
        made.dataProvider().addFeature(feature)
    project.addMapLayer(made)
    return made


def run(feedback=None, **parameters):
    import processing

    return processing.run("hselcz:summarise", parameters, feedback=feedback)


def rows(path: str) -> list[dict]:
    from qgis.core import QgsVectorLayer

    found = QgsVectorLayer(path, "found", "ogr")
    assert found.isValid()
    names = found.fields().names()
    return [dict(zip(names, feature.attributes())) for feature in found.getFeatures()]


def test_each_district_gets_its_figures(source, layer, write_raster, tmp_path):
    hse = write_raster(tmp_path / "hse.tif", np.full((1, 50, 50), 40, np.float32), ("HSE",), pixel=20, corner=CORNER)
    done = run(
        INPUT=source, POLYGONS=layer, NAME="ward", HSE=hse, OUTPUT=str(tmp_path / "out.gpkg"),
        REPORT=str(tmp_path / "out.html"),
    )  # fmt: skip
    west, east, none = rows(done["OUTPUT"])
    assert [name for name in west if name != "fid"] == [
        "ward",
        "shannon",
        *ATTRIBUTES[:5],
        "shannon_2",
        *ATTRIBUTES[6:],
    ]
    assert (west["ward"], west["shannon"]) == ("West", 7)
    assert west["area_ha"] == west["lcz6_ha"] == 25
    assert (west["dominant"], west["domin_pct"], west["built_pct"], west["shannon_2"]) == ("6", 100, 100, 0)
    assert west["hse_mean"] == pytest.approx(40)
    assert east["area_ha"] == 56
    assert (east["lcz6_ha"], east["lczG_ha"], east["dominant"]) == (10, 46, "G")
    assert east["cover_pct"] == pytest.approx(100 * 56 / 60, abs=1e-3)
    assert east["built_pct"] == pytest.approx(100 * 10 / 56, abs=1e-3)
    assert east["shannon_2"] == pytest.approx(-sum(p * np.log(p) for p in (10 / 56, 46 / 56)), abs=1e-4)
    assert none["area_ha"] == 0
    assert not none["dominant"]
    assert done["DISTRICTS"] == 2
    page = re.sub(r"<[^>]+>", " ", (tmp_path / "out.html").read_text(encoding="utf-8"))
    assert "wards" in page
    assert page.index("East") < page.index("West")


def test_a_district_without_a_name_is_called_by_its_feature_id(source, layer, tmp_path):
    assert layer.dataProvider().changeAttributeValues({1: {0: None}})
    run(INPUT=source, POLYGONS=layer, NAME="ward", OUTPUT=str(tmp_path / "o.gpkg"), REPORT=str(tmp_path / "out.html"))
    page = re.sub(r"<[^>]+>", " ", (tmp_path / "out.html").read_text(encoding="utf-8"))
    assert "East" in page and not re.search("West|NULL|None", page)


def test_only_the_selected_where_the_user_says_so(source, layer, tmp_path):
    from qgis.core import QgsProcessingFeatureSourceDefinition

    layer.selectByExpression("ward = 'East'")
    chosen = QgsProcessingFeatureSourceDefinition(layer.id(), selectedFeaturesOnly=True)
    done = run(INPUT=source, POLYGONS=chosen, OUTPUT=str(tmp_path / "out.shp"))
    (east,) = rows(done["OUTPUT"])
    assert east["ward"] == "East"
    assert east["lczG_ha"] == 46
    assert "REPORT" not in done


def test_a_temporary_layer_and_districts_in_degrees(source, layer, tmp_path):
    import processing

    moved = processing.run(
        "native:reprojectlayer", {"INPUT": layer, "TARGET_CRS": "EPSG:4326", "OUTPUT": "TEMPORARY_OUTPUT"}
    )["OUTPUT"]
    out = run(INPUT=source, POLYGONS=moved, OUTPUT="TEMPORARY_OUTPUT")["OUTPUT"]
    areas = [feature["lczG_ha"] for feature in out.getFeatures()]
    assert areas == pytest.approx([0, 46, 0], abs=0.5)
    assert out.crs().authid() == "EPSG:4326"


def test_qgis_process_does_the_same(qgis_process, source, layer, tmp_path):
    import processing

    path = str(tmp_path / "wards.geojson")
    processing.run("native:savefeatures", {"INPUT": layer, "OUTPUT": path})
    done = qgis_process(
        "run", "hselcz:summarise", "--", f"INPUT={source}", f"POLYGONS={path}", f"OUTPUT={tmp_path / 'out.gpkg'}"
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert [row["area_ha"] for row in rows(str(tmp_path / "out.gpkg"))] == pytest.approx([25, 56, 0], abs=0.2)


def test_districts_without_a_cell_are_counted_in_the_log(source, layer, tmp_path):
    """One ward has no shape; the layer keeps it, with empty figures."""
    from qgis.core import QgsProcessingFeedback

    feedback = QgsProcessingFeedback()
    run(INPUT=source, POLYGONS=layer.id(), OUTPUT=str(tmp_path / "out.gpkg"), feedback=feedback)
    assert "1 of 3 districts have no cell with a zone" in feedback.textLog()


@pytest.mark.parametrize(
    ("kind", "keys", "name"),
    [
        ("integer", [5, 7], "fid"),
        ("integer", [5, 5], "fid_2"),
        ("double", [1.0, 2.0], "fid_2"),
        ("double", [1.5, None], "fid_2"),
        ("string", ["a", "b"], "fid_2"),
    ],
)
def test_an_attribute_called_fid_that_is_no_key_is_renamed(source, project, tmp_path, kind, keys, name):
    """Shapefiles and merged layers have them; QGIS itself ends with "Wrong field type for fid" or writes half."""
    from qgis.core import QgsFeature, QgsVectorLayer

    made = QgsVectorLayer(f"Polygon?crs=EPSG:32631&field=fid:{kind}&field=ward:string", "wards", "memory")
    for place, key in enumerate(keys):
        feature = QgsFeature(made.fields())
        feature.setGeometry(rectangle(4 * place, 0, 4 * place + 3, 10))
        feature.setAttributes([key, f"ward {place}"])
        made.dataProvider().addFeature(feature)
    project.addMapLayer(made)
    (tmp_path / "out").mkdir()
    done = run(INPUT=source, POLYGONS=made, OUTPUT=str(tmp_path / "out" / "wards.gpkg"))
    found = rows(done["OUTPUT"])
    assert [row[name] or None for row in found] == keys
    assert [row["ward"] for row in found] == ["ward 0", "ward 1"]
    assert files_in(tmp_path / "out") == ["wards.gpkg"]


def test_a_format_without_attributes_is_refused(source, layer, tmp_path):
    (tmp_path / "out").mkdir()
    text = refused(lambda: run(INPUT=source, POLYGONS=layer, OUTPUT=str(tmp_path / "out" / "wards.dxf")))
    assert "(OUTPUT) should be a file that keeps attributes, but is" in text and "ends in .gpkg" in text
    assert files_in(tmp_path / "out") == []


def test_a_layer_that_qgis_cannot_write_leaves_nothing(source, layer, tmp_path, monkeypatch):
    from hse_lcz.algorithms import comparing

    monkeypatch.setattr(comparing, "WITHOUT_ATTRIBUTES", (".none",))
    (tmp_path / "out").mkdir()
    report = str(tmp_path / "out" / "wards.html")
    text = refused(lambda: run(INPUT=source, POLYGONS=layer, OUTPUT=str(tmp_path / "out" / "w.dgn"), REPORT=report))
    assert "(OUTPUT) should be a layer that QGIS can write, but it could not (Could not create layer" in text
    assert files_in(tmp_path / "out") == []
