# SPDX-License-Identifier: GPL-2.0-or-later
"""Item documents in the published forms of the three public catalogues: assets, numbers, tile and zone.

The documents in `items` were written by hand from the catalogues' documentation, not fetched.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from hse_lcz.model.catalogue.items import SCL, parse_item
from hse_lcz.model.errors import InputError
from hse_lcz.model.scene.radiometry import decide_radiometry
from hse_lcz.model.tables.sentinel2 import NAMES

FOLDER = Path(__file__).resolve().parent / "items"
FORMS = ("earth_search", "planetary_computer", "copernicus")
FILES = dict(zip(NAMES, ("B02", "B03", "B04", "B05", "B06", "B07", "B08", "B8A", "B11", "B12")))


def document(form: str) -> dict:
    return json.loads((FOLDER / f"{form}.json").read_text(encoding="utf-8"))


def item(form: str):
    return parse_item(document(form), "https://server/search")


@pytest.mark.parametrize("form", FORMS)
def test_each_band_is_found_at_its_finest(form):
    found = item(form)
    assert found.missing == []
    for name, file in FILES.items():
        asset = found.assets[name]
        resolution = 10 if name in ("B2", "B3", "B4", "B8") else 20
        assert asset.resolution_m == resolution
        assert f"/{file}.tif" in asset.href or f"_{file}_{resolution}m." in asset.href
    assert "SCL" in found.assets[SCL].href
    assert set(found.assets) == {*NAMES, SCL}


def test_files_that_anybody_can_read_go_before_others():
    assert all(asset.href.startswith("https://sentinel-cogs") for asset in item("earth_search").assets.values())
    of_copernicus = item("copernicus").assets
    assert all(asset.href.startswith("s3://eodata/") for asset in of_copernicus.values())
    assert all(asset.https_href.startswith("https://download.dataspace") for asset in of_copernicus.values())


@pytest.mark.parametrize("form", FORMS)
def test_place_time_and_clouds(form):
    found = item(form)
    assert (found.day, found.tile, found.epsg, found.origin) == ("2023-07-01", "31UFU", 32631, (600000, 5800020))
    assert 11 < found.cloud_pct < 13
    assert found.bbox == pytest.approx((4.42, 51.33, 6.04, 52.34), abs=0.001)


@pytest.mark.parametrize(
    ("form", "offset"), [("earth_search", 0.0), ("planetary_computer", -0.1), ("copernicus", -0.1)]
)
def test_scale_and_offset_are_those_of_the_stored_numbers(form, offset):
    assert decide_radiometry(item(form).evidence)[:2] == (0.0001, offset)


def test_an_offset_that_is_not_taken_off_is_taken_off():
    given = document("earth_search")
    given["properties"]["earthsearch:boa_offset_applied"] = False
    assert decide_radiometry(parse_item(given, "").evidence)[:2] == (0.0001, -0.1)


def test_a_contradiction_is_decided_by_the_pixels():
    given = document("earth_search")
    given["properties"].update({"earthsearch:boa_offset_applied": False, "s2:processing_baseline": "02.09"})
    given["properties"].pop("s2:product_uri")
    evidence = parse_item(given, "").evidence
    with pytest.raises(InputError, match="Expected one scale and offset"):
        decide_radiometry(evidence)
    dark = np.tile(np.linspace(200, 3000, 5000), (10, 1))
    with pytest.raises(InputError, match="Expected one scale and offset"):
        decide_radiometry(evidence._replace(sample=dark + 1000))


def test_a_baseline_from_the_products_name():
    given = document("planetary_computer")
    del given["properties"]["s2:processing_baseline"]
    assert decide_radiometry(parse_item(given, "").evidence)[:2] == (0.0001, -0.1)


def test_a_missing_band_is_named():
    given = document("earth_search")
    del given["assets"]["rededge2"], given["assets"]["rededge2-jp2"], given["assets"]["scl"], given["assets"]["scl-jp2"]
    assert parse_item(given, "").missing == ["B6", "SCL"]


def test_keys_that_say_nothing_are_told_by_wavelength():
    given = document("planetary_computer")
    given["assets"] = {f"asset{place}": asset for place, asset in enumerate(given["assets"].values())}
    for asset in given["assets"].values():
        for band in asset.get("eo:bands", ()):
            band.pop("common_name")
            band.pop("name")
    found = parse_item(given, "")
    assert found.missing == [SCL]
    assert all(FILES[name] in asset.href for name, asset in found.assets.items())


@pytest.mark.parametrize(
    "change",
    [
        lambda given: given.update(type="Collection"),
        lambda given: given.update(geometry=None),
        lambda given: given["properties"].update(datetime=None),
        lambda given: given.update(geometry={"type": "Point", "coordinates": [0, 0]}),
        lambda given: given.update(id=""),
    ],
)
def test_what_is_no_scene_is_none(change):
    given = document("earth_search")
    change(given)
    assert parse_item(given, "") is None


def test_an_identifier_that_is_a_number_is_taken():
    given = document("earth_search")
    given["id"] = 20230701
    for name in ("grid:code", "s2:mgrs_tile", "mgrs:utm_zone"):
        given["properties"].pop(name, None)
    found = parse_item(given, "")
    assert (found.id, found.tile) == ("20230701", "")


def test_relative_addresses_are_seen_from_the_document():
    given = document("earth_search")
    given["links"] = []
    given["assets"]["blue"]["href"] = "../files/B02.tif"
    assert parse_item(given, "/data/items/a.json").assets["B2"].href == "/data/files/B02.tif"
    assert parse_item(given, "https://server/v1/items/a").assets["B2"].href == "https://server/v1/files/B02.tif"


def test_a_document_of_the_web_names_no_file_of_this_computer():
    given = document("earth_search")
    given["assets"]["blue"]["href"] = "file:///etc/passwd"
    with pytest.raises(InputError, match="Expected links to addresses of the web"):
        parse_item(given, "https://server/search")
    given["assets"]["blue"]["href"] = "/vsizip//etc/a.zip/B02.tif"
    assert parse_item(given, "https://server/search").assets["B2"].href.startswith("https://")
