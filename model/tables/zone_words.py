# SPDX-License-Identifier: GPL-2.0-or-later
"""The names of the local climate zones in words, in seven languages and in any order and spelling of the words.

A name is read word by word: each word stands for an idea (compact, open, high, trees, ...), and the ideas together name
the zone. A name with a word that is not in the vocabulary names no zone.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Optional

# The ideas that the names are made of, and the zone that each set of them names.
_ZONES: dict[frozenset[str], int] = {
    frozenset(ideas.split()): zone
    for zone, sets in enumerate(
        (
            ("dense high",), ("dense mid",), ("dense low",), ("open high",), ("open mid",), ("open low",),
            ("light", "light low", "light dense", "light dense low"), ("large low",), ("sparse built",),
            ("heavy industry",), ("dense trees",), ("sparse trees",), ("bush",), ("low plants",),
            ("rock", "paved", "rock paved", "bare rock", "bare paved", "bare rock paved"),
            ("soil", "sand", "soil sand", "bare soil", "bare sand", "bare soil sand"), ("water",),
        ),
        start=1,
    )
    for ideas in sets
}  # fmt: skip

# Source: English names, Stewart & Oke 2012; French names, Cerema (maps of local climate zones of French cities); the
# other languages are our translation of the English names, with the words that municipal climate maps use.
# "word*" stands for every word that begins so.
_VOCABULARY: dict[str, str] = {
    "dense": "compact* dense densely densa* denso* densem* densement kompakt* dicht dichte dichter dichtes geschlossen*"
    " compatt* compatt* compacta* aaneengesloten gesloten 紧凑 密集 茂密 稠密",
    "open": "open* offen* ouvert* espaces espacee* abiert* abert* apert* aerad* aerat* spaziat* 开敞 开阔 开放",
    "high": "high highrise* tall hoch hohe hoher hohes hochhaus* tour tours alto alta altos altas alti alte"
    " grattaciel* torre*"
    " hoog hoge hoogbouw 高层",
    "mid": "mid midrise* medium middle mittel* mittlere* immeuble* moyen* media medio medias medios middelhoog"
    " middelhoge middelhoogbouw 中层",
    "low": "low lowrise* niedrig* nieder* flach* maison* bas basse* basso bassa bassi bajo baja bajos bajas baixo baixa"
    " baixos baixas laag lage laagbouw 低层 低矮",
    "light": "lightweight* light leicht* leger* legere* liger* ligera* leggera* leggero* leve* lichte lichtgewicht 轻质"
    " 轻型",
    "large": "large* grossflachig* grossflaechig* grossform* grande* gran emprise extens* groot* grootschalig* 大型"
    " 大面积",
    "sparse": "sparse* scattered* vereinzelt* locker* verstreut* dunn duenn diffus* clairsem* epars* sparso sparsa"
    " dispers* disseminat* diffusa verspreid* rada ralo ralas 稀疏 零散 零星",
    "built": "built building* buildings rise bebaut* bebauung gebaude* gebaeude* bauweise siedlung* batiment* bati"
    " construction* implantation* immobili edific* construid* construccion* construc* costruzion* bebouw* gebouw*"
    " houses housing structures 建筑 房屋",
    "heavy": "heavy schwer* lourde* pesad* pesant* zware* 重",
    "industry": "industr* 工业",
    "trees": "tree* baum* baeum* arbre* arbore* arbol* albero alberi alberat* arvore* bomen bos wald boise* 树木 树林",
    "bush": "bush bushes scrub scrubs shrub shrubs busch* gestrupp* gestruepp* strauch* strauech* buisson* arbust*"
    " matorral*"
    " cespugl* mato struik* heterogen* 灌木 灌丛",
    "plants": "plant* vegetation vegetat* vegetaz* vegetac* pflanz* pianta piante planten begroeiing 植被 植物 草地",
    "rock": "rock* fels* gestein* roche* rocher* roca* rocos* roccia* rocc* rocha* rots* 岩石 裸岩",
    "paved": "paved* pavement* versiegelt* befestigt* impermeable* asphalt* paviment* pavimentad* verhard* 铺装 硬化",
    "soil": "soil* boden* erde sol sols suelo* suolo solo solos terra bodem 土壤 裸土 土",
    "sand": "sand* sable* aren* sabbia* areia* zand* 沙地 沙 沙漠",
    "water": "water* gewasser* wasser* wasserflache* eau eaux agua* acqua* 水体 水域 水",
    "bare": "bare nackt* offener nu nus nue nudo nuda nudi desnud* permeable* kale kaal exposed 裸露",
}  # fmt: skip
# Words that say nothing of the zone.
_FILLERS = frozenset(
    (
        "and", "or", "with", "of", "the", "a",
        "und", "oder", "mit", "der", "die", "das", "von", "flache", "flaeche", "flachen",
        "et", "ou", "de", "des", "du", "d", "la", "le", "les", "l", "en", "avec", "ensemble", "ensembles", "espace",
        "plan", "surface", "surfaces", "naturel", "artificiel", "terrain",
        "o", "y", "e", "con", "di", "del", "della", "dei", "com", "do", "da", "dos", "das", "em", "zona",
        "met", "een", "van", "natuurlijk",
        "zone", "zones", "area", "areas", "natural", "land", "lcz",
        "或", "和", "的", "区",
    )
)  # fmt: skip
_EXACT = {word: idea for idea, words in _VOCABULARY.items() for word in words.split() if not word.endswith("*")}
_STEMS = sorted(
    ((word[:-1], idea) for idea, words in _VOCABULARY.items() for word in words.split() if word.endswith("*")),
    key=lambda item: -len(item[0]),
)
# Chinese writes its words without spaces between them.
_CHINESE = sorted((word for word in _EXACT if ord(word[0]) > 0x2E80), key=len, reverse=True)
# Names that the ideas cannot tell apart from those of another zone, or that use words in another meaning.
_PHRASES: dict[str, int] = {
    # French (Cerema)
    "ensemble de maisons espacees": 6, "ensemble d immeubles espaces": 5, "ensemble de tours espacees": 4,
    "espace densement arbore": 11, "espace arbore clairseme": 12, "espace vegetalise heterogene": 13,
    "sol impermeable naturel ou artificiel": 15, "sol nu permeable": 16, "surface en eau": 17,
    "batiments bas de grande emprise": 8, "implantation diffuse de maisons": 9, "grands batiments bas": 8,
    # Others
    "offener boden": 16, "offener boden oder sand": 16, "offener boden sand": 16, "dunn besiedelt": 9,
    "sparsely built up": 9, "locker bebaut": 9, "schwerindustrie": 10, "重工业": 10,
}  # fmt: skip


def zone_of_words(text: str) -> Optional[int]:
    """The code 1 to 17 of the zone that a name in words means; None where it means none, or where it is doubtful.

    >>> [zone_of_words(name) for name in ("Compact mid-rise", "kompakte mittelhohe Bebauung")]
    [2, 2]
    >>> zone_of_words("water tower") is None
    True
    """
    words = _words(text)
    if not words:
        return None
    phrase = _PHRASES.get(" ".join(words))
    if phrase is not None:
        return phrase
    ideas: set[str] = set()
    for word in words:
        idea = _EXACT.get(word) or next((idea for stem, idea in _STEMS if word.startswith(stem)), None)
        if idea is not None:
            ideas.add(idea)
        elif word not in _FILLERS:
            return None
    zone = _ZONES.get(frozenset(ideas))
    # "Buildings" may stand beside any name of a built zone.
    return _ZONES.get(frozenset(ideas - {"built"})) if zone is None else zone


def _words(text: str) -> list[str]:
    """The words of a name in small letters without accents."""
    folded = unicodedata.normalize("NFKD", text.casefold())
    folded = "".join(letter for letter in folded if not unicodedata.combining(letter))
    if any(ord(letter) > 0x2E80 for letter in folded):
        for word in _CHINESE:
            folded = folded.replace(word, f" {_MARK}{_CHINESE.index(word)} ")
        folded = re.sub(rf"{_MARK}(\d+)", lambda match: _CHINESE[int(match[1])], folded)
    return re.findall(r"[^\W\d_]+", folded)


# Stands for a Chinese word that was found already; not a letter of any name.
_MARK = "\ue000"
