"""What stands around the words of a news article: bylines, dates, credits, invitations to read something else.

Each function looks at one paragraph as a string. The patterns are general usage of newspapers, agencies and web pages.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

FURNITURE_LIMIT = 300
"""Longer paragraphs, in characters, are never furniture."""

_PARTICLE = r"(?:de|da|di|del|van|von|der|den|al|bin|la|le|el|ten|dos)(?=[ ])"
_NAME = rf"[A-ZÀ-ÖØ-Þ][\w.'’-]*(?:[ ](?:{_PARTICLE}|[A-ZÀ-ÖØ-Þ][\w.'’-]*)){{1,6}}"
_NAMES = rf"{_NAME}(?:(?:,[ ]{_NAME}){{0,4}},?[ ](?:and|&)[ ]{_NAME})?"
_AGENCY = (
    r"(?:Reuters|AFP|AP|dpa|PA|UPI|ANSA|EFE|TASS|Xinhua|Kyodo|Bloomberg"
    r"|(?:The[ ])?Associated[ ]Press|Press[ ]Association|Agence[ ]France-Presse)"
)
_OUTLET = r"(?P<outlet>[A-Z][\w.'’&-]*(?:[ ](?:of|the|and|[A-Z][\w.'’&-]*)){0,4})"
_JOB = r"(?:[Cc]orrespondent|[Ee]ditor|[Rr]eporter|[Ww]riter)"
_SEPARATOR = r"\s*(?:,|\||/|•|·|–|—)\s*"

_BYLINE = re.compile(
    rf"""(?:
      (?:[Bb]y:?|BY:?|(?:[Ww]ords|[Ss]tory|[Tt]ext|[Ii]nterview|[Rr]eport)(?:\ by|:)|[Aa]uthor:)\s+(?P<a>{_NAMES})
        (?:\s+in\s+[A-Z][\w.-]+(?:\ [A-Z]\w+)?)?
        (?:,?\s+(?:the\ )?(?:[A-Za-z]+\ )?(?:[A-Za-z]+\ )?{_JOB}(?:\s+in\s+[A-Z][\w ]+)?
          |(?:{_SEPARATOR}|\s+(?:-|for|of)\s+){_OUTLET})?
    | [Ff]rom\ our\ [\w ]{{1,40}},\ (?P<e>{_NAMES})
    | (?:[Bb]y\ )?(?P<f>{_NAME})(?:,?\ (?:and|with)\ {_NAME})?(?:,?\ (?:and|with))?\ (?:[Ss]taff|[Aa]gencies)
    | (?P<b>{_NAMES})\s+in\s+[A-Z]\w+(?:\ [A-Z]\w+)?(?:\s+and\s+[A-Z]\w+)?
    | (?P<c>{_NAME}){_SEPARATOR}(?P<agency>{_AGENCY})
    | (?P<d>{_NAME}),?\s+(?:[A-Z]?[a-z]+\s+){{0,3}}{_JOB}(?:\s+in\s+[A-Z][\w ]+)?
    )\.?""",
    re.VERBOSE,
)
_TITLE = re.compile(r"(?:Mr|Mrs|Ms|President|Prime|King|Queen|Pope)\b")
_BARE_NAME = re.compile(_NAME)

_BOILERPLATE = re.compile(
    r"""(?:
      read\ (?:more|also|next|on|the\ full\ story)\b(?:\s*[:>»…].*)?
    | (?:story|article)\ continues\b.*
    | (?:advertisement|advertising|sponsored(?:\ content)?|promoted(?:\ content)?)\b.{0,40}
    | (?:sign|signing)\ up\ (?:to|for|here|now)\b.*
    | subscribe\ (?:to|for|now|here|today)\b.*
    | (?:related|see\ also|also\ read|recommended|most\ (?:read|popular)|more\ (?:on|from|like)\ this
        |more\ (?:on|stories)|trending|you\ may\ also\ like|don['’]t\ miss|watch|listen|in\ pictures
        |topics|tags|filed\ under|share\ this.*
        |comments)\s*:.*
    | (?:related(?:\ (?:articles|stories|topics|content|coverage))?|see\ also|most\ (?:read|popular)
        |more\ on\ this\ story|trending(?:\ now)?|you\ may\ also\ like|recommended(?:\ for\ you)?
        |share(?:\ this.{0,30})?|comments?|print|e-?mail|newsletter|abstract\.?|full\ text\.?
        |load\ more|show\ more|continue\ reading
        |view\ (?:all|comments|gallery|more).{0,20})
    | ["“'‘]?(?:follow|like|join)\ (?:us|me|him|her|[A-Z]\w+(?:\ [A-Z]\w+)?)\ on\b.*
    | ["“'‘]?follow\ @\w+.*
    | (?:click|tap)\ (?:here|on|to)\b.*
    | (?:skip|jump)\ (?:past|to)\b.{0,60}
    | (?:get|receive)\ (?:our|the\ (?:latest|best))\b.{0,80}\b(?:inbox|newsletter|e-?mail|app)\b.*
    | (?:image|photo|photograph|picture|video|file\ photo|caption)(?:\ (?:credit|caption|source|by))?\s*:.*
    | \(?(?:getty\ images|getty|shutterstock|ap\ photo)\b.{0,60}\)?
    | this\ (?:article|story|post|content)\ (?:was\ )?(?:first|originally)\ (?:appeared|published|posted)\b.*
    | (?:all\ rights\ reserved|terms\ of\ (?:use|service)|privacy\ policy|cookie\ policy)\b.*
    | (?:have|got)\ a\ (?:news\ )?tip\b.*
    | \[?(?:loading|video|embed|gallery|photos?|slideshow)\]?(?:\.\.\.|…)?
    )""",
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)

_CREDIT = re.compile(
    rf"""(?:[-–—]+\s*)?[(\[]?(?:
      (?<=[-–—\s(\[])[A-Z][\w.'’&-]*(?:\ [A-Z][\w.'’&-]*){{0,4}}\ (?:[Nn]ews\ )?(?:[Ss]ervice|[Nn]ewswires?)
    | (?<=[-–—\s])[A-Z][\w.'’&]*(?:\ [A-Z][\w.'’&]*){{0,3}}
    | (?P<agency>{_AGENCY}(?:\s*(?:,|/|and|&)\s*{_AGENCY})*)
    | (?:©|\(c\)|[Cc]opyright)\s*(?:©\s*)?(?:\d{{4}}(?:[-–]\d{{2,4}})?,?\s*)?(?P<holder>[^.\n]{{0,60}})(?:\..*)?
    | (?:[Aa]dditional\ )?[Rr]eporting\ by\b.*
    | (?:[Ww]ith\ )?(?:[Aa]dditional\ )?(?:[Rr]eporting|[Ff]iles|[Ii]nputs?)\ from\b.*
    | [Cc]ontribut(?:ing|ors?|ed\ by)\s*:.*
    | (?:[Pp]hotograph(?:s|y)?|[Pp]hotos?|[Pp]ictures?|[Ii]llustrations?|[Gg]raphics?|[Vv]ideo)\ by\b.{{0,80}}
    | (?:[Ss]ample\ article|[Ee]ditor['’]?s?['’]?\ note|[Dd]isclosure|[Dd]isclaimer|[Cc]orrection)\s*:.*
    | (?:[Ee]dited|[Ww]ritten|[Rr]eported|[Cc]ompiled|[Tt]ranslated)\ by\b.*
    | .{{0,160}}\bcontributed\ (?:to\ this|reporting)\b.{{0,80}}
    | {_NAME}\ (?:is|writes)\ (?:a|an|the|for)\b.{{0,60}}\b(?:reporter|correspondent|columnist|staff\ writer)\b.*
    | (?:[Ss]ource|[Cc]redit|[Vv]ia)\s*:\s*(?P<source>.{{2,60}})
    )[)\]\s.]*""",
    re.VERBOSE | re.DOTALL,
)

_DATE_LABEL = re.compile(
    r"^(?:(?:first )?(?:published|posted|(?:last )?(?:updated|modified)|date|created|on|filed)(?: (?:on|at))?[\s:]+)+",
    re.IGNORECASE,
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)})[a-z]*\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:1[6-9]|20)\d\d)"
_YMD = re.compile(rf"{_YEAR}-(?P<m>\d\d?)-(?P<day>\d\d?)")
_MDY = re.compile(rf"\b{_MONTH} {_DAY},? {_YEAR}\b", re.IGNORECASE)
_DMY = re.compile(rf"\b{_DAY} (?:of )?{_MONTH},? {_YEAR}\b", re.IGNORECASE)
_PLACE_BEFORE = re.compile(
    r"^(?:[A-ZÀ-Þ][\w.'’-]*[ ,]+){1,5}(?<=, )(?=\d|(?:[A-Z][a-z]{2,8}\.? )?[A-Z][a-z]{2,8}\.? \d)"
)
_DATE_REST = re.compile(  # what may stand beside a day on its line
    r"""(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b
    | \b(?:at|on|[ap]\.?m\.?|updated|published|posted|modified|last|min(?:ute)?s?\ read)\b
    | \b(?:edt|est|et|gmt|utc|bst|pst|pdt|cet|cest|ist)\b
    | t?\d{1,2}[:.h]\d{2}(?::\d{2})?(?:z|[+-]\d\d:?\d\d)?
    | \b\d{1,2}\b
    | [\W_]""",
    re.IGNORECASE | re.VERBOSE,
)
_PLACE_LINE = re.compile(r"[A-ZÀ-Þ][A-ZÀ-Þ.' -]+(?:, [\w. ]+)?(?: \([A-Z][\w/ ]+\))?,? *[-–—]*")
_WIRE = re.compile(
    rf"(?:[A-ZÀ-Þ][\w.'’-]*[ ,/]+){{1,5}}(?:[A-Z][a-z]+\.? \d{{1,2}},? )?\((?P<outlet>{_AGENCY})\)\s*[-–—:]"
)


@dataclass(frozen=True, slots=True)
class Byline:
    """Who wrote an article, and for whom where the line says so."""

    author: str
    outlet: str | None = None


def byline(line: str, bare: bool = False) -> Byline | None:
    """The writer that a whole line names: "By Jane Doe", "Jane Doe in Moscow". bare: a mere name will do.

    A line such as "Alpha Beach in Summer" has the same shape: ask only below a headline.
    """
    if len(line) > 160:
        return None
    if m := _BYLINE.fullmatch(line):
        author = m["a"] or m["b"] or m["c"] or m["d"] or m["e"] or m["f"]
        return Byline(author, m["outlet"] or m["agency"]) if not _TITLE.match(author) else None
    if bare and line.count(" ") < 4 and _BARE_NAME.fullmatch(line):
        return Byline(line)
    return None


def is_boilerplate(line: str) -> bool:
    """Whether a whole paragraph invites the reader elsewhere or belongs to the page, not to the article."""
    return len(line) <= FURNITURE_LIMIT and _BOILERPLATE.fullmatch(line) is not None


def is_credit(line: str) -> bool:
    """Whether a whole paragraph says who supplied or owns the article."""
    return len(line) <= FURNITURE_LIMIT and _CREDIT.fullmatch(line) is not None


def credit_outlet(line: str) -> str | None:
    """The agency or owner that a credit names: "Reuters", "Courier" of "© 2020 Courier", not of "(Courier service)"."""
    m = _CREDIT.fullmatch(line) if len(line) <= FURNITURE_LIMIT else None
    if m is None:
        return None
    named = m["agency"] or m["holder"] or m["source"] or ""
    return named.strip(" .,;-–—()") or None


def date(line: str) -> str | None:
    """The day that a whole line gives, as YYYY-MM-DD: "Friday, July 21, 2017", "Eastmere, 21 July 2017"."""
    if len(line) > 120:
        return None
    bare = _PLACE_BEFORE.sub("", _DATE_LABEL.sub("", line))
    for pattern in (_YMD, _MDY, _DMY):
        if m := pattern.search(bare):
            rest = bare[: m.start()] + " " + bare[m.end() :]
            rest = _DMY.sub(" ", _MDY.sub(" ", rest))  # "… Updated 22 July 2017"
            return _day(m) if not _DATE_REST.sub("", rest) else None
    return None


def is_place_line(line: str) -> bool:
    """Whether a whole short line is a place in capitals with a day: "MOSCOW, May 3"."""
    return len(line) <= 60 and not line.isupper() and _PLACE_LINE.fullmatch(line) is not None and line.count(" ") <= 5


def wire(paragraph: str) -> str | None:
    """The agency of a paragraph that begins "LONDON (Reuters) - "."""
    m = _WIRE.match(paragraph, 0, 100)
    return m["outlet"] if m else None


def date_of_wire(paragraph: str) -> str | None:
    """The day of a paragraph that begins "LONDON, 3 May 2020 (Reuters) - "."""
    head = paragraph[:100]
    cut = min((at for dash in (" - ", " – ", " — ") if (at := head.find(dash)) > 0), default=0)
    return date(head[:cut].split(" (")[0]) if cut and head[:3].isupper() else None


def _day(m: re.Match[str]) -> str | None:
    parts = m.groupdict()
    month = int(parts["m"]) if parts.get("m") else 1 + _MONTHS.index(parts["month"][:3].lower())
    day = int(parts["day"])
    return f"{parts['year']}-{month:02}-{day:02}" if 1 <= month <= 12 and 1 <= day <= 31 else None
