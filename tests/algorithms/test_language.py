# SPDX-License-Identifier: GPL-2.0-or-later
"""Labels and help in the user's language, from the code through `.ts` and `.qm` to what QGIS shows."""

from __future__ import annotations

import subprocess

import in_qgis
import pytest
import translate
from qgis.PyQt.QtCore import QCoreApplication

from hse_lcz.algorithms import language
from hse_lcz.algorithms.map_city import MapCity

LANGUAGES = ("de", "fr")


@pytest.fixture(params=LANGUAGES)
def speaking(request, qgis_app):
    """The application in that language, as long as the test lasts."""
    translator = language.install(request.param)
    assert translator is not None
    yield request.param
    QCoreApplication.removeTranslator(translator)


@pytest.fixture
def english(provider) -> dict[str, str]:
    """Every text that should be translated, with the algorithm that uses it first, as English has it."""
    return translate.all_texts()


def test_what_is_compiled_is_what_is_written(speaking):
    written = translate.translations(translate.FOLDER / f"hse_lcz_{speaking}.ts")
    assert written
    for source, text in written.items():
        assert language.tr(source) == text


@pytest.mark.parametrize("name", LANGUAGES)
def test_every_text_is_translated(english, name):
    """Run `make translations`, which lists what is missing, and fill it in."""
    written = translate.translations(translate.FOLDER / f"hse_lcz_{name}.ts")
    assert not [text for text in english if text not in written]


@pytest.mark.parametrize("name", LANGUAGES)
def test_translations_keep_what_scripts_and_forms_rely_on(name):
    """Keys, placeholders, tags of HTML and names of bands and files are no words to be translated."""
    import re

    fixed = re.compile(r"\{\w+\}|</?\w+>|\b\w+_\w+\b|\b[a-z]+[0-9]+[a-z]*\b|\bB\d+A?\b")
    for source, text in translate.translations(translate.FOLDER / f"hse_lcz_{name}.ts").items():
        assert sorted(fixed.findall(source)) == sorted(fixed.findall(text)), source
        if "In scripts: " in source:
            keys = re.findall(r"[\w ]+", source.rpartition("In scripts: ")[2].replace(" or ", ",").strip("."))
            assert all(key.strip() in text for key in keys if key.strip()), source


def test_no_text_of_the_forms_bypasses_the_translation(provider, monkeypatch):
    """With a language that marks every text, whatever is not marked was never handed to the translator."""
    from hse_lcz.algorithms import base, choices, ready_models
    from hse_lcz.algorithms.provider import ALGORITHMS

    def marked(text: str) -> str:
        return f"«{text}»" if text else text

    for module in (base, choices, ready_models):
        monkeypatch.setattr(module, "tr", marked)
    for kind in (*ALGORITHMS, *ready_models.READY_MODELS):
        algorithm = kind().create()
        definitions = algorithm.parameterDefinitions()
        texts = [algorithm.displayName(), algorithm.group(), algorithm.shortDescription()]
        texts += [item.description() for item in [*definitions, *algorithm.outputDefinitions()]]
        texts += [item.help() for item in definitions]
        texts += [title for item in definitions if choices.keys(item) for title in item.options()]
        assert [text for text in texts if text and not text.startswith("«")] == [], algorithm.name()
        assert algorithm.shortHelpString().startswith("«"), algorithm.name()


def test_the_sheet_and_layers_speak_the_language(speaking):
    from hse_lcz.algorithms import layer_names

    named = {"de": "LCZ gefiltert rio", "fr": "LCZ filtrées rio"}[speaking]
    assert layer_names.layer_name("LCZ_FILTERED", "rio") == named
    assert layer_names.place(named) == "rio"


def test_the_algorithm_speaks_the_language_and_keeps_its_names(speaking):
    spoken, names = MapCity().create(), {"de": "Sentinel-2-Szene", "fr": "Scène Sentinel-2"}
    assert spoken.parameterDefinition("INPUT").description() == names[speaking]
    assert spoken.displayName() != MapCity.TITLE
    assert spoken.name() == "mapcity"
    assert f"<b>{names[speaking]}</b>" in spoken.shortHelpString()


def test_a_text_without_translation_stays_english(speaking):
    assert language.tr("Nobody has translated this.") == "Nobody has translated this."
    assert language.tr("") == ""


@pytest.mark.parametrize(("locale", "found"), [("de_AT", True), ("fr_CA", True), ("en", False), ("ja_JP", False)])
def test_a_countrys_variant_takes_its_language(qgis_app, locale, found):
    translator = language.install(locale)
    assert (translator is not None) == found
    if translator is not None:
        QCoreApplication.removeTranslator(translator)


def test_qgis_process_speaks_german(tmp_path, monkeypatch):
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
    variables = in_qgis.environment(tmp_path)
    command = in_qgis.program("qgis_process", variables["PATH"])
    if command is None:
        pytest.skip("qgis_process is not installed")
    for arguments in (["plugins", "enable", "hse_lcz"], ["help", "hselcz:mapcity"]):
        line = [command, *arguments]
        done = subprocess.run(line, env=variables, encoding="utf-8", capture_output=True, timeout=300, check=False)
    assert "Karte von Siedlungsausdehnung und lokalen Klimazonen" in done.stdout
    assert "Sentinel-2-Szene" in done.stdout
