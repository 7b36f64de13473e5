# SPDX-License-Identifier: GPL-2.0-or-later
"""Finding bands at a path: of a raster, a Sentinel-2 product in a folder or zip, or a folder of band files."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple, Optional

from osgeo import gdal

from ..errors import InputError
from ..raster import missing_data
from ..raster.io import gdal_errors, open_raster
from ..tables.sentinel2 import NAMES
from . import band_names
from .radiometry import Evidence
from .vrt_stack import Layer, layers_of

_METADATA = re.compile(r"(MTD_MSIL(1C|2A)|S2[A-D]_(OPER|USER)_MTD_(SAF)?L(1C|2A)_?.*)\.xml", re.IGNORECASE)
_SUBDATASET = re.compile(r"SENTINEL2_L(?:1C|2A):(?P<path>.+):(?P<resolution>\d+m):(?P<crs>EPSG_\d+)$")
_ADD_OFFSET = re.compile(r"<(RADIO_ADD_OFFSET|BOA_ADD_OFFSET)\b[^>]*>\s*(-?\d+(?:\.\d+)?)\s*<")
_BAND_FILES = (".jp2", ".tif", ".tiff", ".img", ".vrt")
# Lie among the band files of a product, named after bands, but are none.
_NO_BANDS = re.compile(r"(^|[/\\])(QI_DATA|AUX_DATA|HTML|MASKS)[/\\]|(^|[/\\])MSK_|_(PVI|TCI)\b|_SRE_", re.IGNORECASE)
_SYSTEM_FILES = ("__macosx", "thumbs.db", "desktop.ini", "@eadir", "$recycle.bin")
# A file of one resolution: "scene_10m.tif", "S2_R20m.tif".
_RESOLUTION = re.compile(r"(?<![0-9])([12]0)(m(?![a-z0-9]))", re.IGNORECASE)
_TARS = (".tar", ".tar.gz", ".tgz")
_CONTAINERS = (".nc", ".nc4", ".h5", ".hdf5")
_SCENE_CLASSES = re.compile(r"(?<![a-z0-9])scl(?![a-z0-9])", re.IGNORECASE)


class SourceBands(NamedTuple):
    """The bands and the metadata that were found at a path."""

    name: str
    """Name for messages; that of a product contains its processing baseline."""
    layers: list[Layer]
    """All bands that were found."""
    tags: Mapping[str, str]
    note: str = ""
    """Explanation for the log of how the path was read; "" where it is a plain raster."""
    masks: Sequence[Layer] = ()
    """Files of their own that are 0 where the scene has no value, such as Sentinel Hub's dataMask."""

    @property
    def scene_classes(self) -> Optional[Layer]:
        """The scene classification (SCL) of Level-2A, None where there is none."""
        return next((layer for layer in self.layers if _SCENE_CLASSES.search(layer.name)), None)


def understand(source: str) -> SourceBands:
    """All bands that are found at a path: a raster, a product or a folder.

    Args:
        source: a raster; a product's folder, zip, MTD_*.xml or subdataset; or a folder or zip of band files.

    Raises:
        InputError: it does not open, or is no such thing.
    """
    metadata = find_metadata(source)
    source_bands = _product(metadata) if metadata else None
    if source_bands is not None:
        return source_bands
    folder = _folder(source)
    files = _raster_files(folder) if folder else []
    source_bands = _band_folder(source, files) if files else None
    if source_bands is not None:
        return source_bands
    if len(files) == 1:
        source_bands = _raster(files[0])
        return source_bands._replace(
            note=f"{_base(files[0])} in {source}{f', {source_bands.note}' if source_bands.note else ''}"
        )
    if folder and not _is_raster(source):
        raise InputError(
            f"Expected a Sentinel-2 product or a folder of band files such as B02.jp2, found neither in {source}; "
            "choose the .SAFE folder, its zip, or the folder that the bands lie in."
        )
    return _raster(source)


def _raster(source: str) -> SourceBands:
    """The bands of one raster, with those of the other resolution where it is one file of a 10 m and 20 m pair.

    Raises:
        InputError: it does not open, or is a container of rasters that are no bands.
    """
    dataset = open_raster(source)
    if dataset.RasterCount == 0:
        return _variables(source, dataset)
    source_bands = SourceBands(_short(source), layers_of(source, dataset), dataset.GetMetadata())
    sibling = _sibling(source)
    if not sibling or _has_ten(source_bands.layers):
        return source_bands
    fine, coarse = (source, sibling) if re.search("10m", _base(source), re.IGNORECASE) else (sibling, source)
    of_files = [source_bands.layers if path == source else layers_of(path) for path in (fine, coarse)]
    layers = [*of_files[0], *of_files[1]]
    # Without names the values have to tell the order, see `band_order`.
    is_unnamed_pair = [len(of_file) for of_file in of_files] == [4, 6] and not any(layer.name for layer in layers)
    if not _has_ten(layers) and not is_unnamed_pair:
        return source_bands
    return source_bands._replace(layers=layers, note=f"{_base(source)} and {_base(sibling)}, found beside it")


