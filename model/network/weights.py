# SPDX-License-Identifier: GPL-2.0-or-later
"""Weights that describe themselves: one `.npz` of plain arrays with the card as `card.json` inside.

The file holds data only: nothing in it is executed, and everything is checked against the network that the card asks
for before it is read (see `archive`).
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from ..errors import InputError, OutputError, WeightsError
from ..system import windows_files
from ..tables import lcz, sentinel1, sentinel2
from . import novelty, npz_reader
from .config import NetworkConfig
from .novelty import Novelty

FORMAT = "hse-lcz-weights"
FORMAT_VERSION = 1
BUNDLED = Path(__file__).resolve().parents[2] / "resources" / "weights" / "hse_lcz.npz"
CARD = "card.json"
# Arrays of the training cells' figures, and the entry of the card that promises them.
_NOVELTY, _HAS_NOVELTY = "novelty.{}", "has_novelty"
_CARD_BYTES = 1_000_000
_NAME_LENGTH = 200


class Weights(NamedTuple):
    """Configuration, weights and card of a trained network."""

    config: NetworkConfig
    arrays: dict[str, np.ndarray]
    """Weights by the names of `config.arrays`, float32."""
    card: dict[str, Any]
    path: str
    novelty: Novelty | None = None
    """Figures of the cells that the network has learned from; None where the file has none."""


def save(
    path: Path,
    config: NetworkConfig,
    arrays: Mapping[str, np.ndarray],
    card: Mapping[str, Any],
    known_cells: Novelty | None = None,
) -> None:
    """Write weights and card; the file appears whole or not at all.

    Args:
        path: the `.npz` to write.
        config: which variant of the network.
        arrays: those of `config.arrays`; stored as float16 (batch statistics and biases as float32).
        card: what the training knows (name, version, training, metrics, licence); what the network itself knows is
            added: format, bands, unit, resolution, zones, configuration.
        known_cells: figures of the cells that the network has learned from, where they are known.

    Raises:
        OutputError: the file cannot be written.
    """
    known = {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "bands": list(sentinel2.NAMES),
        "quantity": "reflectance, 0..1 (top of atmosphere or surface)",
        "resolution_m": 10,
        "zones": [zone.label for zone in lcz.ZONES],
    }
    if config.radar_bands:
        known["radar"] = radar_card()
    # Of weights made of others, the card may still say what those were.
    computed = {"halo_px": config.halo_px, "network": asdict(config), _HAS_NOVELTY: known_cells is not None}
    part = path.with_name(path.name + ".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with open(part, "wb") as file:
            stored = {name: _stored(arrays[name]) for name in config.arrays}
            if known_cells is not None:
                stored.update((_NOVELTY.format(name), values) for name, values in known_cells._asdict().items())
            np.savez_compressed(file, **stored)
        with zipfile.ZipFile(part, "a", zipfile.ZIP_DEFLATED) as file:
            file.writestr(CARD, json.dumps({**known, **card, **computed}, indent=1))
        windows_files.replace(part, path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise OutputError(f"The weights {path} cannot be written ({error.strerror}); choose another folder.") from error


def load(path: str | None = None) -> Weights:
    """Weights from a file, or the bundled ones.

    Raises:
        WeightsError: the file is missing, no weights file, of another format version, or does not fit its own card.
    """
    source = Path(path) if path else BUNDLED
    try:
        with npz_reader.opened(source) as file:
            card = _card(source, file)
            config = _config(source, card)
            more = novelty.shapes(config) if card.get(_HAS_NOVELTY) is True else {}
            names = [*config.arrays, *map(_NOVELTY.format, more)]
            file.check_names({CARD, *(f"{name}.npy" for name in names)})
            arrays = {name: file.array(name, shape) for name, shape in config.arrays.items()}
            figures = {name: file.array(_NOVELTY.format(name), shape) for name, shape in more.items()}
    except FileNotFoundError as error:
        raise WeightsError(
            f"Expected a weights file at {source}, found none; choose an .npz or leave MODEL empty."
        ) from error
    except npz_reader.NpzError as error:
        raise WeightsError(
            f"Expected a weights file (.npz with a card), but {source} {error}; choose another file."
        ) from error
    for name, values in arrays.items():
        # Roots are drawn of these, and divided by.
        is_spread = name in ("reflectance_std", "radar_std")
        if name.endswith("running_var") and values.min() < 0 or is_spread and values.min() <= 0:
            raise WeightsError(
                f"The array {name} in {source} has numbers that should be above zero and are not; the file is damaged."
            )
    if figures and (np.diff(figures["distances"]) < 0).any():
        raise WeightsError(
            f"The array {_NOVELTY.format('distances')} in {source} should rise and does not; the file is damaged."
        )
    return Weights(config, arrays, card, str(source), Novelty(**figures) if figures else None)


def radar_card(speckle: str | None = None) -> dict[str, Any]:
    """The entry on radar in the card of a network with radar.

    Args:
        speckle: a key of `sentinel1.SPECKLE`; None where it is not known.
    """
    known = {"bands": list(sentinel1.NAMES), "quantity": sentinel1.QUANTITY}
    return {**known, "speckle_filter": speckle} if speckle else known


def speckle_filter(card: Mapping[str, Any]) -> str | None:
    """Speckle filter of the radar that a network was trained with, a key of `sentinel1.SPECKLE`; None if not known."""
    about = card.get("radar")
    key = about.get("speckle_filter") if isinstance(about, dict) else None
    return key if isinstance(key, str) and key in sentinel1.SPECKLE else None


def check_optical(config: NetworkConfig, path: str) -> None:
    """Raises an error where a network reads radar, too, in jobs that have Sentinel-2 alone.

    Args:
        config: of the network.
        path: of its weights, for the error message.

    Raises:
        InputError: it reads radar, too.
    """
    if config.radar_bands:
        raise InputError(
            f"Expected weights that read Sentinel-2 alone, found that {path} was trained with radar, which this does "
            "not read; choose other weights, or train those on files of So2Sat LCZ42."
        )


def _stored(array: np.ndarray) -> np.ndarray:
    # Batch statistics keep full precision: a small variance in float16 would shift the map.
    return array.astype(np.float16 if array.ndim > 1 else np.float32)


def _card(source: Path, file: npz_reader.NpzReader) -> dict[str, Any]:
    try:
        card = json.loads(file.read(CARD, _CARD_BYTES))
    except npz_reader.NpzError:
        raise
    except (KeyError, ValueError, RecursionError) as error:
        raise WeightsError(
            f"Expected weights with a readable {CARD}, but {source} has none; choose another file."
        ) from error
    about = card if isinstance(card, dict) else {}
    if about.get("format") != FORMAT or about.get("format_version") != FORMAT_VERSION:
        raise WeightsError(
            f"Expected format {FORMAT} version {FORMAT_VERSION} in {source}, found {_short(about.get('format'))} "
            f"version {_short(about.get('format_version'))}; update the plugin or the file."
        )
    if about.get("bands") != list(sentinel2.NAMES) or about.get("zones") != [zone.label for zone in lcz.ZONES]:
        raise WeightsError(
            f"The card of {source} names other bands or zones than this plugin maps; choose another file."
        )
    for key in ("name", "version"):
        text = about.get(key, "")
        # They are shown in the log and written into the maps.
        if not isinstance(text, str) or len(text) > _NAME_LENGTH or not text.isprintable():
            raise WeightsError(f"The card of {source} has a {key} that is no short line of text; choose another file.")
    return about


def _config(source: Path, card: dict[str, Any]) -> NetworkConfig:
    try:
        config = NetworkConfig.from_plain(dict(card["network"]))
        if config.bands != len(sentinel2.NAMES) or config.zones != len(lcz.ZONES):
            raise ValueError(f"{config.bands} bands and {config.zones} zones")
    except (KeyError, TypeError, ValueError) as error:
        raise WeightsError(
            f"The card of {source} asks for a network that this plugin cannot build ({str(error)[:_NAME_LENGTH]})."
        ) from error
    return config


def _short(value: Any) -> str:
    return repr(value)[:40]
