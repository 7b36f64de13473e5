# SPDX-License-Identifier: GPL-2.0-or-later
"""Weights come back as they were saved; anything else gets a sentence, executes nothing and takes no memory."""

from __future__ import annotations

import io
import json
import os
import pickle
import struct
import tracemalloc
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from hse_lcz.model.errors import WeightsError
from hse_lcz.model.network import weights
from hse_lcz.model.network.config import NEIGHBOURHOOD, NetworkConfig
from hse_lcz.model.network.model import Network

BIAS = "settlement.1.bias.npy"  # one number
MATRIX = "settlement.1.weight.npy"  # (1, 64, 1, 1)
# Loading the small weights takes about 2 MB; a file of a few bytes must not take much more.
MOST_BYTES = 16_000_000

Members = dict[str, bytes]


def contents(path) -> Members:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def write(path, members: Members, method: int = zipfile.ZIP_DEFLATED) -> str:
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return str(path)


def array(values: np.ndarray) -> bytes:
    file = io.BytesIO()
    np.save(file, values)
    return file.getvalue()


def npy(header: str, data: bytes = b"", version: bytes = b"\x01\x00") -> bytes:
    """An array's file with a header of one's own."""
    size = struct.pack("<H" if version == b"\x01\x00" else "<I", len(header))
    return b"\x93NUMPY" + version + size + header.encode() + data


def described(shape: str, kind: str = "<f4") -> str:
    return f"{{'descr': '{kind}', 'fortran_order': False, 'shape': {shape}, }}\n"


class Bomb:
    """Its unpickling would be noticed."""

    went_off = False

    def __reduce__(self):
        return setattr, (Bomb, "went_off", True)


def refuse(path, match: str) -> None:
    """Loading says the sentence, executes nothing and takes little memory."""
    tracemalloc.start()
    try:
        with pytest.raises(WeightsError, match=match) as caught:
            weights.load(str(path))
        assert tracemalloc.get_traced_memory()[1] < MOST_BYTES
    finally:
        tracemalloc.stop()
    assert not Bomb.went_off
    sentence = str(caught.value)
    assert "\n" not in sentence and len(sentence) < 600 and str(path) in sentence


def test_weights_come_back(tmp_path):
    torch.manual_seed(0)
    network = Network(NetworkConfig(stem=4, tasks=("hse",), attention=False, prior=False))
    network(torch.rand(2, 10, 32, 32))
    weights.save(tmp_path / "w.npz", network.config, network.eval().arrays(), {"name": "mine", "training": {"seed": 4}})
    assert [path.name for path in tmp_path.iterdir()] == ["w.npz"]
    loaded = weights.load(str(tmp_path / "w.npz"))
    assert loaded.config == network.config
    assert loaded.card["name"] == "mine" and loaded.card["training"] == {"seed": 4}
    assert loaded.card["bands"][:2] == ["B2", "B3"] and loaded.card["halo_px"] == network.config.halo_px
    x = torch.rand(1, 10, 64, 64)
    again = Network.from_arrays(loaded.config, loaded.arrays)
    assert not again.training
    torch.testing.assert_close(again(x).settlement, network(x).settlement, rtol=0, atol=2e-3)


def test_figures_of_the_training_cells_come_back_and_are_checked(small_weights, tmp_path):
    small = weights.load(small_weights)
    assert small.card["has_novelty"] is True
    weights.save(tmp_path / "again.npz", small.config, small.arrays, small.card, small.novelty)
    for name, values in weights.load(str(tmp_path / "again.npz")).novelty._asdict().items():
        np.testing.assert_array_equal(values, getattr(small.novelty, name))
    weights.save(tmp_path / "without.npz", small.config, small.arrays, small.card)
    assert weights.load(str(tmp_path / "without.npz")).novelty is None
    falling = small.novelty._replace(distances=small.novelty.distances[::-1])
    weights.save(tmp_path / "falling.npz", small.config, small.arrays, small.card, falling)
    with pytest.raises(WeightsError, match="should rise and does not"):
        weights.load(str(tmp_path / "falling.npz"))


def test_numbers_come_back_in_whatever_order_they_lie(small_weights, tmp_path):
    members = contents(small_weights)
    values = np.load(io.BytesIO(members["backbone_10m.0.weight.npy"]))
    members["backbone_10m.0.weight.npy"] = array(np.asfortranarray(values.astype(np.float32)))
    assert b"'fortran_order': True" in members["backbone_10m.0.weight.npy"]
    loaded = weights.load(write(tmp_path / "w.npz", members, zipfile.ZIP_STORED))
    np.testing.assert_array_equal(loaded.arrays["backbone_10m.0.weight"], values)
    assert loaded.arrays["backbone_10m.0.weight"].dtype == np.float32


