# SPDX-License-Identifier: GPL-2.0-or-later
"""Names of loaded layers that tell maps apart: what the map shows, of which place, on which day.

>>> of_scene("bordeaux_20171026_10m")
'bordeaux 2017-10-26'
>>> of_scene("S2A_MSIL2A_20220704T105031_N0400_R051_T31TFM_20220704T143530")
'T31TFM 2022-07-04'
>>> place("LCZ bordeaux 2017-10-26")
'bordeaux 2017-10-26'
"""

from __future__ import annotations

import re
from pathlib import Path

from osgeo import gdal

from ..model.reports.map_origin import DATE, date_in
from ..model.tables import products
from .language import tr

# What a layer's name says that a map shows, in English; `layer_name` translates it.
SHORT_TITLES = {
    products.HSE.key: "HSE",
    products.LCZ.key: "LCZ",
    products.LCZ_FILTERED.key: "LCZ filtered",
    products.CONFIDENCE.key: "LCZ confidence",
    products.LCZ_PROBABILITIES.key: "LCZ probabilities",
    products.NOVELTY.key: "Novelty",
    products.HSE_ERROR.key: "HSE error",
    products.LCZ_CHANGE.key: "LCZ change",
    products.LCZ_TRANSITION.key: "LCZ transition",
    products.CHANGE_PROBABILITY.key: "LCZ change probability",
    products.INCONSISTENCY.key: "HSE against LCZ",
    products.CHANGE_YEAR.key: "LCZ year of change",
    products.CHANGED_FROM.key: "LCZ before the change",
    products.CHANGED_TO.key: "LCZ after the change",
    products.MAJORITY.key: "LCZ of most maps",
    products.AGREEMENT.key: "LCZ agreement",
    products.DISAGREEMENT.key: "LCZ disagreement",
    "LCZ_GENERATOR": "LCZ three bands",
    products.FADED.key: "LCZ faded",
    "LCZ_REFINED": "LCZ refined",
    "PROBABILITIES_REFINED": "LCZ probabilities refined",
    "HEIGHT_EVIDENCE": "Changes by heights",
    "MIXED": "LCZ sub-classes",
    "MIXED_AREAS": "Mixed areas",
    "CANOPY": "Urban canopy",
    "STACK": "Sentinel-2",
    "SCENE": "Sentinel-2",
    "DISTRICTS": "Districts",
    "STATIONS": "Stations",
    "CANDIDATES": "Rural references",
}

# Names that QGIS gives to layers by itself, beside those of the products: the labels of the outputs.
_LABELS = {
    "LCZ_GENERATOR": "LCZ Generator's three bands",
    products.FADED.key: products.FADED.title,
    "LCZ_REFINED": "LCZ map (refined)",
    "PROBABILITIES_REFINED": "LCZ probabilities (refined)",
    "HEIGHT_EVIDENCE": "What the heights changed",
    "MIXED": "Mixed cells",
    "MIXED_AREAS": "Mixed areas",
    "CANOPY": "Urban canopy parameters",
    "STACK": "Sentinel-2 stack",
    "SCENE": "Sentinel-2 scene",
    "DISTRICTS": "Districts with zones",
    "STATIONS": "Stations with zones",
    "CANDIDATES": "Rural references",
}

_PRODUCT = re.compile(r"^S2[A-D]_MSIL\w{2}_(\d{8})T\w+?_T(\d{2}[A-Z]{3})", re.IGNORECASE)
# What file names add to place and date: level, resolution, kind of file.
_NOISE = re.compile(r"(?i)(?<![a-z0-9])(10m|20m|l1c|l2a|stack|tif|vrt|safe|zip)(?![a-z0-9])")


def of_scene(title: str, taken: str = "") -> str:
    """Place and day of a scene.

    Args:
        title: name of its layer, its file or its product.
        taken: the day as yyyymmdd or yyyy-mm-dd, where the name may not say it.
    """
    product = _PRODUCT.match(title)
    if product:
        return " ".join(filter(None, (f"T{product[2].upper()}", date_in(product[1]))))
    day = date_in(title) or date_in(taken)
    words = _NOISE.sub(" ", DATE.sub(" ", title, count=1))
    where = " ".join(re.split(r"[\s_]+", words.strip(" _-")))
    return " ".join(filter(None, (where or title, day)))


def parted(where: str) -> tuple[str, str]:
    """Place and day apart: ("bordeaux", "2017-10-26"); the day is "" where there is none."""
    found = re.fullmatch(r"(.+) (\d{4}-\d\d-\d\d)", where)
    return (found[1], found[2]) if found else (where, "")


def place(layer: str, source: str = "") -> str:
    """Place and day of the map behind a layer.

    Args:
        layer: its name. Without what the map shows it is the answer, where this plugin or the user named it.
        source: its file. Where the layer is merely named after the file, the tag of a map that names the scene counts.
    """
    for title in sorted(SHORT_TITLES.values(), key=len, reverse=True):
        for start in (tr(title), title):
            if layer.startswith(f"{start} "):
                return layer[len(start) + 1 :]
    mapped = _mapped_scene(source) if layer == Path(source).stem else ""
    return of_scene(mapped or layer)


def layer_name(key: str, where: str) -> str:
    """What a layer is called: the map in the language of QGIS, then place and day."""
    return f"{tr(SHORT_TITLES[key])} {where}".strip()


def _mapped_scene(source: str) -> str:
    """Name of the scene that a map of this plugin was made of; "" for any other raster."""
    dataset = gdal.OpenEx(source, gdal.OF_RASTER) if Path(source).is_file() else None
    tags = dataset.GetMetadata() if dataset is not None else {}
    return Path(tags.get("INPUT", "")).stem if "WEIGHTS" in tags else ""


def default_names(key: str) -> set[str]:
    """Names that a layer has where the user chose none: the label of its output, translated or not.

    A layer that a model makes has the name of the model's output, which is the key.
    """
    named = {**products.PRODUCTS, **products.COMPARISONS, **products.SERIES}
    label = named[key].title if key in named else _LABELS.get(key, "")
    return {label, tr(label), key}
