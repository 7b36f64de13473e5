# SPDX-License-Identifier: GPL-2.0-or-later
"""The charts of a selection of features: every line is there, names stand apart, marks stand where they should."""

from __future__ import annotations

from xml.etree import ElementTree

import numpy as np

from hse_lcz.model.reports.path_charts import scores_by_count, weight_paths

SVG = "{http://www.w3.org/2000/svg}"


def test_named_features_have_colours_and_names_apart_and_the_others_are_grey():
    penalties = np.geomspace(1, 0.01, 9)
    weights = np.linspace(0, 1, 9)[:, None] * np.array([1.0, 0.99, 0.98, 0.2, 0.0])
    drawing = ElementTree.fromstring(weight_paths(penalties, weights, ["B2", "B3", "B4", "B8", "B8A"], [2, 0, 1]))
    lines = [line for line in drawing.iter(f"{SVG}polyline") if len(line.get("points").split()) == 9]
    assert [line.get("stroke") == "#AAAAAA" for line in lines] == [True, True, False, False, False]
    ends = [float(line.get("points").split()[-1].split(",")[1]) for line in lines]
    assert ends[0] < ends[1] and ends[2] > ends[3] and ends[3] < ends[4]  # B8 above B8A; B4, B2, B3 by their weight
    names = {
        text.text: float(text.get("y")) for text in drawing.iter(f"{SVG}text") if (text.text or "").startswith("B")
    }
    assert set(names) == {"B2", "B3", "B4"} and names["B2"] < names["B3"] < names["B4"]
    assert min(names["B3"] - names["B2"], names["B4"] - names["B3"]) >= 15


def test_figures_stand_over_their_numbers_of_features_and_missing_ones_are_left_out():
    nothing = [float("nan")] * 3
    drawing = ElementTree.fromstring(scores_by_count([1, 5, 10], [0.6, 0.8, 0.9], nothing, 5, 0.97))
    circles = [(float(c.get("cx")), float(c.get("cy"))) for c in drawing.iter(f"{SVG}circle")]
    assert len(circles) == 3 and circles[0][1] > circles[1][1] > circles[2][1]
    mark = next(line for line in drawing.iter(f"{SVG}polyline") if line.get("class") == "guide")
    assert float(mark.get("points").split(",")[0]) == circles[1][0]
    texts = [text.text for text in drawing.iter(f"{SVG}text")]
    assert "AUC of the zones, mean" in texts and "R2 of settlement" not in texts
