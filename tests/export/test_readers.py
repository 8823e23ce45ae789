"""Every format, opened by a reader of it that we did not write, says the same field by field."""

from __future__ import annotations

import csv
import json
from io import StringIO
from itertools import accumulate
from typing import Any

import pytest
from markdown_it import MarkdownIt

from newsreader.core.export import FORMATS, Evidence, Options, Selection
from newsreader.core.export.authors import names
from newsreader.core.export.citing import outlet
from newsreader.core.export.escaping import one_line
from newsreader.core.export.evidence import record
from newsreader.core.export.quoting import words
from newsreader.core.export.table import COLUMNS
from newsreader.core.settings import EXPORT_FORMATS
from tests.export.conftest import HOSTILE, written


def test_the_settings_know_every_format() -> None:
    assert tuple(FORMATS) == EXPORT_FORMATS


def test_the_evidence_is_the_words_to_the_letter(evidence: list[Evidence]) -> None:
    assert [one.exact for one in evidence] == list(HOSTILE.values())
    for one in evidence:
        assert one.prefix.endswith("for the first time. “") and len(one.prefix) == 32
        assert one.suffix == "” Ann Tolland told the members o"
        assert one.pieces == (one.exact,) and one.cue_words == "told"
        assert [note.words for note in one.notes] == [f"On the words: {one.exact}"]


@pytest.mark.parametrize("raw", [False, True])
def test_csv_by_the_csv_module(everything: Selection, evidence: list[Evidence], raw: bool) -> None:
    text = written(everything, "csv", Options(raw_cells=raw))
    rows = list(csv.DictReader(StringIO(text, newline=""), strict=True))
    assert tuple(rows[0]) == COLUMNS and len(rows) == len(evidence)
    for row, one in zip(rows, evidence, strict=True):
        told = {
            "exact": one.exact,
            "words": words(one),
            "speaker": "Ann Tolland",
            "prefix": one.prefix,
            "suffix": one.suffix,
            "cue": "told",
            "notes": one.notes[0].words,
            "title": one.article.title,
            "author": one.article.author or "",
            "outlet": one.article.outlet or "",
            "url": one.article.url or "",
            "published": one.article.published or "",
        }
        for key, value in told.items():
            dangerous = value[:1] in tuple("=+-@\t\r\n＝＋－＠")
            assert row[key] == ("'" if dangerous and not raw and value else "") + value, key
        assert (int(row["start"]), int(row["end"]), float(row["confidence"])) == (one.start, one.end, 0.97)
    assert text.count("\r\n") == len(rows) + 1
    if not raw:
        cells = [cell for row in csv.reader(StringIO(text, newline="")) for cell in row]
        assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r", "＝"))]


def test_csv_for_excel_begins_with_a_mark(everything: Selection) -> None:
    assert written(everything, "csv", Options(mark=True)).encode()[:3] == b"\xef\xbb\xbf"
    assert written(everything, "csv")[:4] == "kind"


def test_json_lines_by_the_json_module(everything: Selection, evidence: list[Evidence]) -> None:
    lines = written(everything, "jsonl").splitlines()
    assert [json.loads(line) for line in lines] == [json.loads(json.dumps(record(one))) for one in evidence]


def test_markdown_by_markdown_it(everything: Selection, evidence: list[Evidence]) -> None:
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(written(everything, "markdown"))
    quotes, titles, inside = [], [], ""
    for token in tokens:
        if token.type in ("blockquote_open", "heading_open"):
            inside = token.tag
        elif token.type in ("blockquote_close", "heading_close"):
            inside = ""
        elif token.type == "inline":
            assert {child.type for child in token.children or ()} <= {"text", "text_special", "link_open", "link_close"}
            plain = "".join(child.content for child in token.children or ())
            if inside == "blockquote":
                quotes.append(plain)
            elif inside == "h2":
                titles.append(plain)
        else:
            assert token.type in ("paragraph_open", "paragraph_close"), token
    assert quotes[::2] == [one_line(words(one)) for one in evidence]
    assert set(quotes[1::2]) == {"— Ann Tolland"}
    assert titles == [portion.reference.title for portion in everything]


def test_plain_text_line_by_line(everything: Selection, evidence: list[Evidence]) -> None:
    lines = written(everything, "text").splitlines()
    for one in evidence:
        assert lines[lines.index(one_line(words(one))) + 1] == "    — Ann Tolland"