def _sibling(source: str) -> str:
    """The file of the other resolution beside the 10 m or the 20 m bands; "" where there is none."""
    folder, name = os.path.split(source)
    other = _RESOLUTION.sub(lambda found: {"10": "20", "20": "10"}[found.group(1)] + found.group(2), name)
    path = f"{folder}/{other}" if folder else other
    return path if other != name and gdal.VSIStatL(path) is not None else ""


def _has_ten(layers: Sequence[Layer]) -> bool:
    """Whether the ten bands are among these layers, by their names."""
    return set(NAMES) <= {found.band for found in band_names.named_bands([layer.name for layer in layers]) if found}


def _variables(source: str, container: gdal.Dataset) -> SourceBands:
    """The bands of a netCDF or HDF5 file whose variables are bands, as openEO writes it.

    Raises:
        InputError: its variables are no bands, or hold several dates each.
    """
    names = [name for key, name in container.GetMetadata("SUBDATASETS").items() if key.endswith("_NAME")]
    variables = {name: re.split(r"[:/]", name)[-1].strip('"') for name in names}
    layers = [layer for name, variable in variables.items() if _names_a_band(variable) for layer in layers_of(name)]
    if not layers:
        raise InputError(
            f"Expected a raster with ten bands, found a container of several rasters in {source}; "
            "open one of its subdatasets."
        )
    dates = max(layer.dataset.RasterCount for layer in layers)
    if dates > 1:
        raise InputError(
            f"Expected one scene, found each band {dates} times in {source} (dates or other layers): choose one date "
            "and save it as a file of its own."
        )
    layers = [layer._replace(name=variables[layer.path]) for layer in layers]
    return SourceBands(
        _short(source), _finest(layers), layers[0].dataset.GetMetadata(), f"{len(layers)} variables of {source}"
    )


def gather(paths: Sequence[str], titles: Sequence[str] = ()) -> SourceBands:
    """The bands of several rasters of one scene.

    Args:
        paths: rasters, of one band or of several.
        titles: what they are called, where neither their descriptions nor their files' names say which band they are.

    Raises:
        InputError: one does not open.
    """
    layers, masks = [], []
    for path, title in zip(paths, [*titles, *[""] * (len(paths) - len(titles))]):
        of_file = layers_of(path)
        if len(of_file) == 1 and any(map(_ends_as_mask, (of_file[0].name, _stem(path), title))):
            masks += of_file
            continue
        if len(of_file) == 1:
            # One file, one band: its own description first, then what the file and the layer are called.
            candidates = (of_file[0].name, _named_after(path), _named_after(title))
            of_file = [of_file[0]._replace(name=next((text for text in candidates if _names_a_band(text)), ""))]
        layers.extend(of_file)
    _refuse_two_dates(_finest(layers))
    tags = layers[0].dataset.GetMetadata() if layers else {}
    return SourceBands(" ".join(paths), _finest(layers), tags, f"{len(paths)} layers", masks)


def is_container(source: str) -> bool:
    """Whether a path is a product, a folder of bands or a file whose variables are bands, rather than a raster."""
    if source.lower().endswith(_CONTAINERS) and os.path.isfile(source):
        return True
    return bool(_SUBDATASET.match(source) or _METADATA.fullmatch(os.path.basename(source)) or _folder(source))


def evidence(source_bands: SourceBands, ten: Sequence[Layer]) -> Evidence:
    """Metadata of the ten bands that tell how their numbers become reflectance.

    Raises:
        InputError: some are whole numbers, others floating-point.
    """
    bands = [layer.dataset.GetRasterBand(layer.band) for layer in ten]
    kinds = sorted({gdal.GetDataTypeName(band.DataType) for band in bands})
    if len({layer.is_float for layer in ten}) > 1:
        raise InputError(
            f"Expected the ten bands in one kind of numbers, found {' and '.join(kinds)} in {source_bands.name}; "
            "write them in one data type."
        )
    declared = [(band.GetScale(), band.GetOffset()) for band in bands]
    # 8 bits in one band spoil the scene: "Byte" comes first in the alphabet.
    return Evidence(kinds[0], source_bands.tags, declared, name=source_bands.name)


