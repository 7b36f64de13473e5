# SPDX-License-Identifier: GPL-2.0-or-later
"""A run learns, is the same for the same seed, goes on where it stopped, and never trains on what it validates on."""

from __future__ import annotations

import dataclasses
import json

import numpy as np
import pytest
import torch

from hse_lcz.model.engines.select import choose_engine
from hse_lcz.model.network import weights
from hse_lcz.model.network.model import NetworkConfig
from hse_lcz.model.training import folder_dataset, train, validate
from hse_lcz.model.training.places import Place
from hse_lcz.model.training.train import TrainOptions

resumes = pytest.mark.skipif(
    int(torch.__version__.split(".")[0]) < 2, reason="PyTorch 1 does not read its checkpoints as data alone"
)
OPTIONS = TrainOptions(
    steps=8, batch=2, patch_batch=2, evaluate_every=4, learning_rate=2e-3, network=NetworkConfig(stem=4)
)


def states(path) -> dict[str, torch.Tensor]:
    return torch.load(path / "checkpoint.pt", weights_only=True)["network"]


def test_without_holdout_every_place_trains_and_the_last_step_is_kept(folder, tmp_path):
    progress = list(train.train(dataclasses.replace(OPTIONS, holdout=()), folder, tmp_path))
    assert [step.scores for step in progress if step.scores is not None] == [{}, {}]
    card = weights.load(str(tmp_path / "best.npz")).card
    assert card["training"]["places"] == ["bordeaux", "left", "right"] and card["training"]["best_step"] == 8
    assert card["metrics"] == {"validation_places": []}
    resumed = list(train.train(dataclasses.replace(OPTIONS, holdout=()), folder, tmp_path))
    assert resumed == []


def test_a_run_learns_and_its_weights_say_what_they_are(folder, tmp_path):
    options = dataclasses.replace(OPTIONS, steps=60, evaluate_every=20, ema_decay=0.9)
    progress = list(train.train(options, folder, tmp_path))
    assert [p.step for p in progress] == list(range(1, 61))
    assert np.mean([p.loss for p in progress[-10:]]) < np.mean([p.loss for p in progress[:10]])
    scored = [p.scores["mean"] for p in progress if p.scores]
    assert len(scored) == 3 and scored[-1]["lcz_agreement"] > 0.8
    loaded = weights.load(str(tmp_path / "best.npz"))
    assert loaded.card["training"]["places"] == ["left", "right"]
    assert loaded.card["metrics"]["validation_places"] == ["bordeaux"]
    assert loaded.card["training"]["level_2a_patches"] == 3
    # The card's figures are those of the weights in the file (stored as float16).
    place = folder_dataset.load_place(folder, "bordeaux")
    again = validate.score_engine(choose_engine("cpu", loaded), [place])["bordeaux"]
    best = loaded.card["metrics"]["bordeaux"]
    assert again["lcz_agreement"] == pytest.approx(best["lcz_agreement"], abs=0.02)
    assert again["hse_mae"] == pytest.approx(best["hse_mae"], abs=0.5)


@resumes
def test_the_same_seed_gives_the_same_weights_and_another_seed_others(folder, tmp_path):
    for name, seed in (("a", 1), ("b", 1), ("c", 2)):
        list(train.train(dataclasses.replace(OPTIONS, steps=4, seed=seed), folder, tmp_path / name))
    a, b, c = (states(tmp_path / name) for name in "abc")
    assert all(torch.equal(a[name], b[name]) for name in a)
    assert any(not torch.equal(a[name], c[name]) for name in a)


@resumes
def test_a_stopped_run_goes_on_as_if_it_had_not_been(folder, tmp_path):
    list(train.train(OPTIONS, folder, tmp_path / "whole"))
    run = train.train(OPTIONS, folder, tmp_path / "stopped")
    for progress in run:
        if progress.step == 6:  # two steps after the checkpoint
            break
    run.close()
    assert [p.step for p in train.train(OPTIONS, folder, tmp_path / "stopped")] == [5, 6, 7, 8]
    whole, stopped = states(tmp_path / "whole"), states(tmp_path / "stopped")
    assert all(torch.equal(whole[name], stopped[name]) for name in whole)


