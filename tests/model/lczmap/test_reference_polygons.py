# SPDX-License-Identifier: GPL-2.0-or-later
"""Polygons say their zone in many ways; cells belong to the polygon in which their centre lies."""

from __future__ import annotations

import re
import zipfile

import numpy as np
import pytest
from osgeo import gdal, ogr, osr

from hse_lcz.model.errors import InputError
from hse_lcz.model.lczmap import class_field
from hse_lcz.model.lczmap.polygon_rasterizer import PolygonRasterizer
from hse_lcz.model.lczmap.reference import PolygonReference
from hse_lcz.model.lczmap.reference_polygons import read_polygons
from hse_lcz.model.raster.grid import Grid
from hse_lcz.model.raster.windows import Window


def wkt(epsg: int) -> str:
    system = osr.SpatialReference()
    system.ImportFromEPSG(epsg)
    return system.ExportToWkt()


GRID = Grid(20, 10, (500000.0, 100.0, 0.0, 5300000.0, 0.0, -100.0), wkt(32631))


def box(col: float, row: float, width: float, height: float) -> str:
    """A rectangle in cells of the grid, as WKT."""
    x0, y0 = 500000 + 100 * col, 5300000 - 100 * row
    x1, y1 = x0 + 100 * width, y0 - 100 * height
    return f"POLYGON (({x0} {y0}, {x1} {y0}, {x1} {y1}, {x0} {y1}, {x0} {y0}))"


@pytest.fixture
def layer(tmp_path):
    """Function that writes a vector file: field, (value, WKT) of each feature, driver -> path."""

    def write(field, rows, driver="GPKG", ending="gpkg", epsg=32631, kind=ogr.OFTString) -> str:
        path = str(tmp_path / f"areas.{ending}")
        store = ogr.GetDriverByName(driver).CreateDataSource(path)
        made = store.CreateLayer("areas", osr.SpatialReference(wkt(epsg)) if epsg else None, ogr.wkbUnknown)
        made.CreateField(ogr.FieldDefn("remark", ogr.OFTString))
        made.CreateField(ogr.FieldDefn(field, kind))
        for value, shape in rows:
            feature = ogr.Feature(made.GetLayerDefn())
            if value is not None:
                feature.SetField(field, value)
            feature.SetField("remark", "1")
            feature.SetGeometry(ogr.CreateGeometryFromWkt(shape))
            made.CreateFeature(feature)
        return path

    return write


def placemark(name: str, col: float, row: float, width: float = 3, height: float = 2) -> str:
    """A box of the grid as a placemark of KML, in degrees."""
    shape = ogr.CreateGeometryFromWkt(box(col, row, width, height))
    source, target = osr.SpatialReference(wkt(32631)), osr.SpatialReference(wkt(4326))
    target.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    shape.Transform(osr.CoordinateTransformation(source, target))
    ring = " ".join(f"{x:.9f},{y:.9f},0" for x, y, *_ in shape.GetGeometryRef(0).GetPoints())
    return (
        f"<Placemark><name>{name}</name><Polygon><outerBoundaryIs><LinearRing><coordinates>{ring}</coordinates>"
        "</LinearRing></outerBoundaryIs></Polygon></Placemark>"
    )


def kml(*parts: str) -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document><name>areas</name>'
        + "".join(parts)
        + "</Document></kml>"
    )


def folder(name: str, *parts: str) -> str:
    return f"<Folder><name>{name}</name>{''.join(parts)}</Folder>"


def zones(path: str, **more) -> list[int]:
    return [polygon.zone for polygon in read_polygons(path, GRID, **more).polygons]


@pytest.mark.parametrize("field", ["lcz", "LCZ", "Class", "lcz_class", "zone"])
def test_usual_fields_are_found(layer, field):
    path = layer(field, [("3", box(0, 0, 2, 2)), ("LCZ A", box(4, 0, 2, 2)), ("104", box(8, 0, 2, 2))])
    found = read_polygons(path, GRID)
    assert [polygon.zone for polygon in found.polygons] == [3, 11, 14]
    assert found.field == field


