# SPDX-License-Identifier: GPL-2.0-or-later
"""From what is to be mapped to tasks: windows, extents, names, estimates, and the table's file."""

from __future__ import annotations

import csv
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some
from osgeo import gdal, ogr, osr

from hse_lcz.cluster import results, table
from hse_lcz.cluster.planning import grid_of, plan
from hse_lcz.cluster.results import Outcome
from hse_lcz.cluster.splitting import split
from hse_lcz.cluster.tasks import Settings, Task
from hse_lcz.model.errors import InputError, OutputError
from hse_lcz.model.network.config import NetworkConfig
from hse_lcz.model.raster import windows
from hse_lcz.model.raster.grid import Grid
from hse_lcz.model.raster.windows import Window
from hse_lcz.model.scene.scene import Scene

CONFIG = NetworkConfig()


@given(
    some.tuples(some.integers(0, 90), some.integers(0, 90)),
    some.tuples(some.integers(1, 9000), some.integers(1, 9000)),
    some.sampled_from((20.0, 60.0, 100.0, 140.0)),
    some.integers(256, 3000),
    some.integers(64, 5000),
)
def test_windows_cover_an_area_once_each_as_one_of_its_strips(corner, size, cell_m, strip_px, rows_px):
    cell_px = round(cell_m / 10)
    area = Window(corner[0] * cell_px, corner[1] * cell_px, *size)
    grid = Grid(area.col + size[0] + 50, area.row + size[1] + 7, (0.0, 10.0, 0.0, 0.0, 0.0, -10.0), "")
    settings = Settings(lcz_cell_size_m=cell_m, strip_px=strip_px)
    cut = list(split(area, grid, settings, CONFIG, rows_px))
    frame = windows.frame(grid.width, grid.height, CONFIG.block_px, CONFIG.context_px)

    def strips(window: Window) -> list:
        reach = CONFIG.halo_px, CONFIG.block_px
        return [
            (strip.core.col, strip.core.width, strip.read.col, strip.read.width)
            for strip in windows.strips(window, frame, strip_px, cell_px, *reach)
        ]

    # One process divides the area into the same strips as the windows are.
    assert [strips(window) for window in cut] == [[strip] for strip in strips(area) for w in cut if w.col == strip[0]]
    assert sum(window.width * window.height for window in cut) == size[0] * size[1]
    for col in {window.col for window in cut}:
        rows = [(window.row, window.height) for window in cut if window.col == col]
        assert rows[0][0] == area.row
        assert all(row + height == below for (row, height), (below, _) in zip(rows, rows[1:]))
        assert sum(height for _, height in rows) == area.height
    assert all((window.row - area.row) % cell_px == 0 and (window.row - area.row) % 64 == 0 for window in cut)


def test_a_folder_gives_a_task_a_scene(scenes, tmp_path):
    tasks = plan(scenes, tmp_path / "maps")
    assert [task.id for task in tasks] == ["city0", "city1", "city2", "city3"]
    assert all(task.window == Window(0, 0, 70, 64) and task.extent is None and task.parts == 1 for task in tasks)
    assert tasks[1].outputs == {
        "HSE": str(tmp_path / "maps" / "city1" / "hse.tif"),
        "LCZ": str(tmp_path / "maps" / "city1" / "lcz.tif"),
    }
    assert all(task.estimated_s > 0 and task.estimated_mb > 100 for task in tasks)


def test_of_a_pair_the_first_file_is_the_scene(tmp_path, write_raster, patchwork):
    bands = patchwork(height=64, width=64)
    write_raster(tmp_path / "x_10m.tif", bands[[0, 1, 2, 6]], ("B2", "B3", "B4", "B8"))
    write_raster(
        tmp_path / "x_20m.tif",
        bands[[3, 4, 5, 7, 8, 9]][:, ::2, ::2],
        ("B5", "B6", "B7", "B8A", "B11", "B12"),
        pixel=20,
    )
    assert [(task.id, Path(task.scene).name) for task in plan(tmp_path, tmp_path / "maps")] == [("x", "x_10m.tif")]


def test_a_large_scene_becomes_windows_and_the_filtered_zones_wait_for_all(scenes, tmp_path):
    settings = Settings(products=("HSE", "LCZ_FILTERED"), strip_px=40)
    tasks = [task for task in plan(scenes, tmp_path / "maps", settings) if task.city == "city2"]
    assert [task.id for task in tasks] == ["city2@0_0", "city2@40_0"]
    assert {tuple(task.outputs) for task in tasks} == {("HSE", "LCZ")}
    assert {tuple(task.city_outputs) for task in tasks} == {("HSE", "LCZ_FILTERED")}
    grid = grid_of(tasks[0].scene)
    assert [grid.window(task.extent, 10) for task in tasks] == [task.window for task in tasks]


