"""Whole pages, each with the exact text, blocks and metadata that are expected of it."""

from __future__ import annotations

from pathlib import Path

from newsreader.core.model import Article
from newsreader.core.sources import load, parse
from newsreader.core.sources.formats.html import document

PAGES = Path(__file__).parent / "pages"


def read(name: str) -> Article:
    [article] = load(str(PAGES / name))
    return article


def blocks(article: Article) -> list[tuple[str, str]]:
    return [(block.kind.value, article.text[block.start : block.end]) for block in article.blocks]


def starts(article: Article) -> list[tuple[str, str]]:
    """The kinds, and the first three words of each block."""
    return [(kind, " ".join(words.split()[:3])) for kind, words in blocks(article)]


def test_a_newspaper_page() -> None:
    article = read("newspaper.html")
    assert article.text == (
        "Harbour to reopen in May after two years\n\n"
        "Fishermen will be back on the quay before the herring, the council says.\n\n"
        "The harbour of Eastmere, shut since the storm of 2019, will reopen on the first of May, the council said on"
        " Wednesday, and boats of every size will be let in again.\n\n"
        "“We have waited long enough,” said Marta Lind, who leads the council. “Nobody here has forgotten"
        " that\xa0night, and nobody wants to see it again.”\n\n"
        "What has been built\n\n"
        "The new wall is four metres high, a metre higher than the old one, and it stands on piles that were driven"
        " eleven metres into the bed of the harbour.\n\n"
        "Two gates, each of forty tonnes, close in nine minutes.\n\n"
        "A pump, which the county paid for, empties the inner basin.\n\n"
        "It is the best wall between here and the cape, and I have seen them all.\n\n"
        "Not everyone is pleased: the sailing club, which has used the outer basin on its own for two years, says that"
        " it was not asked, and that it will go to court.\n\n"
        "The first boat in, by tradition, carries the mayor.\nHe is known to be seasick."
    )
    assert [kind for kind, _ in blocks(article)] == [
        *("headline", "standfirst", "body", "body", "subheading", "body", "item", "item", "blockquote"),
        *("body", "body", "body"),
    ]
    assert article.title == "Harbour to reopen in May after two years"
    assert article.author == "Ann Tolland, Piet Vos"
    assert article.outlet == "The Eastmere Courier"
    assert article.published == "2021-03-04T06:30:00+00:00"
    assert article.language == "en"
    assert article.url == "https://www.eastmere-courier.example/news/harbour-reopens.html"


def test_an_agency_page_in_an_older_encoding() -> None:
    raw = (PAGES / "agency.html").read_text("utf-8").encode("cp1252")
    [made] = parse(raw, "agency.html")
    article = made.article
    assert "registered in Zürich" in article.text
    assert starts(article) == [
        ("headline", "UPDATE 1-Vellmouth mill"),
        ("body", "VELLMOUTH, June 19"),
        ("body", "The owners, a"),
        ("body", "The union said"),
    ]
    assert (article.author, article.outlet, article.published) == ("Jo Marsh", "Reuters", "2018-06-19")
    assert article.url == "https://wire.example/idV1"
    assert (made.raw, made.note) == (raw, "")


def test_a_blog() -> None:
    article = read("blog.html")
    assert starts(article) == [
        ("headline", "On keeping bees"),
        ("body", "It has rained"),
        ("body", "I went out"),
        ("subheading", "What to do"),
        ("item", "Feed them, but"),
        ("item", "Close the lower"),
        ("body", "2 parts sugar"),
        ("body", "1 part water"),
        ("body", "That is all"),
    ]
    assert "2 parts sugar\n1 part  water" in article.text  # what is set out beforehand stays so
    assert article.title == "On keeping bees in a wet summer"
    assert (article.author, article.outlet, article.published) == ("Edda Holm", "The Hedge", "2020-07-03")


def test_a_page_of_the_last_century() -> None:
    article = read("old.html")
    assert article.text == (
        "Ferry sinks off Cape Tarn: 12 saved\n\n"
        "The ferry Aurora went down off Cape Tarn on Friday night, an hour after she had left Eastmere, and all twelve"
        " people on board were saved.\n\n"
        '"We heard a bang, and then the lights went out," said Ole Brandt, a passenger, who was asleep when it'
        " happened.\n\n"
        "The coast guard said that she had struck a container, one of forty lost by a freighter in the gale of last"
        " week."
    )
    assert [kind for kind, _ in blocks(article)] == ["headline", "body", "body", "body"]


def test_a_page_whose_words_are_for_machines_only() -> None:
    article = read("machine.html")
    assert starts(article) == [
        ("headline", "Tarn bridge closed"),
        ("body", "The bridge over"),
        ("body", "Divers found the"),
        ("body", "The detour is"),
    ]
    assert "Loading" not in article.text
    assert (article.author, article.published, article.language) == ("Sten Ruud", "2022-11-05", "en")


def test_fragments() -> None:
    [made] = parse(b"<p>The boats are <em>in</em>.</p>\n<p>Nobody went out today.</p>", "-")
    assert made.article.text == "The boats are in.\n\nNobody went out today."
    assert made.article.title == ""


def test_blocks_cover_the_text_in_order() -> None:
    for page in PAGES.glob("*.html"):
        article = document(page.read_bytes(), page.name).article
        end = 0
        for block in article.blocks:
            assert block.start >= end
            assert article.text[end : block.start].strip() == ""
            end = block.end
        assert end == len(article.text)


def test_tables_and_captions() -> None:
    prose = (
        "<p>The council published the figures on Monday, a week late, and without a word about the years before.</p>"
    )
    page = (
        f"<article><h1>Figures</h1>{prose}<table><caption>Boats in harbour</caption><tr><th>Year</th><th>Boats</th></tr>"
        "<tr><td>2019</td><td>forty</td></tr></table>"
        f"<figure><img src=a><figcaption>The quay in 2019.</figcaption></figure>{prose.replace('Monday', 'Friday')}"
        f"{prose.replace('Monday', 'Sunday')}</article>"
    )
    article = document(page.encode(), "x").article
    assert [block for block in blocks(article) if "council" not in block[1]] == [
        ("headline", "Figures"),
        ("caption", "Boats in harbour"),
        ("body", "Year\tBoats"),
        ("body", "2019\tforty"),
        ("caption", "The quay in 2019."),
    ]