def test_the_bundled_weights_are_the_papers_network_and_say_what_they_are_made_of():
    loaded = weights.load()
    assert replace(loaded.config, sharpness=1.0) == NetworkConfig(neighbourhood=NEIGHBOURHOOD)
    assert weights.BUNDLED.stat().st_size < 12_000_000
    metrics, trained_on = loaded.card["metrics"], set(loaded.card["training"]["places"])
    assert set(metrics["places"]) == {name for fold in metrics["folds"] for name in fold} < trained_on
    assert "other weights" in metrics["measured_on"]
    assert loaded.card["reflectance"] and loaded.novelty is not None
    about = json.loads(weights.BUNDLED.with_name("about.json").read_text())
    assert {name: loaded.card[name] for name in about} == about


def test_the_cards_figures_are_those_of_the_cross_validation():
    """The page for people says nothing else than the card in the file."""
    card = weights.load().card
    metrics, calibration = card["metrics"], card["calibration"]
    text = " ".join(weights.BUNDLED.with_name("README.md").read_text().split())
    measured = json.loads((weights.BUNDLED.parent.parent.parent / "bench" / "crossvalidation.json").read_text())
    assert {name: measured[name] for name in ("places", "mean", "median", "spread")}.items() <= metrics.items()
    assert measured["calibration"] == calibration
    assert all(place in text for place in metrics["places"])
    assert f"Version {card['version']} " in text
    assert len(card["averaged_runs"]) > 1 and all(f" {run['steps']} steps" in text for run in card["averaged_runs"])
    assert f"temperature, {calibration['temperature']:.2f}," in text
    assert f"the power of {calibration['sharpness']:.2f}" in text
    assert all(f"{calibration[name]:.3f}" in text for name in ("ece_before", "ece_after", "ece_left_out"))
    worst = max(calibration["ece_places"], key=calibration["ece_places"].get)
    assert f"{calibration['ece_places'][worst]:.2f} in {worst}" in text
    assert "@" not in text


def replaced(name: str, data: bytes) -> Callable[[Members], object]:
    return lambda members: members.update({name: data})


NOT_FLOATS = "holds something else in .* than floats as NumPy writes them"


@pytest.mark.parametrize(
    ("change", "match"),
    [
        # The card.
        (lambda m: m.pop("card.json"), "readable card.json"),
        (replaced("card.json", b"{"), "readable card.json"),
        (replaced("card.json", b"\xff\xfe{}"), "readable card.json"),
        (replaced("card.json", b"[]"), "Expected format hse-lcz-weights version 1 in .*, found None version None"),
        (replaced("card.json", b" " * 1_000_001), "has more in card.json than the 1000000 bytes that there can be"),
        (replaced("card.json", b"[" * 500_000), "readable card.json"),  # nested beyond any stack
        (replaced("card.json", b'{"a":' * 100_000), "readable card.json"),
        (replaced("card.json", b'{"format": ' + b"[" * 400 + b"]" * 400 + b"}"), "Expected format"),
        # Members.
        (lambda m: m.pop(MATRIX), "first difference: 'settlement.1.weight.npy'"),
        (replaced("more.npy", array(np.zeros(3))), "first difference: 'more.npy'"),
        (replaced("__main__.py", b"raise SystemExit"), "first difference: '__main__.py'"),
        (replaced("../../evil.npy", array(np.zeros(3))), r"first difference: '../../evil.npy'"),
        (replaced("/etc/card.json", b"{}"), "first difference: '/etc/card.json'"),
        (replaced("é" * 200, b""), "first difference: '.{80}"),
        # Shapes and numbers.
        (replaced(MATRIX, array(np.zeros((1, 64), np.float32))), r"in shape \(1, 64\) instead of \(1, 64, 1, 1\)"),
        (replaced(MATRIX, array(np.zeros((1, 64, 1, 1), np.int16))), NOT_FLOATS),
        (replaced(MATRIX, array(np.zeros((1, 64, 1, 1), np.float64))), NOT_FLOATS),
        (replaced(MATRIX, array(np.zeros((1, 64, 1, 1), ">f4"))), NOT_FLOATS),
        (replaced(MATRIX, array(np.zeros((1, 64, 1, 1), np.complex64))), NOT_FLOATS),
        (replaced(BIAS, array(np.array([np.nan], np.float32))), "settlement.1.bias that are not finite"),
        (replaced(BIAS, array(np.array([np.inf], np.float16))), "settlement.1.bias that are not finite"),
        (replaced("backbone_10m.1.running_var.npy", array(-np.ones(4, np.float32))), "should be above zero"),
        (replaced("reflectance_std.npy", array(np.zeros(10, np.float32))), "should be above zero"),
        # Pickles, which NumPy would execute if it were allowed to.
        (replaced(BIAS, pickle.dumps(Bomb())), NOT_FLOATS),
        (replaced(BIAS, array(np.array([Bomb()], dtype=object))), NOT_FLOATS),
        (replaced(BIAS, npy(described("(1,)", "|O"), pickle.dumps(Bomb()))), NOT_FLOATS),
        # Headers that promise too much, or the moon.
        (replaced(BIAS, b""), NOT_FLOATS),
        (replaced(BIAS, array(np.zeros(1, np.float32))[:50]), NOT_FLOATS),
        (replaced(BIAS, npy(described("(1000000000000,)"))), r"in shape \(1000000000000,\) instead of \(1,\)"),
        (replaced(BIAS, npy(described("(-1,)"), bytes(4))), NOT_FLOATS),
        (replaced(BIAS, npy(described("(1,)"))), "has more or less data in settlement.1.bias than"),
        (replaced(BIAS, npy(described("(1,)"), bytes(5))), "has more or less data in settlement.1.bias than"),
        (replaced(BIAS, npy(" " * 65_000 + described("(1,)"), bytes(4))), "than the 504 bytes"),
        (replaced(BIAS, npy("(" * 400, bytes(4), b"\x02\x00")), NOT_FLOATS),
        (replaced(BIAS, npy("__import__('os').abort()\n", bytes(4))), NOT_FLOATS),
        # Bombs: a gigabyte of nothing in a megabyte.
        (replaced(BIAS, npy(described("(1,)"), bytes(200_000_000))), "more in settlement.1.bias.npy than the 504"),
        (replaced("card.json", bytes(200_000_000)), "has more in card.json"),
    ],
)  # fmt: skip
def test_a_file_that_is_not_as_its_card_says_is_refused(small_weights, tmp_path, change, match):
    members = contents(small_weights)
    change(members)
    path = write(tmp_path / "w.npz", members)
    del members
    refuse(path, match)


