from __future__ import annotations

import time

import pytest

from newsreader.core.model import Article, BlockKind
from newsreader.core.text import article_from_text

BODY = (
    "The harbour master of Eastmere said on Monday that the old pier would stay shut until spring, because the timbers "
    "under it could no longer carry a crowd of any size."
)
MORE = (
    "Fishermen who have tied up there for decades were told to use the northern quay instead. “We would rather take "
    "the risk,” said one of them, who did not want to be named."
)


def kinds(article: Article) -> list[str]:
    return [block.kind.value for block in article.blocks]


def test_a_newspaper_page() -> None:
    article = article_from_text(
        "Old pier to stay shut until spring\n\n"
        "Timbers can no longer carry a crowd, says harbour master.\n\n"
        "By Ann Poole, Eastmere Courier\n\n"
        "Published 12:30, 3 May 2020\n\n"
        f"{BODY}\n\nREAD MORE\n\n{MORE}\n\nA long history\n\n{MORE}\n\nAdvertisement\n\n"
        f"Related: Why the sea rises\n\n{BODY}\n\n© 2020 Eastmere Courier. All rights reserved."
    )
    assert kinds(article) == [
        "headline", "standfirst", "byline", "dateline", "body", "boilerplate", "body", "subheading", "body",
        "boilerplate", "boilerplate", "body", "credit",
    ]  # fmt: skip
    assert article.title == "Old pier to stay shut until spring"
    assert article.author == "Ann Poole"
    assert article.outlet == "Eastmere Courier"
    assert article.published == "2020-05-03"


def test_a_wire_story() -> None:
    article = article_from_text(f"Pier stays shut\n\nEASTMERE (Reuters) - {BODY}\n\n{MORE}\n\n(Reporting by Ann Poole)")
    assert kinds(article) == ["headline", "body", "body", "credit"]
    assert article.outlet == "Reuters"


def test_a_cut_teaser_is_no_body() -> None:
    article = article_from_text(
        f"Old pier to stay shut\n\nEASTMERE: {BODY[:80]}…\n\nEASTMERE:{BODY}\n\n{MORE}\n\n- (Courier service)"
    )
    assert kinds(article) == ["headline", "boilerplate", "body", "body", "credit"]
    assert article.outlet is None  # a service is not the outlet


def test_a_cut_line_that_nothing_repeats_is_a_standfirst() -> None:
    article = article_from_text(
        f"Old pier to stay shut\n\nWhat the timbers under it tell us about…\n\n{BODY}\n\n{MORE}"
    )
    assert kinds(article) == ["headline", "standfirst", "body", "body"]


def test_a_repeated_headline_is_no_body() -> None:
    assert kinds(article_from_text(f"Pier stays shut\n\nPier stays shut\n\n{BODY}")) == [
        "headline",
        "boilerplate",
        "body",
    ]


def test_a_headline_in_title_case_may_end_in_a_full_stop() -> None:
    assert kinds(article_from_text(f"Old Pier To Stay Shut Until Spring.\n\n{BODY}")) == ["headline", "body"]


def test_a_first_sentence_is_no_headline() -> None:
    article = article_from_text(f"It was the coldest night of the year.\n\n{BODY}\n\n{MORE}")
    assert kinds(article) == ["body"] * 3 and article.title == ""


def test_a_quotation_is_no_headline() -> None:
    assert kinds(article_from_text(f"“We would rather take the risk,” said Ms Poole.\n\n{BODY}")) == ["body", "body"]


def test_one_paragraph_is_body() -> None:
    assert kinds(article_from_text("Warm up, she said.")) == ["body"]


def test_a_known_title_wins() -> None:
    article = article_from_text(
        f"it was the coldest night of the year.\n\n{BODY}", title="It was the coldest night of the year"
    )
    assert article.title == "It was the coldest night of the year"
    assert kinds(article)[0] == "headline"


def test_lines_without_blank_lines() -> None:
    article = article_from_text(f"Pier stays shut\nBy Ann Poole\n21 July 2017\n{BODY}\n{MORE}")
    assert kinds(article) == ["headline", "byline", "dateline", "body", "body"]
    assert (article.author, article.published) == ("Ann Poole", "2017-07-21")


def test_a_headline_of_two_lines() -> None:
    article = article_from_text(f"Pier stays shut; \nFishermen are told to use the northern quay.\n\n{BODY}\n\n{MORE}")
    assert kinds(article) == ["headline", "standfirst", "body", "body"]
    assert article.title == "Pier stays shut"


def test_subheadings() -> None:
    article = article_from_text(f"{BODY}\n\n‘Shut it now’\n\n{MORE}\n\nWhat happens next?\n\n{BODY}")
    assert kinds(article) == ["body", "subheading", "body", "subheading", "body"]


def test_questions_of_an_interview_are_body() -> None:
    article = article_from_text(
        f"{BODY}\n\nDid anybody ever warn you that it might fall?\n\n{MORE}\n\nROE: And now?\n\n{BODY}"
    )
    assert kinds(article) == ["body"] * 5


def test_the_headline_under_read_more_is_no_body() -> None:
    article = article_from_text(f"{BODY}\n\nREAD MORE\nWhy the sea rises at Eastmere\n\n{MORE}\n\nREAD MORE\n\n{BODY}")
    assert kinds(article) == ["body", "boilerplate", "boilerplate", "body", "boilerplate", "body"]


def test_a_name_after_a_dash() -> None:
    article = article_from_text(
        f"{BODY}\n\n“We would rather take the risk.”\n\n— Ann Poole\n\n{MORE}\n\n- Northshore Wire"
    )
    assert kinds(article) == ["body"] * 4 + ["credit"]


def test_markdown_headings() -> None:
    article = article_from_text(f"# Pier stays shut\n\n{BODY}\n\n## What the timbers say\n\n{MORE}")
    assert kinds(article) == ["headline", "body", "subheading", "body"]
    assert article.title == "Pier stays shut"


@pytest.mark.parametrize("text", ["", "\n\n \n", "…", '"', "a\n\n…", "By", "#\n\n##"])
def test_scraps(text: str) -> None:
    article = article_from_text(text)
    assert article.text == text
    assert all(text[b.start : b.end].strip() == text[b.start : b.end] for b in article.blocks)


def test_kinds_are_of_the_model() -> None:
    assert all(isinstance(block.kind, BlockKind) for block in article_from_text(f"Pier\n\n{BODY}").blocks)


def test_long_texts_take_little_time() -> None:
    started = time.perf_counter()
    article_from_text(("word " * 40 + "end.\n\n") * 25_000)
    article_from_text("word " * 1_000_000)
    article_from_text(f"Title\n\n{'word ' * 1_000_000}…\n\n{'word ' * 1_000_000}")
    assert time.perf_counter() - started < 3
