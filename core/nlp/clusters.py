"""Which names in an article are one person, organisation or place."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter

from rapidfuzz.distance import Levenshtein

from newsreader.core.model import EntityKind
from newsreader.core.nlp.kinds import ORG, PERSON, Spotted, key_of, text_of
from newsreader.core.nlp.names import (
    PersonName,
    compatible,
    fold,
    gender_of_first_name,
    gender_of_lone_name,
    is_family_first,
    is_first_name,
    parse_name,
    personal_titles,
    same_names,
    words,
)
from newsreader.core.nlp.tokens import Tokens

_SMALL = frozenset(("of", "the", "and", "for", "in", "on", "de", "&"))


@dataclass(slots=True, eq=False)
class Cluster:
    """One person, organisation or place while it is being put together.

    spots: its names in text order. gender: "m", "f" or "". surfaces: how often each written form stands.
    """

    kind: EntityKind
    spots: list[Spotted] = field(default_factory=list)
    surfaces: dict[str, int] = field(default_factory=dict)
    names: list[PersonName] = field(default_factory=list)
    gender: str = ""

    @property
    def guess(self) -> str:
        """The gender that a lone given name makes likely ("Melanie"); surnames may be given names too."""
        return gender_of_first_name(self.names[0].parts[0]) if self.names else ""

    @property
    def name(self) -> str:
        """The fullest form of the name, the more frequent one of two."""
        if len(self.surfaces) == 1:
            return next(iter(self.surfaces))
        return max(self.surfaces, key=lambda form: _fullness(form, self.surfaces, self.kind))

    def add(self, spotted: Spotted, form: str) -> None:
        """One more name, as it is written."""
        self.spots.append(spotted)
        self.surfaces[form] = self.surfaces.get(form, 0) + 1

    def join(self, other: Cluster) -> None:
        """Takes over the names of another."""
        self.spots += other.spots
        for form, count in other.surfaces.items():
            self.surfaces[form] = self.surfaces.get(form, 0) + count


def _fullness(form: str, forms: Mapping[str, int], kind: EntityKind) -> tuple[float, int, int]:
    parts = form.split()
    size = (
        float(len([p for p in parts if fold(p) not in words("particles")]))
        + 0.15 * min(forms[form], 6)
        - 0.5 * (form.isupper() and len(form) > 4)
    )
    if kind is PERSON and len(parts) > 2 and not is_first_name(parts[0]) and len(parts[0].rstrip(".")) > 1:
        # "Crooked Hillary Clinton" is no fuller than "Hillary Clinton"
        size -= 2 * any(
            form.endswith(" " + o) and " " in o and fold(o.split()[0]) not in words("particles") for o in forms
        )
    return size, forms[form] + sum(n for o, n in forms.items() if form.endswith(" " + o)), len(form)


def cluster(tokens: Tokens, spots: Sequence[Spotted]) -> list[Cluster]:
    """The names of an article gathered by whom they name, in order of first mention."""
    doubles = _other_scripts(tokens, spots)
    people = _people(tokens, [s for s in spots if s.kind is PERSON and s.first not in doubles])
    for c in people if doubles else ():
        c.spots += [doubles[s.last + 2] for s in c.spots if s.last + 2 in doubles]
    others = _others(tokens, [s for s in spots if s.kind is not PERSON])
    out = [c for c in people + others if c.spots]
    for c in out:
        c.spots.sort(key=attrgetter("first"))
    out.sort(key=lambda c: c.spots[0].first)
    return out


def _other_scripts(tokens: Tokens, spots: Sequence[Spotted]) -> dict[int, Spotted]:
    """Names in brackets that spell the name before in another script, by first token: "Sergei Roe (Сергей Роу)"."""
    out: dict[int, Spotted] = {}
    bracketed = [s for s in spots if s.first > 1 and tokens.word[s.first - 1] == "("]
    ends = {s.last for s in spots if s.kind is PERSON} if bracketed else ()
    for s in bracketed:
        if s.first - 2 in ends:
            letter = tokens.word[s.first][0]
            if not letter.isascii() and "LATIN" not in unicodedata.name(letter, ""):
                out[s.first] = s
    return out


def _title_gender(tokens: Tokens, spotted: Spotted) -> str:
    """What "Mr" or "Mrs" before a name tells."""
    for i in range(spotted.first - 1, max(-1, spotted.first - 4), -1):
        gender = personal_titles().get(fold(tokens.word[i]))
        if gender is not None:
            return gender
        if tokens.tag[i] not in ("NNP", "NN", "."):
            break
    return ""


def _people(tokens: Tokens, spots: Sequence[Spotted]) -> list[Cluster]:
    parsed: list[tuple[Spotted, PersonName, str]] = []
    for s in spots:
        name = parse_name(text_of(tokens, s))
        if name is not None:
            parsed.append((s, name, _title_gender(tokens, s)))
    full = [p for p in parsed if len(p[1].parts) > 1]
    clusters: list[Cluster] = []
    by_parts: dict[tuple[str, ...], Cluster] = {}
    by_last: defaultdict[str, list[Cluster]] = defaultdict(list)
    for s, name, titled in sorted(full, key=lambda p: -len(p[1].parts)):
        found = by_parts.get(name.parts)
        if found is None:
            near = by_last[name.parts[-1]] + (by_last[name.parts[0]] if is_family_first(name.parts) else [])
            found = next((c for c in near if all(compatible(n, name) for n in c.names)), None)
            if found is None:
                found = Cluster(PERSON)
                clusters.append(found)
            found.names.append(name)
            by_parts[name.parts] = found
            for key in {name.parts[-1], name.parts[0] if is_family_first(name.parts) else name.parts[-1]}:
                if found not in by_last[key]:
                    by_last[key].append(found)
        _add(found, s, name, titled)
    _short_names(tokens, [p for p in parsed if len(p[1].parts) == 1], clusters)
    for c in clusters:
        if not c.gender and all(len(name.parts) == 1 for name in c.names):
            c.gender = gender_of_lone_name(c.names[0].parts[0])
    _genders_told(tokens, clusters)
    _misspelt(clusters)
    return clusters


def _misspelt(clusters: list[Cluster]) -> None:
    """Joins a surname that never stands with a given name to the one person whose surname is a letter or two off."""
    full: defaultdict[str, list[tuple[Cluster, str]]] = defaultdict(list)  # by the first letter of their surnames
    alone: list[Cluster] = []
    for c in clusters:
        if all(len(name.parts) == 1 for name in c.names):
            alone.append(c)
        else:
            for last in {name.last: None for name in c.names}:
                full[last[:1]].append((c, last))
    for c in alone:
        key = c.names[0].parts[0]
        allowed = 0 if len(key) < 5 else 1 if len(key) < 8 else 2
        if not allowed:
            continue
        near = {
            f: None
            for f, last in full[key[:1]]
            if abs(len(last) - len(key)) <= allowed
            and (not c.gender or not f.gender or c.gender == f.gender)
            and Levenshtein.distance(last, key) <= allowed
        }
        if len(near) != 1:
            continue
        (into,) = near
        if len(c.spots) <= len(into.spots) + 1:
            into.spots += c.spots
            into.gender = into.gender or c.gender
            clusters.remove(c)


def _genders_told(tokens: Tokens, clusters: Sequence[Cluster]) -> None:
    """What a word for a man or a woman beside a name tells: "Alta Roe, an actress", "spokesman Jo Li"."""
    man, woman = words("man"), words("woman")
    telling = [i for i in tokens.related("appos", "compound") if tokens.word[i] in man or tokens.word[i] in woman]
    if not telling:
        return
    owner = {i: c for c in clusters if not c.gender for s in c.spots for i in range(s.first, s.last + 1)}
    for i in telling:
        c = owner.get(tokens.head[i])
        if c is not None and (tokens.dep[i] == "appos" or tokens.head[i] > i):
            c.gender = "m" if tokens.word[i] in man else "f"


def _add(into: Cluster, s: Spotted, name: PersonName, titled: str) -> None:
    into.add(s, name.shown)
    into.gender = titled or into.gender or name.gender


def _short_names(tokens: Tokens, short: Sequence[tuple[Spotted, PersonName, str]], clusters: list[Cluster]) -> None:
    """Gives each surname or given name that stands alone to the person it fits; of several, to whom a reader would."""
    lasts: defaultdict[str, list[Cluster]] = defaultdict(list)
    firsts: defaultdict[str, list[Cluster]] = defaultdict(list)
    for c in clusters:
        for name in c.names:
            ends = {name.parts[-1]}
            if is_family_first(name.parts):
                ends.add(name.parts[0])
            for part in ends:
                lasts[part] += [c] if c not in lasts[part] else []
            for part in set(name.parts[:-1]) - ends:
                if len(part) > 1 and c not in firsts[part]:
                    firsts[part].append(c)
    alone: dict[tuple[str, str], Cluster] = {}
    order = sorted(short, key=lambda p: p[0].first)
    for s, name, titled in order:
        key = name.parts[0]
        fitting = lasts[key] or firsts[key]
        if titled:
            fitting = [c for c in fitting if c.gender == titled] or [c for c in fitting if not c.gender]
        if fitting:
            _add(_salient(tokens, s, fitting), s, name, titled)
            continue
        own = alone.get((key, titled)) or alone.get((key, ""))
        if own is None:
            own = alone[(key, titled)] = Cluster(PERSON, names=[name])
            clusters.append(own)
        _add(own, s, name, titled)


def _salient(tokens: Tokens, s: Spotted, fitting: Sequence[Cluster]) -> Cluster:
    """The namesake that a bare surname means: the one named in full just before, else the article's main one."""
    if len(fitting) == 1:
        return fitting[0]
    para = tokens.para[s.first]
    full = sorted((sum(o.last > o.first for o in c.spots) for c in fitting), reverse=True)
    one_leads = full[0] > 1 and full[0] >= 2 * full[1]

    def weight(c: Cluster) -> tuple[int, int]:
        before = [o for o in c.spots if o.last < s.first]
        near = max((o.last for o in before if o.last > o.first and tokens.para[o.last] == para), default=-1)
        if near >= 0:
            return 2, near
        if one_leads:
            return 1, sum(o.last > o.first for o in c.spots)
        return 0, max((o.last for o in before), default=-1)

    return max(fitting, key=weight)


