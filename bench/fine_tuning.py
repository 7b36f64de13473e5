# SPDX-License-Identifier: GPL-2.0-or-later
"""What thirty polygons of one city are worth, and what they cost elsewhere.

    scripts/in_qgis.py python bench/fine_tuning.py --data ../shared/data [--places bordeaux dubai]

Draws polygons from the labels of a place that the bundled network never saw: connected regions of one zone with a
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

from hse_lcz.model.adaptation.labels import LabelFiles
from hse_lcz.model.assessment.lcz_accuracy import LczAccuracyJob, assess_lcz
from hse_lcz.model.mapping.map_scene import MapJob, map_city
from hse_lcz.model.scene.vrt_stack import stack
from hse_lcz.model.training import folder_dataset, validate
from hse_lcz.model.training.finetune_job import TrainingJob, train_network

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
    found = run(assess_lcz(LczAccuracyJob(str(folder / "lcz.tif"), others, True, {})))
    return {name: float(value) for name, value in found.scores._asdict().items()}


def fine_tuned(data: Path, place: str, seed: int, bfloat16: bool, model: str) -> dict:
    """Train on thirty polygons of a place, and compare both its maps, before and after, with the other polygons."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        labels = str(data / "labels" / f"{place}_lcz_prob.tif")
        polygons, others, trained, kept = draw(labels, folder, seed)
        dates = enumerate(folder_dataset.scene_files(data, place))
        scenes = [stack(files, str(folder / f"{place}{number}.vrt")) for number, files in dates]
        started = time.perf_counter()
        done = run(
            train_network(
                TrainingJob(
                    scenes, LabelFiles(polygons, polygons=True), {"WEIGHTS": model}, seed=seed, device="cpu",
                    bfloat16=bfloat16,
                )
            )
        )  # fmt: skip
        return {
            "polygons": trained, "other_polygons": kept, "best_step": done.best.step,
            "training_seconds": round(time.perf_counter() - started),
            "before": [agreement(scene, None, others, folder) for scene in scenes],
            "after": [agreement(scene, model, others, folder) for scene in scenes],
        }  # fmt: skip


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=Path("../shared/data"), help="folder of real scenes and labels")
    parser.add_argument("--places", nargs="+", default=["bordeaux", "dubai"])
    parser.add_argument("--out", type=Path, default=Path("bench/fine_tuning.json"))
    parser.add_argument("--weights", type=Path, default=Path("build"), help="folder that the weights go to")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--bfloat16", action="store_true", help="faster where the processor has it")
    chosen = parser.parse_args()
    chosen.weights.mkdir(parents=True, exist_ok=True)
    before = dict(validate.validate(chosen.data, None, "cpu"))
    result = {}
    for place in chosen.places:
        model = str(chosen.weights / f"fine_tuned_{place}.npz")
        result[place] = fine_tuned(chosen.data, place, chosen.seed, chosen.bfloat16, model)
        after = dict(validate.validate(chosen.data, model, "cpu"))
        result[place]["validation_before"] = validate.over(before.values())
        result[place]["validation_after"] = validate.over(after.values())
        # What the others lose, without the place that gains.
        result[place]["elsewhere_before"] = validate.over(row for name, row in before.items() if name != place)
        result[place]["elsewhere_after"] = validate.over(row for name, row in after.items() if name != place)
        print(place, json.dumps(result[place], indent=1), flush=True)
    chosen.out.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