def rows(path: Path, *lines: dict) -> Path:
    with open(path, "w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, sorted({name for line in lines for name in line}))
        writer.writeheader()
        writer.writerows(lines)
    return path


def cities_layer(path: Path, *cities: tuple[str, dict]) -> Path:
    """A layer in UTM zone 31 N: WKT and attributes of each city."""
    system = osr.SpatialReference()
    system.ImportFromEPSG(32631)
    shapes = [ogr.CreateGeometryFromWkt(text) for text, _ in cities]
    source = ogr.GetDriverByName("GPKG").CreateDataSource(str(path))
    layer = source.CreateLayer("cities", system, shapes[0].GetGeometryType())
    for name, value in cities[0][1].items():
        layer.CreateField(ogr.FieldDefn(name, ogr.OFTString if isinstance(value, str) else ogr.OFTReal))
    for shape, (_, attributes) in zip(shapes, cities):
        feature = ogr.Feature(layer.GetLayerDefn())
        feature.SetGeometry(shape)
        for name, value in attributes.items():
            feature[name] = value
        layer.CreateFeature(feature)
    feature = layer = source = None
    return path


def test_a_table_may_name_scenes_extents_and_places(scenes, tmp_path):
    scene = Scene(str(scenes / "city0.tif"))
    left, _, _, top, _, _ = scene.grid.transform
    source = rows(
        tmp_path / "scenes.csv",
        {"city": "all", "scene": "scenes/city0.tif"},
        {
            "city": "São/Paulo",
            "scene": "scenes/city0.tif",
            "xmin": left,
            "ymin": top - 200,
            "xmax": left + 300,
            "ymax": top,
        },
        {"city": "Sao/Paulo", "scene": "scenes/city1.tif", "dates": "scenes/city0.tif;scenes/city2.tif"},
    )
    tasks = plan(source, tmp_path / "maps")
    assert [task.id for task in tasks] == ["all", "Sao_Paulo", "Sao_Paulo_2"]
    assert [task.window for task in tasks] == [Window(0, 0, 70, 64), Window(0, 0, 30, 20), Window(0, 0, 70, 64)]
    assert [Path(date).name for date in tasks[2].dates] == ["city0.tif", "city2.tif"]
    assert tasks[2].estimated_s > tasks[0].estimated_s


def test_cities_take_the_scene_that_covers_them_best(scenes, tmp_path):
    cities = []
    for number in (2, 1):
        x, y = 642300 + 5000 * number, 5210700
        outline = f"POLYGON(({x + 100} {y - 300},{x + 400} {y - 300},{x + 400} {y - 100},{x + 100} {y - 300}))"
        cities.append((outline, {"name": f"town {number}"}))
    path = cities_layer(tmp_path / "cities.gpkg", *cities)
    tasks = plan(path, tmp_path / "maps", scenes=scenes)
    assert [(task.id, Path(task.scene).name) for task in tasks] == [("town_2", "city2.tif"), ("town_1", "city1.tif")]
    assert [task.window for task in tasks] == [Window(10, 10, 30, 20)] * 2


def test_a_point_is_mapped_with_a_square_around_it_whatever_the_crs_of_its_layer(scenes, tmp_path):
    town = f"POINT({642300 + 5000 + 350} {5210700 - 350})", {"name": "town", "radius_km": 0.1}
    path = cities_layer(tmp_path / "cities.gpkg", town)
    (task,) = plan(path, tmp_path / "maps", scenes=scenes)
    assert (task.id, Path(task.scene).name) == ("town", "city1.tif")
    window = task.window
    # 200 m and what the meridians' convergence and whole cells of the map add.
    assert 20 <= window.width <= 40 and 20 <= window.height <= 40
    assert window.col <= 25 and window.col + window.width >= 45
    assert window.row <= 25 and window.row + window.height >= 45


def test_a_table_that_excel_wrote_is_read(scenes, tmp_path):
    path = tmp_path / "cities.csv"
    path.write_bytes("city,scene\r\nKöln,scenes/city0.tif\r\n".encode("cp1252"))
    assert [task.id for task in plan(path, tmp_path / "maps")] == ["Koln"]


def test_a_city_without_a_scene_is_refused_by_name(scenes, tmp_path):
    source = rows(tmp_path / "cities.csv", {"city": "Nowhere", "lon": "100", "lat": "10"})
    with pytest.raises(InputError, match=r"Expected a scene for each of 1 cities, found none for 1 \(Nowhere\)"):
        plan(source, tmp_path / "maps", scenes=scenes)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ({"scene": "", "lon": "1"}, "Expected a city or a scene in line 2 of cities.csv"),
        ({"city": "A", "lon": "east", "lat": "3"}, "Expected numbers for xmin, ymin, xmax, ymax or for lon, lat"),
    ],
)
def test_a_row_that_lacks_something_is_refused(tmp_path, line, reason):
    with pytest.raises(InputError, match=reason):
        plan(rows(tmp_path / "cities.csv", line), tmp_path / "maps")


def test_a_source_of_another_kind_is_refused(tmp_path):
    (tmp_path / "a.txt").touch()
    with pytest.raises(InputError, match="Expected a folder of scenes, a CSV table or a layer of cities"):
        plan(tmp_path / "a.txt", tmp_path / "maps")