def test_numbers_and_a_field_of_another_name(layer):
    path = layer("gridcode", [(3, box(0, 0, 2, 2)), (17, box(4, 0, 2, 2)), (57, box(8, 0, 2, 2))], kind=ogr.OFTInteger)
    assert zones(path, field="gridcode") == [3, 17, 7]
    with pytest.raises(InputError, match="Expected a field with the zones .* found remark, gridcode .*“Field with the"):
        read_polygons(path, GRID)


def test_nameless_polygons_are_left_out_and_counted(layer):
    found = read_polygons(layer("lcz", [("3", box(0, 0, 2, 2)), (None, box(4, 0, 2, 2))]), GRID)
    assert [polygon.zone for polygon in found.polygons] == [3]
    assert found.notes == ("1 of 2 polygons name no zone and are left out: 1 without a value.",)


@pytest.mark.parametrize(
    ("driver", "ending"), [("ESRI Shapefile", "shp"), ("GeoJSON", "geojson"), ("FlatGeobuf", "fgb")]
)
def test_other_formats(layer, driver, ending):
    epsg = 4326 if ending == "geojson" else 32631
    shape = ogr.CreateGeometryFromWkt(box(2, 2, 3, 2))
    if epsg == 4326:
        target = osr.SpatialReference(wkt(4326))
        target.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
        shape.Transform(osr.CoordinateTransformation(osr.SpatialReference(wkt(32631)), target))
    path = layer("lcz", [("D", shape.ExportToWkt())], driver, ending, epsg)
    found = read_polygons(path, GRID)
    drawn, units, _ = PolygonRasterizer(found.polygons, GRID).rasterize(Window(0, 0, 20, 10))
    expected = np.zeros((10, 20), dtype=int)
    expected[2:4, 2:5] = 14
    np.testing.assert_array_equal(drawn, expected)
    np.testing.assert_array_equal(units, expected > 0)


@pytest.mark.parametrize("zipped", [False, True])
@pytest.mark.parametrize("libkml", [True, False])
def test_kml_by_folders_as_wudapt_has_it(tmp_path, monkeypatch, zipped, libkml):
    """Placemarks numbered one after the other in folders named after zones: the folders count."""
    text = kml(
        folder("LCZ 1", placemark("1", 0, 0), placemark("2", 4, 0)),
        folder("LCZ A: Dense trees", placemark("1", 8, 0)),
        folder("LCZ 10"),
    )
    path = tmp_path / ("areas.kmz" if zipped else "areas.kml")
    if zipped:
        with zipfile.ZipFile(path, "w") as file:
            file.writestr("doc.kml", text)
    else:
        path.write_text(text)
    driver = gdal.GetDriverByName("LIBKML")
    if not libkml and driver is not None:
        driver.Deregister()
    try:
        found = read_polygons(str(path), GRID)
    finally:
        if not libkml and driver is not None:
            driver.Register()
    assert [polygon.zone for polygon in found.polygons] == [1, 1, 11]
    assert found.field == "folder"
    assert found.notes == ()  # the placemarks' numbers count them
    assert PolygonRasterizer(found.polygons, GRID).rasterize(Window(0, 0, 20, 10))[0][0].tolist()[:12] == [
        1,
        1,
        1,
        0,
    ] * 2 + [11] * 3 + [0]


def test_kml_by_the_names_of_placemarks(tmp_path):
    text = kml(
        folder("Berlin", placemark("104", 0, 0), placemark("LCZ 6", 4, 0), placemark("Region of interest", 8, 0))
    )
    (tmp_path / "areas.kml").write_text(text)
    found = read_polygons(str(tmp_path / "areas.kml"), GRID)
    assert [polygon.zone for polygon in found.polygons] == [14, 6]
    assert found.field == "Name"
    assert found.notes == ("1 of 3 polygons name no zone and are left out: “Region of interest”.",)