def _others(tokens: Tokens, spots: Sequence[Spotted]) -> list[Cluster]:
    clusters: dict[str, Cluster] = {}
    for s in spots:
        key = key_of(tokens, s)
        key = same_names().get(key, key)
        found = clusters.get(key)
        if found is None:
            found = clusters[key] = Cluster(s.kind)
        found.add(s, _shown(tokens, s))
    _merge_short_forms(clusters)
    return list(clusters.values())


def _shown(tokens: Tokens, s: Spotted) -> str:
    text = text_of(tokens, s)
    for ending in ("'s", "’s", "'", "’"):
        text = text.removesuffix(ending)
    return text


def _merge_short_forms(clusters: dict[str, Cluster]) -> None:
    """Joins "IMF" to "International Monetary Fund", "the Commission" to "European Commission" where only one fits."""
    long = [key for key, c in clusters.items() if " " in key and c.kind is ORG]
    initials: defaultdict[str, list[str]] = defaultdict(list)
    ends: defaultdict[str, list[str]] = defaultdict(list)
    for key in long:
        parts = key.split()
        initials["".join(p[0] for p in parts if p not in _SMALL)].append(key)
        initials["".join(p[0] for p in parts)].append(key)
        for end in {parts[0], parts[-1]}:
            ends[end].append(key)
    for key in [k for k, c in clusters.items() if " " not in k and c.kind is ORG]:
        targets = set(initials[key]) or set(ends[key])
        if len(targets) == 1 and (initials[key] or key not in words("demonyms")):
            clusters[targets.pop()].join(clusters.pop(key))
    for key in long:
        longer = [other for other in long if other.endswith(" " + key) and other in clusters]
        if len(longer) == 1 and key in clusters:
            clusters[longer[0]].join(clusters.pop(key))