def find_metadata(source: str) -> str:
    """The MTD_*.xml of the product that a path means, "" where it means none."""
    subdataset = _SUBDATASET.match(source)
    path = subdataset.group("path").strip('"') if subdataset else source
    folder, name = os.path.split(path)
    if _METADATA.fullmatch(name):
        return path
    if name.lower() == "manifest.safe":
        path = folder
    top = _folder(path)
    if not top:
        return ""
    # Inside a product any of its folders means the product.
    inner = re.match(r"(.*\.SAFE)(?=[/\\]|$)", os.path.abspath(top) if os.path.isdir(top) else top, re.IGNORECASE)
    folders = [inner.group(1)] if inner else [top, *(f"{top}/{name}" for name in _listing(top) if _is_safe(name))]
    paths = [f"{folder}/{name}" for folder in folders for name in _listing(folder) if _METADATA.fullmatch(name)]
    if len(paths) > 1:
        raise InputError(
            f"Expected one Sentinel-2 product, found {len(paths)} in {_short(source)}; choose one of their folders."
        )
    return paths[0] if paths else ""


def _product(metadata: str) -> Optional[SourceBands]:
    """The 10 m and 20 m bands of a product by GDAL's own driver, None where it cannot read it."""
    product, layers = None, []
    with gdal_errors(quiet=True):
        product = gdal.OpenEx(metadata, gdal.OF_RASTER, allowed_drivers=["SENTINEL2"])
        names = [] if product is None else list(product.GetMetadata("SUBDATASETS").values())
        parts = [match for match in map(_SUBDATASET.match, names) if match and match["resolution"] in ("10m", "20m")]
        zones = sorted({match["crs"].replace("_", ":") for match in parts})
        if len(zones) > 1:
            raise InputError(
                f"Expected a product in one UTM zone, found {' and '.join(zones)} in {_short(metadata)}; choose the "
                "tile of your city (hselcz:preparestack on its GRANULE folder)."
            )
        layers = [layer for match in parts for layer in layers_of(match.string)]
    if not layers:
        return None
    tags = product.GetMetadata()
    text = "".join(product.GetMetadata("xml:SENTINEL2"))
    for name in ("RADIO_ADD_OFFSET", "BOA_ADD_OFFSET"):
        offsets = [offset for tag, offset in _ADD_OFFSET.findall(text) if tag == name]
        if offsets:
            tags[name] = ",".join(offsets)
    title = tags.get("PRODUCT_URI") or os.path.basename(os.path.dirname(metadata))
    baseline = tags.get("PROCESSING_BASELINE", "unknown")
    note = f"{title}, {tags.get('PROCESSING_LEVEL', 'level unknown')}, processing baseline {baseline}"
    return SourceBands(title, _finest(layers), tags, note)


def _raster_files(folder: str) -> list[str]:
    """Paths of the rasters in a folder and its subfolders that may be bands; empty and system files are none."""
    paths = [f"{folder}/{name}" for name in sorted(gdal.ReadDirRecursive(folder) or []) if _is_band_file(name)]
    sizes = [gdal.VSIStatL(path) for path in paths]
    return [path for path, size in zip(paths, sizes) if size is not None and size.size > 0]


def _band_folder(source: str, files: Sequence[str]) -> Optional[SourceBands]:
    """The bands of a folder, by the names of their files, or by descriptions in them; None where there is none.

    Raises:
        InputError: it holds one twice.
    """
    layers, masks, series = [], [], []
    for path in files:
        name = _named_after(path)
        of_file = layers_of(path) if name or len(files) > 1 else []
        if len(of_file) == 1 and name:
            layers.append(of_file[0]._replace(name=name))
        elif len(of_file) == 1 and _ends_as_mask(_stem(path)):
            masks += of_file
        elif len(of_file) > 1:
            here = [layer for layer in of_file if _names_a_band(layer.name)]
            layers += here
            series += [] if here or not name else [path]
    if not layers and series:
        _refuse_series(series)
    if not layers:
        return None
    layers = _finest(layers)
    _refuse_two_dates(layers)
    note = f"{len(layers)} bands{f' and the mask {_base(masks[0].path)}' if masks else ''} in {source}"
    return SourceBands(os.path.abspath(source), layers, layers[0].dataset.GetMetadata(), note, masks)


def _refuse_series(paths: Sequence[str]) -> None:
    """Refuses files that each hold one band of several dates, as FORCE's time series do.

    Raises:
        InputError: always.
    """
    bands = open_raster(paths[0])
    count = bands.RasterCount
    first = bands.GetRasterBand(1).GetDescription()
    named = f", the first “{first}”" if first else ""
    raise InputError(
        f"Expected one scene, found {count} bands{named}, in {_base(paths[0])} (dates or statistics of one band): "
        "write one date of each file into a file of its own (gdal_translate -b 1 IN OUT)."
    )


