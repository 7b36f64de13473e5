# SPDX-License-Identifier: GPL-2.0-or-later
"""Searching: pages, queries, collections and failures, on a server that a second client understands in the same way."""

from __future__ import annotations

import json

import numpy as np
import pytest
from osgeo import gdal

from hse_lcz.model.catalogue import transport
from hse_lcz.model.catalogue.access import Access, Network, without_token
from hse_lcz.model.catalogue.catalogues import KNOWN, catalogue
from hse_lcz.model.catalogue.fetch_job import FetchJob, fetch_scene
from hse_lcz.model.catalogue.items import Asset
from hse_lcz.model.catalogue.search import search
from hse_lcz.model.catalogue.static_search import Wanted
from hse_lcz.model.catalogue.transport import UrlTransport, same_service
from hse_lcz.model.errors import InputError, OutputError

from ...driving import driven, told
from ...stac_server import Shot, publish, serving

CORNER, EPSG, SIZE = (699960.0, 5000040.0), 32631, 64
EXTENT = (CORNER[0] + 40, CORNER[1] - 600, CORNER[0] + 600, CORNER[1] - 40)


@pytest.fixture(autouse=True)
def short_pauses(monkeypatch):
    monkeypatch.setattr(transport, "PAUSES_S", (0.1, 0.1))


