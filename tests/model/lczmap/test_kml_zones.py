# SPDX-License-Identifier: GPL-2.0-or-later
"""Zones of placemarks: each decided on its own, whatever else the file holds."""

from __future__ import annotations

import zipfile

import pytest

from hse_lcz.model.errors import InputError
from hse_lcz.model.lczmap.kml_placemarks import Placemark, read_placemarks
from hse_lcz.model.lczmap.kml_zones import read_zones

BOX = (
    "<Polygon><outerBoundaryIs><LinearRing><coordinates>4,47,0 4.01,47,0 4.01,47.01,0 4,47,0</coordinates>"
    "</LinearRing></outerBoundaryIs></Polygon>"
)


def marks(*items) -> list[Placemark]:
    """(name, folder or folders, data) of each."""
    return [
        Placemark(name, (folder,) if isinstance(folder, str) else tuple(folder), dict(*more), None)
        for name, folder, *more in items
    ]


def zones(*items, **more) -> list:
    return [name and name.zone for name in read_zones(marks(*items), "a.kml", **more).names]


@pytest.mark.parametrize("other", ["ROI", "study area", "Photos", "Untitled folder", ""])
@pytest.mark.parametrize("names", [("study area",), ("1", "2"), ("7",), ("", "3", "3")])
def test_a_folder_that_is_no_zone_leaves_the_others_alone(other, names):
    """Its placemarks' numbers are no zones, as those of the others are not."""
    items = [("1", "LCZ A (Dense trees)"), ("2", "LCZ A (Dense trees)"), ("1", "LCZ D")]
    assert zones(*items, *((name, other) for name in names)) == [11, 11, 14, *[None] * len(names)]


def test_every_way_to_say_a_zone_in_one_file():
    found = read_zones(
        marks(
            ("1", "LCZ 2"),
            ("12", ("north", "lcz d")),  # the outer folder names the zone
            ("LCZ 6", "more"),
            ("compact MID-RISE", "more"),
            ("B", "more"),
            ("102", "more"),
            ("2", "more"),
            ("area 7", "more", {"lcz": "Wasser"}),
            ("area 8", "more", {"lcz": "3B"}),
            ("car park", "more"),
            ("", "more"),
        ),
        "a.kml",
    )
    assert [name and name.zone for name in found.names] == [2, 14, 6, 2, 12, 12, 2, 17, 3, None, None]
    assert found.field == "folder and lcz and Name"
    assert found.notes == (
        "2 of 11 placemarks name no zone and are left out: “car park”, “more”.",
        "1 placemarks name a sub-class (“3B”) and count as its main zone.",
    )


def test_the_innermost_folder_that_names_a_zone_counts():
    assert zones(("1", ("LCZ 6", "LCZ 3")), ("2", ("garden city", "LCZ 6")), ("3", ("LCZ G", "all"))) == [6, 6, 17]


@pytest.mark.parametrize("key", ["lcz_class", "LCZ", "class_name", "Klasse"])
def test_data_name_the_zone_where_folders_do_not(key):
    items = [("1", "areas", {key: "LCZ 3"}), ("2", "areas", {key: "LCZ 3"}), ("3", "areas", {key: "LCZ E", "no": "4"})]
    assert zones(*items) == [3, 3, 15]


def test_a_placemark_that_contradicts_its_folder_is_counted():
    found = read_zones(marks(("LCZ 6", "LCZ 3"), ("4", "LCZ 3"), ("x", "LCZ 3", {"lcz": "LCZ D"})), "a.kml")
    assert [name.zone for name in found.names] == [3, 3, 3]
    assert found.notes == (
        "1 placemarks say in “lcz” otherwise than their folder: the folder counts.",
        "1 placemarks are named otherwise than their folder: the folder counts.",
    )


@pytest.mark.parametrize("names", [("1", "2", "3"), ("0", "1"), ("2", "1", "3", "4")])
def test_numbers_that_count_the_placemarks_are_asked_for(names):
    items = [(name, "Berlin") for name in names]
    with pytest.raises(InputError, match="may be zones or running numbers.*CLASS_FIELD"):
        zones(*items)
    if "0" not in names:
        assert zones(*items, field="Name") == [int(name) for name in names]


@pytest.mark.parametrize(
    ("names", "expected"), [(("3", "3", "6"), [3, 3, 6]), (("101", "17"), [11, 17]), (("2", "LCZ 6"), [2, 6])]
)
def test_numbers_that_cannot_be_counting_are_zones(names, expected):
    assert zones(*((name, "Berlin") for name in names)) == expected


