# SPDX-License-Identifier: GPL-2.0-or-later
"""Files of the layout of So2Sat LCZ42 train and score with one command."""

from __future__ import annotations

import numpy as np
import pytest

from hse_lcz.model.errors import InputError
from hse_lcz.model.network import weights
from hse_lcz.model.training import so2sat, so2sat_training
from hse_lcz.model.training.so2sat_patches import Patches

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
    with Patches(write(tmp_path / "a.h5")) as patches:
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
    with pytest.raises(InputError, match=sentence), Patches(write(tmp_path / "a.h5", **instead)) as patches:
        patches.read(0, 2)


def test_a_file_that_is_no_hdf5_ends_the_command_with_a_sentence(tmp_path):
    (tmp_path / "a.h5").write_text("text")
    with pytest.raises(SystemExit, match="Expected an HDF5 file of So2Sat"):
        so2sat.main(["--test", str(tmp_path / "a.h5")])


def write_both(path, count=40) -> str:
    """Optically alike; radar tells water from roofs, in the filtered channels as in the complex ones."""
    rng = np.random.default_rng(1)
    built = np.arange(count) % 2
    size = (count, 32, 32)
    power = {
        name: 10 ** ((np.where(built, high, low)[:, None, None] + rng.normal(0, 0.5, size)) / 10)
        for name, low, high in (("VV", -21.0, -4.0), ("VH", -28.0, -12.0))
    }
    angle = rng.uniform(0, 2 * np.pi, size)
    complex_parts = [np.sqrt(power[name]) * turn(angle) for name in ("VH", "VV") for turn in (np.cos, np.sin)]
    sen1 = np.stack([*complex_parts, power["VH"], power["VV"], 0 * angle, 0 * angle], axis=-1)
    sen2 = np.full((*size, 10), 0.1) + rng.normal(0, 0.005, (*size, 10))
    return write(path, count, sen1=sen1.astype(np.float32), sen2=sen2)


def test_radar_comes_behind_the_bands_in_decibels(tmp_path):
    path = write_both(tmp_path / "a.h5")
    for speckle in ("refined Lee", "none"):
        with Patches(path, speckle) as patches:
            pixels, codes = patches.read(0, 4)
            assert pixels.shape == (4, 12, 32, 32) and pixels.dtype == np.float32 and codes.tolist() == [17, 8, 17, 8]
            means = pixels[:, 10:].mean(axis=(2, 3))
            np.testing.assert_allclose(means, [(-21, -28), (-4, -12)] * 2, atol=0.1)
            figures = patches.radar_figures()
            np.testing.assert_allclose(figures.mean, [-12.5, -20], atol=0.2)
            np.testing.assert_allclose(figures.std, [8.5, 8], atol=0.2)
            batch, _ = patches.batch(np.random.default_rng(0), 8)
            assert batch.shape == (8, 12, 32, 32) and batch.dtype == np.float32


def test_a_file_without_radar_is_refused_only_where_radar_is_wanted(tmp_path):
    path = write(tmp_path / "a.h5", sen1=None)
    with Patches(path) as patches:
        assert patches.read(0, 2)[0].shape == (2, 10, 32, 32)
    with pytest.raises(InputError, match="Expected sen1 .* found none"):
        Patches(path, "refined Lee")


def test_radar_is_learned_from_optical_weights_and_the_card_says_how_it_was_despeckled(tmp_path, small_weights, capsys):
    path, mine = write_both(tmp_path / "a.h5"), tmp_path / "mine.npz"
    common = ["--device", "cpu", "--batch", "8"]
    so2sat.main([
        "--train", path, "--validate", path, "--test", path, "--out", str(mine), "--model", small_weights,
        "--radar", "filtered", "--steps", "60", "--learning-rate", "0.005", "--merged", *common,
    ])  # fmt: skip
    out = capsys.readouterr().out
    assert "step 60/60" in out and "test, 40 patches  OA" in out
    # The groups stand beside the seventeen zones.
    assert out.count("zones merged to 9 groups") == 2
    found = weights.load(str(mine))
    assert found.config.radar_bands == 2 and found.card["radar"]["speckle_filter"] == "refined Lee"
    # Optically there is nothing to tell apart: what was learned is radar.
    assert found.card["metrics"]["validation"]["overall_accuracy"] > 0.9
    assert found.arrays["radar_mean"] == pytest.approx([-12.5, -20], abs=0.2)
    # Its card says which radar it is scored with, and another one is refused.
    so2sat.main(["--test", path, "--model", str(mine), *common])
    assert float(capsys.readouterr().out.split("OA ")[1].split()[0]) > 0.9
    with pytest.raises(SystemExit, match="Expected the same despeckling"):
        so2sat.main(["--test", path, "--model", str(mine), "--radar", "unfiltered", *common])
    with pytest.raises(SystemExit, match="Expected weights that read radar"):
        so2sat.main(["--test", path, "--model", small_weights, "--radar", "filtered", *common])
    # Two networks together: the one that knows nothing gets no weight.
    so2sat.main(["--validate", path, "--test", path, "--model", str(mine), "--second", small_weights, *common])
    lines = capsys.readouterr().out.splitlines()
    assert float(lines[0].split()[3].rstrip(",")) > 0.9
    assert [line.split("patches, ")[1].split("  ")[0] for line in lines[1:]] == ["--model", "--second", "both"]


def test_until_radar_is_trained_the_answers_are_the_optical_ones(tmp_path, small_weights):
    from hse_lcz.model.network.model import Network

    optical = weights.load(small_weights)
    with Patches(write_both(tmp_path / "a.h5"), "none") as patches:
        start = so2sat_training.with_radar(optical, patches, seed=1)
        assert start.config.radar_bands == 2 and so2sat_training.with_radar(start, patches, seed=2) is start
        both = [
            np.concatenate(
                [said for said, _ in so2sat_training.answers(Network.from_arrays(one.config, one.arrays), patches)]
            )
            for one in (start, optical)
        ]
    np.testing.assert_allclose(both[0], both[1], atol=1e-6)
