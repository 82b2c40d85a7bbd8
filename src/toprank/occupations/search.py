"""From words to unit groups, best first.

Every title that has a word of the query is scored by how much of the query it holds, whether as its head, and how
little else it says. A group is ranked by its own title, its best job title, and the number and share of its job titles
that match, full matches counting most. An alias (aliases.toml) puts its groups before all that.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from math import log1p

from toprank.occupations.aliases import Alias, aliases
from toprank.occupations.index import ASIDE, ASIDE_WEIGHT, HEAD, index
from toprank.occupations.terms import Term, corrected, in_full, readings
from toprank.occupations.words import accented, fold, key, singulars
from toprank.rulebook.classification import UnitGroup, unit_groups

LONGEST_QUERY = 200

_ASIDE_CREDIT, _NOT_HEAD = 0.5, 0.4  # what a word counts for aside, and a title whose head is something else
_LOOSE = 0.4  # what is left of the score of a long title that says much else
_TITLE, _BEST_JOB, _NUMBER, _SHARE = 1.0, 0.6, 0.6, 0.3  # what makes the rank of a group
_GROUP_TITLE_SHOWN = 0.8  # a group title is shown as what matched only where no job title comes near
_FAINT = 0.04  # groups below this share of the best are not shown
_PARTIAL = 0.5  # titles that hold less than this share of what the best title holds of the query do not count
_COMMON = 1500  # a word in so many titles finds none by itself where a rarer word has found some
_FIRST, _ALSO = 2.0, 1.5  # scores of the groups that an alias names
_TITLED = 1.2  # score of the group whose whole title is the query; others lie between 0 and 1

# A code or its beginning, with or without the name of the classification.
_CODE = re.compile(r"\s*(?:noc|cnp)?[\s:#-]*([0-9][0-9 ]{0,8})\s*")


_WORD = re.compile(r"\w+")

# A level of training: TEER 2, FÉER 2.
_LEVEL = re.compile(r"\s*(?:teer|feer)[\s:#-]*([0-5])\s*")


@dataclass(frozen=True)
class Hit:
    """A unit group that was found, the title or alias that matched best, as written, and a score: higher is better.

    `jobs` is how many of its job titles match the words.
    """

    unit_group: UnitGroup
    matched: str
    score: float
    jobs: int = 0


@dataclass
class Found:
    """What the titles of one group amount to."""

    group: int
    french: bool | None
    named: float = 0.0
    job: float = 0.0
    number: float = 0.0
    jobs: int = 0
    shown: tuple[bool, float] = (False, 0.0)
    title: str = ""

    def add(self, score: float, title: int, named: bool) -> None:
        """Counts one matching title.

        One in the language of the query is shown before any other, a job title before a group title that matches
        about as well.
        """
        own = self.french is None or index().is_french(title) == self.french
        shown = (own, score * (_GROUP_TITLE_SHOWN if named else 1.0))
        if shown > self.shown:
            self.shown, self.title = shown, index().titles[title]
        if not named:
            self.jobs += 1
            self.number += score * score
            if score > self.job:
                self.job = score
        elif score > self.named:
            self.named = score


def find(words: str, limit: int = 10, language: str | None = None) -> list[Hit]:
    """The unit groups that words in English or French name, best first, at most `limit`.

    The words may be of a group title or a job title, an abbreviation or everyday name (aliases.toml), a code of five
    digits or its beginning, or a level such as TEER 2 (FÉER 2). Accents, case, plural, hyphens and a slip of the pen do
    not matter; nothing found is an empty list, and so is a query without a word. `language` is that of who asks: titles
    are shown in it where the words do not tell theirs. Raises ValueError for a query of more than 200 characters or a
    limit below 1.

    >>> [hit.unit_group.code for hit in find("truck drivers", limit=1)]
    ['73300']
    """
    if len(words) > LONGEST_QUERY:
        raise ValueError(f"A search takes at most {LONGEST_QUERY} characters; this one has {len(words)}.")
    if limit < 1:
        raise ValueError(f"A search gives at least 1 hit; the limit asked for is {limit}.")
    spoken = key(words)
    french = True if accented(words) else _is_french(spoken)
    if french is None and language is not None:
        french = language == "fr"
    return (_by_alias(spoken, french) or _by_code(words) or _by_level(words) or _by_words([spoken], french))[:limit]


def _is_french(spoken: tuple[str, ...]) -> bool | None:
    """Whether a query is French, slips of the pen put right where need be; None where its words do not tell.

    The beginning of words of both languages does not: "elec".
    """
    french = index().french(spoken)
    return index().french(in_full(spoken)) if french is None else french


def _by_code(written: str) -> list[Hit]:
    """The groups whose code begins with the digits, in the order of the classification."""
    start = code_in(written)
    return [
        Hit(group, group.title_en, 1.0) for group in unit_groups().values() if start and group.code.startswith(start)
    ]


def code_in(written: str) -> str:
    """The digits of a query that is a code or the beginning of one, "" where it is none: "NOC 3130 1" is 31301."""
    code = _CODE.fullmatch(fold(written))
    return code[1].replace(" ", "") if code else ""


def meant(words: str) -> str:
    """What a query is read as where nothing knows one of its words: "nurse" for "nurze"; "" where it stands as it is.

    Words for which nothing comes near stay as they are, and say nothing; beginnings of words are no slips.
    """
    spoken = key(words)
    put_right = corrected(spoken)
    if code_in(words) or _LEVEL.fullmatch(fold(words)) or all(map(str.startswith, put_right, spoken)):
        return ""
    if len(put_right) != len(spoken):
        return " ".join(map(index().spelled, put_right))
    swaps = {was: now for was, now in zip(spoken, put_right, strict=True) if was != now}
    return _WORD.sub(lambda word: _put_right(word[0], swaps), words.strip())


def _put_right(word: str, swaps: Mapping[str, str]) -> str:
    """A word of a query as it is meant, spelled as titles spell it; a plural stays one."""
    (said, *others) = key(word) or ("",)
    if others or said not in swaps:
        return word
    spelled = index().spelled(swaps[said])
    return f"{spelled}s" if fold(word).endswith("s") and not spelled.endswith(("s", "x")) else spelled


def _by_level(written: str) -> list[Hit]:
    """The groups of a level of training, in the order of the classification."""
    level = _LEVEL.fullmatch(fold(written))
    teer = int(level[1]) if level else None
    return [Hit(group, group.title_en, 1.0) for group in unit_groups().values() if group.teer == teer]


def _by_words(queries: Iterable[tuple[str, ...]], french: bool | None) -> list[Hit]:
    """The groups that any of the queries finds, best first; a whole code among the words leads.

    `french` says in which language a title is shown where one in it matches; None: the best one.
    """
    groups = list(unit_groups().values())
    best: dict[str, Hit] = {}
    own: dict[str, Hit] = {}
    for query in queries:
        for code in query:
            if code in unit_groups():
                best[code] = Hit(unit_groups()[code], unit_groups()[code].title_en, 1.0)
        titled = _group_titles().get(frozenset(singulars(query)))
        if titled:
            best[titled.unit_group.code] = titled
            own[titled.unit_group.code] = titled
        for terms in readings(query):
            for found, rank in _ranked(terms, french):
                hit = Hit(groups[found.group], found.title, rank, found.jobs)
                code = hit.unit_group.code
                best[code] = max(best.get(code, hit), hit, key=lambda hit: hit.score)
                if french is not None and found.shown[0]:
                    own[code] = max(own.get(code, hit), hit, key=lambda hit: hit.score)
    shown = [replace(hit, matched=own.get(code, hit).matched) for code, hit in best.items()]
    return sorted(shown, key=lambda hit: (-hit.score, hit.unit_group.code))


def _by_alias(query: tuple[str, ...], french: bool | None) -> list[Hit]:
    """What an alias finds, where the query is one, slips of the pen put right; otherwise nothing."""
    said = singulars(query)
    if said not in aliases():
        said = singulars(corrected(query))
    alias = aliases().get(said)
    return _with_alias(alias, said, french) if alias else []


def _with_alias(alias: Alias, query: tuple[str, ...], french: bool | None) -> list[Hit]:
    """The groups that the alias names, in its order, then the others that its words and meanings find."""
    others = {hit.unit_group.code: hit for hit in _by_words([query, *map(key, alias.means)], french)}
    named = [(code, _FIRST - place / 100) for place, code in enumerate(alias.first)]
    named += [(code, _ALSO - place / 100) for place, code in enumerate(alias.also)]
    hits = []
    for code, score in named:
        hit = others.pop(code, None)
        hits.append(
            Hit(unit_groups()[code], hit.matched, score, hit.jobs)
            if hit
            else Hit(unit_groups()[code], alias.written(query), score)
        )
    return hits + list(others.values())


@cache
def _group_titles() -> dict[frozenset[str], Hit]:
    """What finds a group surely: the words of its title, in either language."""
    titles = [(group, title) for group in unit_groups().values() for title in (group.title_en, group.title_fr)]
    return {frozenset(singulars(key(title))): Hit(group, title, _TITLED) for group, title in titles}


def _ranked(terms: Sequence[Term], french: bool | None) -> list[tuple[Found, float]]:
    """The groups that the terms find with their ranks, between 0 and 1, faint ones left out."""
    groups: dict[int, Found] = {}
    known = index()
    for title, score in _title_scores(terms):
        group = known.group[title]
        if group not in groups:
            groups[group] = Found(group, french)
        groups[group].add(score, title, known.named[title])
    most = log1p(max((found.number for found in groups.values()), default=0.0)) or 1.0
    ranks = [(found, _rank(found, most, known.jobs_in[found.group])) for found in groups.values()]
    best = max((rank for _, rank in ranks), default=0.0)
    return [(found, rank) for found, rank in ranks if rank >= _FAINT * best]


def _rank(found: Found, most: float, jobs: int) -> float:
    """A group's rank: its title, its best job title, and the number and share of those that match."""
    share = min(1.0, 2 * found.number / jobs)  # titles of one language match as a rule: half of them
    parts = _TITLE * found.named + _BEST_JOB * found.job + _NUMBER * log1p(found.number) / most + _SHARE * share
    return parts / (_TITLE + _BEST_JOB + _NUMBER + _SHARE)


