# SPDX-License-Identifier: GPL-2.0-or-later
"""Log lines and error messages in the language of QGIS.

The core knows neither Qt nor languages: it says "Took 3.1 s." in English. `resources/i18n/log.json` has what it may say
as templates: `{}` stands for what differs, and in the translations `{0}` for the first of these. A line that fits a
template is put together again in that language. What stands in the place of a `{}`, and what is listed with commas
there, is looked up itself, such as the name of a zone or how a band was found. What fits none stays as it is.
"""

from __future__ import annotations

import json
import re
from functools import lru_cache
from typing import NamedTuple, Optional

from qgis.core import QgsProcessingFeedback
from qgis.PyQt.QtCore import Qt

from .language import FOLDER, tr

TABLE = FOLDER / "log.json"
_WARNING = "Warning: "
# Between the parts of a list, which are looked up one by one, or several together where a part has a comma itself.
_BETWEEN = re.compile(r"(, |; | and )")
_DEEPEST = 5


class Template(NamedTuple):
    """A pattern of log lines, and its translation."""

    texts: tuple[str, ...]
    """The literal text between the places of `{}`: a line that lacks any of it cannot match."""
    pattern: re.Pattern
    translation: str
    has_words: bool
    """Whether it contains words; mere punctuation matches only where a part in between is known."""


def language_of_qgis() -> str:
    """The language of QGIS as the table calls it, "en" where there is no translation."""
    return tr("en")


def pattern(template: str) -> re.Pattern:
    """The regular expression of the lines that a template matches; several `{}` without a text in between are one.

    >>> pattern("Took {} s{}{}.").fullmatch("Took 3.1 s, all of it waiting.").groups()
    ('3.1', ', all of it waiting')
    """
    return re.compile("(.*?)".join(re.escape(part) for part in re.split(r"(?:\{\})+", template)), re.DOTALL)


@lru_cache(maxsize=8)
def templates(language: str, ends: bool) -> tuple[Template, ...]:
    """The templates in a language, those with the most text first, as they are the most specific.

    Args:
        language: "de", for example.
        ends: whether to give whole sentences, which end in a full stop or a colon, or parts of sentences.
    """
    table = json.loads(TABLE.read_text(encoding="utf-8"))
    chosen = [english for english in table if english.endswith((".", ":")) == ends]
    chosen.sort(key=lambda english: -len(english.replace("{}", "")))
    return tuple(
        Template(
            tuple(english.split("{}")), pattern(english), table[english][language], bool(re.search("[A-Za-z]", english))
        )
        for english in chosen
    )


def translated(text: str) -> str:
    """One or several lines in the language of QGIS."""
    language = language_of_qgis()
    if language == "en":
        return text
    return "\n".join(_line(line, language) for line in text.split("\n"))


def _line(text: str, language: str) -> str:
    """One line translated, its indent kept."""
    words = text.lstrip()
    indent = text[: len(text) - len(words)]
    if words.startswith(_WARNING):
        indent, words = f"{indent}{tr('Warning')}: ", words[len(_WARNING) :]
    return indent + _translated(words, language, 0)


def _translated(text: str, language: str, depth: int) -> str:
    known = _by_template(text, language, depth)
    if known is not None or depth == 0:
        return text if known is None else known
    # A list of parts: as many of them together as are known, else one as it is.
    parts, done, is_known = _BETWEEN.split(text), "", False
    while parts:
        for count in range(len(parts), 0, -2):
            translation = _by_template("".join(parts[:count]), language, depth)
            if translation is not None:
                is_known = True
                break
        else:
            count, translation = 1, parts[0]
        done += translation + "".join(parts[count : count + 1]).replace(" and ", f" {tr('and')} ")
        parts = parts[count + 1 :]
    return done if is_known else text


def _by_template(text: str, language: str, depth: int) -> Optional[str]:
    """The translation of a text that is known as a whole; None where it is not."""
    words = text.strip()
    if not words or depth > _DEEPEST:
        return None
    start, end = text[: text.index(words)], text[text.index(words) + len(words) :]
    if tr(words) != words:
        return start + tr(words) + end
    for template in (*templates(language, ends=True), *templates(language, ends=False)):
        found = template.pattern.fullmatch(words) if all(text in words for text in template.texts) else None
        if found is not None:
            parts = [_translated(part, language, depth + 1) for part in found.groups()]
            if template.has_words or parts != list(found.groups()):
                return start + template.translation.format(*parts) + end
    if words[0].isupper():  # what stands within a sentence elsewhere may begin one here
        found = _by_template(words[0].lower() + words[1:], language, depth + 1)
        return None if found is None else start + found[0].upper() + found[1:] + end
    return None


def translating(feedback: QgsProcessingFeedback) -> QgsProcessingFeedback:
    """A feedback that translates lines into the language of QGIS; the feedback itself where that is English."""
    return feedback if language_of_qgis() == "en" else TranslatedLog(feedback)


def plain(feedback: QgsProcessingFeedback) -> QgsProcessingFeedback:
    """The feedback behind one that translates, for lines that are translated already."""
    return feedback.behind if isinstance(feedback, TranslatedLog) else feedback


class TranslatedLog(QgsProcessingFeedback):
    """Passes everything on to QGIS's own feedback, lines in the language of QGIS."""

    def __init__(self, feedback: QgsProcessingFeedback) -> None:
        """Translate for a feedback.

        Args:
            feedback: of the run; it has to outlive this one.
        """
        super().__init__(False)
        self.behind = feedback
        # QGIS's own code asks the object in C++, which knows nothing of what is overridden here.
        feedback.canceled.connect(self.cancel, Qt.ConnectionType.DirectConnection)

    def isCanceled(self) -> bool:
        """Whether the user cancelled."""
        return self.behind.isCanceled()

    def setProgress(self, progress: float) -> None:
        """The share done, in percent."""
        self.behind.setProgress(progress)

    def setProgressText(self, text: str) -> None:
        """The current step."""
        self.behind.setProgressText(translated(text))

    def pushInfo(self, info: str) -> None:
        """A line for the log."""
        self.behind.pushInfo(translated(info))

    def pushWarning(self, warning: str) -> None:
        """A warning for the log."""
        self.behind.pushWarning(translated(warning))

    def reportError(self, error: str, fatalError: bool = False) -> None:  # noqa: N803
        """An error for the log."""
        self.behind.reportError(translated(error), fatalError)


class ErrorListener(TranslatedLog):
    """Passes everything on, and keeps what went wrong last.

    Attributes:
        error: "" while nothing did.
    """

    error = ""

    def reportError(self, error: str, fatalError: bool = False) -> None:  # noqa: N803
        """What went wrong."""
        self.error = error
        super().reportError(error, fatalError)