def test_the_user_may_say_that_names_count(tmp_path):
    (tmp_path / "areas.kml").write_text(
        kml(folder("LCZ 1", placemark("2", 0, 0)), folder("LCZ 3", placemark("4", 4, 0)))
    )
    assert zones(str(tmp_path / "areas.kml")) == [1, 3]
    assert zones(str(tmp_path / "areas.kml"), field="Name") == [2, 4]


def test_kml_without_any_zone_is_refused(tmp_path):
    (tmp_path / "areas.kml").write_text(kml(folder("Berlin", placemark("Mitte", 0, 0))))
    with pytest.raises(InputError, match="Expected placemarks, folders or data that name zones.*found “Mitte”"):
        read_polygons(str(tmp_path / "areas.kml"), GRID)


def test_a_cell_belongs_to_the_polygon_of_its_centre(layer):
    found = read_polygons(layer("lcz", [("2", box(1.4, 0.6, 2.2, 2))]), GRID)
    drawn = PolygonRasterizer(found.polygons, GRID).rasterize(Window(0, 0, 20, 10))[0]
    # Centres at 1.5, 2.5 and 3.5 lie between 1.4 and 3.6, those at 1.5 and 2.5 between 0.6 and 2.6.
    assert np.argwhere(drawn).tolist() == [[1, 1], [1, 2], [1, 3], [2, 1], [2, 2], [2, 3]]


def test_windows_are_cut_from_the_whole(layer):
    rows = [(str(1 + i % 9), box(2.3 * i, 1.7 * (i % 4), 2.1, 1.6)) for i in range(8)]
    rasterizer = PolygonRasterizer(read_polygons(layer("lcz", rows), GRID).polygons, GRID)
    whole, units, _ = rasterizer.rasterize(Window(0, 0, 20, 10))
    assert set(units.ravel()) == set(range(9))
    for window in (Window(3, 2, 9, 5), Window(0, 0, 20, 1), Window(15, 0, 5, 10)):
        part, part_units, _ = rasterizer.rasterize(window)
        where = np.s_[window.row : window.row + window.height, window.col : window.col + window.width]
        np.testing.assert_array_equal(part, whole[where])
        np.testing.assert_array_equal(part_units, units[where])
    assert (
        PolygonRasterizer(read_polygons(layer("lcz", rows[:1]), GRID).polygons, GRID).rasterize(Window(10, 5, 3, 3))
        is None
    )


def test_cells_in_polygons_of_two_zones_belong_to_neither(layer):
    rows = [("2", box(0, 0, 4, 4)), ("6", box(2, 2, 4, 4)), ("6", box(3, 3, 2, 2))]
    drawn, units, conflicts = PolygonRasterizer(read_polygons(layer("lcz", rows), GRID).polygons, GRID).rasterize(
        Window(0, 0, 20, 10)
    )
    assert conflicts == 4
    assert not drawn[2:4, 2:4].any()
    assert (drawn[4:6, 3:6] == 6).all()  # two polygons of one zone do not conflict
    assert (drawn == 2).sum() == 12


def test_polygons_inside_collections_and_points_beside_them(layer):
    inner = box(4, 4, 2, 2)
    rows = [
        ("2", f"GEOMETRYCOLLECTION (POINT (500050 5299950), {box(0, 0, 2, 2)}, GEOMETRYCOLLECTION ({inner}))"),
        ("3", "POINT (501950 5299050)"),
        ("3", "LINESTRING (500050 5299950, 500150 5299950)"),
        ("6", f"MULTIPOLYGON ({box(8, 0, 2, 2)[8:]}, {box(12, 0, 2, 2)[8:]})"),
    ]
    found = read_polygons(layer("lcz", rows), GRID)
    assert found.notes == ("1 lines or features without shape are left out.",)
    assert found.noun == "polygons and points"
    drawn, units, _ = PolygonRasterizer(found.polygons, GRID).rasterize(Window(0, 0, 20, 10))
    assert (drawn == 2).sum() == 8 and (drawn == 6).sum() == 8
    assert (units == 1).sum() == (units == 3).sum() == 8  # a shape of several parts is one unit
    assert np.argwhere(drawn == 3).tolist() == [[9, 19]]  # the point's cell; the collection's own point is a label