def test_html_by_lxml(everything: Selection, evidence: list[Evidence]) -> None:
    from lxml import html

    text = written(everything, "html")
    page = html.document_fromstring(text)
    assert not page.xpath("//script|//img|//link|//*[@onerror]|//*[@src]")
    cards = page.xpath("//article/blockquote")
    assert len(cards) == len(evidence)
    for card, one in zip(cards, evidence, strict=True):
        assert (int(card.get("data-start")), int(card.get("data-end"))) == (one.start, one.end)
        assert card.get("cite") == one.article.url
        assert card.find("p").text == one_line(words(one))
        assert card.find("footer").text_content() == "— Ann Tolland (direct, 97% sure)"
        [note] = card.xpath("p[@class='note']")
        assert note.text == one_line(f"Note: {one.notes[0].words}")
    assert [a.find("h2").text for a in page.xpath("//article")] == [p.reference.title for p in everything]


def test_ris_by_rispy(everything: Selection) -> None:
    import rispy

    records = rispy.loads(written(everything, "ris"))
    assert len(records) == len(everything)
    for one, portion in zip(records, everything, strict=True):
        about = portion.reference
        assert one["type_of_reference"] == "NEWS" and one["id"] == about.id
        assert one["title"] == about.title
        assert one.get("authors", []) == [name.inverted for name in names(about.author)]
        assert one.get("secondary_title", "") == outlet(about)
        assert one.get("year", "") == (about.published or "")[:4]
        assert one.get("date", "").rstrip("/") == (about.published or "").replace("-", "/")
        assert one.get("urls", []) == ([about.url] if about.url else [])
        assert one["keywords"] == list(portion.tags)
        on_all, [quote] = portion.marks.notes[None], portion.evidence
        said = f"{one_line(words(quote))} — Ann Tolland"
        assert one["notes"] == [
            f"Note: {one_line(on_all[0].words)}",
            said,
            f"Note: {one_line(quote.notes[0].words)}",
        ]


def test_bibtex_by_bibtexparser(everything: Selection) -> None:
    from bibtexparser.entrypoint import parse_string
    from bibtexparser.middlewares import LatexDecodingMiddleware

    text = written(everything, "bibtex")
    read = parse_string(text, append_middleware=[LatexDecodingMiddleware()])
    as_written = parse_string(text)

    def decoded(words: str) -> str:
        """Words as pylatexenc gives them back: with another circumflex, and without braces that are not in pairs."""
        plain = one_line(words).replace("^", "ˆ")
        depths = list(accumulate((c == "{") - (c == "}") for c in plain))
        paired = not depths or (min(depths) >= 0 and depths[-1] == 0)
        return plain if paired else plain.replace("{", "").replace("}", "")

    assert not read.failed_blocks and len(read.entries) == len(everything) == len(read.entries_dict)
    for entry, source, portion in zip(read.entries, as_written.entries, everything, strict=True):
        about = portion.reference
        fields = {key: field.value for key, field in entry.fields_dict.items()}
        assert entry.entry_type == ("online" if about.url else "misc")
        assert fields["title"] == decoded(about.title)
        published_by = fields.get("organization" if about.url else "howpublished", "")
        assert one_line(published_by) == one_line(decoded(outlet(about)))
        assert fields.get("date", "") == (about.published or "")
        url = source.fields_dict["url"].value if about.url else ""
        assert url == (about.url or "").replace("{", "%7B").replace("}", "%7D")
        assert one_line(decoded(words(portion.evidence[0]))) in one_line(fields["annotation"])
        by = " and ".join(", ".join(map(decoded, one.inverted.split(", "))) for one in names(about.author))
        assert fields.get("author", "").replace(" ", "") == by.replace(" ", "")


def test_csl_json_by_a_csl_processor(everything: Selection) -> None:
    from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
    from citeproc.source.json import CiteProcJSON

    items = json.loads(written(everything, "csl-json"))
    for item, portion in zip(items, everything, strict=True):
        about = portion.reference
        assert item["type"] == "article-newspaper" and item["title"] == one_line(about.title)
        assert item.get("container-title", "") == one_line(outlet(about))
        assert item.get("URL") == about.url
        date = item.get("issued", {}).get("date-parts", [[]])[0]
        assert date == [int(part) for part in (about.published or "").split("-") if part]
        assert one_line(words(portion.evidence[0])) in item["note"].split("\n")[1]
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    bibliography = CitationStylesBibliography(style, CiteProcJSON(items), formatter.plain)
    for item in items:
        bibliography.register(Citation([CitationItem(item["id"])]))
    bibliography.sort()
    shown = "\n".join(map(str, bibliography.bibliography()))
    assert "Lindqvist, A. and van der Berg, P. (2008) “About formula”, =cmd|' /C calc'!A0, 1 May." in shown
    assert all(f"About {name}" in shown for name in HOSTILE)


