"""How titles and queries become words that can be compared, in English and French alike.

Case, accents, points in initials, hyphens, plurals and the feminine of slash forms are folded away:
"Infirmiers autorisés/infirmières autorisées" and "infirmiere autorisee" come to the same words. Which language
a query is in is never asked; every fold is made on titles and queries alike, so an odd stem does no harm.
"""

import re
import unicodedata
from collections.abc import Sequence

_PLAIN = {"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "’": "'", "‘": "'", "‐": "-", "‑": "-", "–": "-", "—": "-"}
_INITIALS = re.compile(r"(?<![a-z.])[a-z](?:\.[a-z])+(?![a-z])\.?")
_WORD = re.compile("[a-z0-9]+")
# "Infirmière aux." is auxiliary; "préposé aux" on its way to "bénéficiaires" is not.
_AUXILIARY = re.compile(r"\b(inf[a-z/]*\.? +)?aux(\.| *$)")
# What a group leaves out must not find it.
_EXCEPTION = re.compile(r"\((?:except|sauf)[^)]*\)?")

# An English title names its head before the first of these: doctor of medicine, instructors of persons.
ENGLISH_LINKS = frozenset(["at", "by", "for", "from", "in", "of", "on", "the", "to", "with"])
_SMALL_WORDS = "a an and as into or au aux avec chez dans de des du en et la le les ou par pour sous sur un une"
# What an apostrophe leaves (l'acier, cook's helper), and the name of the classification before a code.
_LEFT_OVER = "l d s n j qu noc cnp"
# Words that name nothing.
STOP_WORDS = ENGLISH_LINKS.union(_SMALL_WORDS.split(" "), _LEFT_OVER.split(" "))
_WOMEN = ("woman", "women")
# Endings that make another word of the same trade: nurse, nursing; pharmacist, pharmacy; electrician, électricien.
_ENDINGS = ("eering", "eer", "ing", "ant", "ian", "ien", "ist", "eur", "er", "or", "y", "e")
_SHORTEST_ROOT = 4
_LONGEST_PAIR = 5


def fold(text: str) -> str:
    """The text in small plain letters: no accents or ligatures, "R.N." as "rn". What is in no Latin letter is lost."""
    for written, plain in _PLAIN.items():
        text = text.replace(written, plain)
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()


def join_initials(folded: str) -> str:
    """A folded text with initials as one word: "r.n." as "rn"."""
    return _INITIALS.sub(lambda found: found[0].replace(".", ""), folded) if "." in folded else folded


def split(folded: str) -> list[str]:
    """The words of a folded text, the small ones too; hyphens and apostrophes part them."""
    return _WORD.findall(folded)


def singular(word: str) -> str:
    """A folded word without its plural, by the rules that English and French share.

    >>> [singular(word) for word in ("nurses", "women", "coaches", "sociaux", "pharmacies", "pharmacie")]
    ['nurse', 'woman', 'coach', 'social', 'pharmacy', 'pharmacy']
    """
    if len(word) < 4:
        return word
    if word.endswith("men"):
        return word[:-2] + "an"
    if word.endswith(("eaux", "eux", "oux")):
        return word[:-1]
    if word.endswith("aux"):
        return word[:-3] + "al"
    if word.endswith("s") and not word.endswith("ss"):
        word = word[:-1]
    if word.endswith("ie") and len(word) > 4:
        return word[:-2] + "y"
    return word[:-1] if word.endswith(("sse", "che", "she", "xe", "ze")) else word


def kin(word: str) -> list[str]:
    """The other words that share the root of a word, whether or not anyone uses them."""
    shared = root(word)
    others = (shared + ending for ending in ("", *_ENDINGS))
    return [other for other in others if other != word and root(other) == shared]


def root(word: str) -> str:
    """What words of one trade share: "nurs" of nurse and nursing, "pharmac" of pharmacist and pharmacy."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_ROOT:
            return word[: -len(ending)]
    return word


def accented(text: str) -> bool:
    """Whether a text has letters with accents or ligatures, which only French words have here."""
    return any(fold(letter) != letter for letter in text.lower() if letter.isalpha())


def key(text: str) -> tuple[str, ...]:
    """A query, an alias or a title as folded words without the small ones."""
    return tuple(word for word in split(plain_title(fold(text), {})) if word not in STOP_WORDS)


def plain_title(folded: str, feminine: dict[str, str]) -> str:
    """A folded title, or a query that may be one, without its exceptions, with initials joined and in one gender."""
    if "aux" in folded:
        folded = _AUXILIARY.sub(_written_out, folded)
    if "." in folded:
        folded = join_initials(folded)
    if "(" in folded:
        folded = _EXCEPTION.sub(" ", folded)
    return join_genders(folded, feminine) if "/" in folded else folded


def _written_out(short: re.Match[str]) -> str:
    return f"{short[1] or ''}auxiliaire" if short[1] or short[2] == "." else short[0]


def singulars(query: Sequence[str]) -> tuple[str, ...]:
    """The words of a query without their plurals: how aliases are compared."""
    return tuple(map(singular, query))


def join_genders(folded: str, feminine: dict[str, str]) -> str:
    """A folded title with its slash forms in the first gender alone; each feminine word is noted with its masculine.

    >>> noted = {}
    >>> join_genders("infirmier autorise/infirmiere autorisee - sante", noted)
    'infirmier autorise - sante'
    >>> noted
    {'infirmiere': 'infirmier', 'autorisee': 'autorise'}
    """
    male, _, other = folded.partition("/")
    if " " not in male and "/" not in other:
        female, space, rest = other.partition(" ")
        _note(male, female, feminine)
        return male + space + rest if _alike(male, female) else f"{male} {other}"
    first, *others = folded.split("/")
    spoken = first.split()
    for other in others:
        right = other.split()
        count = _pair_length(spoken, right)
        for male, female in zip(spoken[len(spoken) - count :], right[:count], strict=True):
            _note(male, female, feminine)
        spoken += right[count:]
    return " ".join(spoken)


def _pair_length(left: Sequence[str], right: Sequence[str]) -> int:
    """How many words before a slash are said again after it in the other gender; 0 when the slash means "or"."""
    for count in range(min(_LONGEST_PAIR, len(left), len(right)), 0, -1):
        if _alike(left[-count], right[0]) and all(map(_alike, left[-count:], right[:count])):
            return count
    return 0


def _alike(male: str, female: str) -> bool:
    return male[:3] == female[:3] or (female in _WOMEN and male.endswith(("man", "men")))


def _note(male: str, female: str, feminine: dict[str, str]) -> None:
    if female in _WOMEN:
        female = male[:-3] + female
    if male != female and female not in feminine and _alike(male, female):
        pairs = zip(_WORD.findall(male), _WORD.findall(female), strict=False)
        feminine.update((singular(woman), singular(man)) for man, woman in pairs)