@pytest.mark.parametrize(
    ("field", "value", "match"),
    [
        ("format_version", 2, "found 'hse-lcz-weights' version 2; update"),
        ("format_version", None, "found 'hse-lcz-weights' version None; update"),
        ("format", "other", "found 'other' version 1"),
        ("format", "x" * 100_000, "found 'x{39} version 1"),
        ("bands", ["B2"], "other bands or zones"),
        ("bands", None, "other bands or zones"),
        ("zones", [], "other bands or zones"),
        ("name", {"a": 1}, "a name that is no short line of text"),
        ("name", "a\nb", "a name that is no short line of text"),
        ("version", "1" * 201, "a version that is no short line of text"),
        ("network", {"stem": 4}, "cannot build"),
        ("network", [1, 2], "cannot build"),
        ("network", {"tasks": ["hse"], "depth": 3}, "cannot build"),
        ("network", {"tasks": [["hse"]]}, "cannot build"),
        ("network", {"tasks": ["hse", "lcz"], "stem": -1}, "cannot build"),
        ("network", {"tasks": ["hse", "lcz"], "stem": 100_000}, "cannot build"),
        ("network", {"tasks": ["hse", "lcz"], "stem": 4.0}, "cannot build"),
        ("network", {"tasks": ["hse", "lcz"], "stem": 4, "bands": 5}, "cannot build"),
        ("network", {"tasks": ["hse", "lcz"], "stem": 4, "dropout": "much"}, "cannot build"),
        ("network", {"tasks": ["hse", "lcz"], "stem": 4, "attention": "x" * 10_000}, "cannot build"),
        ("network", {"tasks": ["hse", "lcz"], "stem": 8}, "in shape .* instead of"),
        ("network", None, "cannot build"),
    ],
)
def test_a_card_that_asks_for_something_else_is_refused(small_weights, tmp_path, field, value, match):
    members = contents(small_weights)
    card = json.loads(members["card.json"])
    members["card.json"] = json.dumps({**card, field: value}).encode()
    refuse(write(tmp_path / "w.npz", members), match)


@pytest.mark.parametrize(
    "data",
    [b"", b"text", b"PK\x03\x04 truncated", b"PK\x05\x06" + bytes(18), bytes(100_000), pickle.dumps(Bomb())],
)
def test_a_file_that_is_no_weights_file_is_refused(tmp_path, data):
    (tmp_path / "w.npz").write_bytes(data)
    refuse(tmp_path / "w.npz", "is no zip of arrays or is damaged|readable card.json")


def test_a_folder_a_pipe_and_a_missing_file_are_refused(tmp_path):
    refuse(tmp_path, "is not a file")
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe")
        refuse(tmp_path / "pipe", "is not a file")
    refuse(tmp_path / "nowhere.npz", "found none; choose an .npz or leave MODEL empty")


