# SPDX-License-Identifier: GPL-2.0-or-later
"""Tables of stations as people save them: separators, decimal commas, encodings, names of columns, refusals."""

from __future__ import annotations

import pytest

from hse_lcz.model.errors import InputError
from hse_lcz.model.stations.station_table import Table, name_column, points_of, read_text


def table(tmp_path, text: str, encoding: str = "utf-8") -> Table:
    path = tmp_path / "stations.csv"
    path.write_bytes(text.encode(encoding))
    return read_text(str(path))


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("name,lon,lat\nMünster,7.62,51.96\n", "utf-8"),
        ("name;lon;lat\nMünster;7,62;51,96\n", "utf-8-sig"),
        ("Name;Längengrad;lon;lat\nMünster;x;7,62;51,96\n", "cp1252"),
        ("name\tLongitude\tLatitude\r\nMünster\t7.62\t51.96\r\n\r\n", "utf-8"),
        ('"name";"Länge";"Breite"\n"Münster";"7,62";"51,96"\n', "cp1252"),
        ("name|lat_deg|lon_deg\nMünster| 51.96 | 7.62\n", "utf-8"),
        ("name\tlon\tlat\nMünster\t7,62\t51,96\n", "utf-16"),  # Excel's "Unicode text"
        ("sep=;\nname;lon;lat\nMünster;7,62;51,96\n", "utf-8-sig"),
    ],
)
def test_degrees_of_any_spelling(tmp_path, text, encoding):
    read = table(tmp_path, text, encoding)
    found = points_of(read)
    assert found.places == [(7.62, 51.96)]
    assert found.crs == "EPSG:4326"
    assert read.rows[0][read.heads.index(name_column(read.heads))] == "Münster"


def test_metres_need_a_crs_of_the_user(tmp_path):
    found = points_of(table(tmp_path, "id;Rechtswert;Hochwert\n7;642300,5;5210700\n"))
    assert (found.places, found.crs, found.columns) == ([(642300.5, 5210700.0)], "", ("Rechtswert", "Hochwert"))


def test_columns_by_choice(tmp_path):
    read = table(tmp_path, "lon,lat,gx,gy\n1,2,3,4\n")
    assert points_of(read, "gx", "gy").places == [(3.0, 4.0)]
    assert points_of(read, "lon", "lat").crs == "EPSG:4326"


def test_columns_have_names_of_their_own(tmp_path):
    """QGIS takes no two attributes of one name and none without a name."""
    read = table(tmp_path, "name;lon;lat;note;note;\na;7;51;x;y;\n")
    assert read.heads == ("name", "lon", "lat", "note", "note (2)", "column 6")
    assert points_of(read).places == [(7.0, 51.0)]


def test_rows_without_a_place_stay(tmp_path):
    found = points_of(table(tmp_path, "name,lon,lat\na,7,51\nb,,51\nc,NA,NaN\nd,-9999,-9999\n"))
    assert found.places == [(7.0, 51.0), None, None, None]


def test_numbers_of_a_layer():
    found = points_of(Table(("lon", "lat"), [(7, 51.5), (None, None), (float("nan"), 1.0)]))
    assert found.places == [(7.0, 51.5), None, None]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("name,lon,lat\n", "found 1 lines"),
        ("", "found 0 lines"),
        ("name,place\na,b\n", "found the columns name, place; name them so or choose the columns"),
        ("name,lon,lat\na,7,62,51,96\n", "found 5 in line 2; mend that line. Numbers with decimal commas need another"),
        ("name;lon;lat\na;7° 37' E;51\n", "found “7° 37' E” in row 1"),
        ("name;lon;lat\na;642,300.5;51\n", "found “642,300.5” in row 1"),
        ("name;lon;lat\na;51;7\nb;642300;5210700\n", "found 642300 and 5.2107e+06 in row 2; exchange the columns, or"),
    ],
)
def test_refusals(tmp_path, text, words):
    with pytest.raises(InputError) as caught:
        points_of(table(tmp_path, text))
    assert words in str(caught.value)


def test_a_column_that_is_not_there(tmp_path):
    read = table(tmp_path, "lon,lat\n1,2\n")
    for x, y, words in (("east", "lat", "found “east” among lon, lat"), ("lon", "", "nothing for one of them")):
        with pytest.raises(InputError, match=words):
            points_of(read, x, y)
