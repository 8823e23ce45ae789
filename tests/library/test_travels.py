"""The same quote in several articles."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from newsreader.core.library import Library, mending
from newsreader.core.model import Analysis, Article, Entity, EntityKind, Mention, Quote, QuoteKind

FULL = "We have waited long enough for the tide barrier at Skelby, and I will not send another crew out to prove it."
CUT = "We have waited long enough for the tide barrier at Skelby"
INDIRECT = "the council had waited long enough for the tide barrier at Skelby"
OTHER = "The harbour of Vellmouth needs a new crane before the herring season begins in autumn."
OTHERS = (
    "Every gallery in the old town closes at noon so that the painters can eat their soup in peace.",
    "No referee has ever measured how loudly a gull complains about the price of chips.",
    "My grandmother knitted the first flag of this island out of nine kinds of wool.",
)


def add(
    library: Library,
    *said: str | tuple[str, QuoteKind],
    published: str | None = None,
    outlet: str | None = None,
    speaker: str | None = "Ingrid Sørby",
) -> str:
    """An article that carries these quotes, analysed; its id."""
    name = speaker or "Nobody"
    text, quotes = f"{name} spoke. {outlet} {published} {len(library)}.\n\n", []
    for one in said:
        words, kind = (one, QuoteKind.DIRECT) if isinstance(one, str) else one
        start = len(text) + 1
        text += f"“{words}” it was said.\n\n"
        span = (start, start + len(words))
        marked = () if kind is QuoteKind.INDIRECT else (span,)
        quotes.append(Quote((span,), kind, marked, entity=0 if speaker else None, speaker_name=speaker))
    article = Article(text, title=f"Paper {len(library)}", outlet=outlet, published=published)
    entities = (Entity(name, EntityKind.PERSON, (Mention(0, len(name)),)),) if speaker else ()
    library.add(article)
    library.put_analysis(article.id, Analysis(article, tuple(quotes), entities, "test 1"))
    return article.id


def families(library: Library) -> list[set[str]]:
    """The words of the quotes that are one, however few articles they are in."""
    found: dict[int, set[str]] = {}
    for quote in library.quotes():
        if quote.family is not None:
            found.setdefault(quote.family, set()).add(quote.words)
    return list(found.values())


def words(library: Library, article_id: str, position: int = 0) -> Sequence[str]:
    return [quote.words for quote in library.travels.of(article_id, position)]


def test_versions_find_one_another_and_others_do_not(library: Library) -> None:
    first = add(library, OTHERS[0], FULL, published="2025-03-02", outlet="Lantern")
    second = add(library, CUT, OTHER, published="2025-03-01", outlet="Courier")
    third = add(library, OTHERS[1], (INDIRECT, QuoteKind.INDIRECT), published="2025-03-03", outlet="Post")
    assert library.travels.counts(first) == {1: 2}
    assert library.travels.counts(second) == {0: 2}
    assert words(library, third, 1) == [CUT, FULL, INDIRECT]
    assert words(library, second, 1) == words(library, "0123") == words(library, second, 9) == []
    (family,) = library.travels.families()
    assert (family.words, family.versions, family.articles, family.outlets) == (FULL, 3, 3, 3)
    assert (family.first_id, family.first_outlet, family.first_published) == (second, "Courier", "2025-03-01")
    assert {quote.family for quote in library.quotes()} == {None, family.number}


def test_an_undated_article_counts_from_when_it_was_loaded(library: Library) -> None:
    undated = add(library, CUT)
    dated = add(library, CUT, published="2001-01-01")
    odd = add(library, CUT, published="last Tuesday")
    assert [quote.article_id for quote in library.travels.of(odd, 0)] == [dated, undated, odd]


def test_headline_and_body_of_one_article_are_not_elsewhere(library: Library) -> None:
    alone = add(library, CUT, FULL)
    assert library.travels.counts(alone) == {} and library.travels.families() == []
    assert words(library, alone) == [CUT, FULL]
    add(library, FULL, outlet="Post")
    assert library.travels.counts(alone) == {0: 1, 1: 1}
    assert library.travels.families()[0].versions == 3


def test_scare_quotes_travel_nowhere(library: Library) -> None:
    for _ in range(2):
        assert library.travels.counts(add(library, (CUT, QuoteKind.SCARE))) == {}


def test_short_quotes_are_one_only_of_one_speaker(library: Library) -> None:
    for speaker in ("Ada Lind", "Goran Lasko", None, None):
        add(library, "We will win", speaker=speaker)
    assert families(library) == []
    again = add(library, "“We will win!”", "We will lose", speaker="Lind")
    assert library.travels.counts(again) == {0: 1}


def test_what_long_quotes_share_by_chance_makes_no_family(library: Library) -> None:
    add(library, "The harbour of Vellmouth will get a new crane, and the council of Skelby will pay half of it.")
    add(library, "The council of Skelby has not decided who is to run the ferry to the harbour of Vellmouth.")
    assert families(library) == []


def test_a_chain_of_small_changes_does_not_lead_from_one_quote_to_another(library: Library) -> None:
    """Each overlaps with the next by half; the first and the last have nothing in common."""
    sentences = [*OTHERS, OTHER, FULL]
    for one, other in pairwise(sentences):
        add(library, f"{one} {other}")
    assert all(len(family) <= 2 for family in families(library))


def test_a_long_quote_brings_its_pieces_together_in_any_order(library: Library) -> None:
    pieces = FULL.split(", ")
    add(library, pieces[0])
    add(library, pieces[1])
    assert families(library) == []
    add(library, FULL)
    assert families(library) == [{*pieces, FULL}]


def test_a_family_keeps_its_number_while_one_of_it_is_there(library: Library) -> None:
    ids = [add(library, FULL, outlet=outlet) for outlet in ("Post", "Courier", "Lantern")]
    (before,) = library.travels.families()
    for article_id in ids:
        analysis = library.analysis(article_id)
        assert analysis is not None
        library.put_analysis(article_id, analysis)
    assert library.travels.families()[0].number == before.number
    library.remove(ids[0])
    assert library.travels.families()[0].number == before.number
    library.remove(ids[1])
    assert library.travels.families() == [] and library.travels.of(ids[2], 0) == []
    assert [quote.family for quote in library.quotes()] == [None]
    again = add(library, FULL, outlet="Herald")
    assert library.travels.counts(again) == {0: 1}
    assert library.travels.families()[0].number == before.number


def test_a_quote_in_hundreds_of_articles_is_one(library: Library) -> None:
    with library.batch():
        ids = [add(library, FULL) for _ in range(320)]
    assert library.travels.counts(ids[-1]) == {0: 319}


def test_articles_of_older_releases_are_gathered_later(library: Library) -> None:
    ids = [add(library, FULL), add(library, OTHER), add(library, CUT)]
    with library.database.writing() as connection:
        connection.execute("DELETE FROM quote_key")
        connection.execute("UPDATE quote SET family = NULL, wording = NULL")
        connection.execute("UPDATE article SET gathered = 0")
    assert library.travels.counts(ids[0]) == {}
    assert library.travels.catch_up(2) == 1
    assert library.travels.catch_up(2) == 0
    assert library.travels.counts(ids[0]) == {0: 1}


def test_what_is_written_between_two_steps_of_catching_up_is_seen(library: Library) -> None:
    ids = [add(library, FULL), add(library, CUT), add(library, FULL), add(library, OTHER), add(library, OTHER)]
    with library.database.writing() as connection:
        connection.execute("DELETE FROM quote_key")
        connection.execute("UPDATE quote SET family = NULL, wording = NULL")
        connection.execute("UPDATE article SET gathered = 0")
    assert library.travels.catch_up(2) == 3
    with Library(library.path) as other:
        other.remove(ids[0])
        assert other.travels.counts(add(other, FULL)) == {0: 1}
    assert library.travels.catch_up(2) == 1
    library.remove(ids[1])
    assert library.travels.catch_up(2) == 0
    assert library.travels.counts(ids[2]) == library.travels.counts(ids[3]) == {0: 1}


def test_lost_keys_are_made_again(library: Library) -> None:
    ids = [add(library, FULL), add(library, OTHER)]
    with library.database.writing() as connection:
        connection.execute("DELETE FROM quote_key")
    mending.mend(library, {"quote_key": 1}, None, [], [])
    while library.travels.catch_up(1):
        pass
    assert library.travels.counts(add(library, CUT)) == {0: 1}
    library.database.rows("PRAGMA foreign_keys = OFF")
    with library.database.writing() as connection:
        connection.execute("DELETE FROM quote WHERE article = (SELECT number FROM article WHERE id = ?)", (ids[0],))
    assert library.database.rows("PRAGMA foreign_key_check")
    mending.clear(library)
    assert library.database.rows("PRAGMA foreign_key_check") == []


def test_versions_are_compared_word_by_word(library: Library) -> None:
    one = add(library, "We start in May, whatever comes at Skelby lock")
    other = add(library, "We begin in May, whatever comes at Skelby lock")
    told = add(library, ("they start in June, whatever comes at Skelby lock", QuoteKind.INDIRECT))
    first, second, third = (library.travels.of(one, 0) or [])[:3]
    assert {first.article_id, second.article_id, third.article_id} == {one, other, told}
    compared = library.travels.compared(first, second)
    assert [change.what for change in compared.changes] == ["same", "changed", "same"]
    assert compared.alters == ("reworded",)
    assert library.travels.compared(first, third).alters == ()


def test_odd_quotes_do_no_harm(library: Library) -> None:
    for words in ("…", "日本語。" * 50, "a " * 5_000, "x" * 10_000, "\ud800 lone", "1,000,000.00"):
        assert add(library, words)
        assert add(library, words + "!")
