"""Our own JSON back in: nothing is lost, nothing is there twice, nothing foreign gets in."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from newsreader.core.export import FORMATS, Options, selecting
from newsreader.core.intake import Intake, Refused, Taken
from newsreader.core.library import Library
from newsreader.core.model import Article, QuoteKind
from newsreader.core.sources import load
from tests.export.conftest import HOSTILE, article_of

Json = dict[str, Any]


def _export(library: Library, originals: bool = False) -> str:
    stream = StringIO(newline="")
    FORMATS["json"].write(selecting.everything(library), stream, Options(originals=originals))
    return stream.getvalue()


def _import(library: Library, file: Path) -> tuple[list[Taken], list[Refused]]:
    with Intake(library) as intake:
        outcomes = [outcome for told in intake.take([str(file)]) for _, outcome in told]
    return (
        [outcome for outcome in outcomes if isinstance(outcome, Taken)],
        [outcome for outcome in outcomes if isinstance(outcome, Refused)],
    )


def _comparable(text: str) -> Json:
    """An export without what is of the moment, and with families as the sets of quotes that they are."""
    read: Json = json.loads(text)
    del read["exported"]
    families: dict[int, list[list[Any]]] = {}
    for article in read["articles"]:
        for quote in article["quotes"]:
            family = quote.pop("family")
            if family is not None:
                families.setdefault(family, []).append([article["id"], quote["position"]])
    read["families"] = sorted(families.values())
    return read


@pytest.fixture
def worked(hostile: Library) -> Library:
    """A library in which a reader has done everything that can be done."""
    ids = [row.id for row in hostile.articles()]
    first, second, third = ids[:3]
    hostile.star(first)
    hostile.mark_opened(second)
    quotes = {id: analysis.quotes[0] for id in ids[:4] if (analysis := hostile.analysis(id))}
    hostile.star(first, quotes[first].content[0])
    hostile.set_tags(second, ["on words", "δ"], quotes[second].content[0])
    hostile.corrections.correct(second, quotes[second]._replace(speaker_name="Bo Reed", entity=None), quotes[second])
    hostile.corrections.dismiss(third, quotes[third])
    added = quotes[first]._replace(content=((0, 5),), marked=(), kind=QuoteKind.INDIRECT, cue=None, mention=None)
    hostile.corrections.correct(first, added, None)
    hostile.save_search("harbour", 'speaker:"Ann Tolland" | boats')
    for name, words in (("lantern", "One of two towns"), ("beacon", "Another of them")):
        article, analysis = article_of(name, words)
        hostile.add(article, b"the bytes of " + name.encode())
        hostile.put_analysis(article.id, analysis)
    [ann] = hostile.identities.search("Ann Tolland")
    places = [(row.article_id, row.position) for row in hostile.identities.appearances(ann.number)]
    other = hostile.identities.split(ann.number, places[-2:])
    hostile.identities.rename(other, "Ann Tolland (of Beacon)")
    third_one = hostile.identities.split(ann.number, places[:1])
    hostile.identities.merge(third_one, ann.number)
    replaced, analysis = article_of("beacon", "Another of them, corrected")
    hostile.add(replaced, b"the bytes of another day")  # the same source says something else now
    hostile.put_analysis(replaced.id, analysis)
    assert len(hostile.versions(replaced.id)) == 1
    lantern, found = article_of("lantern", "One of two towns")
    quote = found.quotes[0]
    hostile.star(lantern.id, quote.content[0])
    hostile.set_tags(lantern.id, ["lost"], quote.content[0])
    hostile.add_note(lantern.id, "gone", quote.content[0])
    hostile.corrections.correct(lantern.id, quote._replace(speaker_name="Cy Moe", entity=None), quote)
    hostile.add(article_of("lantern", "Nothing of the kind")[0])
    assert {row.what for row in hostile.corrections.aside()} == {"star", "tag", "note", "correction"}
    return hostile


@pytest.mark.parametrize("originals", [False, True])
def test_there_and_back(worked: Library, tmp_path: Path, originals: bool) -> None:
    file = tmp_path / "export.json"
    file.write_text(_export(worked, originals))
    with Library(tmp_path / "other.db") as other:
        taken, refused = _import(other, file)
        assert not refused and len(taken) == len(worked) and all(one.new for one in taken)
        assert _comparable(_export(other, originals)) == _comparable(file.read_text())
        assert other.corrections.all() and [one._replace(number=0) for one in other.corrections.all()] == [
            one._replace(number=0) for one in worked.corrections.all()
        ]
        for row in worked.articles():
            assert other.article(row.id) == worked.article(row.id)
            assert other.analysis(row.id) == worked.analysis(row.id)
            assert other.tags_of(row.id) == worked.tags_of(row.id)
            assert [n._replace(number=0) for n in other.notes(row.id)] == [
                n._replace(number=0) for n in worked.notes(row.id)
            ]
            if originals:
                assert other.raw(row.id) == worked.raw(row.id)
        assert [one._replace(number=0) for one in other.marked()] == [one._replace(number=0) for one in worked.marked()]
        assert [one._replace(number=0) for one in other.corrections.aside()] == [
            one._replace(number=0) for one in worked.corrections.aside()
        ]
        [note] = [one for one in other.corrections.aside() if one.what == "note"]
        other.corrections.attach(note.number, (0, 5))
        assert [one.words for one in other.notes(note.article_id) if one.span == (0, 5)] == ["gone"]
        assert other.saved_searches() == worked.saved_searches()
        assert [(r.name, r.forms, r.quotes) for r in other.identities.people()] == [
            (r.name, r.forms, r.quotes) for r in worked.identities.people()
        ]


def test_a_second_time_nothing_is_there_twice(worked: Library, tmp_path: Path) -> None:
    file = tmp_path / "export.json"
    file.write_text(_export(worked))
    before = _comparable(file.read_text())
    taken, refused = _import(worked, file)
    assert not refused and not any(one.new for one in taken)
    assert _comparable(_export(worked)) == before


def test_what_the_library_has_stays(library: Library, tmp_path: Path) -> None:
    article, analysis = article_of("gales", "Nobody goes out", outlet="The Lantern")
    quote = analysis.quotes[0]
    file = tmp_path / "export.json"
    with Library(tmp_path / "other.db") as other:
        other.add(replace(article, author="Ada"))
        other.put_analysis(article.id, analysis)
        other.corrections.correct(article.id, quote._replace(speaker_name="Bo Reed", entity=None), quote)
        other.set_tags(article.id, ["theirs", "both"])
        other.save_search("mine", "a")
        [ann] = other.identities.search("tolland")
        other.identities.rename(ann.number, "Their name")
        file.write_text(_export(other))
    another, found = article_of("goats", "They mind")
    library.add(another)
    library.put_analysis(another.id, found)
    library.add(replace(article, outlet="Ours"))
    library.put_analysis(article.id, analysis)
    library.corrections.correct(article.id, quote._replace(speaker_name="Cy Moe", entity=None), quote)
    library.set_tags(article.id, ["ours", "both"])
    library.save_search("mine", "b")
    assert _import(library, file)[1] == []
    row = library.row(article.id)
    assert row is not None and (row.outlet, row.author) == ("Ours", "Ada")
    assert row.tags == ("ours", "both", "theirs")
    assert [one.quote and one.quote.speaker_name for one in library.corrections.all()] == ["Cy Moe"]
    assert library.saved_searches() == {"mine": "b", "mine (2)": "a"}
    assert [row.name for row in library.identities.search("tolland")] == ["Their name"]
    assert len(library.identities.said(library.identities.search("tolland")[0].number)) == 1


def test_a_merge_is_made_again_beside_what_is_there(library: Library, tmp_path: Path) -> None:
    file = tmp_path / "export.json"
    with Library(tmp_path / "other.db") as other:
        for name, speaker in (("gales", "Ann Tolland"), ("goats", "Annabel Reed-Moss")):
            article, analysis = article_of(name, "Nobody goes out", speaker=speaker)
            other.add(article)
            other.put_analysis(article.id, analysis)
        [ann], [annabel] = other.identities.search("tolland"), other.identities.search("annabel")
        other.identities.merge(annabel.number, ann.number)
        file.write_text(_export(other))
    article, analysis = article_of("boats", "They mind", speaker="Cy Moe")
    library.add(article)
    library.put_analysis(article.id, analysis)
    for _ in range(2):
        assert _import(library, file)[1] == []
        assert sorted((row.name, row.articles) for row in library.identities.people()) == [
            ("Annabel Reed-Moss", 2),
            ("Cy Moe", 1),
        ]


def test_a_text_that_is_an_earlier_one_here_becomes_one(library: Library, tmp_path: Path) -> None:
    old, found = article_of("gales", "Nobody goes out, she said to all of them")
    file = tmp_path / "export.json"
    with Library(tmp_path / "other.db") as other:
        other.add(old)
        other.put_analysis(old.id, found)
        other.set_tags(old.id, ["theirs"])
        other.add_note(old.id, "look", found.quotes[0].content[0])
        file.write_text(_export(other))
    new = replace(old, text=old.text.replace("first time", "second time"), blocks=())
    library.add(old)
    library.add(new)
    assert [row.id for row in library.articles()] == [new.id]
    [taken], refused = _import(library, file)
    assert taken.article_id == new.id and not refused
    assert [row.id for row in library.articles()] == [new.id]
    assert library.tags_of(new.id) == ("theirs",)
    [note] = library.notes(new.id)
    assert note.span and new.text[slice(*note.span)] == "Nobody goes out, she said to all of them"


@pytest.mark.parametrize("indent", [None, 2])
def test_laid_out_in_any_way(worked: Library, tmp_path: Path, indent: int | None) -> None:
    file = tmp_path / "anything"
    file.write_text(json.dumps(json.loads(_export(worked)), indent=indent))
    with Library(tmp_path / "other.db") as other:
        taken, refused = _import(other, file)
        assert not refused and len(taken) == len(worked)


def test_the_articles_alone_can_be_read(hostile: Library, tmp_path: Path) -> None:
    file = tmp_path / "export.json"
    file.write_text(_export(hostile))
    assert [article.id for article in load(str(file))] == [row.id for row in hostile.articles()]


def _set(path: str, value: Any) -> Callable[[Json], None]:
    """Sets a value in an article, such as `notes.0.start`."""

    def change(article: Json) -> None:
        *way, last = (int(part) if part.isdecimal() else part for part in path.split("."))
        place: Any = article
        for part in way:
            place = place[part]
        place[last] = value

    return change


def _with_text(article: Json, text: str) -> None:
    article.update(text=text, id=Article(text).id)


DEEP: Any = []
for _ in range(500):
    DEEP = [DEEP]

WRONG: dict[str, Callable[[Json], None]] = {
    "another text": _set("text", "Some other text of words"),
    "an id of a text that is not there": _set("id", "0" * 16),
    "a text that is none": _set("text", None),
    "no article": lambda article: article.clear(),
    "controls": lambda article: _with_text(article, article["text"] + "\x1b[2J"),
    "a text without words": lambda article: _with_text(article, "…"),
    "a title that is a list": _set("title", ["x"]),
    "a title with an escape": _set("title", "a\x1b]0;b\x07"),
    "an address that acts": _set("url", "javascript:alert(1)"),
    "a moment": _set("added", "yesterday"),
    "a note beyond the text": _set("notes.1.end", 10**6),
    "a note before it": _set("notes.1.start", -1),
    "half a place": _set("notes.1.start", None),
    "a place of truth": _set("notes.1.start", True),
    "a place of half a character": _set("notes.1.start", 0.5),
    "a tag of a number": _set("tags.0.tag", 7),
    "a block out of order": lambda article: article["blocks"].reverse(),
    "a block of an unknown kind": _set("blocks.0.2", "advert"),
    "a quote without words": _set("analysis.quotes.0.content", []),
    "a quote of nobody": _set("analysis.quotes.0.entity", 5),
    "a quote of a kind": _set("analysis.quotes.0.kind", "loud"),
    "a quote beyond the text": _set("analysis.quotes.0.content", [[0, 10**9]]),
    "a cue that is none": _set("analysis.quotes.0.cue", {"start": 1}),
    "more than sure": _set("analysis.quotes.0.confidence", 2),
    "not a number": _set("analysis.quotes.0.confidence", "1"),
    "an analysis of nothing": _set("analysis", {}),
    "a mention beyond the text": _set("analysis.entities.0.mentions.0.1", 10**7),
    "a correction of nothing": _set("corrections", [{"start": 0, "end": 5, "who": "x", "made": ""}]),
    "a correction beyond": _set("corrections", [{"start": 0, "end": 5, "was": [[0, 10**7]], "who": "x", "made": ""}]),
    "aside of something": _set("aside", [{"what": "table", "words": "", "before": "", "after": "", "record": {}}]),
    "a source of nothing": _set("sources.0.source", ""),
    "a source that is long": _set("sources.0.source", "x" * 5000),
    "bytes that are none": _set("raw", "%%%"),
    "somebody of no number": _set("people", [{"entity": "x", "name": "a", "found": 1, "held": 1}]),
    "a pin to no number": _set("pins", [{"name": "x", "kind": "PERSON", "person": -1}]),
    "a version of another text": lambda article: article.update(versions=[{**article, "id": "1" * 16}]),
    "depth": _set("notes", DEEP),
}


def test_what_is_not_ours_is_refused_whole_and_the_rest_comes_in(hostile: Library, tmp_path: Path) -> None:
    good = json.loads(_export(hostile))
    head = {key: value for key, value in good.items() if key != "articles"}
    articles, sound = [], good["articles"][0]
    for change in WRONG.values():
        article = json.loads(json.dumps(good["articles"][3]))
        change(article)
        articles.append(article)
    articles.append(sound)
    file = tmp_path / "wrong.json"
    lines = ",\n".join(map(json.dumps, articles))
    file.write_text(json.dumps(head)[:-1] + ',\n"articles": [\n' + lines + "\n]}\n")
    with Library(tmp_path / "other.db") as other:
        taken, refused = _import(other, file)
        assert [one.article_id for one in taken] == [sound["id"]]
        assert [row.id for row in other.articles()] == [sound["id"]]
        assert len(refused) == len(WRONG), [one.reason for one in refused]
        for name, one in zip(WRONG, refused, strict=True):
            assert "cannot be restored" in one.reason or "nested too deeply" in one.reason, (name, one)
            assert one.reason.isprintable() and len(one.reason) < 120 and "nobody foresaw" not in one.reason


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('{"newsreader": "export", "version": 2, "articles": []}', "of another version of newsreader (2, not 1)"),
        ('{"newsreader": "export", "version": 1', "damaged"),
        ('{"newsreader": "export", "version": 1}', "without its articles"),
        ('{"newsreader": "export", "version": 1, "people": 7, "articles": []}', "people is of another shape"),
        ('{"newsreader": "export", "version": 1, "searches": {"a": 1}, "articles": []}', "of another shape"),
        ('{"newsreader": "export", "version": 1, "x": ' + "[" * 100_000, "nested too deeply"),
        ('{"newsreader": "export", "version": 1,\n"articles": [\n{"id": 1', "it is no JSON"),
    ],
)
def test_one_clear_line_for_a_file_that_is_none(library: Library, tmp_path: Path, text: str, reason: str) -> None:
    file = tmp_path / "export.json"
    file.write_text(text)
    taken, refused = _import(library, file)
    assert not taken and reason in refused[0].reason
    assert len(library) == 0


def test_a_file_that_is_cut_off_gives_what_is_whole(hostile: Library, tmp_path: Path) -> None:
    lines = _export(hostile).splitlines(keepends=True)
    file = tmp_path / "export.json"
    file.write_text("".join(lines[:5]) + lines[5][:100])
    with Library(tmp_path / "other.db") as other:
        taken, refused = _import(other, file)
        assert len(taken) == 3 and len(other) == 3
        assert "article 4: it is no JSON" in refused[0].reason and "cut off after article 4" in refused[1].reason


def test_every_hostile_word_is_known(hostile: Library) -> None:
    assert len(hostile) == len(HOSTILE)


def test_what_a_reader_pasted_comes_back_without_controls(library: Library, tmp_path: Path) -> None:
    article, _ = article_of("gales", "Nobody goes out")
    library.add(article)
    library.add_note(article.id, "pasted \x1b[2J\r\nhere")
    library.set_tags(article.id, ["a\x07b"])
    file = tmp_path / "export.json"
    file.write_text(_export(library))
    with Library(tmp_path / "other.db") as other:
        assert _import(other, file)[1] == []
        assert [note.words for note in other.notes(article.id)] == ["pasted \ufffd[2J\nhere"]
        assert other.tags_of(article.id) == ("a\ufffdb",)
