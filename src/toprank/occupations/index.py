"""The words of the classification and where they stand: an inverted index in memory, made once from the CSV files.

A title gives a word as its head (the nurse of "Head nurse"), in its main part (the nurse of "Nurse aide"), or aside,
after a dash, a comma or a bracket. The titles of the unit groups are kept besides as phrases of their own: "Nurse
aides, orderlies and patient service associates" names three.
"""

import csv
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files

from toprank.occupations import words
from toprank.rulebook.classification import position_of, unit_groups

HEAD, MAIN, ASIDE = 0, 1, 2
ASIDE_WEIGHT = 0.4
_NOTHING, _LINK = "", "-"
_LOOKED_AT = 50
_WORD = re.compile(r"\w+")
_JOB_ASIDE = re.compile(r" - |[(),;:]")
_GROUP_ASIDE = re.compile(r" - |[()]")
_INITIALS = re.compile(r"\(([A-Z](?:\.?[A-Z]){1,5}\.?)\)")
_LIST = re.compile(r", | and | et ")
_ENGLISH_PLURAL = re.compile(r"(?:s|men)(?: (?:of|in|for) .*)?$")
_FRENCH_PLURAL = re.compile(r"^ *[^ ]+[sx](?: |$)")


@dataclass(frozen=True)
class Index:
    """The titles in order, and where each word stands in them.

    `places` holds for each word title * 4 + role; `feminine` the masculine of a feminine word; `surfaces` the words
    as written (folded) with the word they count as; `masculine` that of feminine words that are
    kept apart because they are English too. English titles come first: `french_from` is the place of the first French
    one.
    """

    titles: list[str]
    group: Sequence[int]
    named: Sequence[bool]
    length: Sequence[float]
    jobs_in: Sequence[int]
    places: Mapping[str, Sequence[int]]
    surfaces: Mapping[str, str]
    masculine: Mapping[str, str]
    french_from: int

    def is_french(self, title: int) -> bool:
        """Whether the title of this place is one of the French ones."""
        return title >= self.french_from

    def french(self, spoken: Sequence[str]) -> bool | None:
        """Whether words are French by the titles that have them; None where they are of both languages, or of none."""
        found = set()
        for word in spoken:
            if places := self.places.get(self.token(word)):
                first, last = self.is_french(places[0] >> 2), self.is_french(places[-1] >> 2)
                found |= {first} if first == last else set()
        return found.pop() if len(found) == 1 else None

    def token(self, word: str) -> str:
        """What a folded word counts as, known or not."""
        return self.surfaces.get(word) or self.surfaces.get(words.singular(word)) or words.singular(word)

    def has(self, word: str) -> bool:
        """Whether any title has the word."""
        return self.token(word) in self.places

    def count(self, word: str) -> int:
        """In how many titles the word stands."""
        return len(self.places.get(word, ()))

    def groups_with(self, word: str) -> set[int]:
        """The groups that have the word in a title."""
        return {self.group[place >> 2] for place in self.places.get(word, ())}

    @cached_property
    def alphabet(self) -> list[str]:
        """The words as written, in order."""
        return sorted(word for word, token in self.surfaces.items() if token in self.places)

    @cached_property
    def by_length(self) -> Mapping[int, Sequence[str]]:
        """The words as written by their number of letters."""
        found: dict[int, list[str]] = {}
        for word in self.alphabet:
            found.setdefault(len(word), []).append(word)
        return found

    def beginning_with(self, start: str, most: int) -> list[str]:
        """What the words that begin so count as, the commonest first, at most so many."""
        first = bisect_left(self.alphabet, start)
        last = bisect_left(self.alphabet, start + "\x7f")
        found = dict.fromkeys(map(self.token, self.alphabet[first:last]))
        return sorted(found, key=self.count, reverse=True)[:most]

    def spelled(self, word: str) -> str:
        """A word as titles that have it spell it, accents and all, in lower case and most shortly: not as a plural."""
        titles = (self.titles[place >> 2].lower() for place in self.places.get(word, ())[:_LOOKED_AT])
        spelled = [each for title in titles for each in _WORD.findall(title) if self.token(words.fold(each)) == word]
        return min(spelled, key=len, default=word)

    def as_head(self, word: str) -> int:
        """In how many titles the word says what the person is."""
        return sum(place & 3 == HEAD for place in self.places.get(word, ()))


