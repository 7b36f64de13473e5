# SPDX-License-Identifier: GPL-2.0-or-later
"""`hselcz:fetchscene` as users run it, against a STAC server on the loopback; and the model that maps the scene."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from osgeo import gdal, ogr

from ..stac_server import Shot, publish, serving
from .conftest import files_in, refused
from .desktop import wait_until

CORNER = (699960.0, 5000040.0)
EPSG = 32631
SIZE = 160
EXTENT = f"{CORNER[0] + 100},{CORNER[0] + 1500},{CORNER[1] - 1500},{CORNER[1] - 100} [EPSG:{EPSG}]"
PERIOD = {"START": "2023-06-01", "END": "2023-08-31"}


def shot(patchwork, name: str, when: str, clouded: int, **more) -> Shot:
    """A scene of 1.6 km whose first `clouded` rows of 20 m are clouds."""
    bands = patchwork(seed=4, height=SIZE, width=SIZE)
    codes = np.full((SIZE // 2, SIZE // 2), 4, dtype=np.uint8)
    codes[:clouded] = 9
    fine, coarse = bands[[0, 1, 2, 6]], bands[[3, 4, 5, 7, 8, 9], ::2, ::2]
    properties = {"s2:processing_baseline": "05.09", "grid:code": "MGRS-31TGJ"}
    return Shot(name, when, fine, coarse, codes, CORNER, EPSG, carried_dn=1000, properties=properties, **more)


@pytest.fixture(scope="module")
def published(patchwork, tmp_path_factory):
    """A server with three scenes: one clear in the south, one in the north, one too cloudy."""
    folder = tmp_path_factory.mktemp("catalogue")
    shots = [
        shot(patchwork, "S2A_31TGJ_20230601_0_L2A", "2023-06-01T10:36:00Z", 30),
        shot(patchwork, "S2B_31TGJ_20230611_0_L2A", "2023-06-11T10:36:00Z", 0),
        shot(patchwork, "S2A_31TGJ_20230621_0_L2A", "2023-06-21T10:36:00Z", 70, cloud_pct=90.0),
    ]
    with serving(folder) as server:
        server.items.extend(publish(each, folder, server.href) for each in shots)
        yield server


@pytest.fixture
def server(published):
    """The same without faults."""
    return published.reset()


@pytest.fixture
def fetch(provider, server, tmp_path):
    """Function that runs the algorithm as the console does."""
    import processing

    def run(**more):
        given = {**PERIOD, "EXTENT": EXTENT, "CATALOG_URL": server.url, "SCENE": str(tmp_path / "out" / "scene.tif")}
        return processing.run("hselcz:fetchscene", {**given, **more})

    return run


def test_a_scene_and_its_table(fetch, tmp_path):
    done = fetch(SCENES=str(tmp_path / "scenes.gpkg"), MAX_CLOUD=100)
    raster = gdal.Open(done["SCENE"])
    assert (raster.RasterXSize, raster.RasterYSize, raster.RasterCount) == (140, 140, 10)
    assert (done["DAY"], done["DATES"], done["VALID"]) == ("2023-06-11", 3, 100)
    table = ogr.Open(str(tmp_path / "scenes.gpkg"))
    rows = {row["scene"]: (row["date"], row["cloud_pct"], row["status"]) for row in table.GetLayer(0)}
    assert rows["S2A_31TGJ_20230621_0_L2A"] == ("2023-06-21", 90.0, "used")
    assert len(rows) == 3


def test_the_clearest_date_alone(fetch, patchwork):
    done = fetch(METHOD="clearest")
    assert done["DATES"] == 1
    expected = patchwork(seed=4, height=SIZE, width=SIZE)[0, 10:150, 10:150]
    found = gdal.Open(done["SCENE"]).ReadAsArray()[0]
    assert np.abs(found.astype(int) - expected).max() <= 1


def test_polygons_instead_of_an_extent(fetch, tmp_path):
    x, y = CORNER
    ring = [[x + 200, y - 200], [x + 900, y - 200], [x + 900, y - 900], [x + 200, y - 200]]
    area = {"type": "Feature", "properties": {}, "geometry": {"type": "Polygon", "coordinates": [ring]}}
    system = {"type": "name", "properties": {"name": f"urn:ogc:def:crs:EPSG::{EPSG}"}}
    path = tmp_path / "area.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "crs": system, "features": [area]}))
    done = fetch(EXTENT=None, AREA=str(path))
    found = gdal.Open(done["SCENE"]).ReadAsArray()[0]
    assert found.shape == (70, 70)
    assert (found[10:, :50].diagonal(1) == 0).all() or found[60, 5] == 0
    assert found[5, 60] > 0
    assert done["VALID"] == 100


def test_the_layer_is_named_by_place_and_day(provider, project, fetch, server, tmp_path):
    from qgis.core import QgsProcessingContext, QgsProject

    context = QgsProcessingContext()
    context.setProject(QgsProject.instance())
    path = str(tmp_path / "scene.tif")
    from processing.gui.AlgorithmExecutor import execute
    from qgis.core import QgsProcessingFeedback, QgsProcessingOutputLayerDefinition

    destination = QgsProcessingOutputLayerDefinition(path, QgsProject.instance())
    parameters = {**PERIOD, "EXTENT": EXTENT, "CATALOG_URL": server.url, "SCENE": destination}
    ok, _ = execute(provider.algorithm("fetchscene"), parameters, context, QgsProcessingFeedback())
    assert ok
    assert [details.name for details in context.layersToLoadOnCompletion().values()] == ["Sentinel-2 T31TGJ 2023-06-01"]


def test_an_authentication_reaches_the_catalogue_alone(fetch, server):
    from qgis.core import QgsApplication, QgsAuthMethodConfig

    manager = QgsApplication.authManager()
    manager.setMasterPassword("for this test", True)
    config = QgsAuthMethodConfig("Basic")
    config.setName("catalogue")
    config.setConfig("username", "user")
    config.setConfig("password", "secret")
    assert manager.storeAuthenticationConfig(config)
    server.faults.headers = {"Authorization": "Basic dXNlcjpzZWNyZXQ="}
    text = refused(lambda: fetch())
    assert "401" in text
    gdal.VSICurlClearCache()
    assert fetch(AUTH=config.id())["VALID"] == 100


def test_a_cancel_ends_a_request_that_the_server_has_not_answered(provider, server, tmp_path):
    """As in the dialog: the algorithm runs in a task, the main thread handles events."""
    from qgis.core import QgsApplication, QgsProcessingAlgRunnerTask, QgsProcessingContext, QgsProcessingFeedback

    feedback, context, ended = QgsProcessingFeedback(), QgsProcessingContext(), []
    server.faults.slow_s["/search"] = 20.0
    parameters = {**PERIOD, "EXTENT": EXTENT, "CATALOG_URL": server.url, "SCENE": str(tmp_path / "out" / "scene.tif")}
    task = QgsProcessingAlgRunnerTask(provider.algorithm("fetchscene"), parameters, context, feedback)
    task.executed.connect(lambda *outcome: ended.append(outcome))
    QgsApplication.taskManager().addTask(task)
    wait_until(lambda: "/search" not in server.faults.slow_s)  # the request is on its way
    feedback.cancel()
    wait_until(lambda: bool(ended))
    assert not any(sent.path == "/search" for sent in server.log)
    assert files_in(tmp_path) in ([], ["out"])


def test_qgis_process_fetches_and_maps(qgis_process, server, small_weights, tmp_path):
    outputs = {"fetch:SCENE": "scene.tif", "map:HSE": "hse.tif", "map:LCZ": "lcz.tif"}
    done = qgis_process(
        "--json", "run", "hselcz:fetchandmap", "--", f"EXTENT={EXTENT}", "START=2023-06-01", "END=2023-08-31",
        f"CATALOG_URL={server.url}", *(f"{name}={tmp_path / path}" for name, path in outputs.items()),
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    scene, zones = (gdal.Open(str(tmp_path / name)) for name in ("scene.tif", "lcz.tif"))
    assert scene.RasterXSize == 140
    assert (zones.RasterXSize, zones.RasterYSize) == (14, 14)
    assert zones.GetGeoTransform()[::3] == scene.GetGeoTransform()[::3]
    assert (zones.ReadAsArray() > 0).all()


WRONG = {
    "no area": ({"EXTENT": None}, "(AREA) is needed, found neither"),
    "no day": ({"START": "yesterday"}, "(START) should be a day like 2023-06-01, but is yesterday"),
    "dates reversed": (
        {"START": "2023-09-01"},
        "(END) should not lie before “First day” (START), 2023-09-01, but is 2023-08-31",
    ),
    "no months": ({"MONTHS": "13"}, "(MONTHS) like 6-9"),
    "too cloudy": ({"MAX_CLOUD": 1}, "found 3, of which none can be used (3 cloudier than 1 %, see"),
    "no month fits": ({"MONTHS": "8"}, "2 outside the area or the months"),
    "nothing there": ({"EXTENT": "-30.2,-30,20,20.2 [EPSG:4326]"}, "found none in the catalogue"),
    "poles": ({"EXTENT": "10,11,85,86 [EPSG:4326]"}, "84° north"),
    "antimeridian": ({"EXTENT": "179.5,180.5,10,11 [EPSG:4326]"}, "one side of the antimeridian"),
    "antimeridian in UTM": ({"EXTENT": "800000,900000,1000000,1010000 [EPSG:32660]"}, "one side of the antimeridian"),
    "unreachable": ({"CATALOG_URL": "http://127.0.0.1:9"}, "cannot be reached"),
    "no such file": ({"CATALOG_URL": "/no/such/catalog.json"}, "it cannot be read"),
    "no GeoTIFF": ({"SCENE": "scene.vrt"}, "(SCENE) should be a GeoTIFF"),
}


@pytest.mark.parametrize("case", WRONG)
def test_wrong_inputs_end_in_one_sentence(case, fetch, tmp_path, monkeypatch):
    from hse_lcz.model.catalogue import transport

    monkeypatch.setattr(transport, "PAUSES_S", (0.1,))
    parameters, words = WRONG[case]
    text = refused(lambda: fetch(**parameters))
    assert words in text
    assert files_in(tmp_path) in ([], ["out"])


def test_copernicus_says_what_the_user_needs(fetch, server, monkeypatch):
    for item in server.items:
        for asset in item["assets"].values():
            monkeypatch.setitem(asset, "href", "s3://eodata/Sentinel-2/B02.jp2")
    monkeypatch.delenv("AWS_ACCESS_KEY_ID", raising=False)
    text = refused(lambda: fetch())
    assert "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY" in text


def test_planetary_computers_token_is_fetched_or_its_refusal_said(fetch, server, tmp_path, monkeypatch):
    """The catalogue of the form with a token step, here on the loopback."""
    from hse_lcz.model.catalogue import catalogues

    known = catalogues.KNOWN["planetarycomputer"]
    here = known._replace(root=server.url, signing_url=f"{server.url}/token/{{collection}}")
    monkeypatch.setitem(catalogues.KNOWN, "planetarycomputer", here)
    server.faults.token, server.faults.token_status = "secret", 403
    text = refused(lambda: fetch(CATALOG="planetarycomputer", CATALOG_URL=""))
    assert "Expected a token for the pixels of Planetary Computer (Microsoft)" in text and "403" in text
    assert files_in(tmp_path) in ([], ["out"])
    server.faults.token_status = 200
    assert fetch(CATALOG="planetarycomputer", CATALOG_URL="")["VALID"] == 100


def test_a_page_that_is_no_catalogue(fetch, server, tmp_path):
    (tmp_path / "page.html").write_text("<!DOCTYPE html><html></html>")
    (tmp_path / "other.json").write_text('{"a": 1}')
    assert "found an HTML page" in refused(lambda: fetch(CATALOG_URL=str(tmp_path / "page.html")))
    assert "found another JSON document" in refused(lambda: fetch(CATALOG_URL=str(tmp_path / "other.json")))


def test_the_model_is_what_its_script_writes(provider, monkeypatch):
    root = Path(__file__).resolve().parent.parent.parent
    monkeypatch.syspath_prepend(str(root / "scripts"))
    import make_models

    written, kept = make_models.fetch_and_map(), provider.algorithm("fetchandmap")
    for name, child in written.childAlgorithms().items():
        other = kept.childAlgorithms()[name].parameterSources()
        for key, sources in child.parameterSources().items():
            assert [str(source.staticValue()) for source in sources] == [
                str(source.staticValue()) for source in other[key]
            ], "run scripts/in_qgis.py python scripts/make_models.py"