def test_a_file_without_zones_is_refused_with_its_names():
    with pytest.raises(InputError, match="found “Mitte”, “Wedding” in a.kml"):
        zones(("Mitte", "Berlin"), ("Wedding", "Berlin"))


def test_fields_by_name():
    items = [("2", "LCZ 1", {"zone": "G"}), ("4", "LCZ 3", {"zone": "A"})]
    assert zones(*items) == [1, 3]
    assert zones(*items, field="Name") == [2, 4]
    assert zones(*items, field="folder") == [1, 3]
    assert zones(*items, field="zone") == [17, 11]
    with pytest.raises(InputError, match="Expected a field “zon” in a.kml, found Name, folder, zone"):
        zones(*items, field="zon")


def document(body: str, prefix: str = "") -> str:
    return (
        f'<?xml version="1.0" encoding="{prefix or "UTF-8"}"?>\n<!-- areas --><kml xmlns="http://www.opengis.net/kml/2.2">'
        f"<Document><name>areas</name>{body}</Document></kml>"
    )


@pytest.mark.parametrize("zipped", [False, True])
def test_folders_data_and_descriptions_are_read_from_the_file(tmp_path, zipped):
    text = document(
        f"<Folder><name>LCZ 3</name><Folder><name>north</name><Placemark><name>1</name>{BOX}</Placemark></Folder>"
        "</Folder>"
        f'<Placemark><ExtendedData><Data name="lcz"><value>6</value></Data></ExtendedData>{BOX}</Placemark>'
        '<Placemark><ExtendedData><SchemaData schemaUrl="#a"><SimpleData name="lcz">LCZ D</SimpleData></SchemaData>'
        f"</ExtendedData><MultiGeometry><Point><coordinates>4,47</coordinates></Point>{BOX}</MultiGeometry></Placemark>"
        f"<Placemark><name><![CDATA[Bâti & eau]]></name><description>LCZ G</description>{BOX}</Placemark>"
        "<Placemark><name>way</name><LineString><coordinates>4,47 5,48</coordinates></LineString></Placemark>"
    )
    path = tmp_path / ("a.kmz" if zipped else "a.kml")
    if zipped:
        with zipfile.ZipFile(path, "w") as file:
            file.writestr("__MACOSX/._doc.kml", "rubbish")
            file.writestr("doc.kml", text)
    else:
        path.write_text(text, encoding="utf-8")
    found = read_placemarks(str(path))
    assert [item.folders for item in found] == [("north", "LCZ 3", "areas"), *[("areas",)] * 4]
    assert [item.data for item in found] == [{}, {"lcz": "6"}, {"lcz": "LCZ D"}, {"description": "LCZ G"}, {}]
    assert found[3].name == "Bâti & eau"
    assert [item.geometry is None for item in found] == [False] * 4 + [True]
    assert found[2].geometry.GetGeometryName() == "MULTIPOLYGON"
    assert found[0].geometry.GetEnvelope() == pytest.approx((4, 4.01, 47, 47.01))


def test_other_encodings_and_what_is_no_kml(tmp_path):
    (tmp_path / "a.kml").write_bytes(
        document(f"<Placemark><name>Végétation basse</name>{BOX}</Placemark>", "ISO-8859-1").encode("latin-1")
    )
    assert read_placemarks(str(tmp_path / "a.kml"))[0].name == "Végétation basse"
    (tmp_path / "b.kml").write_text("<kml><Folder>")
    (tmp_path / "c.kml").write_text("no XML")
    assert [read_placemarks(str(tmp_path / name)) for name in ("b.kml", "c.kml", "d.kml", "e.gpkg")] == [None] * 4


def test_holes_and_rings_that_are_left_open(tmp_path):
    ring = "<LinearRing><coordinates>{}</coordinates></LinearRing>"
    outer = ring.format("0,0 0,4 4,4 4,0")
    inner = ring.format("1, 1  1, 2  2, 2")
    body = (
        f"<Placemark><Polygon><outerBoundaryIs>{outer}</outerBoundaryIs><innerBoundaryIs>{inner}</innerBoundaryIs>"
        "</Polygon></Placemark>"
    )
    (tmp_path / "a.kml").write_text(document(body))
    assert read_placemarks(str(tmp_path / "a.kml"))[0].geometry.Area() == pytest.approx(16 - 0.5)
