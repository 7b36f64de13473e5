# SPDX-License-Identifier: GPL-2.0-or-later
"""Every place is held out once, no network has seen the places that it is scored on, and a stopped run is resumed."""

from __future__ import annotations

import json

import numpy as np
import pytest

from hse_lcz.model.errors import InputError
from hse_lcz.model.network import weights
from hse_lcz.model.network.config import NetworkConfig
from hse_lcz.model.training import crossvalidate, folder_dataset, train
from hse_lcz.model.training.crossvalidate import PLANS, Plan, Stage

WHOLE, LAST = PLANS["whole"], PLANS["last"]

CONTINENTS = {
    "Europe": {"paris", "bercy", "saclay_e", "saclay_w", "bordeaux", "pisa", "nantes", "norcia", "montpellier",
               "valencia", "lolland", "rennes", "brandenburg"},
    "Asia": {"beirut", "jiangsu", "dubai", "abudhabi", "chongqing", "beihai", "bahrain", "nethailand"},
    "South America": {"rio", "brasilia", "aguasclaras"},
    "North America": {"cupertino", "lasvegas", "easternshore"},
    "Australia": {"sharkbay"},
}  # fmt: skip


def test_every_place_of_the_folder_is_held_out_once(data):
    names = [name for fold in WHOLE.folds for name in fold]
    assert sorted(names) == folder_dataset.place_names(data)


@pytest.mark.parametrize("plan", PLANS.values(), ids=PLANS)
def test_each_fold_comes_from_three_continents_and_neighbours_share_one(plan):
    for fold in plan.folds:
        assert sum(bool(places & set(fold)) for places in CONTINENTS.values()) >= 3
    held_out = {name for fold in plan.folds for name in fold}
    for neighbours in ({"paris", "bercy", "saclay_e", "saclay_w"}, {"brasilia", "aguasclaras"}, {"dubai", "abudhabi"}):
        assert any(neighbours & held_out <= set(fold) for fold in plan.folds)


def test_a_later_stage_starts_from_the_one_before(tmp_path):
    plan = WHOLE._replace(stages=(*WHOLE.stages, Stage(700, 2e-3, 1e-2)))
    first, second = (crossvalidate.options(plan, 2, stage, tmp_path) for stage in (1, 2))
    assert first.start is None
    assert second.start == str(tmp_path / "fold2" / "stage1" / "best.npz")
    assert (second.learning_rate, second.steps) == (2e-3, 700)
    assert first.holdout == second.holdout == plan.folds[1]
    seeds = {
        crossvalidate.options(plan, fold, stage, tmp_path, run=run).seed
        for fold in range(1, 6)
        for stage in (1, 2)
        for run in (1, 2)
    }
    assert len(seeds) == 20


def test_a_stage_of_several_runs_ends_with_their_mean(folder, tmp_path):
    stages = Stage(1, 4e-3, 2e-2, runs=2), Stage(1, 2e-3, 1e-2, runs=2)
    plan = Plan((("bordeaux",),), stages, from_weights=False)
    crossvalidate.train_folds(plan, folder, tmp_path, [1])
    first, second = (weights.load(str(crossvalidate.weights_of(plan, tmp_path, 1, stage))).card for stage in (1, 2))
    assert [run["seed"] for run in first["averaged_runs"]] == [1, 21]
    assert [run["seed"] for run in second["averaged_runs"]] == [41, 61]
    assert second["training"]["places"] == ["left", "right"]
    last = weights.load(str(crossvalidate.folder_of(tmp_path, 1, 2, run=2) / "best.npz")).card
    assert last["training"]["options"]["start"] == "stage1/averaged.npz"


def test_weights_that_know_a_place_of_a_fold_are_refused(made_up, tmp_path):
    def kept(*places: str) -> str:
        found = made_up(NetworkConfig(stem=4))
        path = tmp_path / f"{len(places)}.npz"
        weights.save(path, found.config, found.arrays, {"training": {"places": list(places)}})
        return str(path)

    crossvalidate.check_start(LAST, kept("paris"))
    with pytest.raises(InputError, match="found rio in"):
        crossvalidate.check_start(LAST, kept("paris", "rio"))
    with pytest.raises(InputError, match="found no places"):
        crossvalidate.check_start(LAST, kept())
    with pytest.raises(InputError, match="Expected weights to start from"):
        crossvalidate.check_start(LAST, None)
    with pytest.raises(InputError, match="no weights to start from"):
        crossvalidate.check_start(WHOLE, kept("paris"))


def test_the_command_trains_resumes_and_scores_places_that_did_not_train(folder, tmp_path, monkeypatch, capsys):
    plan = Plan((("left",), ("right", "bordeaux")), (Stage(2, 4e-3, 2e-2), Stage(1, 2e-3, 1e-2)), from_weights=False)
    monkeypatch.setitem(PLANS, "whole", plan)
    run = ["--data", str(folder), "--out", str(tmp_path)]
    crossvalidate.main([*run, "--folds", "1"])
    assert "1 of 2 folds are still to be trained" in capsys.readouterr().out
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
