# SPDX-License-Identifier: GPL-2.0-or-later
"""The log speaks German and French: whole lines, lists within lines, and what stays as it is."""

from __future__ import annotations

import json
import re

import pytest
import translate
from qgis.PyQt.QtCore import QCoreApplication

from hse_lcz.algorithms import language, log_language

from .desktop import write_districts

TABLE = json.loads(log_language.TABLE.read_text(encoding="utf-8"))
LANGUAGES = ("de", "fr")
# Words of every English line that no German or French one has.
ENGLISH = re.compile(r"\b(the|of|is|are|and|with|by|for|from|has|was|to|cells|band|done|seconds|built|taken|mean)\b")


@pytest.fixture(params=LANGUAGES)
def speaking(request, qgis_app):
    """The application in that language, as long as the test lasts."""
    translator = language.install(request.param)
    yield request.param
    QCoreApplication.removeTranslator(translator)


@pytest.fixture
def german(qgis_app):
    translator = language.install("de")
    yield
    QCoreApplication.removeTranslator(translator)


def test_each_template_is_what_the_source_says():
    """A sentence that was changed in the source has to be changed in `log.json`."""
    assert not set(TABLE) - translate.source_texts()


@pytest.mark.parametrize("name", LANGUAGES)
def test_translations_fill_the_places_of_their_templates(name):
    for english, words in TABLE.items():
        count = len(re.findall(r"(?:\{\})+", english))
        places = [int(place) for place in re.findall(r"\{(\d+)\}", words[name])]
        assert len(places) == len(set(places)) and set(places) <= set(range(count)), english
        assert words[name].format(*"x" * count)


LINES = [
    ("Took 3.1 s, 2 % of it waiting for the scene to be read.",
     "Dauer 3.1 s, davon 2 % Warten auf das Lesen der Szene."),
    ("Kappa: 0.274 (0.043 to 0.489)", "Kappa: 0.274 (0.043 bis 0.489)"),
    ("Taken as band 1 “lcz”, local climate zones, codes 1 to 17 (LCZ Generator, this plugin), as its tag says.",
     "Gelesen als Kanal 1 “lcz”, lokale Klimazonen, Codes 1 bis 17 (LCZ Generator, dieses Plugin), wie sein Tag sagt."),
    (
        "Before: band 1 “lcz” of 1, codes 1 to 17 (LCZ Generator, this plugin), as its tag says.",
        "Vorher: Kanal 1 “lcz” von 1, Codes 1 bis 17 (LCZ Generator, dieses Plugin), wie sein Tag sagt.",
    ),
    ("  6.11 %  LCZ 3: Compact low-rise", "  6.11 %  LCZ 3: Kompakt, niedrig"),
    (
        "Bands found by their descriptions and wavelengths:\n  B2 = band 1 “blue”, 490 nm",
        "Kanäle nach ihren Beschreibungen und Wellenlängen gefunden:\n  B2 = Kanal 1 “blue”, 490 nm",
    ),
    ("Warning: a.tif lies elsewhere; it adds nothing to the maps.",
     "Warnung: a.tif liegt anderswo und trägt nichts zu den Karten bei."),
    ("40 % done, about 2 minutes remaining.", "40 % fertig, noch etwa 2 min."),
]  # fmt: skip


@pytest.mark.parametrize(("english", "expected"), LINES)
def test_a_line_is_put_together_anew(german, english, expected):
    assert log_language.translated(english) == expected


@pytest.mark.parametrize(
    "line",
    [
        "",
        "Nobody has translated this.",
        "/data/to learn/the map.tif",
        "{}",
        "a: b; c {0}",
        "Expected one and two, found three.",
    ],
)
def test_what_fits_nothing_stays(german, line):
    assert log_language.translated(line).replace(" :", ":") == line


def test_names_of_files_stay_within_a_line(german):
    assert log_language.translated("Mapping the {0} of bands, and more.tif.").startswith("the {0} of bands")


