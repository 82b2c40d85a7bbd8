"""Abbreviations and everyday words that no title has, or where the titles mislead; read from aliases.toml."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from toprank import toml
from toprank.occupations.words import key, singulars


@dataclass(frozen=True)
class Alias:
    """What a whole query stands for: `first` are the groups that lead, in order, `also` those shown right after.

    `means` are searched besides; `source` says where the meaning comes from.
    """

    words: tuple[str, ...]
    means: tuple[str, ...]
    first: tuple[str, ...]
    also: tuple[str, ...]
    source: str

    def written(self, query: tuple[str, ...]) -> str:
        """The alias that is the query, its words without plurals, as the file writes it."""
        return next(word for word in self.words if singulars(key(word)) == query)


@cache
def _file() -> dict[str, list[dict[str, list[str] | str]]]:
    found: dict[str, list[dict[str, list[str] | str]]] = toml.document(
        files(__package__).joinpath("aliases.toml").read_bytes()
    )
    return found


@cache
def aliases() -> Mapping[tuple[str, ...], Alias]:
    """The aliases by the words that are compared. Raises ValueError where two rows claim the same words."""
    found: dict[tuple[str, ...], Alias] = {}
    for row in _file()["alias"]:
        texts = {name: _texts(row, name) for name in ("words", "means", "first", "also")}
        alias = Alias(**texts, source=str(row["source"]))
        for word in alias.words:
            other = found.setdefault(singulars(key(word)), alias)
            if other is not alias:
                raise ValueError(f"aliases.toml has {word!r} twice: in {other.words} and in {alias.words}.")
    return found


@cache
def short_forms() -> Mapping[str, tuple[str, ...]]:
    """What a word may be short for inside a longer query: "lab" is laboratory, "RN" registered nurse."""
    found = {word[0]: alias.means[:1] for word, alias in aliases().items() if len(word) == 1 and alias.means}
    for row in _file()["short"]:
        found.update((singulars(key(word))[0], _texts(row, "means")) for word in _texts(row, "words"))
    return found


def _texts(row: Mapping[str, Sequence[str]], name: str) -> tuple[str, ...]:
    return tuple(row.get(name, ()))
