"""Texts and Markdown: encodings that lie, characters that drive terminals, lines and nestings without end."""

from __future__ import annotations

from tests.sources.hostile.cases import PROSE, same, sized

CONTROLS = "".join(map(chr, [*range(32), *range(127, 160)]))
SEQUENCES = {
    "title": "\x1b]0;owned\x07", "clear": "\x1b[2J\x1b[H", "clipboard": "\x1b]52;c;cm0gLXJm\x07", "query": "\x1b[6n\x1b[c",
    "link": "\x1b]8;;file:///etc/passwd\x1b\\click\x1b]8;;\x1b\\", "device": "\x1bP+q544e\x1b\\", "application": "\x1b_G\x1b\\",
    "eight-bit": "\x9b2J\x9d0;owned\x9c\x90x\x9c", "unfinished": "\x1b]0;owned", "alternate": "\x1b[?1049h\x1b[?25l",
    "mouse": "\x1b[?1003h", "scroll": "\x1b[1;1r\x1bc", "backspace": "secret\x08\x08\x08\x08\x08\x08public",
}  # fmt: skip
BIDI = "\u202aa\u202bb\u202cc\u202dd\u202ee\u2066f\u2067g\u2068h\u2069i\u200ej\u200fk\u061cl"
INVISIBLE = "a\u200bb\u200cc\u200dd\u2060e\ufefff\u00adg\u034fh\u115fi\u180ej\u3164k\U000e0041l\ufe0fm"
MARKUP = "[red]x[/red] [/x] [@click=app.quit]y[/] [link=file:///etc/passwd]z[/link] \\[ ]] [[ $accent %s {0}"
ZALGO = "Z" + "".join(map(chr, range(0x300, 0x370))) * 40
STORY = PROSE * 4
WIDE = "Мост открыт, сказал он. " * 40

same("text", ".txt", {
    **{f"sequence {name}": f"{STORY}{text} said {text}, he.\n".encode() for name, text in SEQUENCES.items()},
    "all controls": (STORY + CONTROLS).encode(), "controls as latin-1": (STORY + CONTROLS).encode("latin-1", "replace"),
    "bidi": (BIDI + STORY + BIDI).encode(), "invisible": (INVISIBLE + STORY).encode(), "markup": (MARKUP + STORY).encode(),
    "zalgo": (ZALGO + STORY).encode(), "noncharacters": ("\ufffe\uffff\ufdd0\U0001ffff" + STORY).encode(),
    "line ends": "a\rb\r\nc\x0bd\x0ce\x1cf\x1dg\x1eh\x85i\u2028j\u2029k words.".encode(),
    "surrogates": b"\xed\xa0\x80\xed\xbf\xbf" + STORY.encode(), "surrogate pair": b"\xed\xa0\xbd\xed\xb8\x80" + STORY.encode(),
    "overlong": b"\xc0\x80\xc0\xaf\xe0\x80\xaf\xf0\x80\x80\xaf" + STORY.encode(),
    "beyond unicode": b"\xf4\x90\x80\x80\xf8\x88\x80\x80\x80" + STORY.encode(),
    "utf-7": (STORY + "ünïcödé").encode("utf-7"), "utf-16 no mark": WIDE.encode("utf-16-le"),
    "utf-16 big no mark": STORY.encode("utf-16-be"), "utf-16 wrong mark": b"\xfe\xff" + STORY.encode("utf-16-le"),
    "utf-16 odd": b"\xff\xfe" + STORY.encode("utf-16-le")[:-1], "utf-16 half": b"\xff\xfe\x00\xd8" + STORY.encode("utf-16-le"),
    "utf-32": STORY.encode("utf-32"), "utf-32 no mark": STORY.encode("utf-32-le"), "utf-32 lie": b"\xff\xfe\0\0abc",
    "ebcdic": STORY.encode("cp500", "replace"), "shift-jis": ("橋は月曜日に開通した。" * 40).encode("shift-jis"),
    "euc-kr": ("다리가 월요일에 개통되었다. " * 40).encode("euc-kr"), "gb18030": ("大桥于星期一开通。" * 40).encode("gb18030"),
    "big5": ("大橋於星期一開通。" * 40).encode("big5"), "koi8": WIDE.encode("koi8-r"), "cp1251": WIDE.encode("cp1251"),
    "cp437": "╔═╗ Déjà vu ║ ".encode("cp437") * 40, "iso-2022-jp": ("橋は開通した。" * 40).encode("iso-2022-jp"),
    "mixed": STORY.encode() + "Déjà vu. ".encode("latin-1") * 9 + WIDE.encode("koi8-r") + "Ünï".encode("utf-16-le"),
    "two marks": b"\xef\xbb\xbf\xef\xbb\xbf" + STORY.encode(), "mark in the middle": STORY.encode() + b"\xef\xbb\xbf" + STORY.encode(),
    "one zero": STORY.encode()[:99] + b"\0" + STORY.encode(), "zeros": bytes(5_000), "zeros between": b"\0".join([b"ab"] * 999),
    "one byte": b"a", "one high byte": b"\xff", "only a mark": b"\xef\xbb\xbf", "space": b" \t\n\r" * 99, "empty": b"",
    "every byte": bytes(range(256)) * 40, "high bytes": bytes(range(128, 256)) * 99, "cut character": STORY.encode() + b"\xf0\x9f",
    "program": b"\x7fELF\x02\x01\x01" + bytes(200), "picture": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "jpeg": b"\xff\xd8\xff\xe0\0\x10JFIF",
    "database": b"SQLite format 3\0" + bytes(84), "old office": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504),
    "rtf": b"{\\rtf1\\ansi It opened.}", "postscript": b"%!PS-Adobe-3.0\n", "tar": b"a.txt" + bytes(252) + b"ustar\x0000" + bytes(999),
    "film": b"\0\0\0\x20ftypisom" + bytes(99), "seven zip": b"7z\xbc\xaf\x27\x1c" + bytes(99), "rar": b"Rar!\x1a\x07\0" + bytes(99),
    "table": b"a,b;c\n" * 2000, "script": b"#!/bin/sh\nrm -rf /\n",
})  # fmt: skip

