# SPDX-License-Identifier: GPL-2.0-or-later
"""Files of the layout of So2Sat LCZ42 train and score with one command."""

from __future__ import annotations

import numpy as np
import pytest

from hse_lcz.model.errors import InputError
from hse_lcz.model.network import weights
from hse_lcz.model.training import so2sat

h5py = pytest.importorskip("h5py", reason="h5py is not installed: `make setup` installs it")


def write(path, count=40, **instead) -> str:
    """Dark water and bright roofs in turns."""
    rng = np.random.default_rng(0)
    bright = np.arange(count) % 2
    pixels = np.where(bright[:, None, None, None], 0.25, 0.03) + rng.normal(0, 0.005, (count, 32, 32, 10))
    labels = np.eye(17)[np.where(bright, 7, 16)]
    with h5py.File(path, "w") as file:
        for name, value in {"sen1": np.zeros((count, 32, 32, 8)), "sen2": pixels, "label": labels, **instead}.items():
            if value is not None:
                file[name] = value
    return str(path)


def test_patches_come_in_the_networks_order_with_codes(tmp_path):
    with so2sat.Patches(write(tmp_path / "a.h5")) as patches:
        pixels, codes = patches.read(0, 4)
        assert len(patches) == 40 and pixels.shape == (4, 10, 32, 32) and codes.tolist() == [17, 8, 17, 8]
        assert pixels[1].mean() == pytest.approx(0.25, abs=0.01)
        assert sum(len(codes) for _, codes in patches.blocks(16)) == 40


def test_one_command_trains_and_scores(tmp_path, small_weights, capsys):
    path = write(tmp_path / "a.h5")
    arguments = ["--train", path, "--validate", path, "--test", path, "--out", str(tmp_path / "mine.npz")]
    so2sat.main(
        [
            *arguments,
            "--model",
            small_weights,
            "--steps",
            "60",
            "--batch",
            "8",
            "--device",
            "cpu",
            "--learning-rate",
            "0.005",
        ]
    )
    out = capsys.readouterr().out
    assert "step 60/60" in out and "test, 40 patches" in out
    card = weights.load(str(tmp_path / "mine.npz")).card
    assert card["metrics"]["validation"]["overall_accuracy"] > 0.9
    assert card["labels"].startswith("So2Sat LCZ42")


def test_weights_are_scored_alone(tmp_path, small_weights, capsys):
    so2sat.main(["--test", write(tmp_path / "a.h5"), "--model", small_weights, "--device", "cpu"])
    assert "test, 40 patches  OA 0." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("instead", "sentence"),
    [
        ({"sen2": None}, "Expected “sen2” and “label”"),
        ({"label": np.zeros((40, 10))}, "Expected sen2 .* found"),
        ({"sen2": np.zeros((40, 16, 16, 10))}, "Expected sen2 .* found"),
        ({"label": np.zeros((40, 17))}, "Expected one zone for each patch"),
    ],
)
def test_other_files_are_refused_with_a_sentence(tmp_path, instead, sentence):
    with pytest.raises(InputError, match=sentence), so2sat.Patches(write(tmp_path / "a.h5", **instead)) as patches:
        patches.read(0, 2)


def test_a_file_that_is_no_hdf5_ends_the_command_with_a_sentence(tmp_path):
    (tmp_path / "a.h5").write_text("text")
    with pytest.raises(SystemExit, match="Expected an HDF5 file of So2Sat"):
        so2sat.main(["--test", str(tmp_path / "a.h5")])
