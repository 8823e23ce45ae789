"""BibTeX as biblatex has it: articles with an address as @online, others as @misc; the quotes in `annotation`."""

from __future__ import annotations

import re
import unicodedata
from typing import TextIO

from newsreader.core.export import dates
from newsreader.core.export.authors import Name, names
from newsreader.core.export.citing import outlet
from newsreader.core.export.csl import quotes_of
from newsreader.core.export.escaping import tex, tex_address
from newsreader.core.export.evidence import Reference
from newsreader.core.export.formats import Options
from newsreader.core.export.selecting import Portion, Selection

_NO_WORD = re.compile(r"[^a-z0-9]+")
_SMALL = frozenset(re.findall(r"\w+", "a an and at by for from how in is it of on or the to what when why will with"))


def write(selection: Selection, stream: TextIO, options: Options) -> int:
    """Write an entry for each article; how many. No two have the same key."""
    taken: set[str] = set()
    count = 0
    for count, portion in enumerate(selection, 1):
        key = _free(_key(portion.reference), taken)
        fields = "".join(f",\n  {name} = {{{value}}}" for name, value in _fields(portion) if value)
        stream.write(f"@{'online' if portion.reference.url else 'misc'}{{{key}{fields}\n}}\n\n")
        options.progress(count)
    return count


def _fields(portion: Portion) -> list[tuple[str, str]]:
    about = portion.reference
    issued, accessed = dates.parts(about.published), dates.parts(about.retrieved)
    return [
        ("author", " and ".join(_name(name) for name in names(about.author))),
        ("title", f"{{{tex(about.title)}}}" if about.title.strip() else ""),  # braced, it keeps its capitals
        ("organization" if about.url else "howpublished", tex(outlet(about))),
        ("date", "-".join(f"{part:02}" for part in issued) if issued else tex(about.published or "")),
        ("year", str(issued[0]) if issued else ""),
        ("url", tex_address(about.url or "")),
        ("urldate", "-".join(f"{part:02}" for part in accessed) if about.url else ""),
        ("langid", _language(about.language)),
        ("keywords", ", ".join(tex(tag.replace(",", " ")) for tag in portion.tags)),
        ("annotation", " \\par ".join(tex(quote) for quote in quotes_of(portion))),
    ]


def _name(name: Name) -> str:
    if not name.given:
        return f"{{{tex(name.family)}}}"
    family = tex(name.family)
    return ", ".join(filter(None, (family, tex(name.suffix), tex(name.given))))


def _language(tag: str | None) -> str:
    names = {"en": "english", "de": "german", "fr": "french", "es": "spanish", "it": "italian", "nl": "dutch"}
    return names.get((tag or "").partition("-")[0].lower(), "")


def _key(about: Reference) -> str:
    """Who, when, and the first word of the title that tells something: lindqvist2008tram."""
    by = names(about.author)
    who = _ascii(by[0].family) if by else _ascii(outlet(about))
    year = str(dates.parts(about.published)[0]) if dates.parts(about.published) else ""
    told = [word for part in about.title.split() if (word := _ascii(part)) and word not in _SMALL]
    return "".join((who[:24], year, told[0][:24] if told else "")) or about.id


def _ascii(words: str) -> str:
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode()
    return _NO_WORD.sub("", plain.lower())


def _free(key: str, taken: set[str]) -> str:
    wanted, number = key, 1
    while wanted in taken:
        number += 1
        wanted = f"{key}-{number}"
    taken.add(wanted)
    return wanted