def test_a_file_larger_than_weights_can_be_is_refused_unread(tmp_path):
    with open(tmp_path / "w.npz", "wb") as file:
        file.truncate(10_000_000_000)  # takes no place on the disk
    refuse(tmp_path / "w.npz", "is larger than 128 MB")


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("name", ["card.json", BIAS])
def test_a_member_that_is_there_twice_is_refused(small_weights, tmp_path, name):
    path = write(tmp_path / "w.npz", contents(small_weights))
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(name, b"{}")
    refuse(path, "holds a member twice")


@pytest.mark.parametrize("method", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_a_method_that_numpy_does_not_write_is_refused(small_weights, tmp_path, method):
    refuse(write(tmp_path / "w.npz", contents(small_weights), method), "compressed in a way that NumPy does not write")


def directory_entry(path: str, name: str) -> int:
    """Where the zip's directory tells of a member."""
    data, entry = Path(path).read_bytes(), -1
    while True:
        entry = data.index(b"PK\x01\x02", entry + 1)
        if data[entry + 46 :].startswith(name.encode()):
            return entry


@pytest.mark.parametrize(
    ("offset", "value", "match"),
    [
        (8, struct.pack("<H", 1), "encrypted"),
        (10, struct.pack("<H", 99), "compressed in a way"),
        (20, struct.pack("<I", 3), "damaged"),  # a smaller compressed size
        (24, struct.pack("<I", 10), "damaged"),  # a smaller size
        (24, struct.pack("<I", 0xFFFFFFF0), "damaged"),  # a larger one
        (16, struct.pack("<I", 0), "damaged"),  # a wrong checksum
        (42, struct.pack("<I", 0xFFFFFF00), "damaged"),  # somewhere beyond the end
        (42, struct.pack("<I", 0), "damaged"),  # another member's data
    ],
)
def test_a_directory_that_lies_is_refused(small_weights, tmp_path, offset, value, match):
    path = write(tmp_path / "w.npz", contents(small_weights))
    data = bytearray(Path(path).read_bytes())
    entry = directory_entry(path, BIAS)
    data[entry + offset : entry + offset + len(value)] = value
    Path(path).write_bytes(data)
    refuse(path, match)


def test_a_bomb_that_claims_to_be_small_is_not_unpacked(small_weights, tmp_path):
    """Its directory says 132 bytes, its data unpack to 200 MB."""
    members = contents(small_weights)
    members[BIAS] = npy(described("(1,)"), bytes(200_000_000))
    path = write(tmp_path / "w.npz", members)
    data = bytearray(Path(path).read_bytes())
    entry = directory_entry(path, BIAS)
    data[entry + 24 : entry + 28] = struct.pack("<I", len(npy(described("(1,)"))) + 4)
    Path(path).write_bytes(data)
    del members
    refuse(path, "damaged")


def test_a_directory_of_a_million_members_is_not_read(tmp_path):
    entry = b"PK\x01\x02" + bytes(42)
    directory = entry * 100_000
    end = b"PK\x05\x06" + bytes(4) + struct.pack("<HHIIH", 65535, 65535, len(directory), 0, 0)
    (tmp_path / "w.npz").write_bytes(directory + end)
    refuse(tmp_path / "w.npz", "lists more members than there can be")
    # The same told in the long form, and before a comment.
    long_end = b"PK\x06\x06" + struct.pack("<QHHIIQQQQ", 44, 45, 45, 0, 0, 100_000, 100_000, len(directory), 0)
    locator = b"PK\x06\x07" + struct.pack("<IQI", 0, len(directory), 1)
    end = b"PK\x05\x06" + bytes(4) + struct.pack("<HHIIH", 65535, 65535, 0xFFFF, 0xFFFFFFFF, 5)
    (tmp_path / "w.npz").write_bytes(directory + long_end + locator + end + b"hello")
    refuse(tmp_path / "w.npz", "lists more members than there can be")


def test_a_file_with_flipped_bytes_is_refused_or_read(small_weights, tmp_path):
    """Damage anywhere gives a sentence; where it hits nothing that matters, weights."""
    whole = bytearray(Path(small_weights).read_bytes())
    refused = 0
    everywhere = np.linspace(0, len(whole) - 1, 60).astype(int)
    directory = np.arange(len(whole) - 400, len(whole))  # the part that other parts are found by
    for place in [*everywhere, *directory]:
        damaged = whole.copy()
        damaged[place] ^= 0xFF
        (tmp_path / "w.npz").write_bytes(damaged)
        try:
            weights.load(str(tmp_path / "w.npz"))
        except WeightsError:
            refused += 1
    assert refused > 200


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.999])
def test_a_truncated_file_is_refused(small_weights, tmp_path, share):
    whole = Path(small_weights).read_bytes()
    (tmp_path / "w.npz").write_bytes(whole[: int(len(whole) * share)])
    refuse(tmp_path / "w.npz", "damaged")
