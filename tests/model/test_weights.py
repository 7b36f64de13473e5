# SPDX-License-Identifier: GPL-2.0-or-later
"""Weights come back as they were saved; anything else gets a sentence and executes nothing."""

from __future__ import annotations

import io
import json
import pickle
import zipfile
from pathlib import Path

import numpy as np
import pytest
import torch

from hse_lcz.model import weights
from hse_lcz.model.errors import WeightsError
from hse_lcz.model.network import Network, NetworkConfig


def contents(path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def write(path, members: dict[str, bytes]) -> str:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return str(path)


def array(values: np.ndarray) -> bytes:
    file = io.BytesIO()
    np.save(file, values)
    return file.getvalue()


class Bomb:
    """Its unpickling would be noticed."""

    went_off = False

    def __reduce__(self):
        return setattr, (Bomb, "went_off", True)


def test_weights_come_back(tmp_path):
    torch.manual_seed(0)
    network = Network(NetworkConfig(stem=4, tasks=("hse",), attention=False, prior=False))
    network(torch.rand(2, 10, 32, 32))
    network.eval()
    weights.save(tmp_path / "w.npz", network.config, network.arrays(), {"name": "mine", "training": {"seed": 4}})
    assert [path.name for path in tmp_path.iterdir()] == ["w.npz"]
    loaded = weights.load(str(tmp_path / "w.npz"))
    assert loaded.config == network.config
    assert loaded.card["name"] == "mine" and loaded.card["training"] == {"seed": 4}
    assert loaded.card["bands"][:2] == ["B2", "B3"] and loaded.card["halo_px"] == network.config.halo_px
    x = torch.rand(1, 10, 64, 64)
    again = Network.from_arrays(loaded.config, loaded.arrays)
    torch.testing.assert_close(again(x).settlement, network(x).settlement, rtol=0, atol=2e-3)


def test_the_bundled_weights_are_the_papers_network_and_say_what_they_are_made_of():
    loaded = weights.load()
    assert loaded.config == NetworkConfig()
    assert weights.BUNDLED.stat().st_size < 12_000_000
    assert set(loaded.card["metrics"]["validation_places"]).isdisjoint(loaded.card["training"]["places"])
    about = json.loads(weights.BUNDLED.with_name("about.json").read_text())
    assert {name: loaded.card[name] for name in about} == about


def test_the_cards_figures_are_those_of_the_weights():
    """The page for people says nothing else than the card in the file."""
    metrics = weights.load().card["metrics"]
    text = weights.BUNDLED.with_name("README.md").read_text()
    for place in metrics["validation_places"]:
        assert place in text
    assert f"step {weights.load().card['training']['best_step']}" in text
    assert "@" not in text


@pytest.mark.parametrize(
    ("change", "match"),
    [
        (lambda m: m.pop("card.json"), "readable card.json"),
        (lambda m: m.update({"card.json": b"{"}), "readable card.json"),
        (lambda m: m.update({"card.json": b"[]"}), "Expected format hse-lcz-weights version 1"),
        (lambda m: m.update({"card.json": b" " * 1_000_001}), "at most 1 MB"),
        (lambda m: m.pop("settlement.1.weight.npy"), "first difference: settlement.1.weight"),
        (lambda m: m.update({"more.npy": array(np.zeros(3))}), "first difference: more"),
        (lambda m: m.update({"settlement.1.weight.npy": array(np.zeros((1, 64), np.float32))}), "is not .* floats"),
        (lambda m: m.update({"settlement.1.weight.npy": array(np.zeros((1, 64, 1, 1), np.int16))}), "is not .* floats"),
        (lambda m: m.update({"settlement.1.bias.npy": array(np.array([np.nan], np.float32))}), "finite floats"),
        (lambda m: m.update({"settlement.1.bias.npy": array(np.zeros(10_000_000, np.float32))}), "larger than"),
        (lambda m: m.update({"settlement.1.bias.npy": pickle.dumps(Bomb())}), "cannot be read"),
        (lambda m: m.update({"settlement.1.bias.npy": array(np.array([Bomb()], dtype=object))}), "cannot be read"),
        (lambda m: m.update({"settlement.1.bias.npy": b""}), "cannot be read|damaged"),
    ],
)  # fmt: skip
def test_a_file_that_is_not_as_its_card_says_is_refused(small_weights, tmp_path, change, match):
    members = contents(small_weights)
    change(members)
    with pytest.raises(WeightsError, match=match):
        weights.load(write(tmp_path / "w.npz", members))
    assert not Bomb.went_off


@pytest.mark.parametrize(
    ("field", "value", "match"),
    [
        ("format_version", 2, "found 'hse-lcz-weights' version 2; update"),
        ("format", "other", "found 'other' version 1"),
        ("bands", ["B2"], "other bands or zones"),
        ("zones", [], "other bands or zones"),
        ("network", {"stem": 4}, "cannot build"),
        ("network", {"tasks": ["hse"], "depth": 3}, "cannot build"),
        ("network", {"tasks": ["hse", "lcz"], "stem": -1}, "cannot build"),
        ("network", {"tasks": ["hse", "lcz"], "stem": 100_000}, "cannot build"),
        ("network", None, "cannot build"),
    ],
)
def test_a_card_that_asks_for_something_else_is_refused(small_weights, tmp_path, field, value, match):
    members = contents(small_weights)
    card = json.loads(members["card.json"])
    members["card.json"] = json.dumps({**card, field: value}).encode()
    with pytest.raises(WeightsError, match=match):
        weights.load(write(tmp_path / "w.npz", members))


@pytest.mark.parametrize("data", [b"", b"text", b"PK\x03\x04 truncated", pickle.dumps(Bomb())])
def test_a_file_that_is_no_weights_file_is_refused(tmp_path, data):
    (tmp_path / "w.npz").write_bytes(data)
    with pytest.raises(WeightsError, match="is not one or is damaged"):
        weights.load(str(tmp_path / "w.npz"))
    assert not Bomb.went_off


def test_a_file_with_flipped_bytes_is_refused_or_read(small_weights, tmp_path):
    """Damage anywhere gives a sentence; where it hits nothing that matters, weights."""
    whole = bytearray(Path(small_weights).read_bytes())
    refused = 0
    for place in np.linspace(0, len(whole) - 1, 60).astype(int):
        damaged = whole.copy()
        damaged[place] ^= 0xFF
        (tmp_path / "w.npz").write_bytes(damaged)
        try:
            weights.load(str(tmp_path / "w.npz"))
        except WeightsError:
            refused += 1
    assert refused > 30


def test_a_truncated_file_and_a_missing_one_are_refused(small_weights, tmp_path):
    whole = Path(small_weights).read_bytes()
    (tmp_path / "w.npz").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(WeightsError, match="damaged"):
        weights.load(str(tmp_path / "w.npz"))
    with pytest.raises(WeightsError, match="found none; choose an .npz or leave MODEL empty"):
        weights.load(str(tmp_path / "nowhere.npz"))