@pytest.fixture(scope="module")
def published(patchwork, tmp_path_factory):
    """A server with seven scenes on pages of two."""
    folder = tmp_path_factory.mktemp("catalogue")
    with serving(folder) as server:
        for day in range(1, 8):
            bands = patchwork(seed=day, height=SIZE, width=SIZE)
            clear = np.full((SIZE // 2, SIZE // 2), 4, dtype=np.uint8)
            shot = Shot(
                f"S2A_31TGJ_2023070{day}_0_L2A", f"2023-07-0{day}T10:36:00Z", bands[[0, 1, 2, 6]],
                bands[[3, 4, 5, 7, 8, 9], ::2, ::2], clear, CORNER, EPSG, cloud_pct=10.0 * day,
                properties={"s2:processing_baseline": "03.01", "grid:code": "MGRS-31TGJ"},
            )  # fmt: skip
            server.items.append(publish(shot, folder, server.href))
        yield server


@pytest.fixture
def server(published):
    return published.reset()


def wanted(server, cloud: float = 100.0) -> Wanted:
    return Wanted(tuple(server.items[0]["bbox"]), "2023-07-01", "2023-07-31", cloud)


def found(server, cloud: float = 100.0, collection: str = "sentinel-2-l2a"):
    return driven(search(UrlTransport(), server.url, collection, wanted(server, cloud)))


def job(server, target, **more) -> FetchJob:
    given = {"start": "2023-07-01", "end": "2023-07-31", "max_cloud_pct": 100.0, "catalogue": server.url}
    return FetchJob(target=str(target), extent=EXTENT, extent_crs=f"EPSG:{EPSG}", **{**given, **more})


def test_pages_are_followed_to_the_end_as_a_second_client_does(server):
    client = pytest.importorskip("pystac_client").Client.open(server.url)
    query = {"collections": ["sentinel-2-l2a"], "bbox": server.items[0]["bbox"], "datetime": "2023-07-01/2023-07-31"}
    theirs = {item.id for item in client.search(**query, query={"eo:cloud_cover": {"lte": 45}}).items()}
    server.searches.clear()
    result, _ = found(server, 45)
    assert {item.id for item in result.items} == theirs
    assert len(theirs) == 4
    assert [body.get("token") for body in server.searches] == [None, "next:2"]
    # The server asked for the rest of the body to be sent again.
    assert all(body["query"] == {"eo:cloud_cover": {"lte": 45}} for body in server.searches)


def test_a_server_without_queries_is_asked_for_all(server):
    server.knows_query = False
    result, _ = found(server, 45)
    assert len(result.items) == 7
    assert all("query" not in body for body in server.searches)


def test_scenes_that_the_server_left_out_are_counted(server):
    result, _ = found(server, 5)
    assert (result.items, result.too_cloudy) == ([], 7)


def test_the_collection_is_found_by_its_name(server):
    found(server, collection="")
    assert server.searches[0]["collections"] == ["sentinel-2-l2a"]


def test_the_address_of_a_collection_is_searched_there(server):
    address = f"{server.url}/collections/sentinel-2-l2a"
    result, _ = driven(search(UrlTransport(), address, "", wanted(server)))
    assert len(result.items) == 7
    assert server.searches[0]["collections"] == ["sentinel-2-l2a"]


def test_a_server_that_leads_in_a_circle_is_left(server, monkeypatch):
    from ... import stac_server

    page = stac_server._page

    def circle(state, given):
        link = {"rel": "next", "href": f"{state.url}/search", "method": "POST", "body": dict(given)}
        return {**page(state, given), "links": [link]}

    monkeypatch.setattr(stac_server, "_page", circle)
    assert len(found(server)[0].items) == 2


def test_no_address_opens_a_file(tmp_path):
    path = tmp_path / "a.json"
    path.write_text("{}")
    with pytest.raises(transport.TransportError, match="unknown url type"):
        driven(UrlTransport().send(transport.Request(path.as_uri())))


def test_a_busy_server_is_asked_again(server):
    server.faults.busy["/search"] = 2
    result, notes = found(server)
    assert len(result.items) == 7
    assert sum("repeated" in note for note in notes) == 2


@pytest.mark.parametrize(("status", "words"), [(503, "wait and try again"), (404, "check the address")])
def test_a_server_that_stays_away_ends_in_one_sentence(server, status, words):
    if status == 503:
        server.faults.busy["/"] = 99
    else:
        server.faults.missing.add("/")
    with pytest.raises(InputError, match=f"cannot be reached .*{status}.*{words}"):
        found(server)


def test_a_token_is_fetched_once_and_sent_with_every_file(server, tmp_path):
    server.faults.token = "secret"
    signing = f"{server.url}/token/{{collection}}"
    result, notes = told(fetch_scene(job(server, tmp_path / "scene.tif", signing_url=signing, max_scenes=2)))
    assert result.valid_share_pct == 100
    assert sum(sent.path == "/token/sentinel-2-l2a" for sent in server.log) == 1
    assert not any("secret" in note for note in notes)


def test_a_token_that_is_refused_ends_in_one_sentence(server, tmp_path):
    server.faults.token, server.faults.token_status = "secret", 403
    signing = f"{server.url}/token/{{collection}}"
    with pytest.raises(InputError, match="Expected a token for the pixels .* gives none .403 Forbidden.; wait"):
        told(fetch_scene(job(server, tmp_path / "scene.tif", signing_url=signing)))
    assert list(tmp_path.iterdir()) == []


def test_a_token_is_renewed_before_it_ends(server):
    now = [0.0]
    source = catalogue(server.url, signing_url=f"{server.url}/token/{{collection}}")
    access = Access(source, UrlTransport(), Network(), clock=lambda: now[0])
    for at, count in ((0.0, 1), (10.0, 1), (4.1e9, 2)):
        now[0] = at
        driven(access.renew(["sentinel-2-l2a"]))
        assert sum(sent.path.startswith("/token/") for sent in server.log) == count


def test_files_that_refuse_are_named_without_their_token(server, tmp_path):
    server.faults.token = "another"
    with pytest.raises(InputError, match="none can be used .7 cannot be used: .*403") as caught:
        told(fetch_scene(job(server, tmp_path / "scene.tif")))
    assert "sig=" not in str(caught.value)


def test_headers_go_to_the_catalogues_own_service_alone():
    source = KNOWN["copernicus"]
    access = Access(source, UrlTransport(), Network(headers={"Authorization": "Bearer x"}, proxy="proxy:80"))
    own = access.options("/vsicurl/https://download.dataspace.copernicus.eu/a")
    other = access.options("/vsicurl/https://elsewhere.org/a")
    assert own["GDAL_HTTP_HEADERS"] == "Authorization: Bearer x"
    assert other["GDAL_HTTP_HEADERS"] is None
    assert own["GDAL_HTTP_PROXY"] == "proxy:80"
    assert access.options("/vsis3/eodata/a")["AWS_S3_ENDPOINT"] == "eodata.dataspace.copernicus.eu"
    assert same_service(f"{source.root}/search", source.root)


def test_s3_addresses_need_keys_or_an_account(monkeypatch):
    asset = Asset("s3://eodata/B02.jp2", 10.0, https_href="https://download.dataspace.copernicus.eu/B02.jp2")
    bare = Access(KNOWN["copernicus"], UrlTransport(), Network())
    assert "AWS_ACCESS_KEY_ID" in bare.refusal(asset)
    account = Access(KNOWN["copernicus"], UrlTransport(), Network(headers={"Authorization": "Bearer x"}))
    assert account.refusal(asset) == ""
    assert account.path(asset, "") == "/vsicurl/https://download.dataspace.copernicus.eu/B02.jp2"
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        gdal.SetConfigOption(name, "x")
    try:
        assert bare.refusal(asset) == ""
        assert bare.path(asset, "") == "/vsis3/eodata/B02.jp2"
    finally:
        for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
            gdal.SetConfigOption(name, None)


def test_tokens_stay_out_of_texts():
    assert without_token("no /vsicurl/https://a/b.tif?sig=x&se=1 here") == "no /vsicurl/https://a/b.tif here"


def test_closing_early_neither_waits_for_a_slow_server_nor_leaves_files(server, tmp_path):
    slow = f"/files/{server.items[0]['id']}/swir22.tif"
    server.faults.slow_s[slow] = 5.0
    steps = fetch_scene(job(server, tmp_path / "out" / "scene.tif", max_scenes=1))
    while slow in server.faults.slow_s:
        next(steps)
    steps.close()
    assert not any(sent.path == slow for sent in server.log)  # it is still silent
    assert list(tmp_path.rglob("*")) == []


def test_a_full_disk_ends_in_one_sentence(server, tmp_path):
    """No file may grow beyond 8 kB while it runs: the kernel refuses the rest as on a full disk."""
    resource = pytest.importorskip("resource")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (8192, limits[1]))
    try:
        with pytest.raises(OutputError, match="Sentinel-2 scene could not be written .*free some disk space"):
            told(fetch_scene(job(server, tmp_path / "scene.tif")))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert list(tmp_path.iterdir()) == []


def test_more_than_the_limit_needs_a_word(server, tmp_path, monkeypatch):
    from hse_lcz.model.catalogue import fetch_plan

    monkeypatch.setattr(fetch_plan, "LARGE_BYTES", 1000)
    with pytest.raises(InputError, match="Expected at most 0.0 MB to read, found up to .* set CONFIRM_LARGE"):
        told(fetch_scene(job(server, tmp_path / "scene.tif")))
    assert not any(sent.path.startswith("/files/") for sent in server.log)
    told(fetch_scene(job(server, tmp_path / "scene.tif", confirm_large=True)))


def test_the_clearest_dates_make_the_composite(server, tmp_path):
    result, _ = told(fetch_scene(job(server, tmp_path / "scene.tif", max_scenes=3)))
    assert result.days == ("2023-07-01", "2023-07-02", "2023-07-03")
    rest = [scene.status for scene in result.scenes if scene.status != "used"]
    assert rest == ["enough dates with fewer clouds in the area"] * 4


def test_a_catalogue_of_features_in_one_file(server, tmp_path):
    path = tmp_path / "items.json"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": server.items}))
    result, _ = told(fetch_scene(job(server, tmp_path / "scene.tif", catalogue=str(path), max_scenes=1)))
    assert result.valid_share_pct == 100


def test_a_scene_that_was_processed_again_is_read_once(server, tmp_path):
    """The newer one gives the pixels; of the older one nothing but its classification is read."""
    older = server.items[0]
    newer = {**older, "id": "S2A_31TGJ_20230701_1_L2A"}
    items = server.items
    server.items = [older, newer]
    try:
        result, _ = told(fetch_scene(job(server, tmp_path / "scene.tif")))
    finally:
        server.items = items
    status = {scene.item.id: scene.status for scene in result.scenes}
    assert status == {newer["id"]: "used", older["id"]: "not needed: other scenes of its day cover its clear ground"}


def test_a_document_that_is_nested_without_end_is_none(tmp_path):
    """Python gives up on it with a RecursionError, which ended in a traceback."""
    path = tmp_path / "deep.json"
    path.write_text("[" * 100_000)
    with pytest.raises(InputError, match="Expected a STAC document in JSON at"):
        driven(transport.fetch_json(UrlTransport(), transport.Request(str(path))))