def _refuse_two_dates(layers: Sequence[Layer]) -> None:
    """Refuses bands that several files hold.

    Raises:
        InputError: one is found twice.
    """
    files: dict[str, list[str]] = {}
    for layer, found in zip(layers, band_names.named_bands([layer.name for layer in layers])):
        if found and found.band in NAMES:
            files.setdefault(found.band, []).append(layer.path)
    doubled = {name: sorted(set(paths)) for name, paths in files.items() if len(set(paths)) > 1}
    if doubled:
        name, paths = next(iter(doubled.items()))
        each = "; each band is there twice: choose one date, and" if len(doubled) == len(files) else ";"
        raise InputError(
            f"Expected the bands of one scene, found {name} in {_base(paths[0])} and in {_base(paths[1])}{each} "
            "give each scene a folder of its own."
        )


def _finest(layers: Sequence[Layer]) -> list[Layer]:
    """The layers without those that a product has at a finer resolution too."""
    best: dict[str, float] = {}
    named = band_names.named_bands([layer.name for layer in layers])
    keys = [found.band if found else layer.name for found, layer in zip(named, layers)]
    sizes = [abs(layer.dataset.GetGeoTransform()[1]) for layer in layers]
    for key, size in zip(keys, sizes):
        best[key] = min(size, best.get(key, size))
    return [layer for layer, key, size in zip(layers, keys, sizes) if size == best[key]]


def _named_after(path: str) -> str:
    """The band that a file is named after, "SCL" for the scene classes, "" for any other."""
    stem = os.path.splitext(os.path.basename(path))[0]
    return "SCL" if _SCENE_CLASSES.search(stem.replace("_", " ")) else band_names.name_in_path(path)


def _stem(path: str) -> str:
    return os.path.splitext(_base(path))[0]


def _ends_as_mask(text: str) -> bool:
    """Whether a name ends in that of a mask of missing data.

    >>> [_ends_as_mask(text) for text in ("dataMask", "2022-07-04_L2A_dataMask_(Raw)", "town_valid_mask", "B04", "")]
    [True, True, True, False, False]
    """
    words = [word for word in re.split(r"[\W_]+", text.lower()) if word and word != "raw"]
    return any(missing_data.names_validity("_".join(words[-count:])) for count in (1, 2) if len(words) >= count)


def _names_a_band(text: str) -> bool:
    return band_names.band_name(text) is not None or _SCENE_CLASSES.search(text) is not None


def _is_band_file(name: str) -> bool:
    return name.lower().endswith(_BAND_FILES) and not _NO_BANDS.search(name) and not _is_leftover(name)


def _is_leftover(name: str) -> bool:
    """Whether a file belongs to the system or to another program: "._B02.tif", "__MACOSX/...", ".DS_Store", "~B02.tif".

    >>> [_is_leftover(name) for name in ("a/._B02.tif", "__MACOSX/a/B02.tif", "Thumbs.db", "a/B02.tif")]
    [True, True, True, False]
    """
    parts = [part for part in re.split(r"[/\\]", name) if part not in ("", ".", "..")]
    return any(part.startswith((".", "~")) or part.lower() in _SYSTEM_FILES for part in parts)


def _folder(path: str) -> str:
    """The folder that GDAL can list, for a folder or a zip; "" for anything else."""
    if os.path.isdir(path) or (path.startswith("/vsi") and not os.path.splitext(path)[1]):
        return path.rstrip("/\\")
    if path.lower().endswith(".zip"):
        return path if path.startswith("/vsizip/") else f"/vsizip/{path}"
    if path.lower().endswith(_TARS):
        return path if path.startswith("/vsitar/") else f"/vsitar/{path}"
    return path if path.startswith("/vsi") and _is_safe(path) else ""


def _is_safe(name: str) -> bool:
    return name.rstrip("/\\").lower().endswith(".safe")


def _is_raster(path: str) -> bool:
    """Whether a zip or folder is a raster itself: one zipped file, for example."""
    dataset = None
    with gdal_errors(quiet=True):
        dataset = gdal.OpenEx(path, gdal.OF_RASTER)
    return dataset is not None and dataset.RasterCount > 0


def _listing(folder: str) -> list[str]:
    return [name for name in gdal.ReadDir(folder) or [] if name not in (".", "..") and not _is_leftover(name)]


def _base(path: str) -> str:
    return os.path.basename(path.rstrip("/\\"))


def _short(path: str) -> str:
    return os.path.basename(path.rstrip("/\\")) if os.path.exists(path) else path