def test_curves_and_heights_are_flattened(layer):
    x, y = 500500, 5299500
    circle = (
        f"CURVEPOLYGON (CIRCULARSTRING ({x - 300} {y}, {x} {y + 300}, {x + 300} {y}, {x} {y - 300}, {x - 300} {y}))"
    )
    high = "POLYGON Z ((501000 5300000 5, 501200 5300000 5, 501200 5299800 5, 501000 5299800 5, 501000 5300000 5))"
    found = read_polygons(layer("lcz", [("2", circle), ("6", high)]), GRID)
    drawn = PolygonRasterizer(found.polygons, GRID).rasterize(Window(0, 0, 20, 10))[0]
    assert (drawn == 2).sum() * 1e4 == pytest.approx(np.pi * 300**2, rel=0.15)
    assert (drawn == 6).sum() == 4


def test_holes_are_holes(layer):
    ring = box(0, 0, 5, 5)[9:-1]
    hole = box(1, 1, 2, 2)[9:-1]
    drawn = PolygonRasterizer(
        read_polygons(layer("lcz", [("2", f"POLYGON ({ring}, {hole})")]), GRID).polygons, GRID
    ).rasterize(Window(0, 0, 20, 10))[0]
    assert (drawn == 2).sum() == 21 and not drawn[1:3, 1:3].any()


@pytest.mark.parametrize("in_degrees", [False, True])
def test_a_grid_in_degrees(layer, in_degrees):
    """The same polygons on a grid in degrees cover the same ground."""
    rows = [("2", box(3, 2, 6, 4))]
    grid = Grid(200, 150, (2.99, 0.0002, 0.0, 47.86, 0.0, -0.0002), wkt(4326)) if in_degrees else GRID
    drawn = PolygonRasterizer(read_polygons(layer("lcz", rows), grid).polygons, grid).rasterize(
        Window(0, 0, grid.width, grid.height)
    )[0]
    cell_m2 = 100 * 100 if not in_degrees else 0.0002**2 * 111_320**2 * np.cos(np.radians(47.845))
    assert (drawn == 2).sum() * cell_m2 == pytest.approx(600 * 400, rel=0.03)


@pytest.mark.parametrize(
    ("rows", "more", "words"),
    [
        ([("2", "LINESTRING (0 0, 1 1)")], {}, "Expected polygons or points that say their zone, found none"),
        ([("2", box(0, 0, 2, 2))], {"field": "zon"}, "Expected a field “zon” .* found remark, lcz"),
        ([("park", box(0, 0, 2, 2))], {"field": "lcz"}, "in the field “lcz” of .* found only “park”; correct them"),
        ([("park", box(0, 0, 2, 2))], {}, "in the field “lcz” of .* found only “park”; correct them"),
        ([(None, box(0, 0, 2, 2))] * 3, {"field": "lcz"}, "“lcz” of .* found no value in any of the 3 polygons"),
        ([(None, box(0, 0, 2, 2))] * 2, {}, "“lcz” of .* found no value in any of the 2 polygons; correct them"),
        ([("2", box(0, 0, 2, 2))], {"layer": "other"}, "found none"),
    ],
)
def test_polygons_that_cannot_be_used(layer, rows, more, words):
    with pytest.raises(InputError, match=words):
        read_polygons(layer("lcz", rows), GRID, **more)


def test_polygons_without_a_crs_are_refused(layer):
    path = layer("lcz", [("2", box(0, 0, 2, 2))], "ESRI Shapefile", "shp", epsg=None)
    with pytest.raises(InputError, match="Expected polygons with a coordinate reference system, found none"):
        read_polygons(path, GRID)


def test_what_is_no_vector_file_is_refused(tmp_path):
    (tmp_path / "notes.txt").write_text("LCZ 3")
    for name in ("notes.txt", "nowhere.gpkg", "nowhere.kmz"):
        with pytest.raises(InputError, match="Expected polygons that OGR can open"):
            read_polygons(str(tmp_path / name), GRID)


