"""Every error that the code raises is told in French, by what it reads in English."""

import ast
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

from toprank.words import catalogue
from toprank.words.retelling import figure, literals, quoted, retold

SOURCE = Path(__file__).parents[2] / "src" / "toprank"
APART = ("web", "demonstration.py")
"""The site tells its errors by its own codes; the demonstration speaks to who builds it."""
N = "\N{NO-BREAK SPACE}"
ERRORS = {
    "ToprankError", "Missing", "Passing", "Damaged", "NotInForce", "RulebookError", "Busy", "NoSuchState", "Unsound",
    "NotThere", "Changed",
}  # fmt: skip
PUT_TOGETHER = {
    "{option} {text}: {why}. Allowed is a day written YYYY-MM-DD, from {first} to {last}.",
    "{where} is of {schema}; {wanted} is read here. Pools of that version had no life cycle: make the pool again, or "
    "import its profiles again.",
    "{name}: {said} in the slip, {found} found",
    "{name}: {said} in the manifest, {found} found",
    "outcome, salt, place, path or root was changed: they lead to {root}, the slip names {said}",
}
"""Sentences that the code puts together from more than one text."""
GAP = "\N{WHITE SQUARE}"


@pytest.fixture(scope="module")
def source() -> dict[Path, list[ast.AST]]:
    """Everything that each module of the package consists of."""
    return {
        path.relative_to(SOURCE): list(ast.walk(ast.parse(path.read_text()))) for path in sorted(SOURCE.rglob("*.py"))
    }


def raised(source: dict[Path, list[ast.AST]]) -> Iterator[tuple[str, str]]:
    """Where an error is raised and its sentence, with a mark in each gap."""
    for place, nodes in source.items():
        if place.parts[0] in APART:
            continue
        for node in nodes:
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ERRORS and node.args:
                for sentence in written(node.args[-1]):
                    if sentence.strip(GAP + ". "):
                        yield f"{place}:{node.lineno}", sentence


def written(node: ast.expr) -> list[str]:
    """The sentences that an expression may be."""
    if isinstance(node, ast.Constant):
        return [str(node.value)]
    if isinstance(node, ast.FormattedValue):
        return written(node.value) if isinstance(node.value, ast.IfExp | ast.Name) else [GAP]
    if isinstance(node, ast.IfExp):
        return [*written(node.body), *written(node.orelse)]
    if isinstance(node, ast.JoinedStr | ast.BinOp):
        parts = node.values if isinstance(node, ast.JoinedStr) else [node.left, node.right]
        found = [""]
        for part in parts:
            found = [before + after for before in found for after in written(part)]
        return found
    return ["The record stays as it was."] if isinstance(node, ast.Name) and node.id == "UNCHANGED" else [GAP]


def gaps(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


def test_every_error_is_told_in_french(source: dict[Path, list[ast.AST]]) -> None:
    found = list(raised(source))
    assert len(found) > 200
    assert [each for each in found if retold(each[1].replace(f"{GAP}{GAP}", GAP), "fr") == each[1]] == []


@pytest.mark.parametrize("kind", ["error", "reason", "figure", "proof", "usage"])
def test_a_sentence_has_the_same_gaps_in_both(kind: str) -> None:
    for english, french in catalogue("fr")["told"][kind].items():
        assert gaps(french) == gaps(english), english


def test_no_sentence_of_errors_is_left_over(source: dict[Path, list[ast.AST]]) -> None:
    nodes = [node for found in source.values() for node in found]
    texts = [str(node.value) for node in nodes if isinstance(node, ast.Constant)]
    texts += [text for node in nodes if isinstance(node, ast.JoinedStr) for text in written(node)]
    said = "\n".join(texts)
    for english in [*catalogue("fr")["told"]["error"], *catalogue("fr")["told"]["proof"]]:
        assert english in PUT_TOGETHER or all(literal in said for literal in literals(english)), english


@pytest.mark.parametrize(
    ("english", "french"),
    [
        ("a.json is not there.", "a.json est introuvable."),
        ("a.json cannot be read: Permission denied.", f"a.json ne peut pas être lu{N}: permission refusée."),
        (
            "--on 2026-02-30: no such day in the calendar. Allowed is a day written YYYY-MM-DD, from 2015-01-01 to "
            "2100-12-31.",
            f"--on 2026-02-30{N}: ce jour n’existe pas au calendrier. Écrivez un jour au format AAAA-MM-JJ, de "
            "2015-01-01 à 2100-12-31.",
        ),
        ("no program is called 'x y': there are fsw, cec.",
         f"programme inconnu{N}: «{N}x y{N}». Programmes connus{N}: fsw, cec."),
        ("a round of 2,000,000 is not possible: the size is 0 to 1,000,000.",
         f"une ronde de 2{N}000{N}000 invitations n’est pas possible{N}: la taille va de 0 à 1{N}000{N}000."),
        (
            "nothing was recorded, 2 of 1,200 cannot be: a: the profile holds an open invitation; b: no profile of "
            "this id is in the pool; and 3 more.",
            f"rien n’a été inscrit; entrées qui ne conviennent pas{N}: 2 sur 1{N}200. a{N}: le profil a une invitation "
            f"ouverte; b{N}: aucun profil de cet identifiant n’est dans le bassin; et 3 de plus.",
        ),
        ("a.toml: the day is not one; b c is 3", "a.toml: the day is not one; b c is 3"),
        ("something nobody foresaw", "something nobody foresaw"),
    ],
)  # fmt: skip
def test_what_is_found_stands_in_the_sentence(english: str, french: str) -> None:
    assert retold(english, "fr") == french
    assert retold(english, "en") == english


def test_how_english_text_is_written_in_french() -> None:
    assert figure("1,234.5") == f"1{N}234,5"
    assert quoted("'a'") == quoted("a") == f"«{N}a{N}»"
