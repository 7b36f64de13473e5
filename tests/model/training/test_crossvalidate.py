# SPDX-License-Identifier: GPL-2.0-or-later
"""Every place is held out once, no network has seen the places that it is scored on, and a stopped run is resumed."""

from __future__ import annotations

import json

import numpy as np
import pytest

from hse_lcz.model.network import weights
from hse_lcz.model.training import crossvalidate, folder_dataset, train
from hse_lcz.model.training.crossvalidate import FOLDS, STAGES, Stage

CONTINENTS = {
    "Europe": {"paris", "bercy", "saclay_e", "saclay_w", "bordeaux", "pisa", "nantes", "norcia", "montpellier",
               "valencia", "lolland", "rennes", "brandenburg"},
    "Asia": {"beirut", "jiangsu", "dubai", "abudhabi", "chongqing", "beihai", "bahrain", "nethailand"},
    "South America": {"rio", "brasilia", "aguasclaras"},
    "North America": {"cupertino", "lasvegas", "easternshore"},
    "Australia": {"sharkbay"},
}  # fmt: skip


def test_every_place_of_the_folder_is_held_out_once(data):
    names = [name for fold in FOLDS for name in fold]
    assert sorted(names) == folder_dataset.place_names(data)


def test_each_fold_comes_from_three_continents_and_neighbours_share_one():
    for fold in FOLDS:
        assert sum(bool(places & set(fold)) for places in CONTINENTS.values()) >= 3
    for neighbours in ({"paris", "bercy", "saclay_e", "saclay_w"}, {"brasilia", "aguasclaras"}, {"dubai", "abudhabi"}):
        assert any(neighbours <= set(fold) for fold in FOLDS)


def test_a_later_stage_starts_from_the_one_before(tmp_path):
    first, second = (crossvalidate.options(2, stage, tmp_path) for stage in (1, 2))
    assert first.start is None
    assert second.start == str(tmp_path / "fold2" / "stage1" / "best.npz")
    assert (second.learning_rate, second.steps) == (STAGES[1].learning_rate, STAGES[1].steps)
    assert first.holdout == second.holdout == FOLDS[1]
    assert len({crossvalidate.options(fold, stage, tmp_path).seed for fold in range(1, 6) for stage in (1, 2)}) == 10


def test_gross_errors_are_shares_of_the_labels_concerned():
    counts = np.zeros((17, 17))
    counts[4, 4], counts[4, 1], counts[5, 7] = 6, 2, 2  # LCZ 5 as 2, and 6 as 8
    counts[16, 16], counts[16, 0] = 3, 1  # water, one cell of it as compact high-rise
    found = crossvalidate.gross_errors(counts)
    assert found["open zones taken for compact ones"] == pytest.approx(0.2)
    assert found["housing taken for large low-rise or industry"] == pytest.approx(0.2)
    assert found["natural taken for built"] == found["water taken for another zone"] == pytest.approx(0.25)
    assert found["built taken for natural"] == found["another zone taken for water"] == 0
    assert np.isnan(found["compact zones taken for open ones"])


def test_the_gravest_confusion_is_of_unlike_zones_not_the_most_frequent():
    counts = np.zeros((17, 17))
    counts[0, 0], counts[4, 5], counts[0, 16] = 70, 20, 10
    first, second = crossvalidate.gravest_confusions(counts)
    assert (first["label"], first["map"], first["share"]) == (1, 17, pytest.approx(0.1))
    assert (second["label"], second["map"]) == (5, 6)


def test_the_command_trains_resumes_and_scores_places_that_did_not_train(folder, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(crossvalidate, "FOLDS", (("left",), ("right", "bordeaux")))
    monkeypatch.setattr(crossvalidate, "STAGES", (Stage(2, 4e-3, 2e-2), Stage(1, 2e-3, 1e-2)))
    run = ["--data", str(folder), "--out", str(tmp_path)]
    crossvalidate.main([*run, "--folds", "1"])
    assert "folds 2 are still to be trained" in capsys.readouterr().out
    crossvalidate.main(run)
    figures = json.loads((tmp_path / "crossvalidation.json").read_text(encoding="utf-8"))
    assert figures["folds"] == [["left"], ["bordeaux", "right"]]
    assert set(figures["places"]) == {"left", "right", "bordeaux"}
    agreement = [row["lcz_agreement"] for row in figures["places"].values()]
    assert figures["mean"]["lcz_agreement"] == pytest.approx(np.mean(agreement))
    assert figures["spread"]["lcz_agreement"] == pytest.approx(np.std(agreement))
    assert figures["calibration"]["temperature"] > 0
    for fold, unseen in ((1, {"left"}), (2, {"right", "bordeaux"})):
        for stage in (1, 2):
            path = crossvalidate.folder_of(tmp_path, fold, stage) / "best.npz"
            assert not unseen & set(weights.load(str(path)).card["training"]["places"])
    # Called once more it has nothing to train.
    monkeypatch.setattr(train.Trainer, "advance", None)
    crossvalidate.main(run)
