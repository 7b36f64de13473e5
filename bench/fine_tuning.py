# SPDX-License-Identifier: GPL-2.0-or-later
"""What thirty polygons of one city are worth, and what they cost elsewhere.

    scripts/in_qgis.py python bench/fine_tuning.py --data ../shared/data [--place dubai] [--out bench/fine_tuning.json]

Draws polygons from the labels of one place that the bundled network never saw: connected regions of one zone with a
probability of at least 0.5, cut on a grid of 480 m. Thirty of them, in turns over the zones, are handed to
`hselcz:trainnetwork`; the others are the truth that neither training nor choice of the best step has seen. Both maps of
the place, before and after, are compared with them as `hselcz:assesslcz` does; then all validation places are scored
before and after as `make validate` does.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from pathlib import Path

import numpy as np
from osgeo import gdal, ogr, osr
from scipy import ndimage

from hse_lcz.model import dataset, validate
from hse_lcz.model.labels import LabelFiles
from hse_lcz.model.predict import MapJob, map_city
from hse_lcz.model.stack import stack
from hse_lcz.model.training import TrainingJob, train_network
from hse_lcz.model.zone_assessment import ZoneAssessmentJob, assess_zones

LEAST_PROBABILITY = 0.5
LEAST_CELLS = 12  # of 40 m: about two hectares
GRID_CELLS = 12
TRAINED = 30


def run(steps):
    """What a generator returns in the end; its notes are printed."""
    while True:
        try:
            step = next(steps)
        except StopIteration as end:
            return end.value
        if getattr(step, "note", ""):
            print(step.note, flush=True)


def regions(probabilities: np.ndarray) -> tuple[np.ndarray, list[int]]:
    """Numbered regions (H, W) and the zone of each."""
    zone, sure = probabilities.argmax(axis=0) + 1, probabilities.max(axis=0) >= LEAST_PROBABILITY
    rows, columns = np.indices(zone.shape) // GRID_CELLS
    found, zones = np.zeros(zone.shape, dtype=np.int32), []
    for code in range(1, 18):
        inside = ndimage.binary_opening((zone == code) & sure, np.ones((2, 2)))
        for square in np.unique((rows * 1000 + columns)[inside]):
            pieces, count = ndimage.label(inside & (rows * 1000 + columns == square))
            for piece in range(1, count + 1):
                if (pieces == piece).sum() >= LEAST_CELLS:
                    zones.append(code)
                    found[pieces == piece] = len(zones)
    return found, zones


def chosen(zones: list[int], seed: int) -> set[int]:
    """Numbers of the polygons to train on: in turns over the zones, never more than half of a zone's."""
    rng = np.random.default_rng(seed)
    queues = []
    for code in sorted(set(zones)):
        mine = [number for number, zone in enumerate(zones, start=1) if zone == code]
        queues.append([mine[i] for i in rng.permutation(len(mine))][: len(mine) // 2])
    picked: list[int] = []
    for turn in range(max(map(len, queues))):
        picked += [queue[turn] for queue in queues if turn < len(queue)]
    return set(picked[:TRAINED])


def draw(labels: str, folder: Path, seed: int) -> tuple[str, str, int, int]:
    """Two files of polygons, to train on and to compare with, and how many are in each."""
    source = gdal.Open(labels)
    found, zones = regions(source.ReadAsArray().astype(float) / 255)
    picked = chosen(zones, seed)
    raster = gdal.GetDriverByName("MEM").Create("", found.shape[1], found.shape[0], 1, gdal.GDT_Int32)
    raster.SetGeoTransform(source.GetGeoTransform())
    raster.SetProjection(source.GetProjection())
    raster.GetRasterBand(1).WriteArray(found)
    system = osr.SpatialReference(source.GetProjection())
    memory = ogr.GetDriverByName("Memory").CreateDataSource("shapes")  # layers live as long as their store
    shapes = memory.CreateLayer("shapes", system, ogr.wkbPolygon)
    shapes.CreateField(ogr.FieldDefn("number", ogr.OFTInteger))
    gdal.Polygonize(raster.GetRasterBand(1), raster.GetRasterBand(1), shapes, 0)
    paths = {True: folder / "polygons.gpkg", False: folder / "others.gpkg"}
    stores = {trains: ogr.GetDriverByName("GPKG").CreateDataSource(str(path)) for trains, path in paths.items()}
    layers = {trains: store.CreateLayer("polygons", system, ogr.wkbPolygon) for trains, store in stores.items()}
    for layer in layers.values():
        layer.CreateField(ogr.FieldDefn("lcz", ogr.OFTInteger))
    for shape in shapes:
        number = shape.GetField("number")
        layer = layers[number in picked]
        feature = ogr.Feature(layer.GetLayerDefn())
        feature.SetField("lcz", zones[number - 1])
        feature.SetGeometry(shape.GetGeometryRef())
        layer.CreateFeature(feature)
        del feature, layer
    layers.clear()
    stores.clear()
    return str(paths[True]), str(paths[False]), len(picked), len(zones) - len(picked)


def agreement(scene: str, model: str | None, others: str, folder: Path) -> dict[str, float]:
    """Figures of the place's map against the other polygons."""
    run(map_city(MapJob(scene, {"LCZ": str(folder / "lcz.tif")}, weights=model)))
    found = run(assess_zones(ZoneAssessmentJob(str(folder / "lcz.tif"), others, True, {})))
    return {name: float(value) for name, value in found.scores._asdict().items()}


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--place", default="dubai")
    parser.add_argument("--out", type=Path, default=Path("bench/fine_tuning.json"))
    parser.add_argument("--weights", type=Path, default=Path("build/fine_tuned.npz"), help="where the weights go")
    parser.add_argument("--validated", type=Path, help="build/validation.json of the start, to save its time")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--bfloat16", action="store_true", help="faster where the processor has it")
    chosen_options = parser.parse_args()
    data, place = chosen_options.data, chosen_options.place
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        labels = str(data / "labels" / f"{place}_lcz_prob.tif")
        polygons, others, trained, kept = draw(labels, folder, chosen_options.seed)
        dates = enumerate(dataset.scene_files(data, place))
        scenes = [stack(files, str(folder / f"{place}{number}.vrt")) for number, files in dates]
        model = str(chosen_options.weights)
        started = time.perf_counter()
        run(
            train_network(
                TrainingJob(
                    scenes, LabelFiles(polygons, polygons=True), {"WEIGHTS": model}, share_aside=0.2,
                    seed=chosen_options.seed, device="cpu", bfloat16=chosen_options.bfloat16,
                )
            )
        )  # fmt: skip
        seconds = time.perf_counter() - started
        result = {
            "place": place, "polygons": trained, "other_polygons": kept, "seed": chosen_options.seed,
            "training_seconds": round(seconds),
            "other_polygons_before": [agreement(scene, None, others, folder) for scene in scenes],
            "other_polygons_after": [agreement(scene, model, others, folder) for scene in scenes],
        }  # fmt: skip
    print(json.dumps(result, indent=1), flush=True)
    if chosen_options.validated:
        before = json.loads(chosen_options.validated.read_text(encoding="utf-8"))["places"]
    else:
        before = dict(validate.validate(data, None, "cpu"))
    after = dict(validate.validate(data, model, "cpu"))
    result["validation_before"] = {**before, "mean": validate.over(before.values())}
    result["validation_after"] = {**after, "mean": validate.over(after.values())}
    chosen_options.out.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    print(validate.table(result["validation_before"]), validate.table(result["validation_after"]), sep="\n\n")


if __name__ == "__main__":
    main()
