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
def english(qgis_app) -> set[str]:
    """Every text of the main algorithm."""
    return set(translate.spoken([MapCity().create()]))


def test_what_is_compiled_is_what_is_written(speaking):
    written = translate.translations(translate.FOLDER / f"hse_lcz_{speaking}.ts")
    assert written
    for source, text in written.items():
        assert language.tr(source) == text


def test_the_main_algorithm_is_translated(english, speaking):
    """A text that has just been reworded may wait for `make translations`, most may not."""
    written = translate.translations(translate.FOLDER / f"hse_lcz_{speaking}.ts")
    assert len(english & set(written)) >= 0.8 * len(english), sorted(english - set(written))


def test_the_algorithm_speaks_the_language_and_keeps_its_names(english, speaking):
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
    assert "Siedlungsausdehnung und lokale Klimazonen kartieren" in done.stdout
    assert "Sentinel-2-Szene" in done.stdout