def test_a_scene_that_does_not_open_keeps_its_task(scenes, tmp_path):
    (scenes / "broken.tif").write_bytes(b"no raster")
    tasks = {task.id: task for task in plan(scenes, tmp_path / "maps")}
    assert tasks["broken"].pixels == 0 and tasks["city0"].pixels == 70 * 64


def test_the_tables_file_gives_the_tasks_back_and_shows_what_became_of_them(scenes, tmp_path):
    import pyarrow.parquet

    tasks = plan(scenes, tmp_path / "maps", Settings(strip_px=40, orientations=2))
    path = tmp_path / "tasks.parquet"
    table.write(path, tasks, {"city1@0_0": Outcome("city1@0_0", "failed", 2, 1.5, 300, "tcp://a", "why")})
    assert table.read(path) == tasks
    shown = {row["id"]: row for row in pyarrow.parquet.read_table(path).to_pylist()}
    assert [shown["city1@0_0"][name] for name in ("status", "tries", "error")] == ["failed", 2, "why"]
    assert shown["city0@0_0"]["status"] == "planned" and shown["city0@0_0"]["pixels"] == 40 * 64
    assert Task.from_plain(tasks[0].plain()) == tasks[0]


def test_a_file_that_is_no_table_is_refused(tmp_path):
    (tmp_path / "tasks.parquet").write_bytes(b"PAR1 and no more")
    with pytest.raises(InputError, match="Expected a table that `hse-lcz plan` wrote"):
        table.read(tmp_path / "tasks.parquet")


def test_a_list_of_cities_is_not_overwritten_by_the_table(scenes, tmp_path):
    cities = tmp_path / "cities.csv"
    cities.write_text("city,scene\n")
    with pytest.raises(OutputError, match="cities.csv, which is a file of another kind; choose a name that ends in"):
        table.write(cities, plan(scenes, tmp_path / "maps"), {})
    assert cities.read_text() == "city,scene\n"
    table.write(tmp_path / "tasks", plan(scenes, tmp_path / "maps"), {})
    table.write(tmp_path / "tasks", plan(scenes, tmp_path / "maps"), {})


def test_a_path_that_only_a_shell_knows_is_refused(scenes, tmp_path, monkeypatch):
    """PyArrow takes ~ for the home folder and left a hidden file there, while Python made a folder called ~."""
    monkeypatch.chdir(tmp_path)
    with pytest.raises(OutputError, match="Expected a full path for the table, found ~/tasks.parquet, which begins"):
        table.write(Path("~/tasks.parquet"), plan(scenes, tmp_path / "maps"), {})
    assert not (tmp_path / "~").exists()


@pytest.mark.parametrize("text", ["", "city,scene\n"])
def test_a_list_without_cities_is_refused(tmp_path, text):
    (tmp_path / "cities.csv").write_text(text)
    with pytest.raises(InputError, match="Expected a city a line in .*cities.csv, found none"):
        plan(tmp_path / "cities.csv", tmp_path / "maps")


def test_a_tag_tells_apart_all_that_the_maps_depend_on(scenes, tmp_path):
    tags = set()
    for settings in (Settings(), Settings(orientations=2), Settings(lcz_cell_size_m=60.0), Settings(strip_px=512)):
        tags.add(plan(scenes, tmp_path / "maps", settings)[0].tag("w"))
    first = plan(scenes, tmp_path / "maps")[0]
    tags |= {first.tag("other weights")}
    assert len(tags) == 5 and first.tag("w") in tags
    assert plan(scenes, tmp_path / "elsewhere", Settings(threads=3))[0].tag("w") == first.tag("w")
    with open(first.scene, "ab") as file:
        file.write(b"\0")
    assert first.tag("w") not in tags


def test_a_tag_of_a_virtual_raster_tells_the_states_of_its_file_apart(scenes, tmp_path):
    (tmp_path / "stacks").mkdir()
    gdal.Translate(str(tmp_path / "stacks" / "a.vrt"), str(scenes / "city0.tif"), format="VRT")
    (task,) = plan(tmp_path / "stacks", tmp_path / "maps")
    before = task.tag("w")
    os.utime(scenes / "city0.tif", ns=(1, 1))
    assert task.tag("w") != before


def test_results_survive_a_line_that_a_kill_cut_off(tmp_path):
    path = tmp_path / "tasks.parquet"
    with results.ResultsFile(path, "run") as file:
        file.add(Outcome("a", "failed", error="why"))
        with pytest.raises(InputError, match="Expected no other run"):
            results.ResultsFile(path, "run")
    lines = results.folder_of(path) / "run" / "results.jsonl"
    with open(lines, "a", encoding="utf-8") as file:
        file.write('{"id": "a", "stat')
    with results.ResultsFile(path, "run") as file, results.ResultsFile(path, "slice-1-of-2") as other:
        file.add(Outcome("a", "done", tag="t"))
        other.add(Outcome("b", "empty"))
    found = results.read(path)
    assert (found["a"].status, found["a"].tries, found["a"].error) == ("done", 2, "")
    assert (found["b"].status, found["b"].tries) == ("empty", 1)
    assert all(outcome.finished for outcome in found.values())
