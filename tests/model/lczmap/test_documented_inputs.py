# SPDX-License-Identifier: GPL-2.0-or-later
"""Each row of the tables in docs/inputs.md on maps, legends, fields and names of zones is true."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest
from osgeo import gdal

from hse_lcz.model.errors import InputError
from hse_lcz.model.lczmap import class_field, kml_zones, percent_units
from hse_lcz.model.lczmap.kml_placemarks import Placemark
from hse_lcz.model.lczmap.zone_map import ZoneMap
from hse_lcz.model.raster.band import Band
from hse_lcz.model.raster.grid import walk
from hse_lcz.model.raster.windows import Window
from hse_lcz.model.tables import code_schemes, lcz, legends, zone_names

PAGE = (Path(__file__).resolve().parents[3] / "docs" / "inputs.md").read_text(encoding="utf-8")
ZONE_OF = {zone.label: zone.code for zone in lcz.ZONES} | {"none": None}


def table(head: str) -> list[list[str]]:
    """The rows of the table whose first row begins so, without it."""
    lines = PAGE[PAGE.index(head) :].splitlines()
    rows = []
    for line in lines[2:]:
        if not line.startswith("|"):
            break
        rows.append([cell.strip() for cell in line.strip("|").split("|")])
    assert rows
    return rows


def quoted(text: str) -> list[str]:
    return re.findall(r"`([^`]+)`", text)


def evidence(text: str) -> list[tuple[str, str]]:
    """(kind, what) of each piece of evidence in a cell."""
    return [(part.split()[0], (quoted(part) or [""])[0]) for part in text.split(";")]


@pytest.fixture
def write(tmp_path, write_raster):
    """Function that writes numbers with one piece of evidence -> path."""

    def write(numbers: str, kind: str = "values", what: str = "") -> str:
        values = [float(number) for number in numbers.split()]
        dtype = np.uint8 if all(value % 1 == 0 for value in values) else np.float32
        path = tmp_path / (what.replace(".jp2", ".tif") if kind == "file" else "map.tif")
        name = what if kind in ("band", "bands") else ""
        nodata = {"no": float(what or 255)}.get(kind) if kind == "no" else None
        cells = np.resize(np.array(values, dtype=dtype), (1, 12, 12))
        write_raster(path, cells, names=[name], nodata=nodata, pixel=100)
        raster = gdal.Open(str(path), gdal.GA_Update)
        band = raster.GetRasterBand(1)
        if kind == "tag":
            raster.SetMetadataItem(*what.split("="))
        if kind == "unit":
            band.SetUnitType(what)
        if kind == "scale":
            band.SetScale(float(what))
        if kind == "categories":
            names = what.split(", ") if what else ["Forest", "Meadow", "Houses"]
            for value, title in zip(values, names):
                band.SetMetadataItem(f"CATEGORY_{value:.0f}", title)
        if kind == "colours":
            colours = gdal.ColorTable()
            palette = what.split(", ") if what else ["#11AA44", "#EEDD00", "#993311", "#2244FF"]
            for value, text in zip(values, palette):
                colours.SetColorEntry(int(value), tuple(int(text[i : i + 2], 16) for i in (1, 3, 5)))
            band.SetColorTable(colours)
        raster = band = None
        return str(path)

    return write


def coloured(path: str, title: str) -> None:
    """Give a raster the colours of a legend."""
    legend = next(item for item in legends.LEGENDS if title.lower() in item.title.lower())
    colours = gdal.ColorTable()
    for code, colour in legend.colours:
        colours.SetColorEntry(code, tuple(int(colour[i : i + 2], 16) for i in (1, 3, 5)))
    raster = gdal.Open(path, gdal.GA_Update)
    raster.GetRasterBand(1).SetColorTable(colours)


def percent(path: str) -> percent_units.Percentages:
    band = Band(path, what="the reference")
    return percent_units.recognise(band, walk(band.grid.window(None, 1)))


@pytest.mark.parametrize("row", table("| Codes | Scheme |")[:7], ids=lambda row: row[0])
def test_codes(write, row):
    _, scheme, numbers, found_by = row
    (key,), (numbers,) = quoted(scheme), quoted(numbers)
    for kind, what in evidence(found_by):
        with ZoneMap(write(numbers, kind, what)) as zones:
            assert zones.scheme.key == key
            assert bool(zones.warnings) == ("warning" in found_by)
            known = code_schemes.SCHEMES[key].numbers
            expected = [known.get(int(number), 0) for number in numbers.split()]
            assert zones.read(Window(0, 0, len(expected), 1))[0].tolist() == expected


@pytest.mark.parametrize("row", table("| Codes | Scheme |")[7:9], ids=lambda row: row[0])
def test_codes_by_the_file_itself(write, row):
    (numbers,), [(kind, what)] = quoted(row[2]), evidence(row[3])
    expected = [next(zone.code for zone in lcz.ZONES if said in (zone.name, zone.colour)) for said in what.split(", ")]
    with ZoneMap(write(numbers, kind, what)) as zones:
        assert zones.read(Window(0, 0, len(expected), 1))[0].tolist() == expected


def test_the_last_row_of_codes_is_the_most_probable_zone(tmp_path, write_raster):
    row = table("| Codes | Scheme |")[9]
    names = quoted(row[3])
    assert names == ["LCZ 1", "LCZ G"]
    probable = np.random.default_rng(0).dirichlet(np.full(17, 0.3), (9, 9)).astype(np.float32).transpose(2, 0, 1)
    for top in (float(part.split(" to ")[1]) for part in quoted(row[2])[0].split(", ")):
        cells = np.rint(probable * top).astype(np.uint8) if top > 1 else probable
        for titles in ([f"LCZ {zone.label}" for zone in lcz.ZONES], None):
            path = write_raster(tmp_path / "p.tif", cells, names=titles, pixel=100)
            with ZoneMap(path) as zones:
                np.testing.assert_array_equal(zones.read(Window(0, 0, 9, 9)), cells.argmax(axis=0) + 1)


@pytest.mark.parametrize("row", table("| Map | Numbers | Recognised by |"), ids=lambda row: row[0])
def test_other_legends_are_refused_by_name(write, row):
    title, (numbers,), found_by = row[0], quoted(row[1]), row[2]
    for kind, what in evidence(found_by):
        path = write(numbers, "values" if kind == "colours" else kind, what)
        if kind == "colours":
            coloured(path, title)
        for read in (ZoneMap, percent):
            with pytest.raises(InputError, match=f"(?i)^Expected .*found.*{title}"):
                read(path)


@pytest.mark.parametrize(
    "row", table("| Raster | Numbers | Recognised by | Taken as |"), ids=lambda row: f"{row[0]} {row[2]}"
)
def test_settlement(write, row):
    _, (numbers,), found_by, taken = row[0], quoted(row[1]), row[2], row[3]
    [(kind, what)] = evidence(found_by)
    path = write(numbers, kind, what)
    if taken == "refused":
        with pytest.raises(InputError, match="^Expected the reference in percent, as a fraction or as a mask, found"):
            percent(path)
        return
    found = percent(path)
    assert found.unit == taken.split(",")[0]
    assert bool(found.warnings) == ("warning" in taken)
    if "counts as not built" in taken:
        values = found.convert(found.band.read(Window(0, 0, 4, 1)))
        assert (values.stored.tolist(), values.valid.all()) == ([[0, 100, 0, 100]], True)


@pytest.mark.parametrize("row", table("| Made by | Field | Values |"), ids=lambda row: f"{row[0]} {row[1]}")
def test_fields(row):
    (field,), values = quoted(row[1]), quoted(row[2])
    columns = {"code": list(range(1, 9)), field: [value for value in values for _ in "ab"]}
    for order in (columns, dict(reversed(columns.items()))):
        found = class_field.choose(order, "areas")
        assert found.field == field
        assert [name.zone for name in found.names] == [3, 3, 6, 6, 14, 14, 17, 17]


@pytest.mark.parametrize("row", table("| Written | Means LCZ |"), ids=lambda row: row[0][:30])
def test_names_of_zones(row):
    for text in quoted(row[0]):
        found = zone_names.read(text)
        assert (found and found.zone) == ZONE_OF[row[1]], text
        assert "sub-class" not in row[0] or found.sub_class


def test_placemarks():
    rows = table("| Folder | Data | Name | Means LCZ |")
    marks = [
        Placemark(quoted(name)[0], tuple(quoted(folder)), dict(pair.split(" = ") for pair in quoted(data)), None)
        for folder, data, name, _ in rows
    ]
    found = kml_zones.read_zones(marks, "areas.kml")
    assert [name and name.zone for name in found.names] == [ZONE_OF[row[3]] for row in rows]
