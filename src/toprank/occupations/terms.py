"""What the words of a query may stand for in the index: short forms, words run together or apart, slips of the pen."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import log, sqrt

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from toprank.occupations.aliases import short_forms
from toprank.occupations.index import Index, index
from toprank.occupations.words import key, kin, singular

_KIN, _GUESS = 0.5, 0.7  # what a word of the same root, and a lesser guess at a misspelt word, count for
_AT_HOME = 0.2  # the share of groups that words of the same root must have in common
_TYPED = 0.45  # what words count for that a last word which is known may only be on its way to
_FEMININE = 0.9  # what the masculine of a French word counts for that is also English: marine, administrative
_GUESSES = 3
_BEGUN = 10  # words, at most, that one may be the beginning of
_SHORTEST_BEGINNING = _INITIALS = 3  # letters of the shortest, and of the longest word that may be initials
_OFTEN = 0.25  # how often, beside the commonest, a word that it may begin says what a person is to count as much
_RARE, _MUCH_COMMONER = 2, 20  # in how many titles a word stands that may be misspelt, and one that may be meant
_SHORT = 4  # letters up to which the beginning of a word is never a slip besides
_MIDDLING, _LONG = 6, 8  # letters from which one slip, and from which two slips, may lead to any word
_USUAL = 10  # in how many titles a word stands that a short misspelt one may be meant for
_SHORTEST_PART = 3  # of a word run together


@dataclass(frozen=True)
class Term:
    """One word of a query: the words of the index that will do for it and how well, and its weight among the others."""

    choices: dict[str, float]
    weight: float
    places: int


def readings(query: Sequence[str]) -> Iterator[list[Term]]:
    """The query as terms: as it stands, with its short forms written out, and with its last word as yet unfinished.

    The second where it has any, the third where its last word may be on its way to another.
    """
    forms = [short_forms().get(singular(word)) for word in query]
    if all(form is None or index().has(word) for word, form in zip(query, forms, strict=True)):
        yield terms(query)
    if any(forms):
        pairs = zip(query, forms, strict=True)
        yield [term for word, form in pairs for term in (_written_out(form) if form else terms([word]))]
    if query and (begun := _on_the_way(index(), query[-1])):
        yield [_lesser(term) for term in [*terms(query[:-1]), begun]]


def corrected(query: Sequence[str]) -> list[str]:
    """The query with each word that nothing knows as what it is most likely meant for: "rns" as "rn"."""
    known = index()
    if not any(_unknown(known, word) for word in query):
        return list(query)
    apart = _parted(known, _joined(known, query))
    return [next(iter(_choices(known, word)), word) if _unknown(known, word) else word for word in apart]


def in_full(query: Sequence[str]) -> list[str]:
    """The query put right, each word that is the beginning of others as all of them."""
    known = index()
    begun = [_begun(word) if _unknown(known, word) else () for word in query]
    return [full for word, others in zip(query, begun, strict=True) for full in (others or corrected([word]))]


def _unknown(known: Index, word: str) -> bool:
    return not known.has(word) and singular(word) not in short_forms()


def terms(query: Sequence[str]) -> list[Term]:
    """One term for each word that the index has, or that something in it may be meant by; the rest says nothing."""
    known = index()
    found = [_term(known, _choices(known, word)) for word in _parted(known, _joined(known, query))]
    return [term for term in found if term.places]


def _written_out(means: Sequence[str]) -> list[Term]:
    """A short form: all words of its one meaning, or any of its meanings of one word."""
    known, meanings = index(), [key(meaning) for meaning in means]
    if len(meanings) == 1:
        return terms(meanings[0])
    return [_term(known, {word: 1.0 for meaning in meanings for word in meaning})]


def _term(known: Index, choices: dict[str, float]) -> Term:
    """Rare words weigh more. Words of the same root come in as lesser choices."""
    places = sum(known.count(word) for word in choices)
    weight = log(1 + len(known.titles) / places) if places else 0.0
    related = {other: _KIN for word, quality in choices.items() if quality == 1.0 for other in _kin(known, word)}
    return Term(
        {word: quality for word, quality in {**related, **choices}.items() if known.count(word)}, weight, places
    )


def _kin(known: Index, word: str) -> list[str]:
    """The words of the same root at home in the same groups: pharmacy for pharmacist, not physicien for physician."""
    groups = known.groups_with(word)
    near = {other: known.groups_with(other) for other in kin(word) if known.count(other)}
    return [
        other for other, theirs in near.items() if len(groups & theirs) > _AT_HOME * sqrt(len(groups) * len(theirs))
    ]


def _choices(known: Index, word: str) -> dict[str, float]:
    """The word itself if the index has it, otherwise the words that it begins, or else what it may be a slip for."""
    token = known.token(word)
    if known.count(token) > _RARE or not word.isalpha():
        return {known.masculine.get(token, token): _FEMININE, token: 1.0}
    begun = _begun(word)
    if known.count(token):
        # A slip of the pen may stand in a title too: "developper". Much commoner words beside it will do as well,
        # and those that it begins: a "weld tester" is one, but who writes "weld" means welders.
        near = [guess for guess in map(known.token, _misspelt(word, 1)) if known.count(guess) > _MUCH_COMMONER]
        common = {other: quality for other, quality in begun.items() if known.count(other) > _MUCH_COMMONER}
        return {**dict.fromkeys(near, _GUESS), **(common if len(word) > _INITIALS else {}), token: 1.0}
    if word.endswith("s") and len(word) >= _INITIALS and (known.has(word[:-1]) or word[:-1] in short_forms()):
        return {known.token(word[:-1]): 1.0}  # singular() leaves words of three letters alone: gas, bus; rns
    slips = list(map(known.token, _misspelt(word, 1 if len(word) < _LONG else 2)))
    if begun:
        most = max(map(known.count, begun)) if len(word) > _SHORT else len(known.titles)
        return begun | {guess: _GUESS for guess in slips if guess not in begun and known.count(guess) > most}
    return {guess: _GUESS if place else 1.0 for place, guess in enumerate(dict.fromkeys(slips))}


def _on_the_way(known: Index, word: str) -> Term | None:
    """What a last word that is known, but hardly says what a person is, may be on its way to: "plomb", to plombier."""
    token = known.token(word)
    if len(word) <= _INITIALS or not known.count(token):
        return None
    least = max(_RARE + 1, _OFTEN * known.count(token))
    begun = {other: quality for other, quality in _begun(word).items() if known.count(other) >= least}
    begun.pop(token, None)
    often = _OFTEN * max(map(known.as_head, begun), default=0)
    return _term(known, begun) if known.as_head(token) < often else None


def _lesser(term: Term) -> Term:
    """The term in a reading that is less likely than the query as it stands."""
    return replace(term, choices={word: _TYPED * quality for word, quality in term.choices.items()})


@lru_cache(maxsize=1000)
def _begun(word: str) -> dict[str, float]:
    """The words of the index that a word begins, the commonest first; those that say what a person is count most."""
    if len(word) < _SHORTEST_BEGINNING:
        return {}
    known = index()
    heads = {token: known.as_head(token) for token in known.beginning_with(word, _BEGUN)}
    often = _OFTEN * max(heads.values(), default=0)
    return {token: 1.0 if times >= often else _GUESS for token, times in heads.items()}


@lru_cache(maxsize=1000)
def _misspelt(word: str, slips: int) -> Sequence[str]:
    """The words nearest to a misspelt one, the commonest first. Words of up to three letters are not guessed at."""
    known, lengths = index(), range(len(word) - slips, len(word) + slips + 1)
    if len(word) < 4:
        return ()
    within = [other for length in lengths if length > 3 for other in known.by_length.get(length, ())]
    near = extract(word, within, scorer=OSA.distance, score_cutoff=slips, limit=50)
    nearest = min((distance for guess, distance, _ in near if guess != word), default=0)
    guesses = [guess for guess, distance, _ in near if distance == nearest]
    if len(word) < _MIDDLING:  # of any five letters some rare word is one slip away: hello, helio
        guesses = [guess for guess in guesses if known.count(known.token(guess)) >= _USUAL]
    return sorted(guesses, key=lambda guess: (guess[0] != word[0], -known.count(known.token(guess))))[:_GUESSES]


def _joined(known: Index, query: Sequence[str]) -> list[str]:
    """The query with words put together that only together mean something: "co ordinator"."""
    found: list[str] = []
    for word in query:
        together = found[-1] + word if found else ""
        apart = found and known.has(found[-1]) and known.has(word)
        if together and known.has(together) and not apart:
            found[-1] = together
        else:
            found.append(word)
    return found


def _parted(known: Index, query: Sequence[str]) -> Iterator[str]:
    """The query with words taken apart that are known only apart, and begin no other: "truckdriver", not "carpente"."""
    for word in query:
        yield from (word,) if known.has(word) or _begun(word) else _parts(known, word)


def _parts(known: Index, word: str) -> tuple[str, ...]:
    places = range(_SHORTEST_PART, len(word) - _SHORTEST_PART)
    pairs = [(word[:place], word[place:]) for place in places if known.has(word[:place]) and known.has(word[place:])]
    return max(pairs, key=lambda pair: min(map(known.count, map(known.token, pair))), default=(word,))
