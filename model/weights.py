# SPDX-License-Identifier: GPL-2.0-or-later
"""Weights that describe themselves: one `.npz` of plain arrays with the card as `card.json` inside.

The file is a zip that holds data only: nothing in it is executed, and everything is checked against the network that
the card asks for before it is read.
"""

from __future__ import annotations

import json
import math
import os
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from . import lcz, sentinel2
from .architecture import NetworkConfig
from .errors import OutputError, WeightsError

FORMAT = "hse-lcz-weights"
FORMAT_VERSION = 1
BUNDLED = Path(__file__).resolve().parent.parent / "resources" / "weights" / "hse_lcz.npz"
CARD = "card.json"
_CARD_BYTES = 1_000_000
_HEADER_BYTES = 4096  # of one .npy member, generously


class Weights(NamedTuple):
    """What an engine needs to run a network, and what is known about it."""

    config: NetworkConfig
    arrays: dict[str, np.ndarray]
    """Those of `config.arrays`, float32."""
    card: dict[str, Any]
    path: str


def save(path: Path, config: NetworkConfig, arrays: Mapping[str, np.ndarray], card: Mapping[str, Any]) -> None:
    """Write weights and card; the file appears whole or not at all.

    Args:
        path: the `.npz` to write.
        config: which variant of the network.
        arrays: those of `config.arrays`; stored as float16 (batch statistics and biases as float32).
        card: what the training knows (name, version, training, metrics, licence); what the network itself knows is
            added: format, bands, unit, resolution, zones, configuration.

    Raises:
        OutputError: the file cannot be written.
    """
    known = {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "bands": list(sentinel2.NAMES),
        "quantity": "reflectance, 0..1 (top of atmosphere or surface)",
        "resolution_m": 10,
        "halo_px": config.halo_px,
        "zones": [zone.label for zone in lcz.ZONES],
        "network": asdict(config),
    }
    part = path.with_name(path.name + ".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with open(part, "wb") as file:
            np.savez_compressed(file, **{name: _stored(arrays[name]) for name in config.arrays})
        with zipfile.ZipFile(part, "a", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(CARD, json.dumps({**known, **card}, indent=1))
        os.replace(part, path)
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
        with zipfile.ZipFile(source) as archive:
            card = _card(source, archive)
            config = _config(source, card)
            arrays = _arrays(source, archive, config)
    except FileNotFoundError as error:
        raise WeightsError(
            f"Expected a weights file at {source}, found none; choose an .npz or leave MODEL empty."
        ) from error
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, MemoryError) as error:
        raise WeightsError(
            f"Expected a weights file (.npz with a card), but {source} is not one or is damaged."
        ) from error
    return Weights(config, arrays, card, str(source))


def _stored(array: np.ndarray) -> np.ndarray:
    # Batch statistics keep full precision: a small variance in float16 would shift the map.
    return array.astype(np.float16 if array.ndim > 1 else np.float32)


def _card(source: Path, archive: zipfile.ZipFile) -> dict[str, Any]:
    if any(member.filename == CARD and member.file_size > _CARD_BYTES for member in archive.infolist()):
        raise WeightsError(f"Expected a card of at most 1 MB in {source}, found more; the file is not ours.")
    try:
        card = json.loads(archive.read(CARD))
    except (KeyError, ValueError) as error:
        raise WeightsError(
            f"Expected weights with a readable {CARD}, but {source} has none; choose another file."
        ) from error
    if not isinstance(card, dict) or card.get("format") != FORMAT or card.get("format_version") != FORMAT_VERSION:
        raise WeightsError(
            f"Expected format {FORMAT} version {FORMAT_VERSION} in {source}, found "
            f"{card.get('format') if isinstance(card, dict) else card!r} version "
            f"{card.get('format_version') if isinstance(card, dict) else 'unknown'}; update the plugin or the file."
        )
    if card.get("bands") != list(sentinel2.NAMES) or card.get("zones") != [zone.label for zone in lcz.ZONES]:
        raise WeightsError(
            f"The card of {source} names other bands or zones than this plugin maps; choose another file."
        )
    return card


def _config(source: Path, card: dict[str, Any]) -> NetworkConfig:
    try:
        fields = dict(card["network"])
        return NetworkConfig(**{**fields, "tasks": tuple(fields["tasks"])})
    except (KeyError, TypeError, ValueError) as error:
        raise WeightsError(
            f"The card of {source} asks for a network that this plugin cannot build ({error})."
        ) from error


def _arrays(source: Path, archive: zipfile.ZipFile, config: NetworkConfig) -> dict[str, np.ndarray]:
    """Every array that the network needs, checked by name, size and shape before its bytes are believed."""
    wanted = config.arrays
    found = {member[: -len(".npy")] for member in archive.namelist() if member.endswith(".npy")}
    if found != set(wanted):
        odd = sorted(found ^ set(wanted))[0]
        raise WeightsError(
            f"The arrays in {source} are not those of its card (first difference: {odd}); it is damaged."
        )
    arrays = {}
    for name, shape in wanted.items():
        if archive.getinfo(f"{name}.npy").file_size > 4 * math.prod(shape) + _HEADER_BYTES:
            raise WeightsError(f"The array {name} in {source} is larger than its card allows; the file is damaged.")
        with archive.open(f"{name}.npy") as file:
            try:
                array = np.lib.format.read_array(file, allow_pickle=False)
            except ValueError as error:
                raise WeightsError(f"The array {name} in {source} cannot be read ({error}).") from error
        if array.shape != shape or array.dtype not in (np.float16, np.float32) or not np.isfinite(array).all():
            raise WeightsError(f"The array {name} in {source} is not {shape} finite floats; the file is damaged.")
        arrays[name] = array.astype(np.float32)
    return arrays