class Builder:
    """Reads titles one after another and gives the index."""

    def __init__(self) -> None:
        self.titles: list[str] = []
        self.group: list[int] = []
        self.named: list[bool] = []
        self.length: list[float] = []
        self.places: dict[str, list[int]] = {}
        self.surfaces: dict[str, str] = dict.fromkeys(words.STOP_WORDS, _NOTHING)
        self.surfaces.update(dict.fromkeys(words.ENGLISH_LINKS, _LINK))
        self.feminine: dict[str, str] = {}
        self.masculine: dict[str, str] = {}
        self.asides: dict[str, list[str]] = {}

    def read_jobs(self, language: str) -> None:
        """All job titles of a language, folded in one go."""
        # csv.reader rather than rows(): 57,000 dictionaries would take a third of the time of the whole index.
        with files("toprank.rulebook").joinpath("noc", f"job_titles_{language}.csv").open(encoding="utf-8") as file:
            reader, titles = csv.reader(file), []
            next(reader)
            for code, title in reader:
                self.group.append(position_of()[code])
                titles.append(title)
        folded = words.fold("\n".join(titles)).split("\n")
        self.named += [False] * len(titles)
        for title, text in zip(titles, folded, strict=True):
            self.add(title, words.plain_title(text, self.feminine), _JOB_ASIDE, language)

    def read_groups(self, language: str) -> None:
        """The titles of the unit groups of a language, each whole and in the phrases that it lists."""
        for group, unit_group in enumerate(unit_groups().values()):
            title = unit_group.title_en if language == "en" else unit_group.title_fr
            text = words.plain_title(words.fold(title), self.feminine)
            for phrase in dict.fromkeys([text, *_phrases(text, language)]):
                self.group.append(group)
                self.named.append(True)
                self.add(title, phrase, _GROUP_ASIDE, language)

    def add(self, title: str, text: str, aside: re.Pattern[str], language: str) -> None:
        """One title or phrase: its words with their roles."""
        apart = aside.search(text)
        main = self.tokens(words.split(text[: apart.start()] if apart else text))
        roles = dict.fromkeys(main, MAIN)
        roles[_head(main, language)] = HEAD
        roles.pop(_NOTHING, None)
        roles.pop(_LINK, None)
        long = float(len(roles))
        if apart:
            for token in self.tokens_aside(text[apart.start() :]):
                if token not in roles:
                    roles[token] = ASIDE
            long += ASIDE_WEIGHT * (len(roles) - long)
            if "(" in text:
                for initials in _INITIALS.findall(title):
                    roles.update(dict.fromkeys(self.tokens(words.key(initials)), MAIN))
        entry, places = len(self.titles) * 4, self.places
        for token, role in roles.items():
            places[token].append(entry + role)
        self.titles.append(title)
        self.length.append(long)

    def tokens(self, spoken: Sequence[str]) -> list[str]:
        """What words as written count as; small words count as nothing, or as a link."""
        known = self.surfaces
        try:
            return list(map(known.__getitem__, spoken))
        except KeyError:
            for word in spoken:
                if word not in known:
                    known[word] = words.singular(word)
                    self.places.setdefault(known[word], [])
            return self.tokens(spoken)

    def tokens_aside(self, text: str) -> list[str]:
        """The words that a part set aside names; parts like " - food and beverage processing" stand in many titles."""
        found = self.asides.get(text)
        if found is None:
            tokens = self.tokens(words.split(text))
            found = self.asides[text] = [token for token in tokens if token not in (_NOTHING, _LINK)]
        return found

    def join_feminine(self, english: set[str]) -> None:
        """Counts feminine words as their masculine, save those that mean something else in English (marin, marine)."""
        pairs = {female: male for female, male in self.feminine.items() if male != female}
        self.masculine = {female: male for female, male in pairs.items() if female in english}
        joined = {female: male for female, male in pairs.items() if female not in english}
        for female, male in joined.items():
            if male not in joined:
                both = {*self.places.pop(female, ()), *self.places.get(male, ())}
                self.places[male] = sorted(both)
                self.surfaces[female] = male
        for surface, token in self.surfaces.items():
            if token in joined and joined[token] not in joined:
                self.surfaces[surface] = joined[token]

    def index(self, french_from: int) -> Index:
        """What was read, ready to be searched."""
        jobs = Counter(group for group, named in zip(self.group, self.named, strict=True) if not named)
        return Index(
            self.titles,
            self.group,
            self.named,
            self.length,
            [jobs[group] for group in range(len(unit_groups()))],
            self.places,
            {word: token for word, token in self.surfaces.items() if token in self.places},
            self.masculine,
            french_from,
        )


def _head(main: list[str], language: str) -> str:
    """The word that says what the person is: in French the first, in English the last before "of", "in" ..."""
    head = _NOTHING
    for token in main:
        if token == _NOTHING or (token == _LINK and not head):
            continue
        if token == _LINK or (head and language == "fr"):
            break
        head = token
    return head


def _phrases(text: str, language: str) -> Iterable[str]:
    """The occupations that a group title lists: the parts whose head is a plural."""
    main = _GROUP_ASIDE.split(text, 1)[0]
    plural = _ENGLISH_PLURAL if language == "en" else _FRENCH_PLURAL
    return [part.strip() for part in _LIST.split(main) if plural.search(part)]


@cache
def index() -> Index:
    """The index of all 57,702 job titles and 516 unit groups in both languages, made at the first call."""
    builder = Builder()
    builder.read_groups("en")
    builder.read_jobs("en")
    english = set(builder.surfaces.values()) - set(builder.feminine)
    french_from = len(builder.titles)
    builder.read_groups("fr")
    builder.read_jobs("fr")
    builder.join_feminine(english)
    return builder.index(french_from)