def _title_scores(terms: Sequence[Term]) -> Iterator[tuple[int, float]]:
    """Titles that have a word of the query, scored 0 to 1: how much of it, whether as head, and how little else."""
    known, whole = index(), sum(term.weight for term in terms)
    matches = _title_matches(terms)
    enough = _PARTIAL * max((credit for credit, _, _ in matches.values()), default=0.0)
    for title, (credit, count, head) in matches.items():
        if credit < enough:
            continue
        length = known.length[title]
        tight = _LOOSE + (1 - _LOOSE) * count / length if count < length else 1.0
        yield title, (credit / whole) ** 2 * (tight if head else _NOT_HEAD * tight)


def _title_matches(terms: Sequence[Term]) -> dict[int, tuple[float, float, bool]]:
    """For each title that has a word of the query: the weight of those it has, how many, whether one is its head."""
    matches: dict[int, tuple[float, float, bool]] = {}
    for term in sorted(terms, key=lambda term: term.places):
        found = _term_matches(term)
        if matches and term.places > _COMMON:
            found = {title: found[title] for title in matches.keys() & found.keys()}
        for title, (credit, count, head) in found.items():
            before = matches.get(title)
            matches[title] = (before[0] + credit, before[1] + count, before[2] or head) if before else found[title]
    return matches


def _term_matches(term: Term) -> dict[int, tuple[float, float, bool]]:
    """The titles that have one of the words of a term, by the best of them."""
    found: dict[int, tuple[float, float, bool]] = {}
    for token, quality in sorted(term.choices.items(), key=lambda choice: choice[1]):
        credit = term.weight * quality
        by_role = [(credit, 1.0, role == HEAD) for role in range(ASIDE)] + [
            (credit * _ASIDE_CREDIT, ASIDE_WEIGHT, False)
        ]
        found.update([(place >> 2, by_role[place & 3]) for place in index().places.get(token, ())])
    return found