sized("text", ".txt", {
    "a line without a space": lambda n: b"A" * (2_000_000 * n),
    "a line of words": lambda n: b"word " * (200_000 * n),
    "newlines": lambda n: b"a" + b"\n" * (100_000 * n) + b"b",
    "newlines apart": lambda n: b"a\n\n" * (20_000 * n),
    "spaces": lambda n: b"a" + b" " * (1_000_000 * n) + b"b",
    "tabs and spaces": lambda n: b"a\n" + b" \t" * (500_000 * n) + b"\nb",
    "carriage returns": lambda n: b"ab\r" * (100_000 * n),
    "form feeds": lambda n: b"ab\x0c" * (100_000 * n),
    "openers": lambda n: ("“" * (100_000 * n) + " said").encode(),
    "openers with words": lambda n: ("“He went " * (30_000 * n)).encode(),
    "straight quotes": lambda n: b'"' * (200_000 * n) + b" said",
    "words by": lambda n: b"By " * (50_000 * n) + b"\n\n" + PROSE.encode(),
    "capitals": lambda n: b"Aa Bb " * (50_000 * n) + b"\n\n" + PROSE.encode(),
    "dates": lambda n: b"27 October 2025 " * (20_000 * n),
    "read more": lambda n: b"Read more: \n\n" * (10_000 * n),
    "dots": lambda n: b". " * (200_000 * n) + b"a",
    "dashes": lambda n: b"-" * (1_000_000 * n) + b"a",
    "combining": lambda n: ("a" + "\u0301" * (300_000 * n)).encode(),
    "replacement": lambda n: b"\xff a" * (3_000 * n),
    "short lines": lambda n: b"ab cd\n" * (50_000 * n) + b"\n" + PROSE.encode(),
    "headings": lambda n: b"# x\n" * (20_000 * n),
    "from lines": lambda n: b"From \n\n" * (50_000 * n),
    "header lines": lambda n: b"A: b\n" * (50_000 * n),
})  # fmt: skip

same("markdown", ".md", {
    "controls": (f"# {SEQUENCES['title']}\n\n{STORY}&#27;&#x9b;2J&#x202e;&#0;&#xd800;&#x110000;\n").encode(),
    "front matter": f'---\ntitle: "\x1b[2J{BIDI}"\nauthor: [\x07, "\x9b"]\ndate: \u202e\n---\n{STORY}'.encode(),
    "links": f"[a](javascript:alert) ![b](file:///etc/passwd) <http://x.example/\x1b> [c]: x\n\n{STORY}".encode(),
    "html": b"<script>alert(1)</script>\n\n<b onload=x>He</b> said <!-- \x1b[2J --> &lt;\x07\n",
    "no end": b"---\ntitle: x\n" * 999, "fence without end": b"```\n" + STORY.encode(),
})  # fmt: skip
sized("markdown", ".md", {
    "brackets": lambda n: b"[" * (20_000 * n) + b"a", "bracket pairs": lambda n: b"[](" * (10_000 * n) + b"a",
    "stars": lambda n: b"*a " * (20_000 * n), "star runs": lambda n: b"*" * (100_000 * n) + b"a", "quotes": lambda n: b"> " * (10_000 * n) + b"a",
    "quote signs": lambda n: b">" * (100_000 * n) + b"a", "items": lambda n: b"- " * (200 * n) + b"a", "ticks": lambda n: b"`" * (50_000 * n) + b"a",
    "tick runs": lambda n: b"".join(b"`" * i + b"a" for i in range(300 * min(n, 3))), "angles": lambda n: b"<" * (50_000 * n),
    "underscores": lambda n: b"_a_ __b" * (10_000 * n), "tables": lambda n: b"|a" * 500 + b"\n" + b"|-" * 500 + b"\n" + b"|b" * (5_000 * n),
    "references": lambda n: b"".join(b"[%d]: x\n" % i for i in range(10_000 * n)) + b"[1]\n",
    "entities": lambda n: b"&amp;" * (30_000 * n), "escapes": lambda n: b"\\*" * (50_000 * n), "images": lambda n: b"![" * (10_000 * n) + b"a",
    "indents": lambda n: b"\n".join(b" " * i + b"- a" for i in range(200 * n)), "autolinks": lambda n: b"<http://a" * (10_000 * n),
    "comments": lambda n: b"<!--" * (30_000 * n), "rules": lambda n: b"* * *\n" * (20_000 * n),
})  # fmt: skip
