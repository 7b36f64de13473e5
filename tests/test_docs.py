# SPDX-License-Identifier: GPL-2.0-or-later
"""What README, CONTRIBUTING and docs tell people to type works: every fenced command is run, or said where it is.

Each page's commands run in a folder that holds the files they name; what they name as output must be there afterwards.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
from pathlib import Path

import in_qgis
import numpy as np
import pytest
import safe
import stac_server
from osgeo import gdal, ogr, osr

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")])
CORNER = (642300.0, 5210700.0)

# Commands that are not run here, and where they are.
ELSEWHERE = {
    "qgis_process plugins enable hse_lcz": "below, before any other command",
    "qgis_process run hselcz:setuptorch --ACTION=install": "algorithms/test_setup_torch.py, with the real PyTorch",
    'processing.run("hselcz:setuptorch", {"ACTION": "install"})': "algorithms/test_setup_torch.py",
    "scripts/in_qgis.py python my_script.py": "every test runs that way",
    "scripts/in_qgis.py python bench/averaging.py --data ../shared/data": "by hand: it needs real scenes",
    "scripts/in_qgis.py python -m hse_lcz.model.training.calibration --data ../shared/data "
    "--weights build/train/best.npz --out resources/weights/hse_lcz.npz": "model/training/test_calibration.py",
    "scripts/in_qgis.py python -m hse_lcz.model.training.scene_statistics --data ../shared/data": "model/scene",
    "scripts/in_qgis.py python -m hse_lcz.model.diagnostics.selftest": "model/diagnostics/test_selftest.py",
    "scripts/in_qgis.py python -m hse_lcz.bench.precision --data ../shared/data": "by hand: it needs real scenes",
    "scripts/in_qgis.py python -m hse_lcz.bench.reading --data ../shared/data": "by hand: it needs real scenes",
    "scripts/in_qgis.py python -m hse_lcz.bench.startup --data ../shared/data": "by hand: it needs real scenes",
    "scripts/in_qgis.py python -m hse_lcz.bench.at_once --data ../shared/data": "by hand: it needs a quiet machine",
    "scripts/in_qgis.py python -m hse_lcz.bench.gpu --data ../shared/data": "by hand: it needs a graphics card",
    "scripts/in_qgis.py python bench/fine_tuning.py --data ../shared/data": "by hand: it needs real scenes",
    "scripts/in_qgis.py python -m hse_lcz.bench.training_areas --data ../shared/data "
    "--crossvalidated build/crossvalidate": "by hand: it needs real scenes and the folds of `make crossvalidate`",
    'qgis_process run hselcz:fetchscene --EXTENT="-0.7,-0.5,44.78,44.92 [EPSG:4326]" --START=2023-05-01 '
    "--END=2023-09-30 --SCENE=bordeaux_2023.tif": "by hand: it needs the internet",
    "scripts/other_qgis.sh 344 newcomer": "by hand: it installs a third QGIS",
    ".ci/run": "the job itself",
}
PAGES_ELSEWHERE = {
    "docs/radar.md": "model/training/test_so2sat.py, with made files",
    "docs/recipes.md": "algorithms/test_recipes.py",
    "docs/scaling.md": "cluster/test_docs_page.py, in an environment without QGIS",
    "docs/trainnetwork.md": "algorithms/test_train_network.py, with polygons enough to learn from",
    "docs/checktrainingareas.md": "algorithms/test_training_areas.py, with polygons enough to compare",
    "docs/selectbands.md": "algorithms/test_select_bands.py, with polygons enough to hold some out",
}
# Targets of the Makefile: here it is seen that they exist and take these variables; what they do is run there.
TARGETS = {
    "setup": ".ci/run", "test": ".ci/run", "lint": ".ci/run", "scan": ".ci/run", "demo": "demo/test_demo.py",
    "fuzz": "algorithms/test_dialects.py, with fewer",
    "zip": "test_install.py", "changelog": "test_package.py", "translations": "algorithms/test_language.py",
    "train": "model/training/test_train.py", "validate": "by hand: it needs real scenes",
    "link": "by hand: your own profile",
    "compare": "by hand: hours; its pieces in test_comparison.py", "figures": "test_scripts.py",
    "measure": "by hand: it needs real scenes",
    "weights": "by hand: hours; its steps have tests in model/training, model/scene and model/diagnostics",
    "bench": "by hand: it needs a quiet machine", "screenshots": "by hand: it needs a desktop",
    "test-qgis340": "by hand: it installs a second QGIS", "test-qgis344": "by hand: it installs a third QGIS",
    "newcomer": "by hand: it needs a quiet machine", "clean": "by hand", "help": "by hand",
}  # fmt: skip
MADE = re.compile(r"[\w./-]+\.(?:tif|html|gpkg|csv|kmz|kml|vrt|json|nc|qpt)\b")


def blocks(page: Path, language: str) -> list[str]:
    """The fenced blocks of a language on a page."""
    return re.findall(rf"^```{language}\n(.*?)^```", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


def commands(page: Path) -> list[str]:
    """Shell commands of a page, one a line, without comments."""
    joined = "".join(blocks(page, "sh")).replace("\\\n", " ")
    lines = (re.sub(r"\s+#.*", "", line).strip() for line in joined.splitlines())
    return [" ".join(line.split()) for line in lines if line and not line.startswith("#")]


def name(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def test_every_fenced_block_is_of_a_kind_that_is_tested():
    """A block of another language would slip through; one without a language is text."""
    for page in PAGES:
        assert set(re.findall(r"^```(\w+)", page.read_text(encoding="utf-8"), re.MULTILINE)) <= {"sh", "python"}, page


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_command_has_its_test(page):
    for line in commands(page) if name(page) not in PAGES_ELSEWHERE else ():
        known = line in ELSEWHERE or re.match(r"(scripts/in_qgis\.py )?qgis_process run hselcz:", line)
        target = re.match(r"make(?: ([a-z0-9-]+))?(?= |$)", line)
        assert known or (target and (target[1] or "help") in TARGETS), line


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_links_within_the_repository_lead_somewhere(page):
    for link in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
        assert (page.parent / link).exists(), link


def test_the_guide_leads_to_every_page():
    guide = (ROOT / "docs" / "README.md").read_text(encoding="utf-8")
    for page in (ROOT / "docs").glob("*.md"):
        assert page.name == "README.md" or f"({page.name})" in guide, page.name


def test_every_make_command_is_one():
    for line in {line for page in PAGES for line in commands(page) if line.startswith("make")}:
        done = subprocess.run(
            ["make", "--dry-run", *shlex.split(line)[1:]], cwd=ROOT, text=True, capture_output=True, check=False
        )
        assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def shell(tmp_path_factory):
    """Environment variables in which `qgis_process` is on the path and the plugin enabled."""
    profile = tmp_path_factory.mktemp("profile")
    variables = in_qgis.environment(profile)
    command = in_qgis.program("qgis_process", variables["PATH"])
    if command is None:
        pytest.skip("qgis_process is not installed")
    (profile / "bin").mkdir()
    (profile / "bin" / "qgis_process").symlink_to(command)
    variables["PATH"] = os.pathsep.join([str(profile / "bin"), variables["PATH"]])
    subprocess.run(["qgis_process", "plugins", "enable", "hse_lcz"], env=variables, check=True, capture_output=True)
    return variables


@pytest.fixture(scope="module")
def desk(provider, write_raster, patchwork, tmp_path_factory) -> Path:
    """A folder with every file that the commands take."""
    import processing

    folder = tmp_path_factory.mktemp("desk")
    bands = patchwork(height=132, width=148)
    scene = write_raster(folder / "scene.tif", bands, corner=CORNER)
    maps = {"HSE": "hse", "LCZ": "lcz", "LCZ_FILTERED": "lcz_filter", "CONFIDENCE": "confidence"}
    maps["LCZ_PROBABILITIES"] = "probabilities"
    paths = {key: str(folder / f"{stem}.tif") for key, stem in maps.items()}
    processing.run("hselcz:mapcity", {"INPUT": scene, "DEVICE": "cpu", **paths})
    shutil.copy(folder / "lcz.tif", folder / "lcz_2017.tif")
    shutil.copy(folder / "lcz_filter.tif", folder / "lcz_2024.tif")
    for year in (2017, 2024):
        shutil.copy(folder / "probabilities.tif", folder / f"p_{year}.tif")
        shutil.copy(scene, folder / f"scene_{year}.tif")
    shutil.copy(folder / "hse.tif", folder / "imperviousness.tif")
    settled = gdal.Open(paths["HSE"]).ReadAsArray()[None] > 30
    write_raster(folder / "wsf.tif", settled.astype(np.uint8) * 255, ("wsf",), corner=CORNER, pixel=20)

    fine, coarse = bands[[0, 1, 2, 6]], bands[[3, 4, 5, 7, 8, 9]][:, ::2, ::2]
    fine_names, coarse_names = ("B2", "B3", "B4", "B8"), ("B5", "B6", "B7", "B8A", "B11", "B12")
    (folder / "bands").mkdir()
    for array, names, pixel in ((fine, fine_names, 10), (coarse, coarse_names, 20)):
        write_raster(folder / f"s_{pixel}m.tif", array, names, corner=CORNER, pixel=pixel)
        for band, label in zip(array, names):
            write_raster(folder / "bands" / f"{label}.tif", band[None], (label,), corner=CORNER, pixel=pixel)
    product = safe.Product("2A", "04.00")
    clear = np.full(coarse.shape[1:], 4, dtype=np.uint8)
    safe.write_product(folder / "product", fine, coarse, product, CORNER, scene_classes=clear)
    items = []
    for day in ("2023-07-01", "2024-07-05"):
        name = f"S2A_31TFM_{day.replace('-', '')}"
        shot = stac_server.Shot(name, f"{day}T10:36:00Z", fine, coarse, clear, CORNER, 32631)
        items.append(stac_server.publish(shot, folder / "catalogue" / "files", lambda *_: ""))
    stac_server.write_static(folder / "catalogue", items)
    for archive in ("S2A_MSIL2A_20220704T105031_N0400_R051_T31TFM_20220704T143530", "S2B_MSIL2A_20240626.SAFE"):
        shutil.make_archive(str(folder / archive), "zip", folder / "product")

    for file, driver, field, west, east in (
        ("areas.gpkg", "GPKG", "lcz", 6, 14),
        ("areas.kml", "KML", "Name", "6", "14"),
        ("districts.gpkg", "GPKG", "name", "West", "East"),
        ("buildings.gpkg", "GPKG", "height", 8, 16),
    ):
        write_polygons(folder / file, driver, field, [(0, 740, west), (740, 1480, east)])
    write_raster(folder / "dem.tif", np.full((1, 14, 15), 180, np.float32), None, corner=CORNER, pixel=100)
    (folder / "stations.csv").write_text("name;lon;lat\nSchool;4,87807;47,02991\nPark;4,88455;47,02711\n")
    return folder


def write_polygons(path: Path, driver: str, field: str, areas: list) -> None:
    """A vector file with one rectangle an area, from one distance to another behind the scene's left edge."""
    local, wanted = osr.SpatialReference(), osr.SpatialReference()
    local.ImportFromEPSG(32631)
    wanted.ImportFromEPSG(4326 if driver == "KML" else 32631)
    for reference in (local, wanted):
        reference.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    source = ogr.GetDriverByName(driver).CreateDataSource(str(path))
    layer = source.CreateLayer("areas", wanted, ogr.wkbPolygon)
    text = isinstance(areas[0][-1], str)
    if layer.FindFieldIndex(field, True) < 0:
        layer.CreateField(ogr.FieldDefn(field, ogr.OFTString if text else ogr.OFTInteger))
    for left, right, value in areas:
        x, y = CORNER
        corners = ((left, 0), (right, 0), (right, 1320), (left, 1320), (left, 0))
        ring = ", ".join(f"{x + east} {y - south}" for east, south in corners)
        shape = ogr.CreateGeometryFromWkt(f"POLYGON (({ring}))")
        shape.Transform(osr.CoordinateTransformation(local, wanted))
        feature = ogr.Feature(layer.GetLayerDefn())
        feature.SetField(field, value)
        feature.SetGeometry(shape)
        layer.CreateFeature(feature)