_ANNO: dict[str, Any] = {
    # As http://www.w3.org/ns/anno.jsonld has these terms.
    "oa": "http://www.w3.org/ns/oa#",
    "as": "http://www.w3.org/ns/activitystreams#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "id": "@id",
    "type": "@type",
    **{kind: f"oa:{kind}" for kind in ("Annotation", "SpecificResource", "TextualBody", "TextQuoteSelector")},
    "TextPositionSelector": "oa:TextPositionSelector",
    "AnnotationCollection": "as:OrderedCollection",
    "AnnotationPage": "as:OrderedCollectionPage",
    "Software": "as:Application",
    "Person": "foaf:Person",
    "body": {"@type": "@id", "@id": "oa:hasBody"},
    "target": {"@type": "@id", "@id": "oa:hasTarget"},
    "source": {"@type": "@id", "@id": "oa:hasSource"},
    "selector": {"@type": "@id", "@id": "oa:hasSelector"},
    "motivation": {"@type": "@vocab", "@id": "oa:motivatedBy"},
    "purpose": {"@type": "@vocab", "@id": "oa:hasPurpose"},
    **{why: f"oa:{why}" for why in ("identifying", "classifying", "describing", "tagging", "commenting")},
    "exact": "oa:exact",
    "prefix": "oa:prefix",
    "suffix": "oa:suffix",
    "start": {"@type": "xsd:nonNegativeInteger", "@id": "oa:start"},
    "end": {"@type": "xsd:nonNegativeInteger", "@id": "oa:end"},
    "value": "rdf:value",
    "format": "dc:format",
    "items": {"@type": "@id", "@id": "as:items", "@container": "@list"},
    "first": {"@type": "@id", "@id": "as:first"},
    "generator": {"@type": "@id", "@id": "as:generator"},
    "creator": {"@type": "@id", "@id": "dcterms:creator"},
    "modified": {"@type": "xsd:dateTime", "@id": "dcterms:modified"},
    "label": "rdfs:label",
    "name": "foaf:name",
    "startIndex": {"@type": "xsd:nonNegativeInteger", "@id": "as:startIndex"},
    "total": {"@type": "xsd:nonNegativeInteger", "@id": "as:totalItems"},
}


def test_web_annotation_by_a_json_ld_processor(everything: Selection, evidence: list[Evidence]) -> None:
    from pyld import jsonld

    def context(url: str, options: object) -> dict[str, Any]:
        assert url == "http://www.w3.org/ns/anno.jsonld"
        return {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": url,
                "document": {"@context": _ANNO}}  # fmt: skip

    read = json.loads(written(everything, "webannotation"))
    assert read["total"] == len(evidence)
    [expanded] = jsonld.expand(read, {"documentLoader": context})
    oa = "http://www.w3.org/ns/oa#"
    annotations = expanded["http://www.w3.org/ns/activitystreams#first"][0][
        "http://www.w3.org/ns/activitystreams#items"
    ][0]["@list"]
    assert len(annotations) == len(evidence) == len({one["@id"] for one in annotations})
    for one, known in zip(annotations, evidence, strict=True):
        assert one["@type"] == [f"{oa}Annotation"]
        assert one[f"{oa}motivatedBy"] == [{"@id": f"{oa}identifying"}]
        [target] = one[f"{oa}hasTarget"]
        [source] = target[f"{oa}hasSource"]
        assert source["@id"] == known.article.url or source["@id"].startswith("urn:uuid:")
        quoted, placed = target[f"{oa}hasSelector"]
        told = [quoted[f"{oa}{key}"][0]["@value"] for key in ("prefix", "exact", "suffix")]
        assert told == [known.prefix, known.exact, known.suffix]
        assert [placed[f"{oa}{key}"][0]["@value"] for key in ("start", "end")] == [known.start, known.end]
        bodies = {
            body[f"{oa}hasPurpose"][0]["@id"].removeprefix(oa): body[
                "http://www.w3.org/1999/02/22-rdf-syntax-ns#value"
            ][0]["@value"]
            for body in one[f"{oa}hasBody"]
        }
        assert bodies == {
            "identifying": "Ann Tolland",
            "classifying": "direct",
            "describing": "cue “told”",
            "commenting": known.notes[0].words,
        }
