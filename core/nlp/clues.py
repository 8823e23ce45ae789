"""The features of the pronoun model by name, made once for each position a pronoun can be in.

Scoring a candidate adds a dozen weights. Found here by place, they cost less than making and looking up a dozen names.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Clues(Generic[T]):
    """What can be seen in a candidate for one kind of pronoun, each clue as what `look` gives for its name.

    where: "in" or "out" of quotation marks. role: "subj", "poss" or "obj". voice: "speaker" where the pronoun seems to
    speak, else as `where`. Tuples go by a count that ends with "that many or more", or by False and True.
    """

    def __init__(self, look: Callable[[str], T], where: str, role: str, voice: str) -> None:
        def several(name: str, *forms: object) -> tuple[T, ...]:
            return tuple(look(f"{name} {form}") for form in forms)

        self.later = look(f"{where} later")
        self.follows_later = several(role, "other follows", "subject follows")
        self.sentences = several(f"{where} sentences", *range(6))
        self.paragraphs = (look("same paragraph"), *several(f"{where} paragraphs", 1, 2, 3, 4))
        self.rank = several("rank", 0, 1, 2, 3, 4, 4)
        self.of_subject, self.of_possessive, self.of_other = several(f"{role} of", "subj", "poss", "other")
        self.of_quoted = several(f"{where} of", "out", "in")
        self.gender_fits, self.gender_unknown = several("gender", "fits", "unknown")
        self.gender_likely = several("gender", "unlikely", "likely")
        self.speaks_before = several("speaks before", *range(3))
        self.speaks_after = several("speaks after", *range(3))
        self.same_sentence = several(f"same sentence {role} of", "other", "subj")
        self.latest_subject = look(f"{where} latest subject")
        self.latest_near = look("latest subject near")
        self.follows = look(f"{role} subject follows")
        self.introduced = look(f"{voice} introduced")
        self.speaker_rank = several("speaker rank", 0, 1, 2, 3, 3, 3) if voice == "speaker" else ()
        self.heaviest, self.once, self.opening = look("heaviest"), look("named once"), look("opening")
        self.pronoun_before = look("pronoun before")
        self.spoke = look(f"{voice} spoke")
        self.spoke_last, self.spoke_before_last = several(f"{voice} spoke", "last", "before last")
        self.chain = several(f"{where} chain", *range(4))
        self.chain_quoted = several(f"{role} chain of", "out", "in")