def test_the_card_of_a_second_run_says_what_it_started_from_but_not_where_that_lay(folder, tmp_path):
    list(train.train(dataclasses.replace(OPTIONS, steps=4), folder, tmp_path / "first"))
    first = str(tmp_path / "first/best.npz")
    list(train.train(dataclasses.replace(OPTIONS, steps=4, start=first), folder, tmp_path / "second"))
    said = weights.load(str(tmp_path / "second/best.npz")).card["training"]["options"]
    assert said["start"] == "first/best.npz"


def test_a_folder_without_validation_places_is_refused_at_once(folder, tmp_path, capsys):
    import shutil

    shutil.copytree(folder, tmp_path / "data")
    for path in (tmp_path / "data").rglob("bordeaux*"):
        path.unlink()
    with pytest.raises(SystemExit, match="to validate on .* found left, right; complete the folder"):
        train.main(["--data", str(tmp_path / "data"), "--out", str(tmp_path / "run"), "--steps", "2"])
    with pytest.raises(SystemExit, match="found none"):
        train.main(["--data", str(tmp_path), "--out", str(tmp_path / "run"), "--steps", "2"])


@resumes
def test_a_run_with_other_options_is_not_taken_up(folder, tmp_path):
    list(train.train(dataclasses.replace(OPTIONS, steps=4), folder, tmp_path))
    with pytest.raises(ValueError, match="other options.*choose another --out"):
        list(train.train(dataclasses.replace(OPTIONS, steps=4, seed=9), folder, tmp_path))


@resumes
def test_a_run_from_before_an_option_existed_is_taken_up(folder, tmp_path):
    options = dataclasses.replace(OPTIONS, steps=4, evaluate_every=2)
    run = train.train(options, folder, tmp_path)
    assert [next(run).step for _ in range(3)] == [1, 2, 3]
    run.close()
    state = torch.load(tmp_path / "checkpoint.pt", weights_only=True)
    known = json.loads(state["options"])
    del known["contrastive_weight"], known["network"]["sharpness"]
    torch.save({**state, "options": json.dumps(known)}, tmp_path / "checkpoint.pt")
    assert [progress.step for progress in train.train(options, folder, tmp_path)] == [3, 4]


def test_a_run_may_start_from_weights(folder, tmp_path, small_weights):
    still = {"learning_rate": 1e-9, "matrix_rate": 1e-9}
    options = dataclasses.replace(OPTIONS, steps=2, evaluate_every=2, start=small_weights, **still)
    list(train.train(options, folder, tmp_path))
    before, after = (weights.load(path).arrays for path in (small_weights, str(tmp_path / "best.npz")))
    np.testing.assert_allclose(after["heads.20m.weight"], before["heads.20m.weight"], atol=1e-3)
    assert float(after["reflectance_mean"][0]) == pytest.approx(0.15)


@pytest.mark.parametrize("tasks", [("hse",), ("lcz",)])
def test_single_tasks_train(folder, tmp_path, tasks):
    network = NetworkConfig(stem=4, tasks=tasks, prior=False)
    progress = list(train.train(dataclasses.replace(OPTIONS, steps=4, network=network), folder, tmp_path))
    mean = progress[-1].scores["mean"]
    assert np.isnan(mean["hse_mae"]) == ("hse" not in tasks)
    assert np.isnan(mean["lcz_agreement"]) == ("lcz" not in tasks)
    assert (tmp_path / "best.npz").exists()


def test_the_learning_rate_rises_and_falls():
    options = TrainOptions(steps=100, warm_up=0.2)
    rates = [train.learning_rate_factor(step, options) for step in range(101)]
    assert rates[0] == pytest.approx(0.04) and max(rates) == rates[20] == pytest.approx(1.0)
    assert rates[:21] == sorted(rates[:21]) and rates[20:] == sorted(rates[20:], reverse=True)
    assert rates[100] == pytest.approx(0.001)


