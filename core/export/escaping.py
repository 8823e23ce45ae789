"""Words of any origin as they must be written to come out as the same words."""

from __future__ import annotations

import re

_IN_MARKDOWN = re.compile(r"[\\`*_\[\]<>&~|#$]")
_AT_LINE_START = re.compile(r"^([+=-])|^(\d{1,9})([.)])", re.MULTILINE)

_IN_TEX = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "%": r"\%",
    "#": r"\#",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
_IN_TEX_UNPAIRED = {**_IN_TEX, "{": r"\textbraceleft{}", "}": r"\textbraceright{}"}
_TEX = re.compile(r"[\\{}$&%#_~^]")

FORMULA = tuple("=+-@\t\r\n＝＋－＠")
"""How a cell begins that a spreadsheet may take for a formula; see OWASP, "CSV Injection"."""


def markdown(words: str) -> str:
    """Words that CommonMark, and GitHub's tables and strikethrough, show as they are; each line without its indent."""
    lines = (line.strip() for line in words.split("\n"))
    escaped = _IN_MARKDOWN.sub(lambda match: "\\" + match[0], "\n".join(lines))
    return _AT_LINE_START.sub(lambda m: "\\" + m[1] if m[1] else f"{m[2]}\\{m[3]}", escaped)


def tex(words: str) -> str:
    r"""Words on one line that BibTeX and biber read as they are.

    BibTeX counts \{ as a brace. So braces that are not in pairs are written in a way that fewer other programs know.
    """
    line = one_line(words)
    table = _IN_TEX if _is_paired(line) else _IN_TEX_UNPAIRED
    return _TEX.sub(lambda match: table[match[0]], line)


def _is_paired(words: str) -> bool:
    depth = 0
    for character in words:
        depth += (character == "{") - (character == "}")
        if depth < 0:
            return False
    return depth == 0


def tex_address(url: str) -> str:
    """An address in a field that is taken letter by letter: only what would end the field is written otherwise."""
    return url.replace("\\", "%5C").replace("{", "%7B").replace("}", "%7D")


def cell(words: str) -> str:
    """Words that no spreadsheet takes for a formula: an apostrophe goes before those that begin like one."""
    return f"'{words}" if words.startswith(FORMULA) else words


def one_line(words: str | None) -> str:
    """Words on one line, with single spaces, and without controls."""
    return " ".join("".join(c if c >= " " and c != "\x7f" else " " for c in words or "").split())
