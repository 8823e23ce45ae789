"""What is taken out of a page, and what must not be."""

from __future__ import annotations

import pytest

from newsreader.core.sources.formats.html import document

PROSE = [
    "The mill at Vellmouth, which has stood since 1840, will be pulled down in spring, the county said on Monday.",
    "“It is a shame,” said Rosa Quill, whose father worked there, “and nobody asked us, not once, in all those years.”",
    "The county wants to build flats, forty of them, with a view of the river, and a shop that nobody needs.",
    "A meeting, the third this year, will be held in the church on Friday, and the mayor has promised to come.",
    "Whether he will stay to the end, as he did not the last time, is another matter, said those who went.",
    "Nothing is decided, the county says, but the fence is up, and the machines, three of them, are in the yard.",
]
BODY = "".join(f"<p>{words}</p>" for words in PROSE)
HALF = "".join(f"<p>{words}</p>" for words in PROSE[:3]), "".join(f"<p>{words}</p>" for words in PROSE[3:])
ALONE = "\n\n".join(PROSE)


def text(page: str) -> str:
    return document(page.encode(), "page").article.text


@pytest.mark.parametrize(
    "furniture",
    [
        "<nav><a href=/a>Home</a><a href=/b>News</a></nav>",
        "<div class=share-tools><a href=#>Facebook</a> <a href=#>Email</a></div>",
        "<ul class=related-links><li><a href=/a>Another story about the mill</a></li><li><a href=/b>And one more of them</a></li></ul>",
        "<aside><h3>Around the county</h3><p>The river is high, and the road to Tarn is closed.</p></aside>",
        "<div class=newsletter-box><p>Get our news in your inbox every morning, free.</p><input type=email></div>",
        "<div class=ad-slot>Advertisement</div>",
        "<p>Advertisement</p>",
        "<script>document.write('never');</script><style>p { color: red }</style>",
        "<noscript>Please switch on JavaScript.</noscript>",
        "<div style='display: none'>This is shown to nobody at all, whatever they do.</div>",
        "<div hidden>This is shown to nobody at all, whatever they do.</div>",
        "<iframe src=//video>Your browser has no frames.</iframe><!-- a comment -->",
        "<form><fieldset><label>Your name</label><input><input><select><option>Mr</option></select></fieldset></form>",
        "<svg><title>Logo</title><text>Logo</text></svg>",
    ],
)
def test_furniture_goes_and_what_follows_it_stays(furniture: str) -> None:
    assert text(f"<article>{HALF[0]}{furniture}{HALF[1]}</article>") == ALONE


@pytest.mark.parametrize(
    "below",
    [
        "<h3>Related stories</h3><ul><li><a href=/a>The mill in pictures</a></li><li><a href=/b>Who owns it?</a></li></ul>",
        "<p>Read more</p><p><a href=/a>The mill in pictures, from 1840 to this day</a></p>",
        "<p>Tags: <a href=/t>mill</a></p>",
        "<h2>Comments (2)</h2><p>About time, I say, and I have said so for years.</p>",
        "<h4>Das könnte Sie auch interessieren</h4><p><a href=/a>Die Mühle in Bildern</a></p>",
        "<p><a href=/a>A lire aussi : le moulin en images</a></p>",
        "<div>Share</div><div>Print</div><div>Email</div>",
    ],
)
def test_what_stands_below_an_article_goes(below: str) -> None:
    assert text(f"<article>{BODY}{below}</article>") == ALONE


def test_comments_go_and_an_article_about_comments_stays() -> None:
    comments = "".join(f"<div class=comment><p>{words} I said so before.</p></div>" for words in PROSE)
    assert text(f"<article>{BODY}</article><section id=comments>{comments}</section>") == ALONE
    assert text(f"<article class=comment-is-free><div class='content__article-body'>{BODY}</div></article>") == ALONE


def test_an_article_in_an_aside_or_under_names_of_furniture_is_found() -> None:
    assert text(f"<div class=wrap><aside>{BODY}</aside></div>") == ALONE
    assert text(f"<div class='sidebar-layout social'>{BODY}</div>") == ALONE


def test_text_in_divisions_and_between_breaks() -> None:
    assert text("<div id=story>" + "".join(f"<div>{words}</div>" for words in PROSE) + "</div>") == ALONE
    assert text("<div id=story>" + "<br><br>".join(PROSE) + "</div>") == ALONE
    assert text("<div id=story><p>" + " <br/>\n <br/> ".join(PROSE) + "</div>") == ALONE
    assert text("<body>" + "<p>".join(PROSE)) == ALONE


def test_white_space_is_collapsed_and_words_are_not_joined() -> None:
    page = (
        BODY
        + "<p>One\n  <b>two</b><i>three</i>\tfour<br>five&nbsp;six <span> seven</span></p>"
        + "<p>The end of it.</p>"
    )
    assert "\n\nOne twothree four\nfive\xa0six seven\n\n" in text(f"<article>{page}</article>") + "\n\n"


def test_what_stands_there_twice_is_said_once() -> None:
    long = PROSE[1] + " " + PROSE[2]
    assert text(f"<article>{BODY}<p>{long}</p><p>{PROSE[3]} And so on.</p><p>{long}</p></article>").count(long) == 1
    refrain = "<p>Row, row, row your boat.</p>"
    assert text(f"<article>{refrain}{HALF[0]}{refrain}{HALF[1]}{refrain}</article>").count("Row, row") == 3


def test_the_standfirst_is_fetched_from_the_head_of_the_page() -> None:
    first = "The last mill on the coast is to make way for flats that nobody in the town has asked for."
    page = (
        f"<html><head><meta name=description content='{first}'></head><body><header><h1>Mill to go</h1><h2>{first}</h2>"
        f"</header><div class=story-body>{BODY}</div></body></html>"
    )
    made = document(page.encode(), "page").article
    assert made.text == f"Mill to go\n\n{first}\n\n{ALONE}"
    assert [block.kind.value for block in made.blocks][:3] == ["headline", "standfirst", "body"]


def test_a_headline_is_not_said_twice() -> None:
    title = "<title>The mill at Vellmouth is to go - The Courier</title>"
    page = f"{title}<article><h1>The mill at Vellmouth is to go</h1>{BODY}</article>"
    assert text(page) == f"The mill at Vellmouth is to go\n\n{ALONE}"


def test_a_wall_is_said() -> None:
    data = '<script type="application/ld+json">{"@type": "NewsArticle", "isAccessibleForFree": "False"}</script>'
    made = document(f"<html><head>{data}</head><body>{HALF[0]}</body></html>".encode(), "page")
    assert made.note == "The publisher gives the whole text to subscribers only."
