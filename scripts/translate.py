#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Brings `resources/i18n/*.ts` up to date with what the algorithms say, and compiles them to `.qm`.

The texts are taken from the algorithms as QGIS sees them, so that none is forgotten; a text that has gone goes from the
files, too. Needs Qt's `lrelease` (Debian: qttools5-dev-tools).
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "resources" / "i18n"
CONTEXT = "hselcz"


def spoken(algorithms: list) -> dict[str, str]:
    """Every text that passes through `tr`, with the algorithm that says it first."""
    found: dict[str, str] = {"Input": "", "Output": ""}
    for algorithm in algorithms:
        definitions = [*algorithm.parameterDefinitions(), *algorithm.outputDefinitions()]
        texts = [algorithm.displayName(), algorithm.group(), algorithm.shortDescription(), algorithm.introduction()]
        texts += [item.description() for item in definitions]
        texts += [item.help() for item in algorithm.parameterDefinitions()]
        texts += algorithm._texts.values()
        for text in texts:
            if text:
                found.setdefault(text, algorithm.name())
    return found


def translations(path: Path) -> dict[str, str]:
    """What a `.ts` file translates: English -> the other language; only what is done."""
    if not path.exists():
        return {}
    messages = ET.parse(path).getroot().iter("message")
    pairs = {message.findtext("source"): message.findtext("translation") for message in messages}
    return {source: text for source, text in pairs.items() if text}


def write(path: Path, language: str, texts: dict[str, str], done: dict[str, str]) -> None:
    """Writes a `.ts` file with every text, translated or not."""
    root = ET.Element("TS", version="2.1", language=language, sourcelanguage="en")
    context = ET.SubElement(root, "context")
    ET.SubElement(context, "name").text = CONTEXT
    for text, algorithm in texts.items():
        message = ET.SubElement(context, "message")
        ET.SubElement(message, "source").text = text
        if algorithm:
            ET.SubElement(message, "extracomment").text = algorithm
        translation = ET.SubElement(message, "translation")
        if text in done:
            translation.text = done[text]
        else:
            translation.set("type", "unfinished")
    ET.indent(root)
    body = ET.tostring(root, encoding="unicode")
    path.write_text(f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{body}\n', encoding="utf-8")


def compile_all() -> None:
    """Makes the `.qm` files."""
    tool = shutil.which("lrelease") or shutil.which("lrelease-qt5")
    if tool is None:
        sys.exit("lrelease was not found: install qttools5-dev-tools.")
    for path in sorted(FOLDER.glob("*.ts")):
        subprocess.run([tool, "-silent", "-removeidentical", str(path)], check=True)


def main() -> None:
    """Updates and compiles every language that has a file, and says what is left to translate."""
    from qgis.core import QgsApplication

    application = QgsApplication([], False)
    application.initQgis()
    from hse_lcz.algorithms.provider import ALGORITHMS

    algorithms = [kind().create() for kind in ALGORITHMS]
    texts = spoken(algorithms)
    for path in sorted(FOLDER.glob("*.ts")):
        done = translations(path)
        write(path, path.stem.rpartition("_")[2], texts, done)
        print(f"{path.name}: {len(set(texts) & set(done))} of {len(texts)} texts")
        for text in texts:
            if texts[text] in ("", "mapcity") and text not in done:
                print(f"  to translate: {text}")
    compile_all()
    sys.stdout.flush()
    application.exitQgis()


if __name__ == "__main__":
    main()
