#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""What is published: a scan of the zip of the working tree, and the changelog inside `metadata.txt`.

scripts/ship.py changelog    copies this version's entries of CHANGELOG.md into metadata.txt
scripts/ship.py scan         scans what the zip ships as the plugin repository does; fails on any finding
"""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LIMIT_BYTES = 25_000_000
SUSPICIOUS = {".exe", ".dll", ".so", ".dylib", ".bat", ".sh", ".ps1", ".cmd", ".pyc", ".pyo"}


class CheckoutError(Exception):
    """There is no git checkout to make an archive of."""


def archive() -> bytes:
    """The zip that `make zip` would write if the working tree were committed as it is; commits nothing.

    Raises:
        CheckoutError: git says why.
    """
    with tempfile.TemporaryDirectory() as scratch:

        def git(*arguments: str, **variables: str) -> bytes:
            line = ["git", *arguments]
            run = subprocess.run(line, cwd=ROOT, env={**os.environ, **variables}, capture_output=True, check=False)
            if run.returncode != 0:
                raise CheckoutError(run.stderr.decode().strip())
            return run.stdout

        kept = ROOT / git("rev-parse", "--git-path", "objects").decode().strip()
        objects = Path(scratch, "objects")
        objects.mkdir()
        apart = {
            "GIT_INDEX_FILE": str(Path(scratch, "index")),
            "GIT_OBJECT_DIRECTORY": str(objects),
            "GIT_ALTERNATE_OBJECT_DIRECTORIES": str(kept),
        }
        git("add", "--all", **apart)
        tree = git("write-tree", **apart).decode().strip()
        return git("archive", "--format=zip", "--prefix=hse_lcz/", "--worktree-attributes", tree, **apart)


def scan(content: bytes) -> list[str]:
    """What the plugin repository would find in a zip, a line each.

    Source: https://github.com/qgis/QGIS-Plugins-Website, SECURITY_SCANNING.md: Bandit (here with all its tests, of
    which the repository enables a part), detect-secrets over all files but metadata.txt (here over that, too), flake8
    at 120 columns, and files that are hidden, executable or of a suspicious kind.
    """
    found = [] if len(content) <= LIMIT_BYTES else [f"the zip has {len(content)} bytes, more than {LIMIT_BYTES}"]
    with zipfile.ZipFile(io.BytesIO(content)) as bundle, tempfile.TemporaryDirectory() as folder:
        for member in bundle.infolist():
            path = Path(member.filename)
            if path.name.startswith(".") or path.suffix in SUSPICIOUS or "__pycache__" in path.parts:
                found.append(f"{path}: hidden or of a suspicious kind")
            if not member.is_dir() and (member.external_attr >> 16) & 0o111:
                found.append(f"{path}: executable")
        bundle.extractall(folder)
        return found + _bandit(folder) + _secrets(folder) + _flake8(folder)


def _tool(name: str, *arguments: str, folder: str) -> str:
    command = shutil.which(name, path=os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]))
    if command is None:
        sys.exit(f"{name} was not found: run `make setup` first.")
    run = subprocess.run([command, *arguments], cwd=folder, text=True, capture_output=True, check=False)
    if run.returncode not in (0, 1):  # 1: there are findings
        sys.exit(f"{name} failed: {run.stderr}")
    return run.stdout


def _bandit(folder: str) -> list[str]:
    report = json.loads(_tool("bandit", "-r", ".", "-f", "json", "--quiet", folder=folder))
    faults = [f"{fault['filename']}: bandit cannot read it ({fault['reason']})" for fault in report["errors"]]
    return faults + [
        f"{issue['filename']}:{issue['line_number']}: {issue['test_id']} {issue['issue_text']}"
        for issue in report["results"]
    ]


def _secrets(folder: str) -> list[str]:
    report = json.loads(_tool("detect-secrets", "scan", "--all-files", ".", folder=folder))
    return [
        f"{path}:{item['line_number']}: {item['type']}" for path, items in report["results"].items() for item in items
    ]


def _flake8(folder: str) -> list[str]:
    # E203: a formatted slice has a space before its colon. The repository has that rule off, as all of mere style.
    lines = _tool("flake8", "--isolated", "--max-line-length=120", "--extend-ignore=E203", ".", folder=folder)
    return lines.splitlines()


def changelog(text: str, version: str) -> str:
    """The entries of a version in CHANGELOG.md as `metadata.txt` holds them, each on one line."""
    section = re.search(rf"^## {re.escape(version)}\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    if section is None:
        sys.exit(f"CHANGELOG.md has no section “## {version}”, the version of metadata.txt.")
    entries = re.findall(r"^- (.*?)(?=^- |\Z)", section[1], re.MULTILINE | re.DOTALL)
    return "\n".join([version, *(f"    - {' '.join(entry.split())}" for entry in entries)])


def with_changelog(metadata: str, text: str) -> str:
    """`metadata.txt` with the changelog of its version; everything else as it was."""
    version = re.search(r"^version=(.+)$", metadata, re.MULTILINE)[1]
    log = changelog(text, version)
    return re.sub(r"^(changelog=).*?(?=\n\S)", lambda found: found[1] + log, metadata, flags=re.MULTILINE | re.DOTALL)


def main(arguments: list[str]) -> None:
    """Copies or scans."""
    if arguments == ["changelog"]:
        path = ROOT / "metadata.txt"
        log = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
        path.write_text(with_changelog(path.read_text(encoding="utf-8"), log), encoding="utf-8")
    elif arguments == ["scan"]:
        content = archive()
        found = scan(content)
        print("\n".join([*found, f"{len(found)} findings in {len(content) / 1e6:.1f} MB."]))
        sys.exit(bool(found))
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    main(sys.argv[1:])
