"""Names, whom they name, and whom mentions mean, on Docs built by hand."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from newsreader.core.model import Entity, EntityKind, MentionKind
from newsreader.core.nlp.entities import Cast, find_cast
from newsreader.core.text import article_from_text

Row = tuple[str, str, str, int, str]  # word, tag, dependency, head (index), entity as "B-PERSON"


def doc_of(rows: Sequence[Row], glue: Sequence[int] = (), sentences: Sequence[int] = (0,)) -> Doc:
    """A Doc from rows. glue: tokens with no space after them. sentences: where they start."""
    return Doc(
        Vocab(),
        words=[row[0] for row in rows],
        spaces=[i not in glue and not row[0].isspace() for i, row in enumerate(rows)],
        tags=[row[1] for row in rows],
        deps=[row[2] for row in rows],
        heads=[row[3] for row in rows],
        ents=[row[4] or "O" for row in rows],
        sent_starts=[i in sentences for i in range(len(rows))],
    )


def cast_of(doc: Doc) -> Cast:
    return find_cast(doc, article_from_text(doc.text), [])


def named(cast: Cast) -> dict[str, Entity]:
    return {entity.name: entity for entity in cast.entities}


def mentions(doc: Doc, entity: Entity) -> list[str]:
    return [doc.text[m.start : m.end] for m in entity.mentions]


def lines(*phrases: str) -> Doc:
    """A Doc of phrases, each a sentence. "*" begins a PERSON, "=" continues it, "+" is an ORG, "~" a GPE."""
    rows: list[Row] = []
    starts = []
    for phrase in phrases:
        starts.append(len(rows))
        first = len(rows)
        for word in phrase.split():
            label = ""
            if word[0] in "*+~=" and len(word) > 1:
                label = {"*": "B-PERSON", "+": "B-ORG", "~": "B-GPE", "=": "I-PERSON"}[word[0]]
                word = word[1:]
            tag = "NNP" if word[0].isupper() else "NN" if word.isalpha() else "."
            rows.append((word, tag, "dep", first, label))
    return doc_of(rows, sentences=starts)


def test_a_possessive_and_a_swallowed_title_are_no_part_of_a_name() -> None:
    doc = doc_of(
        [
            ("US", "NNP", "compound", 1, "B-GPE"),
            ("PRESIDENT", "NNP", "compound", 3, "B-PERSON"),
            ("Ian", "NNP", "compound", 3, "I-PERSON"),
            ("Roe", "NNP", "poss", 5, "I-PERSON"),
            ("'s", "POS", "case", 3, "I-PERSON"),
            ("attempts", "NNS", "nsubj", 6, ""),
            ("failed", "VBD", "ROOT", 6, ""),
        ],
        glue=[3],
    )
    cast = cast_of(doc)
    assert set(named(cast)) == {"US", "Ian Roe"}
    assert mentions(doc, named(cast)["Ian Roe"]) == ["PRESIDENT Ian Roe"]


def test_articles_and_line_breaks_are_cut_off() -> None:
    doc = doc_of(
        [
            ("the", "DT", "det", 2, "B-GPE"),
            ("Czech", "NNP", "compound", 2, "I-GPE"),
            ("Republic", "NNP", "ROOT", 2, "I-GPE"),
            ("\n\n", "_SP", "dep", 2, "I-GPE"),
            ("won", "VBD", "ROOT", 4, ""),
        ],
        sentences=[0, 4],
    )
    assert set(named(cast_of(doc))) == {"Czech Republic"}


def test_a_surname_is_found_wherever_it_stands_again() -> None:
    doc = lines("*Fyodor =Roe spoke .", "Roe went on .", "ROE : yes")
    assert mentions(doc, named(cast_of(doc))["Fyodor Roe"]) == ["Fyodor Roe", "Roe", "ROE"]


def test_a_full_name_in_a_headline_in_title_case() -> None:
    words = ["Ann", "Roe", "Goes", "After", "Old", "Rivals", "\n\n", "Roe", "spoke", "."]
    rows: list[Row] = [(w, "NNP" if w[0].isupper() else "VBD", "dep", 0, "") for w in words]
    for i, label in ((0, "B-PERSON"), (1, "I-PERSON"), (2, "I-PERSON"), (7, "B-PERSON")):
        rows[i] = (*rows[i][:4], label)
    doc = doc_of(rows, glue=[5, 8], sentences=[0, 7])
    cast = find_cast(doc, article_from_text(doc.text, title="Ann Roe Goes After Old Rivals"), [])
    assert [(e.name, mentions(doc, e)) for e in cast.entities] == [("Ann Roe", ["Ann Roe", "Roe"])]


def test_a_surname_is_a_name_whatever_its_tag() -> None:
    doc = doc_of(
        [
            ("Ann", "NNP", "compound", 1, "B-PERSON"),
            ("Roe", "NNP", "nsubj", 2, "I-PERSON"),
            ("left", "VBD", "ROOT", 2, ""),
            (".", ".", "punct", 2, ""),
            ("Roe", "VB", "nsubj", 5, ""),
            ("charges", "VBZ", "ROOT", 5, ""),
        ],
        sentences=[0, 4],
    )
    assert mentions(doc, cast_of(doc).entities[0]) == ["Ann Roe", "Roe"]


def test_a_known_surname_is_a_person_whatever_the_model_says() -> None:
    doc = lines("*Fyodor =Roe spoke .", "+Roe went on .", "~Roe too .")
    cast = cast_of(doc)
    assert [(e.name, e.kind, len(e.mentions)) for e in cast.entities] == [("Fyodor Roe", EntityKind.PERSON, 3)]


def test_two_people_with_one_surname_are_told_apart() -> None:
    doc = lines(
        "*Bill =Roe and *Mary =Roe came .", "Mrs *Roe spoke .", "Mr *Roe slept .", "*Bill =Roe woke .", "*Roe left ."
    )
    cast = named(cast_of(doc))
    assert mentions(doc, cast["Mary Roe"]) == ["Mary Roe", "Mrs Roe"]
    assert len(mentions(doc, cast["Bill Roe"])) == 4


def test_forms_of_one_name_are_one_person_under_the_fullest() -> None:
    doc = lines("*Roe spoke .", "*Donald =J. =Roe and *Donald =Roe are one .")
    assert [e.name for e in cast_of(doc).entities] == ["Donald J. Roe"]


def test_a_misspelt_surname_joins_the_only_one_like_it() -> None:
    doc = lines("*Lydia =Buchtmann spoke .", "Ms *Bauchtman went on .")
    assert [e.name for e in cast_of(doc).entities] == ["Lydia Buchtmann"]


def test_a_family_is_no_person() -> None:
    doc = lines("*Osgood =Penhale spoke .", "the *Penhales left .")
    assert [e.name for e in cast_of(doc).entities] == ["Osgood Penhale"]


def test_names_of_one_place() -> None:
    doc = lines("the ~U.S. and ~America and ~US are one .")
    assert [(e.kind, len(e.mentions)) for e in cast_of(doc).entities] == [(EntityKind.GPE, 3)]


def test_an_acronym_is_the_body_it_stands_for() -> None:
    doc = doc_of(
        [
            ("the", "DT", "det", 3, ""),
            ("International", "NNP", "compound", 3, "B-ORG"),
            ("Monetary", "NNP", "compound", 3, "I-ORG"),
            ("Fund", "NNP", "nsubj", 4, "I-ORG"),
            ("told", "VBD", "ROOT", 4, ""),
            ("the", "DT", "det", 6, ""),
            ("IMF", "NNP", "dobj", 4, "B-ORG"),
        ]
    )
    assert [(e.name, len(e.mentions)) for e in cast_of(doc).entities] == [("International Monetary Fund", 2)]


def test_a_surname_that_comes_first_stands_alone() -> None:
    doc = lines("*Xi =Jinping met *Kim =Jong =Un .", "*Xi spoke .", "+Kim listened .")
    cast = named(cast_of(doc))
    assert mentions(doc, cast["Xi Jinping"]) == ["Xi Jinping", "Xi"]
    assert mentions(doc, cast["Kim Jong Un"]) == ["Kim Jong Un", "Kim"]


def test_a_body_is_called_by_its_last_word() -> None:
    doc = doc_of(
        [
            ("European", "NNP", "compound", 1, "B-ORG"),
            ("Commission", "NNP", "nsubj", 2, "I-ORG"),
            ("met", "VBD", "ROOT", 2, ""),
            (".", ".", "punct", 2, ""),
            ("The", "DT", "det", 5, ""),
            ("Commission", "NNP", "nsubj", 6, "B-ORG"),
            ("agreed", "VBD", "ROOT", 6, ""),
        ],
        sentences=[0, 4],
    )
    assert [(e.name, len(e.mentions)) for e in cast_of(doc).entities] == [("European Commission", 2)]


def test_demonyms_are_no_places() -> None:
    doc = lines("~Ukrainian and ~Russian talks in ~Kyiv .")
    assert [e.name for e in cast_of(doc).entities] == ["Kyiv"]


def test_a_publication_is_all_that_is_capitalised() -> None:
    doc = doc_of(
        [
            ("journal", "NN", "ROOT", 0, ""),
            ("Russia", "NNP", "appos", 0, "B-GPE"),
            ("in", "IN", "prep", 1, ""),
            ("Foreign", "NNP", "compound", 4, "B-ORG"),
            ("Affairs", "NNP", "pobj", 2, "I-ORG"),
            (",", ",", "punct", 0, ""),
        ]
    )
    assert [(e.name, e.kind) for e in cast_of(doc).entities] == [("Russia in Foreign Affairs", EntityKind.ORG)]


def test_a_name_in_another_script_is_the_same_person() -> None:
    doc = lines("*Sergei =Roe ( *Сергей =Роу ) left .")
    assert [(e.name, len(e.mentions)) for e in cast_of(doc).entities] == [("Sergei Roe", 2)]


def test_a_given_name_alone_is_a_person() -> None:
    doc = lines("~Melanie slept .", "~Melanie woke .")
    assert [(e.name, e.kind) for e in cast_of(doc).entities] == [("Melanie", EntityKind.PERSON)]


def test_a_name_after_in_is_a_place() -> None:
    doc = lines("snow in *Skelby .", "rain in *Skelby .")
    assert [(e.name, e.kind) for e in cast_of(doc).entities] == [("Skelby", EntityKind.GPE)]


def test_the_words_of_a_name_tell_its_kind() -> None:
    doc = doc_of(
        [
            ("Hallam", "NNP", "compound", 1, "B-PERSON"),
            ("Ferries", "NNP", "nsubj", 2, "I-PERSON"),
            ("crossed", "VBD", "ROOT", 2, ""),
            ("Anselma", "NNP", "compound", 4, "B-ORG"),
            ("Bridge", "NNP", "dobj", 2, "I-ORG"),
        ]
    )
    assert {e.name: e.kind for e in cast_of(doc).entities} == {
        "Hallam Ferries": EntityKind.ORG,
        "Anselma Bridge": EntityKind.LOC,
    }


SPEECH: list[Row] = [
    ("Infrastructure", "NNP", "compound", 1, ""),
    ("Minister", "NNP", "compound", 3, ""),
    ("Ilse", "NNP", "compound", 3, "B-PERSON"),
    ("Roe", "NNP", "nsubj", 4, "I-PERSON"),
    ("met", "VBD", "ROOT", 4, ""),
    ("Ian", "NNP", "compound", 6, "B-PERSON"),
    ("Pike", "NNP", "dobj", 4, "I-PERSON"),
    (".", ".", "punct", 4, ""),
    ("The", "DT", "det", 9, ""),
    ("minister", "NN", "nsubj", 10, ""),
    ("said", "VBD", "ROOT", 10, ""),
    ("she", "PRP", "nsubj", 12, ""),
    ("liked", "VBD", "ccomp", 10, ""),
    ("him", "PRP", "dobj", 12, ""),
    (".", ".", "punct", 10, ""),
    ("A", "DT", "det", 16, ""),
    ("spokesman", "NN", "nsubj", 20, ""),
    (",", ",", "punct", 16, ""),
    ("who", "WP", "nsubj", 19, ""),
    ("smiled", "VBD", "relcl", 16, ""),
    ("agreed", "VBD", "ROOT", 20, ""),
    (".", ".", "punct", 20, ""),
]


@pytest.fixture
def speech() -> tuple[Doc, Cast]:
    doc = doc_of(SPEECH, glue=[6, 13, 20], sentences=[0, 8, 15])
    return doc, cast_of(doc)


def span(doc: Doc, first: int, last: int) -> tuple[int, int]:
    return doc[first].idx, doc[last].idx + len(doc[last])


def test_a_role_that_one_person_has(speech: tuple[Doc, Cast]) -> None:
    doc, cast = speech
    identity = cast.who(span(doc, 8, 9), at=60, said=[])
    assert (identity.name, identity.how) == ("Ilse Roe", "the minister → Ilse Roe")
    assert identity.entity is not None and cast.entities[identity.entity].name == "Ilse Roe"


def test_a_description_that_is_resolved_is_a_mention(speech: tuple[Doc, Cast]) -> None:
    doc, cast = speech
    minister = named(cast)["Ilse Roe"]
    kinds = [(doc.text[m.start : m.end], m.kind) for m in minister.mentions]
    assert ("The minister", MentionKind.NOMINAL) in kinds


def test_pronouns_by_gender_and_clause(speech: tuple[Doc, Cast]) -> None:
    doc, cast = speech
    assert cast.who(span(doc, 11, 11), at=60).name == "Ilse Roe"
    him = cast.who(span(doc, 13, 13), at=60)
    assert (him.name, him.how) == ("Ian Pike", "him → Ian Pike")
    pronouns = {m.start: m.kind for e in cast.entities for m in e.mentions if m.kind is MentionKind.PRONOUN}
    assert set(pronouns) == {doc[11].idx, doc[13].idx}


def test_a_description_without_a_name_stays_as_it_is(speech: tuple[Doc, Cast]) -> None:
    doc, cast = speech
    identity = cast.who(span(doc, 15, 19), at=60)
    assert (identity.entity, identity.name, identity.how) == (None, "A spokesman", "")


def test_who_is_what_its_clause_belongs_to(speech: tuple[Doc, Cast]) -> None:
    doc, cast = speech
    assert cast.who(span(doc, 18, 18), at=60).name == "A spokesman"


def test_a_whole_phrase_is_whom_its_head_names(speech: tuple[Doc, Cast]) -> None:
    doc, cast = speech
    identity = cast.who(span(doc, 0, 3), at=60)
    assert (identity.name, identity.how, identity.confidence > 0.9) == ("Ilse Roe", "", True)


def test_an_apposition_is_whom_it_stands_beside() -> None:
    doc = doc_of(
        [
            ("Alta", "NNP", "compound", 1, "B-ORG"),
            ("Roe", "NNP", "nsubj", 6, "I-ORG"),
            (",", ",", "punct", 1, ""),
            ("a", "DT", "det", 4, ""),
            ("teacher", "NN", "appos", 1, ""),
            (",", ",", "punct", 1, ""),
            ("left", "VBD", "ROOT", 6, ""),
        ]
    )
    cast = cast_of(doc)
    assert [(e.name, e.kind) for e in cast.entities] == [("Alta Roe", EntityKind.PERSON)]
    assert cast.who(span(doc, 3, 4), at=0).entity == 0


def test_it_is_the_body_that_was_the_subject() -> None:
    doc = doc_of(
        [
            ("Nato", "NNP", "nsubj", 1, "B-ORG"),
            ("met", "VBD", "ROOT", 1, ""),
            ("Ian", "NNP", "compound", 3, "B-PERSON"),
            ("Roe", "NNP", "dobj", 1, "I-PERSON"),
            (".", ".", "punct", 1, ""),
            ("It", "PRP", "nsubj", 6, ""),
            ("agreed", "VBD", "ROOT", 6, ""),
        ],
        sentences=[0, 5],
    )
    assert cast_of(doc).who(span(doc, 5, 5), at=0).name == "Nato"


def test_they_are_the_people_of_the_last_plural_subject() -> None:
    doc = doc_of(
        [
            ("Ian", "NNP", "compound", 1, "B-PERSON"),
            ("Roe", "NNP", "nsubj", 5, "I-PERSON"),
            ("and", "CC", "cc", 1, ""),
            ("Ann", "NNP", "compound", 4, "B-PERSON"),
            ("Pike", "NNP", "conj", 1, "I-PERSON"),
            ("met", "VBD", "ROOT", 5, ""),
            (".", ".", "punct", 5, ""),
            ("They", "PRP", "nsubj", 8, ""),
            ("agreed", "VBD", "ROOT", 8, ""),
        ],
        sentences=[0, 7],
    )
    identity = cast_of(doc).who(span(doc, 7, 7), at=0)
    assert (identity.entity, identity.name) == (None, "Ian Roe and Ann Pike")


def test_somebody_new_without_a_name_goes_on_as_she() -> None:
    doc = doc_of(
        [
            ("Ann", "NNP", "compound", 1, "B-PERSON"),
            ("Pike", "NNP", "nsubj", 2, "I-PERSON"),
            ("left", "VBD", "ROOT", 2, ""),
            (".", ".", "punct", 2, ""),
            ("A", "DT", "det", 5, ""),
            ("woman", "NN", "nsubj", 8, ""),
            ("near", "IN", "prep", 5, ""),
            ("me", "PRP", "pobj", 6, ""),
            ("stayed", "VBD", "ROOT", 8, ""),
            (".", ".", "punct", 8, ""),
            ("She", "PRP", "nsubj", 11, ""),
            ("waved", "VBD", "ROOT", 11, ""),
        ],
        sentences=[0, 4, 10],
    )
    cast = cast_of(doc)
    identity = cast.who(span(doc, 10, 10), at=0)
    assert (identity.entity, identity.how) == (None, "She → A woman near me")
    assert mentions(doc, cast.entities[0]) == ["Ann Pike"]


def test_a_pronoun_with_nobody_to_stand_for() -> None:
    doc = doc_of([("He", "PRP", "nsubj", 1, ""), ("left", "VBD", "ROOT", 1, "")])
    cast = cast_of(doc)
    assert cast.entities == ()
    assert cast.who(span(doc, 0, 0), at=0).name is None


def test_mentions_are_in_text_order_and_spell_the_text(speech: tuple[Doc, Cast]) -> None:
    _, cast = speech
    for entity in cast.entities:
        assert list(entity.mentions) == sorted(entity.mentions, key=lambda m: m.start)
    firsts = [entity.mentions[0].start for entity in cast.entities]
    assert firsts == sorted(firsts)


def test_an_empty_text() -> None:
    doc = Doc(Vocab(), words=[])
    assert cast_of(doc).entities == ()
