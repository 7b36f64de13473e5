# SPDX-License-Identifier: GPL-2.0-or-later
"""Names of zones in the wild are understood, and what names none, or two, is not."""

from __future__ import annotations

import pytest

from hse_lcz.model.errors import InputError
from hse_lcz.model.tables import lcz, zone_names
from hse_lcz.model.tables.zone_words import zone_of_words


@pytest.mark.parametrize("zone", lcz.ZONES, ids=lambda zone: zone.label)
@pytest.mark.parametrize(
    "form",
    ["{label}", "LCZ {label}", "lcz_{label}", "LCZ-{label}", "LCZ{label}", " {label} ", "{label}: {name}",
     "LCZ {label} ({name})", "{label} - {name}", "{name}", "LCZ {label} {lower}", "{lower}"],
)  # fmt: skip
def test_a_zone_is_known_by_many_names(zone, form):
    text = form.format(label=zone.label, name=zone.name, lower=zone.name.lower().replace("-", " "))
    assert zone_names.parse(text) == zone.code


@pytest.mark.parametrize(
    ("value", "zone"),
    [(3, 3), (14, 14), (104, 14), (104.0, 14), ("104", 14), ("LCZ 104", 14), ("14.0", 14), (31, 1), (41, 15),
     ("61", 15), ("e", 15), ("Compact highrise", 1), ("LCZ 7 lightweight lowrise", 7)],
)  # fmt: skip
def test_numbers_and_words_that_are_plain(value, zone):
    assert zone_names.parse(value) == zone


@pytest.mark.parametrize(
    "value", [None, "", "H", "0", 0, 18, "18", 108, -1, 2.5, float("nan"), "LCZ", "A tree", "1, 2",
              "LCZ 3 Open low-rise", "water tower", "GG", "inf"],
)  # fmt: skip
def test_what_means_no_zone_is_refused(value):
    with pytest.raises(
        InputError, match="^Expected the name of a local climate zone such as 3, A, LCZ A or 101, found"
    ):
        zone_names.parse(value, "the layer")


# Names as Cerema (French), municipal climate maps (German) and translations of Stewart & Oke have them.
IN_OTHER_LANGUAGES = {
    1: ["Compact highrise", "Kompakte Hochhausbebauung", "Ensemble compact de tours", "Edificios altos compactos",
        "Edifici alti compatti", "Edifícios altos compactos", "Compacte hoogbouw", "紧凑高层建筑"],
    2: ["COMPACT MID-RISE", "compact medium-rise buildings", "Kompakte mittelhohe Bebauung",
        "Ensemble compact d’immeubles", "Compacte middelhoogbouw", "紧凑中层"],
    3: ["Compact low rise", "Kompakte niedrige Bebauung", "Ensemble compact de maisons", "密集低层"],
    4: ["Offene Hochhausbebauung", "Ensemble de tours espacées", "开敞高层"],
    5: ["Offene mittelhohe Bebauung", "Ensemble d'immeubles espacés", "开阔中层"],
    6: ["Offene niedrige Bebauung", "Ensemble de maisons espacées", "open low rise houses"],
    7: ["Lightweight", "Ensemble dense de constructions légères", "轻质低层"],
    8: ["Großflächige niedrige Bebauung", "Bâtiments bas de grande emprise", "大型低层"],
    9: ["Lockere Bebauung", "Implantation diffuse de maisons", "零散建筑"],
    10: ["Schwerindustrie", "Industrie lourde", "Industria pesada", "Zware industrie", "重工业"],
    11: ["Dichter Baumbestand", "Espace densément arboré", "Árboles densos", "茂密树木"],
    12: ["Vereinzelte Bäume", "Espace arboré clairsemé", "Árboles dispersos", "稀疏树木"],
    13: ["Busch, Gestrüpp", "Bush (scrub)", "灌木"],
    14: ["Niedrige Vegetation", "Végétation basse", "低矮植被"],
    15: ["Fels oder versiegelt", "Sol imperméable naturel ou artificiel", "Bare rock / paved"],
    16: ["Offener Boden oder Sand", "Sol nu perméable", "裸土或沙地"],
    17: ["Wasser", "Gewässer", "Surface en eau", "Agua", "Acqua", "水体"],
}  # fmt: skip


@pytest.mark.parametrize("zone", IN_OTHER_LANGUAGES)
def test_names_in_several_languages(zone):
    names = IN_OTHER_LANGUAGES[zone]
    assert [zone_of_words(name) for name in names] == [zone] * len(names)
    label = lcz.ZONES[zone - 1].label
    assert [zone_names.parse(f"LCZ {label}: {name.upper()}") for name in names] == [zone] * len(names)


@pytest.mark.parametrize(
    "text", ["Forest", "Urban", "Built-up", "Grassland", "Cropland", "Trees", "Open water", "Dense urban", "compact",
             "low", "Snow and ice", "Region of interest", "ROI", "study area", "old town", "water tower", "industrial"],
)  # fmt: skip
def test_words_of_other_legends_name_no_zone(text):
    assert zone_of_words(text) is None


@pytest.mark.parametrize(
    ("value", "zone"),
    [("3B", 3), ("6_5", 6), ("LCZ 3B", 3), ("lcz6_5", 6), ("LCZ A_F", 11), ("10E", 10), ("2_D", 2), ("LCZ B3", 12)],
)
def test_sub_classes_are_read_by_their_main_zone(value, zone):
    found = zone_names.read(value)
    assert (found.zone, found.sub_class) == (zone, True)


@pytest.mark.parametrize(
    ("value", "zone"),
    [("LCZ 3_12", 3), ("LCZ3_001", 3), ("LCZ 6 Garden suburb", 6), ("LCZ D sample 4", 14), ("lcz 2 - area 17", 2)],
)
def test_what_follows_a_label_may_be_a_number_or_a_place(value, zone):
    found = zone_names.read(value)
    assert (found.zone, found.sub_class) == (zone, False)


@pytest.mark.parametrize(
    "value", ["LCZ 1-10", "LCZ 3 or 6", "LCZ 3/6", "LCZ A bis D", "3/6", "B3", "A1", "6-5", "6_18", "Zone 3", "1e1"]
)
def test_ranges_choices_and_numbered_letters_name_no_zone(value):
    assert zone_names.read(value) is None


@pytest.mark.parametrize(
    ("value", "form"),
    [(3, zone_names.NUMBER), ("3", zone_names.NUMBER), ("103", zone_names.NUMBER), ("C", zone_names.LETTER),
     ("LCZ 3", zone_names.LABEL), ("Water", zone_names.WORDS), ("3: Compact low-rise", zone_names.WORDS)],
)  # fmt: skip
def test_the_form_says_how_plain_the_meaning_is(value, form):
    found = zone_names.read(value)
    assert (found.form, found.explicit) == (form, form in (zone_names.LABEL, zone_names.WORDS))
