# SPDX-License-Identifier: GPL-2.0-or-later
"""Draws every place of the training folder on one sheet: the scene, its labels, and the maps of a network.

scripts/in_qgis.py python bench/contact_sheet.py --data ../shared/data --out build/contact_sheet.png
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from hse_lcz.model.engines.torch_engine import TorchEngine
from hse_lcz.model.network import weights
from hse_lcz.model.tables import lcz
from hse_lcz.model.tables.sentinel2 import DN_PER_REFLECTANCE
from hse_lcz.model.training import folder_dataset, validate
from hse_lcz.model.training.places import Place

_COLOURS = np.array([(255, 255, 255), *(zone.rgb for zone in lcz.ZONES)], dtype=np.uint8)


def true_colour(place: Place) -> np.ndarray:
    """(H, W, 3) picture of the first date, 2 to 98 percent stretched."""
    height, width = place.size_px
    bands = place.scenes[0][[2, 1, 0], :height, :width].astype(np.float32) / DN_PER_REFLECTANCE
    low, high = np.percentile(bands, (2, 98), axis=(1, 2))
    stretched = (bands - low[:, None, None]) / np.maximum(high - low, 1e-3)[:, None, None]
    return np.clip(stretched, 0, 1).transpose(1, 2, 0) ** 0.8


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=Path("../shared/data"), help="folder of scenes and labels")
    parser.add_argument("--model", help="weights file; the bundled one by default")
    parser.add_argument("--out", type=Path, default=Path("build/contact_sheet.png"))
    chosen = parser.parse_args()
    found = weights.load(chosen.model)
    engine = TorchEngine(found.config, found.arrays, "cpu")
    names = folder_dataset.place_names(chosen.data)
    rows, across = -(-len(names) // 2), 8
    figure = Figure(figsize=(3 * across, 3 * rows), dpi=70)
    FigureCanvasAgg(figure)
    axes = figure.subplots(rows, across)
    for number, name in enumerate(names):
        place = folder_dataset.load_place(chosen.data, name)
        truth = validate.reference(place)
        maps = next(validate.map_dates(engine, place))
        zones = validate.zones_at_100m(maps.zones)
        agreement = validate.score(zones, maps.settlement * 100, truth)["lcz_agreement"]
        pictures = (
            (name, {"X": true_colour(place)}),
            ("labels", {"X": _COLOURS[truth.zones]}),
            (f"map, agreement {agreement:.2f}", {"X": _COLOURS[zones]}),
            ("HSE", {"X": maps.settlement, "cmap": "magma", "vmin": 0, "vmax": 1}),
        )
        for place_axes, (title, picture) in zip(axes[number // 2, number % 2 * 4 :], pictures):
            place_axes.imshow(interpolation="nearest", **picture)
            place_axes.set_title(title, fontsize=9)
    for unused in axes.flat:
        unused.axis("off")
    figure.tight_layout(pad=0.3)
    chosen.out.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(chosen.out)
    print(f"written: {chosen.out}")


if __name__ == "__main__":
    main()
