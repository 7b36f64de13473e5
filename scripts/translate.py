#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Brings `resources/i18n/*.ts` up to date with the texts of the algorithms, and compiles them to `.qm`.

The texts are taken from the algorithms as QGIS sees them, so that none is forgotten; a text that is no longer used is
removed from the files, too. Needs Qt's `lrelease` (Debian: qttools5-dev-tools).
"""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

from qgis.core import QgsApplication

from hse_lcz.algorithms import (
    choices,
    districts_layer,
    layer_names,
    load_demo,
    menu,
    mixed_cells_layer,
    provider,
    ready_models,
)
from hse_lcz.model.tables import lcz

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "resources" / "i18n"
ALGORITHMS_FOLDER = ROOT / "algorithms"
CONTEXT = "hselcz"


def texts_of(algorithms: list) -> dict[str, str]:
    """Every text of the algorithms' forms and help, with the algorithm that uses it first."""
    found: dict[str, str] = {"Input": "", "Output": ""}
    for algorithm in algorithms:
        definitions = [*algorithm.parameterDefinitions(), *algorithm.outputDefinitions()]
        texts = [algorithm.displayName(), algorithm.group(), algorithm.shortDescription(), algorithm.introduction()]
        texts += [item.description() for item in definitions]
        texts += [item.help() for item in algorithm.parameterDefinitions()]
        texts += [title for item in algorithm.parameterDefinitions() if choices.keys(item) for title in item.options()]
        texts += getattr(algorithm, "_texts", {}).values()
        for text in texts:
            if text:
                found.setdefault(text, algorithm.name())
    return found


def other_texts() -> list[str]:
    """What else passes through `tr`: names of layers and attributes, the sheet, the menu."""
    found = [*layer_names.SHORT_TITLES.values(), *districts_layer.ALIASES.values(), districts_layer.ZONE_ALIAS]
    found += mixed_cells_layer.ALIASES.values()
    found += [load_demo.TOWN, menu.GUIDE_LABEL, *(label for _, label, _ in menu.ALGORITHMS)]
    found += [zone.name for zone in lcz.ZONES]
    for path in sorted(ALGORITHMS_FOLDER.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            is_call = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "tr"
            if is_call and isinstance(node.args[0], ast.Constant):
                found.append(node.args[0].value)
    return list(dict.fromkeys(found))


def source_texts() -> set[str]:
    """Every text in the source with `{}` for what differs; the keys of `log.json` are among them."""
    found = set()
    for path in [*ALGORITHMS_FOLDER.glob("*.py"), *(ROOT / "model").rglob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.JoinedStr):
                parts = [part.value if isinstance(part, ast.Constant) else "{}" for part in node.values]
                found.add("".join(parts))
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.add(node.value)
    return {text.removeprefix("Warning: ").strip() for text in found}


def all_texts() -> dict[str, str]:
    """Every text that a translation should have, with the algorithm that uses it first, "" for none."""
    kinds = [*provider.ALGORITHMS, *ready_models.READY_MODELS]
    return {**dict.fromkeys(other_texts(), ""), **texts_of([kind().create() for kind in kinds])}


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


def start_processing() -> None:
    """Registers QGIS's own algorithms and the plugin's, which a model needs to know its outputs."""
    sys.path.append(str(Path(QgsApplication.pkgDataPath()) / "python" / "plugins"))
    from processing.core.Processing import Processing

    Processing.initialize()
    QgsApplication.processingRegistry().addProvider(provider.Provider())


def main() -> None:
    """Updates and compiles every language that has a file, and says what is left to translate."""
    application = QgsApplication([], False)
    application.initQgis()
    start_processing()
    texts = all_texts()
    for path in sorted(FOLDER.glob("*.ts")):
        done = translations(path)
        write(path, path.stem.rpartition("_")[2], texts, done)
        print(f"{path.name}: {len(set(texts) & set(done))} of {len(texts)} texts")
        for text in texts:
            if text not in done:
                print(f"  to translate ({texts[text] or 'everywhere'}): {text}")
    compile_all()
    sys.stdout.flush()
    application.exitQgis()


if __name__ == "__main__":
    main()
