# SPDX-License-Identifier: GPL-2.0-or-later
"""Documents of catalogues that keep to no standard: a scene is skipped or one sentence said, never a traceback."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from hse_lcz.model.catalogue.items import parse_item
from hse_lcz.model.catalogue.search import search
from hse_lcz.model.catalogue.static_search import Wanted
from hse_lcz.model.catalogue.transport import Request, TransportError, UrlTransport, fetch_json, resolved
from hse_lcz.model.errors import InputError

from ...driving import driven

FOLDER = Path(__file__).resolve().parent / "items"
ASSETS = {"earth_search": ("blue", "scl"), "planetary_computer": ("B02", "SCL"), "copernicus": ("B02_10m", "SCL_20m")}
ODD = (None, True, 7, 10**400, "text", "", "²", "https://[", [], [None], [[]], ["a", 1], {}, {"a": None})
WANTED = Wanted((4.5, 51.4, 6.0, 52.3), "2023-01-01", "2023-12-31")
ROOT = "https://server/v1"


def document(form: str) -> dict:
    """An item with two of its assets."""
    given = json.loads((FOLDER / f"{form}.json").read_text(encoding="utf-8"))
    given["assets"] = {key: given["assets"][key] for key in ASSETS[form]}
    return given


def places(document: Any, before: tuple = ()) -> Iterator[tuple]:
    """Where the values of a document stand, whole lists and objects included; of a long list its first three."""
    entries = document.items() if isinstance(document, dict) else enumerate(document[:3])
    for key, value in list(entries):
        yield (*before, key)
        if isinstance(value, (dict, list)):
            yield from places(value, (*before, key))


def with_value(document: dict, place: tuple, value: Any) -> dict:
    changed = copy.deepcopy(document)
    at = changed
    for key in place[:-1]:
        at = at[key]
    at[place[-1]] = value
    return changed


class Answers:
    """A transport with answers by address, the same for GET and POST; nothing is at any other address."""

    def __init__(self, answers: dict[str, Any]) -> None:
        self._answers = answers

    def send(self, request: Request):
        yield
        if request.url not in self._answers:
            raise TransportError(404, "Not Found")
        return json.dumps(self._answers[request.url]).encode()


def searched(answers: dict[str, Any], collection: str = "s2"):
    return driven(search(Answers(answers), ROOT, collection, WANTED))[0]


@pytest.mark.parametrize("form", ASSETS)
def test_whatever_stands_in_an_item_ends_in_no_traceback(form):
    given = document(form)
    for place in places(given):
        for value in ODD:
            try:
                found = parse_item(with_value(given, place, value), f"{ROOT}/items/a")
            except InputError:
                continue
            if found is not None:
                assert found.day[:2] == "20" and len(found.bbox) == 4, (place, value)


@pytest.mark.parametrize("when", ["July 2023 somewhere", "2023-02-31T10:00:00Z", "2023-W01-1T10:00"])
def test_a_scene_of_no_day_is_no_scene(when):
    given = document("earth_search")
    given["properties"]["datetime"] = when
    assert parse_item(given, ROOT) is None


def test_an_alternate_address_names_no_file_of_this_computer():
    given = document("copernicus")
    given["assets"]["B02_10m"]["alternate"]["https"]["href"] = "file:///etc/passwd"
    assert parse_item(given, ROOT).assets["B2"].https_href == ""


def test_a_link_that_is_no_address_is_named():
    with pytest.raises(InputError, match=r"Expected links to addresses in https://server/v1, found https://\["):
        resolved("https://[", ROOT)


@pytest.mark.parametrize(
    "extent",
    [
        {"temporal": {"interval": [["2022-01-01T00:00:00Z"]]}},
        {"temporal": {"interval": [[]]}},
        {"temporal": {"interval": [None]}},
        {"temporal": {"interval": ["2022", None]}},
        {"temporal": {"interval": [[2022, {}]]}},
        {"temporal": [], "spatial": 3},
        {"spatial": {"bbox": [4, 51, 6, 52]}},
        {"spatial": {"bbox": [["4", "51", "6", "52"]]}},
        {"spatial": {"bbox": [4.0]}},
        {"spatial": {"bbox": {"west": 4}}},
        {"spatial": {"bbox": [[4, 51, -10, 6, 53, 900]]}},
        "everywhere",
    ],
)
def test_an_extent_that_is_none_shuts_nothing_out(extent):
    catalogue = {"type": "Collection", "extent": extent, "links": [{"rel": "item", "href": f"{ROOT}/a"}, None, "b"]}
    assert len(searched({ROOT: catalogue, f"{ROOT}/a": document("earth_search")}).items) == 1


@pytest.mark.parametrize(
    "extent",
    [
        {"temporal": {"interval": [["2024-01-01T00:00:00Z"]]}},
        {"temporal": {"interval": [[None, "2022-12-31T00:00:00Z"]]}},
        {"spatial": {"bbox": [[14, 51, -10, 16, 53, 900]]}},
    ],
)
def test_an_extent_elsewhere_is_not_walked(extent):
    collection = {"type": "Collection", "extent": extent, "links": [{"rel": "item", "href": "nowhere"}]}
    assert searched({ROOT: collection}).items == []


def test_whatever_stands_in_a_static_catalogue_ends_in_no_traceback():
    catalogue = {
        "type": "FeatureCollection",
        "links": [{"rel": "child", "href": ROOT}, {"rel": "license", "href": "b"}],
        "extent": {"temporal": {"interval": [["2022-01-01", None]]}, "spatial": {"bbox": [[4, 51, 6, 53]]}},
        "features": [document("earth_search")],
        "providers": [{"name": "A"}],
        "license": "other",
    }
    for place in places({**catalogue, "features": [{}]}):
        for value in ODD:
            try:
                searched({ROOT: with_value(catalogue, place, value)})
            except InputError:
                continue


def test_whatever_stands_in_an_interface_ends_in_no_traceback():
    landing = {
        "type": "Catalog",
        "conformsTo": ["https://api.stacspec.org/v1.0.0/item-search#query"],
        "links": [{"rel": "search", "href": f"{ROOT}/search", "method": "POST"}, {"rel": "data", "href": f"{ROOT}/c"}],
    }
    listing = {"collections": [{"id": "sentinel-2-l2a"}]}
    about = {"providers": [{"name": "A"}], "license": "other", "links": []}
    following = {"rel": "next", "href": f"{ROOT}/search", "method": "POST", "headers": {}, "body": {"a": 1}, "merge": 1}
    page = {"type": "FeatureCollection", "features": [document("earth_search")], "links": [following]}
    answers = {ROOT: landing, f"{ROOT}/c": listing, f"{ROOT}/search": page,
               f"{ROOT}/collections/sentinel-2-l2a": about}  # fmt: skip
    assert len(searched(answers, "").items) == 1
    for address in (ROOT, f"{ROOT}/c", f"{ROOT}/search", f"{ROOT}/collections/sentinel-2-l2a"):
        whole = {"whole": answers[address]}
        for place in places(whole):
            if place[:3] == ("whole", "features", 0):
                continue
            for value in ODD:
                try:
                    searched({**answers, address: with_value(whole, place, value)["whole"]}, "")
                except InputError:
                    continue


def test_a_landing_page_that_is_none_behind_a_collection_is_named():
    collection = {
        "type": "Collection",
        "links": [{"rel": "items", "href": "i"}, {"rel": "root", "href": f"{ROOT}/root"}],
    }
    with pytest.raises(InputError, match="Expected a STAC catalogue at https://server/v1/root, found another JSON"):
        searched({ROOT: collection, f"{ROOT}/root": ["nothing"]})


@pytest.mark.parametrize("content", [b"[" * 100_000, b"\xff\xfe\xfd"])
def test_what_is_no_json_is_said_in_one_sentence(tmp_path, content):
    path = tmp_path / "catalog.json"
    path.write_bytes(content)
    with pytest.raises(InputError, match="Expected a STAC document in JSON"):
        driven(fetch_json(Answers({}), Request(str(path))))


def test_a_path_that_no_file_can_have_is_said_in_one_sentence():
    with pytest.raises(InputError, match="but it cannot be read .*check the path"):
        driven(fetch_json(Answers({}), Request("/tmp/a\0b.json")))


def test_an_address_that_cannot_be_sent_is_a_failed_request():
    """An identifier with a space in it, as part of an address."""
    with pytest.raises(TransportError, match="can't contain control characters"):
        driven(UrlTransport().send(Request("http://127.0.0.1:9/collections/my scenes")))
