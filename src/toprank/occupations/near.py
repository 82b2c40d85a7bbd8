"""Words of the classification that look like a query with which nothing was found."""

import re
from typing import Final

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from toprank.occupations.index import index
from toprank.occupations.words import fold, key

ALIKE: Final = 0.6
"""The share of letters in their place from which a word looks like another."""
MOST_WORDS: Final = 4
LONGEST_WORD: Final = 30
_SPOKEN: Final = re.compile(r"[^\W\d_]+")


def near(words: str, most: int = 4) -> list[str]:
    """Queries that look like these words and find something, the likest first; none where nothing looks like them.

    >>> near("njurse", most=1)
    ['nurse']
    """
    spoken = [word for word in key(words)[:MOST_WORDS] if word.isalpha() and len(word) > 2]
    if len(spoken) == 1:
        return [as_written(word) for word in likest(spoken[0], most)]
    found = [word for each in spoken for word in likest(each, 1)]
    return [" ".join(map(as_written, found))] if found else []


def likest(word: str, most: int) -> list[str]:
    """The words of the index likest to a folded word, commoner ones first among equals."""
    if len(word) > LONGEST_WORD:
        return []
    known = index()
    scored = extract(word, known.alphabet, scorer=OSA.normalized_similarity, score_cutoff=ALIKE, limit=50)
    in_order = sorted(scored, key=lambda each: (-round(each[1], 2), -known.count(known.token(each[0]))))
    found = dict.fromkeys(known.token(each) for each, _, _ in in_order)
    first = {known.token(each): each for each, _, _ in reversed(in_order)}
    return [first[token] for token in list(found)[:most]]


def as_written(word: str) -> str:
    """A folded word as a title writes it, accents and all: infirmière."""
    known = index()
    for place in known.places.get(known.token(word), ()):
        for spoken in _SPOKEN.findall(known.titles[place >> 2]):
            if fold(spoken) == word:
                return str(spoken).lower()
    return word