def test_the_command_line_trains_and_logs(folder, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(train, "NetworkConfig", lambda **fields: NetworkConfig(stem=4, **fields))
    arguments = ["--data", folder, "--out", tmp_path, "--steps", 3, "--batch", 2, "--evaluate-every", 3, "--no-prior"]
    train.main([str(argument) for argument in arguments])
    line = json.loads((tmp_path / "log.jsonl").read_text())
    assert line["step"] == 3 and set(line["scores"]) == {"bordeaux", "mean"}
    assert "validation" in capsys.readouterr().out
    assert not weights.load(str(tmp_path / "best.npz")).config.prior


def test_scores_by_hand():
    truth = validate.Reference(
        np.array([[1, 2], [3, 3]]), np.array([[0.9, 0.6], [0.5, 0.7]]), np.array([[0.0, 50.0], [100.0, 100.0]])
    )
    figures = validate.score(np.array([[1, 2], [3, 8]]), np.array([[10.0, 50.0], [90.0, np.nan]]), truth)
    assert figures["lcz_agreement"] == 0.75
    # Labels of 0.9, 0.6 and 0.7 are sure, that of 0.5 is fair, and none is unsure.
    assert figures["lcz_agreement_sure"] == pytest.approx(2 / 3) and figures["lcz_agreement_fair"] == 1
    assert np.isnan(figures["lcz_agreement_unsure"])
    assert figures["average_accuracy"] == pytest.approx((1 + 1 + 0.5) / 3)
    assert figures["f1_mean"] == pytest.approx((1 + 1 + 2 / 3 + 0) / 4)
    assert figures["oa_w"] == pytest.approx((3 + 11 / 12) / 4)  # 3 against 8 is wrong by a twelfth
    assert figures["hse_mae"] == pytest.approx(20 / 3) and figures["hse_bias"] == pytest.approx(0)
    assert figures["hse_r2"] == pytest.approx(1 - 200 / 5000)


def test_the_reference_at_100_m_is_the_mean_of_its_probabilities():
    place = Place("x", (np.zeros((10, 20, 20), "uint16"),), np.zeros((17, 5, 5), "uint8"), np.zeros((10, 10), "uint8"))
    place.zones[2] = 200
    place.zones[5, :, :2] = 255  # two of the left cells' two and a half
    truth = validate.reference(place)
    assert truth.zones.tolist() == [[6, 3], [6, 3]]
    assert truth.confidence[0] == pytest.approx([0.8, 200 / 255], abs=1e-6)


def test_validate_writes_its_figures(data, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(folder_dataset, "VALIDATION_PLACES", ("rio",))
    validate.main(["--data", str(data), "--out", str(tmp_path / "v.json"), "--device", "cpu"])
    written = json.loads((tmp_path / "v.json").read_text())
    keys = {
        *("lcz_agreement", "lcz_agreement_unsure", "lcz_agreement_fair", "lcz_agreement_sure"),
        *("average_accuracy", "f1_mean", "oa_w", "kappa"),
        *("hse_mae", "hse_rmse", "hse_bias", "hse_r2"),
    }
    assert set(written) == {"places", "mean", "median"} and set(written["places"]["rio"]) == keys
    assert written["mean"] == written["places"]["rio"]
    assert "rio" in capsys.readouterr().out
    # From file to file as from memory: the same network, the same labels.
    in_memory = validate.score_engine(choose_engine("cpu", weights.load()), [folder_dataset.load_place(data, "rio")])[
        "rio"
    ]
    assert written["mean"]["lcz_agreement"] == pytest.approx(in_memory["lcz_agreement"], abs=0.01)
    assert written["mean"]["hse_mae"] == pytest.approx(in_memory["hse_mae"], abs=0.2)
    with pytest.raises(SystemExit, match="nowhere"):
        validate.main(["--data", str(data), "--places", "nowhere"])