def test_a_value_that_names_no_zone_leaves_out_its_polygon_alone(layer):
    """Also in a field that the user chose."""
    rows = [("3", box(0, 0, 2, 2)), ("unknown", box(4, 0, 2, 2)), ("LCZ 3B", box(8, 0, 2, 2)), ("0", box(12, 0, 2, 2))]
    for more in ({}, {"field": "lcz"}):
        found = read_polygons(layer("lcz", rows), GRID, **more)
        assert [polygon.zone for polygon in found.polygons] == [3, 3]
        assert found.notes == (
            "2 of 4 polygons name no zone and are left out: “unknown”, “0”.",
            "1 polygons name a sub-class (“LCZ 3B”) and count as its main zone.",
        )


@pytest.mark.parametrize("field", ["lcz", ""])
def test_nulls_alone_are_a_sentence_wherever_polygons_are_read(layer, field):
    path = layer("lcz", [(None, box(0, 0, 2, 2)), (None, box(4, 0, 2, 2))])
    with pytest.raises(InputError, match="^Expected zones .* found no value in any of the 2 polygons; correct"):
        PolygonReference(path, GRID, field=field)


def test_a_layer_for_each_zone(tmp_path):
    """As WUDAPT's folders become when a KML file is saved as a GeoPackage."""
    store = ogr.GetDriverByName("GPKG").CreateDataSource(str(tmp_path / "areas.gpkg"))
    for place, name in enumerate(("LCZ 3", "LCZ D", "ROI")):
        made = store.CreateLayer(name, osr.SpatialReference(wkt(32631)), ogr.wkbPolygon)
        made.CreateField(ogr.FieldDefn("Name", ogr.OFTString))
        for number in (1, 2):
            feature = ogr.Feature(made.GetLayerDefn())
            feature.SetField("Name", str(number))
            feature.SetGeometry(ogr.CreateGeometryFromWkt(box(6 * place, 4 * number, 2, 2)))
            made.CreateFeature(feature)
    store = made = None
    found = read_polygons(str(tmp_path / "areas.gpkg"), GRID)
    assert ([polygon.zone for polygon in found.polygons], found.field) == ([3, 3, 14, 14], "layer")
    assert found.notes == ("2 of 6 polygons name no zone and are left out: “ROI”.",)


def test_points_are_cells(layer):
    """Each the cell it lies in, also on the edge between two."""
    rows = [("3", "POINT (500050 5299750)"), ("D", "POINT (500600.05 5299500)"), ("3", "MULTIPOINT (501950 5299050)")]
    found = PolygonReference(layer("lcz", rows), GRID)
    assert (found.count, found.unit) == (3, "points")
    assert "3 points of" in found.description
    zones = np.zeros((10, 20), dtype=int)
    part = found.window
    zones[part.row : part.row + part.height, part.col : part.col + part.width] = found.read(
        Window(0, 0, part.width, part.height)
    ).zones
    assert [(*place, zones[tuple(place)]) for place in np.argwhere(zones).tolist()] == [
        (2, 0, 3),
        (5, 6, 14),
        (9, 19, 3),
    ]


@pytest.mark.parametrize("point", ["500600.05 5299500", "500600 5299500", "500599.999 5299500.001"])
def test_a_single_point_is_found_wherever_it_lies_in_its_cell(layer, point):
    found = PolygonReference(layer("lcz", [("3", f"POINT ({point})")]), GRID)
    assert (found.read(Window(0, 0, found.window.width, found.window.height)).zones == 3).sum() == 1


def test_points_of_kml_are_cells(tmp_path):
    shape = placemark("LCZ 3", 4, 4)
    x, y = re.search(r"<coordinates>([-\d.]+),([-\d.]+)", shape).groups()
    (tmp_path / "p.kml").write_text(
        kml(f"<Placemark><name>lcz g</name><Point><coordinates>{x},{y},0</coordinates></Point></Placemark>")
    )
    assert zones(str(tmp_path / "p.kml")) == [17]


def test_the_field_names_that_are_found_are_plain():
    assert all(name == name.lower() for name in class_field.USUAL_NAMES)