@pytest.fixture
def here(desk, tmp_path, monkeypatch) -> Path:
    """A fresh copy of that folder, as the current one."""
    folder = tmp_path / "here"
    shutil.copytree(desk, folder)
    monkeypatch.chdir(folder)
    return folder


@pytest.mark.parametrize(
    "page", [page for page in PAGES if blocks(page, "python") and name(page) not in PAGES_ELSEWHERE], ids=name
)
def test_the_python_examples_of_a_page_run(page, here, project):
    import processing

    for code in blocks(page, "python"):
        if code.strip() not in ELSEWHERE:
            exec(compile(code, name(page), "exec"), {"processing": processing})
            for path in MADE.findall(code):
                assert Path(path).exists(), path


@pytest.mark.parametrize(
    "page",
    [
        page
        for page in PAGES
        if any("qgis_process run" in line and line not in ELSEWHERE for line in commands(page))
        and name(page) not in PAGES_ELSEWHERE
    ],
    ids=name,
)
def test_the_commands_of_a_page_run(page, shell, here):
    for line in commands(page):
        if "qgis_process run" in line and line not in ELSEWHERE:
            line = line.replace("scripts/in_qgis.py ", "")
            done = subprocess.run(["bash", "-c", line], env=shell, text=True, capture_output=True, check=False)
            assert done.returncode == 0, done.stdout + done.stderr
            for path in MADE.findall(line):
                assert Path(path).exists(), path