def test_english_stays_english(qgis_app):
    from qgis.core import QgsProcessingFeedback

    assert log_language.translated(LINES[0][0]) == LINES[0][0]
    feedback = QgsProcessingFeedback()
    assert log_language.translating(feedback) is feedback


def test_a_cancel_and_the_share_done_pass_through(german):
    from qgis.core import QgsProcessingFeedback

    feedback = QgsProcessingFeedback()
    spoken = log_language.translating(feedback)
    spoken.setProgress(40)
    assert feedback.progress() == 40
    spoken.pushWarning("Warning: a.tif lies elsewhere; it adds nothing to the maps.")
    assert "liegt anderswo" in feedback.textLog()
    assert not spoken.isCanceled()
    feedback.cancel()
    assert spoken.isCanceled()


def test_no_line_of_the_main_algorithms_is_english(speaking, provider, scene, areas, town, tmp_path):
    """Run `scripts/in_qgis.py python scripts/translate.py` for the forms; lines of the log stand in `log.json`."""
    import processing
    from qgis.core import QgsProcessingFeedback

    class Log(QgsProcessingFeedback):
        def __init__(self):
            super().__init__(False)
            self.lines: list[str] = []

        def pushInfo(self, text):
            self.lines += text.split("\n")

        def pushWarning(self, text):
            self.pushInfo(text)

    log = Log()

    def run(name: str, **parameters):
        log.lines.append(name)
        return processing.run(f"hselcz:{name}", parameters, feedback=log)

    def path(name: str) -> str:
        return str(tmp_path / name)

    write_districts(path("districts.gpkg"))
    first = run("mapcity", INPUT=scene, LCZ=path("a.tif"), HSE=path("hse.tif"), CONFIDENCE=path("c.tif"), DEVICE="cpu",
                LCZ_PROBABILITIES=path("p.tif"))  # fmt: skip
    run("mapcity", INPUT=scene, DATES=[scene], PRESET="quick", LCZ=path("b.tif"), DEVICE="cpu")
    run("preparestack", LAYERS=[scene], STACK=path("stack.tif"))
    run("loaddemo", FOLDER=path("demo"))
    maps = {"INPUT": first["LCZ"], "AFTER": path("b.tif")}
    run("comparedates", **maps, LCZ_CHANGE=path("change.tif"))
    run("comparedates", **maps, BEFORE_PROBABILITIES=path("p.tif"), AFTER_PROBABILITIES=path("p.tif"),
        LCZ_CHANGE=path("change2.tif"))  # fmt: skip
    run("assesslcz", INPUT=first["LCZ"], REFERENCE=path("b.tif"), FIGURES=path("f.json"))
    run("assesshse", INPUT=path("hse.tif"), REFERENCE=path("hse.tif"), FIGURES=path("g.json"))
    run("summarise", INPUT=first["LCZ"], HSE=path("hse.tif"), POLYGONS=path("districts.gpkg"), OUTPUT=path("d.gpkg"))
    run("stylemap", INPUT=first["LCZ"], CONFIDENCE=path("c.tif"), FADED=path("faded.tif"))
    run("filterlcz", INPUT=first["LCZ"], LCZ_FILTERED=path("filtered.tif"))
    run("convertcodes", INPUT=first["LCZ"], LCZ=path("codes.tif"), LCZ_GENERATOR=path("three.tif"))
    run("canopyparameters", INPUT=first["LCZ"], CANOPY=path("canopy.tif"))
    run("checktrainingareas", SCENES=[town], LABELS=areas, OUTPUT=path("checked.gpkg"))
    own = {str(tmp_path), scene, town, areas}
    said = [line for line in log.lines if not line.startswith("Results")]
    for name in own:
        said = [line.replace(name, "") for line in said]
    assert len(said) > 60
    english = "\n".join(line for line in said if ENGLISH.search(line))
    assert not english, english
