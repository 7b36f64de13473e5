# SPDX-License-Identifier: GPL-2.0-or-later
"""Errors, log lines and help call parameters by their labels in the form, never by their names for scripts alone."""

from __future__ import annotations

import re

import pytest
from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterEnum,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterLayer,
)

from hse_lcz.algorithms import form_words
from hse_lcz.algorithms.map_city import MapCity
from hse_lcz.algorithms.provider import ALGORITHMS
from hse_lcz.algorithms.ready_models import READY_MODELS
from hse_lcz.model.progress import Progress

FORM = [
    QgsProcessingParameterRasterLayer("INPUT", "Sentinel-2 scene"),
    QgsProcessingParameterRasterLayer("HSE", "HSE map (%)"),
    QgsProcessingParameterNumber("OFFSET", "Offset"),
    QgsProcessingParameterNumber("CLOUD_MASK", "Cloud mask"),
]


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("INPUT should be a raster.", "“Sentinel-2 scene” (INPUT) should be a raster."),
        ("set OFFSET to 0; OFFSET counts.", "set “Offset” (OFFSET) to 0; “Offset” counts."),
        ("CLOUD_MASK and MASK differ.", "“Cloud mask” (CLOUD_MASK) and MASK differ."),
        ("write it as “Offset” (OFFSET).", "write it as “Offset” (OFFSET)."),
        ("found /data/INPUT/x.tif, INPUT.tif and “INPUT”.", "found /data/INPUT/x.tif, INPUT.tif and “INPUT”."),
        ("RADIO_OFFSET=1, OFFSET=2", "RADIO_OFFSET=1, OFFSET=2"),
        ("Mean HSE 3 %. The HSE map.", "Mean HSE 3 %. The HSE map."),
        ("HSE should be percent.", "“HSE map (%)” (HSE) should be percent."),
        ("choose INPUT or HSE.", "choose “Sentinel-2 scene” (INPUT) or “HSE map (%)” (HSE)."),
        ("or leave HSE empty.", "or leave “HSE map (%)” (HSE) empty."),
        ("", ""),
    ],
)
def test_names_become_labels(said, shown):
    assert form_words.with_labels(said, FORM) == shown


def test_the_log_speaks_like_the_form(provider):
    """Lines and warnings of the core, as a run shows them."""

    class Feedback(QgsProcessingFeedback):
        def __init__(self) -> None:
            super().__init__(False)
            self.said: list[str] = []

        def pushInfo(self, text: str) -> None:
            self.said.append(text)

        def pushWarning(self, text: str) -> None:
            self.said.append(text)

    feedback, algorithm = Feedback(), MapCity().create()
    for note in ("Read as INPUT.", "Warning: set OFFSET to 0."):
        algorithm.tell(Progress(0.5, note), feedback)
    assert feedback.said == ["Read as “Sentinel-2 scene” (INPUT).", "Warning: set “Offset” (OFFSET) to 0."]


def bare(text: str, names: list[str]) -> list[str]:
    """The parameters that a text names without their label; terms of the field are none."""
    terms = {"HSE", "LCZ", "CSV", "CRS", "KMZ", "SUEWS", "PNG"}
    return [name for name in names if name not in terms and re.search(rf"(?<![\w(/]){name}(?![\w)/.])", text)]


def wrong_values(definition) -> list:
    """Values that no parameter of this kind accepts."""
    if isinstance(definition, QgsProcessingParameterNumber):
        return [-1e12, 1e12]
    if isinstance(definition, QgsProcessingParameterEnum):
        return ["nonsense"]
    return ["/nowhere/at/all.xyz", None]


@pytest.mark.parametrize("kind", ALGORITHMS, ids=lambda kind: kind.NAME)
def test_no_refusal_names_a_parameter_without_its_label(provider, kind, tmp_path, scene):
    """Each parameter in turn gets what it cannot take, everything else what may be right."""
    context = QgsProcessingContext()
    algorithm, said = kind().create(), set()
    names = [item.name() for item in algorithm.parameterDefinitions()]
    for base in ({}, {"INPUT": scene}, {"INPUT": scene, "OUTPUT": str(tmp_path / "o.tif"), "SCENES": [scene]}):
        for definition in algorithm.parameterDefinitions():
            for value in wrong_values(definition):
                accepted, text = algorithm.checkParameterValues({**base, definition.name(): value}, context)
                if not accepted:
                    said.add(text)
    assert said
    assert {text for text in said if bare(text, names)} == set()


def test_no_form_names_a_parameter_of_scripts(provider):
    forms = [kind().create() for kind in (*ALGORITHMS, *READY_MODELS)]
    names = {item.name() for form in forms for item in form.parameterDefinitions()}
    for form in forms:
        texts = [form.introduction(), *(item.description() for item in form.parameterDefinitions())]
        texts += [item.help() for item in form.parameterDefinitions()]
        assert [text for text in texts if bare(text, sorted(names))] == [], form.name()


def test_a_name_that_no_parameter_has_is_told(provider):
    """QGIS passes over a misspelt name: the whole scene was mapped without a word."""
    definitions = provider.algorithm("mapcity").parameterDefinitions()
    lines = form_words.unknown(["INPUT", "EXTEND", "qqqq"], definitions)
    assert lines[0] == ("Warning: EXTEND is no parameter of this algorithm and changes nothing; did you mean EXTENT?")
    assert "qqqq is no parameter of this algorithm" in lines[1] and "INPUT" in lines[1] and len(lines) == 2
