#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Writes `resources/guide.html`, the user guide that ships with the plugin, from the pages in `docs`.

    scripts/make_guide.py

One file that needs no network: no pictures, no scripts. Standard library only.
"""

from __future__ import annotations

import re
from html import escape
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
GUIDE = ROOT / "resources" / "guide.html"
REPOSITORY = "https://github.com/hse-lcz/hse_lcz/blob/main"
LEFT_OUT = {"README.md", "developing.md"}
STYLE = """
body { font: 16px/1.55 "Open Sans", system-ui, sans-serif; margin: 0 auto; max-width: 50rem; padding: 2rem 1.5rem; }
h1 { border-top: 1px solid #d5d9dc; font-size: 1.6rem; margin-top: 4rem; padding-top: 2rem; }
h1:first-of-type { border: 0; margin-top: 0; padding-top: 0; }
h2 { font-size: 1.15rem; margin-top: 2rem; }
code { background: #eef0f1; border-radius: 3px; font: .9em ui-monospace, monospace; padding: .1em .3em; }
pre { background: #eef0f1; border-radius: 4px; overflow-x: auto; padding: .8rem 1rem; }
pre code { background: none; padding: 0; }
table { border-collapse: collapse; display: block; font-size: .92em; overflow-x: auto; }
th, td { border-bottom: 1px solid #d5d9dc; padding: .35rem .8rem .35rem 0; text-align: left; vertical-align: top; }
a { color: #7f1d46; }
@media (prefers-color-scheme: dark) {
  body { background: #1c2024; color: #e6e8e9; }
  code, pre { background: #2b3036; }
  a { color: #efa765; }
}
"""


def pages() -> list[Path]:
    """The pages in the order in which the guide's first page links to them."""
    first = (DOCS / "README.md").read_text(encoding="utf-8")
    linked = re.findall(r"\]\((\w+\.md)\)", first)
    return [DOCS / name for name in dict.fromkeys(linked) if name not in LEFT_OUT]


def guide() -> str:
    """The whole guide as HTML."""
    sections = [DOCS / "README.md", *pages()]
    body = "\n".join(
        f'<section id="{path.stem}">\n{to_html(path.read_text(encoding="utf-8"))}\n</section>' for path in sections
    )
    head = f'<meta charset="utf-8"><title>HSE &amp; LCZ Mapper: user guide</title><style>{STYLE}</style>'
    return f'<!DOCTYPE html>\n<html lang="en">\n<head>{head}</head>\n<body>\n{body}\n</body>\n</html>\n'


def to_html(text: str) -> str:
    """The Markdown of our pages as HTML: headings, paragraphs, lists, tables, code and links."""
    parts = re.split(r"^```\w*\n(.*?)^```\s*$", text, flags=re.MULTILINE | re.DOTALL)
    result = []
    for place, part in enumerate(parts):
        if place % 2:
            result.append(f"<pre><code>{escape(part, quote=False)}</code></pre>")
        else:
            result += [_block(block) for block in re.split(r"\n\s*\n", part.strip("\n")) if block.strip()]
    return "\n".join(filter(None, result))


def _block(block: str) -> str:
    """A paragraph, a heading, a list or a table."""
    lines = block.strip("\n").split("\n")
    heading = re.fullmatch(r"(#{1,4}) (.+)", lines[0])
    if heading:
        level = len(heading[1])
        rest = "\n".join(lines[1:])
        return f"<h{level}>{_inline(heading[2])}</h{level}>" + (f"\n{_block(rest)}" if rest.strip() else "")
    if re.fullmatch(r"!\[[^\]]*\]\([^)]*\)", block.strip()):
        return ""  # pictures stay in the repository
    if lines[0].startswith("|"):
        return _table(lines)
    if re.match(r"(- |\d+\. )", lines[0]):
        return _list(lines)
    return f"<p>{_inline(' '.join(line.strip() for line in lines))}</p>"


def _table(lines: list[str]) -> str:
    rows = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in lines]
    head, body = rows[0], [row for row in rows[1:] if not all(re.fullmatch(r":?-+:?", cell) for cell in row)]
    cells = "".join(f"<th>{_inline(cell)}</th>" for cell in head)
    text = f"<tr>{cells}</tr>" if any(head) else ""
    for row in body:
        text += "<tr>" + "".join(f"<td>{_inline(cell)}</td>" for cell in row) + "</tr>"
    return f"<table>{text}</table>"


def _list(lines: list[str]) -> str:
    items: list[str] = []
    for line in lines:
        found = re.match(r"(?:- |\d+\. )(.*)", line)
        if found:
            items.append(found[1])
        else:
            items[-1] += f" {line.strip()}"
    kind = "ul" if lines[0].startswith("- ") else "ol"
    return f"<{kind}>" + "".join(f"<li>{_inline(item)}</li>" for item in items) + f"</{kind}>"


def _inline(text: str) -> str:
    """Links, code, bold and italic within a line; the text of a link may be code."""
    found = re.search(r"(?<!!)\[([^\]]+)\]\(([^)]+)\)", text)
    if found:
        before, after = text[: found.start()], text[found.end() :]
        return f'{_inline(before)}<a href="{_target(found[2])}">{_inline(found[1])}</a>{_inline(after)}'
    parts = []
    for piece in re.split(r"(`[^`]+`)", text):
        is_code = len(piece) > 1 and piece.startswith("`")
        parts.append(f"<code>{escape(piece[1:-1], quote=False)}</code>" if is_code else _words(piece))
    return "".join(parts)


def _words(text: str) -> str:
    text = escape(text, quote=False)
    text = re.sub(r"!\[[^\]]*\]\([^)]*\)", "", text)
    text = re.sub(r"\*\*([^*]+)\*\*", r"<b>\1</b>", text)
    return re.sub(r"\*([^*]+)\*", r"<i>\1</i>", text)


def _target(link: str) -> str:
    """Where a link leads: a section of the guide, the web, or the repository for what does not ship."""
    if link.startswith(("http", "#")):
        return link
    page, _, anchor = link.partition("#")
    if "/" not in page and page.removesuffix(".md") in {path.stem for path in pages()}:
        return f"#{page.removesuffix('.md')}"
    path = (DOCS / page).resolve().relative_to(ROOT).as_posix()
    return f"{REPOSITORY}/{path}{'#' + anchor if anchor else ''}"


if __name__ == "__main__":
    GUIDE.write_text(guide(), encoding="utf-8")
    print(f"{GUIDE} ({GUIDE.stat().st_size / 1000:.0f} kB)")
