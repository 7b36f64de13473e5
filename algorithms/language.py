# SPDX-License-Identifier: GPL-2.0-or-later
"""What users read, in their language: labels and help texts pass through `tr` before QGIS shows them.

English texts are in the code; translations are in `resources/i18n`, a `.ts` file a language, which `make translations`
brings up to date and compiles. A text without a translation stays English.
"""

from __future__ import annotations

from pathlib import Path
from typing import Optional

from qgis.PyQt.QtCore import QCoreApplication, QLocale, QTranslator

CONTEXT = "hselcz"
FOLDER = Path(__file__).resolve().parent.parent / "resources" / "i18n"


def tr(text: str) -> str:
    """A text in the language of QGIS."""
    return QCoreApplication.translate(CONTEXT, text) if text else text


def install(locale: str) -> Optional[QTranslator]:
    """Puts a language's translations into the application; None where there are none.

    Args:
        locale: as QGIS names it, "de" or "de_AT".

    Returns:
        What must be kept as long as the translations are to hold.
    """
    translator = QTranslator()
    if not translator.load(QLocale(locale), "hse_lcz", "_", str(FOLDER)):
        return None
    QCoreApplication.installTranslator(translator)
    return translator
