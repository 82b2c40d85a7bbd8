"""Slips: what they say in words, how the command writes them, and that the pool may go on meanwhile."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from typer.testing import CliRunner, Result

from tests.rounds.conftest import NOON
from toprank.cli.main import application
from toprank.errors import Missing, ToprankError
from toprank.pool.store import Pool
from toprank.rounds.because import because, of_round
from toprank.rounds.certificate import FILES, OUTCOMES, bundle, write_bundle
from toprank.rounds.outcomes import from_parquet
from toprank.rounds.question import question
from toprank.rounds.reading import Changed
from toprank.rounds.recording import hold_for_good
from toprank.rounds.slip_proof import contradictions
from toprank.rounds.unmet import CODES, NOMINEE
from toprank.rulebook.loader import Rulebook
from toprank.schemas import schema

OUTCOME: dict[str, Any] = {
    "schema": "toprank.outcome/1",
    "round": {
        "kind": "category",
        "target": "healthcare",
        "version": "healthcare-v3",
        "at": "2026-03-10T12:00:00Z",
        "size": 3500,
        "provisional": False,
    },
    "line": {
        "in_pool": 234452,
        "eligible": 9120,
        "invited": 3500,
        "cutoff": 467,
        "tie_break": "2025-11-20T08:11:02Z",
    },
    "id": "ngozi",
    "score": 471,
    "submitted_at": "2026-01-12T14:03:22Z",
    "eligible": True,
    "unmet": [],
    "invited": True,
    "position": 2000,
    "salt": "00" * 16,
}
OUT = {"invited": False, "position": 4000}
TIED = {"score": 467, "position": 3490}
NOT_ELIGIBLE = {"eligible": False, "invited": False, "position": None}
UNORDERED = {"line": OUTCOME["line"] | {"tie_break": None}}
NOBODY = {"line": OUTCOME["line"] | {"invited": 0, "cutoff": None, "tie_break": None}}
PLACE = "Your place was 4,000 of 9,120 eligible candidates; 3,500 were invited."


@pytest.mark.parametrize(
    ("changes", "sentences"),
    [
        (
            {},
            [
                "You were invited. You had 471 points; the last candidate invited had 467.",
                "Your place was 2,000 of 9,120 eligible candidates; 3,500 were invited.",
            ],
        ),
        (
            TIED | {"submitted_at": "2025-11-20T08:11:02Z"},
            [
                "You were invited. You had 467 points, as many as the last candidate invited, and your profile was "
                "received at 2025-11-20 08:11:02 UTC, not after 2025-11-20 08:11:02 UTC.",
                "Your place was 3,490 of 9,120 eligible candidates; 3,500 were invited.",
            ],
        ),
        (
            UNORDERED,
            [
                "You were invited. You had 471 points, and everyone eligible with 467 points or more was.",
                "Your place was 2,000 of 9,120 eligible candidates; 3,500 were invited.",
            ],
        ),
        (
            OUT | {"score": 466},
            ["You were not invited. You had 466 points; the last candidate invited had 467.", PLACE],
        ),
        (
            OUT | {"score": 467},
            [
                "You were not invited. You had 467 points, as many as the last candidate invited, but your profile was "
                "received at 2026-01-12 14:03:22 UTC, after 2025-11-20 08:11:02 UTC.",
                PLACE,
            ],
        ),
        (
            OUT | {"score": 467, "submitted_at": "2025-11-20T08:11:02Z"},
            [
                "You were not invited. You had 467 points and your profile was received at 2025-11-20 08:11:02 UTC, "
                "both like the last candidate invited; within one second the order is that of the ids.",
                PLACE,
            ],
        ),
        (
            OUT | NOBODY,
            [
                "You were not invited. You had 471 points; nobody was invited in this round.",
                "Your place was 4,000 of 9,120 eligible candidates; 0 were invited.",
            ],
        ),
        (
            NOT_ELIGIBLE | {"unmet": ["healthcare-v3.listed_work"]},
            [
                "You were not invited, because you were not eligible for this round. You had 471 points.",
                "Category healthcare-v3: the first requirement not met is “Work in one listed occupation”.",
            ],
        ),
        (
            NOT_ELIGIBLE | {"unmet": ["fsw.language", "cec.canadian_work", "fst.listed_trade"]},
            [
                "You were not invited, because you were not eligible for this round. You had 471 points.",
                "Only candidates eligible for a federal program can be invited (IRPA 10.2(1)(a)); you were eligible "
                "for none of the three.",
                "Federal Skilled Worker Program: the first requirement not met is “Language”.",
                "Canadian Experience Class: the first requirement not met is “Skilled work in Canada”.",
                "Federal Skilled Trades Program: the first requirement not met is “A trade of the list”.",
            ],
        ),
        (
            OUT | {"score": 466, "round": OUTCOME["round"] | {"provisional": True}},
            [
                "You were not invited. You had 466 points; the last candidate invited had 467.",
                PLACE,
                "Points and eligibility are provisional: the figures of that day were not verified against the "
                "official text.",
            ],
        ),
        (
            NOT_ELIGIBLE | {"unmet": [NOMINEE]},
            [
                "You were not invited, because you were not eligible for this round. You had 471 points.",
                "You held a provincial nomination. Nominees are invited in general rounds and in rounds for the "
                "Provincial Nominee Program, not in this one (IRPA 10.1(1.1)).",
            ],
        ),
    ],
)
def test_the_words_of_an_outcome(changes: dict[str, Any], sentences: list[str]) -> None:
    outcome = OUTCOME | changes
    assert contradictions(outcome) == []
    assert because(outcome) == sentences


@pytest.mark.parametrize("code", CODES)
def test_every_requirement_can_be_said(code: str) -> None:
    *_, sentence = because(OUTCOME | NOT_ELIGIBLE | {"unmet": [f"healthcare-v3.{code}"]})
    assert sentence.endswith("”.")


@pytest.mark.parametrize(
    ("round_", "words"),
    [
        (
            OUTCOME["round"],
            "Round for the category healthcare-v3 of 2026-03-10 12:00:00 UTC, at most 3,500 invitations",
        ),
        (
            OUTCOME["round"] | {"kind": "program", "target": "cec", "version": None},
            "Round for the Canadian Experience Class of 2026-03-10 12:00:00 UTC, at most 3,500 invitations",
        ),
        (
            OUTCOME["round"] | {"kind": "general", "target": None, "version": None},
            "General round of 2026-03-10 12:00:00 UTC, at most 3,500 invitations",
        ),
    ],
)
def test_the_words_of_a_round(round_: dict[str, Any], words: str) -> None:
    assert of_round(round_) == words


@pytest.mark.parametrize(
    "changes",
    [
        {"unmet": ["cec.language"]},
        {"eligible": False},
        {"position": None},
        {"position": 3501},
        {"position": 9121, "invited": False},
        {"invited": False},
        {"score": 466},
        TIED | {"submitted_at": "2025-11-20T08:11:03Z"},
        OUT,
        NOBODY,
        {"line": OUTCOME["line"] | {"in_pool": 9119}},
        {"round": OUTCOME["round"] | {"size": 3499}},
        {"submitted_at": "2026-03-10T12:00:01Z"},
        {"submitted_at": "2025-03-10T12:00:00Z"},
    ],
)
def test_outcomes_that_contradict_themselves(changes: dict[str, Any]) -> None:
    assert contradictions(OUTCOME | changes)


@pytest.fixture
def held(pool: Pool, rulebook: Rulebook, tmp_path: Path) -> Path:
    """A folder with a pool over which two rounds were held, and their bundles."""
    shutil.copytree(pool.folder, tmp_path / "pool")
    for name, kind, target in (("first", "category", "healthcare"), ("second", "general", None)):
        asked = question(kind, target, 30, NOON, rulebook)
        hold_for_good(tmp_path / "pool", asked, rulebook, name, tmp_path / name)
    return tmp_path


def run(*arguments: str | Path) -> Result:
    told = [str(each) for each in arguments]
    return CliRunner().invoke(application(told), told)


def first_of(bundle: Path) -> str:
    return (bundle / "invitations.csv").read_text().splitlines()[1].split(",")[1]


def test_both_rounds_verify_though_the_pool_went_on(held: Path) -> None:
    for name in ("first", "second"):
        done = run("verify", held / name, "--pool", held / "pool")
        assert done.exit_code == 0, done.stdout


def test_a_slip_to_standard_output_and_to_a_file(held: Path) -> None:
    name, out = first_of(held / "first"), held / "slip.json"
    printed = run("slip", held / "first", name)
    assert printed.exit_code == 0
    written = run("slip", held / "first", name, "--out", out)
    assert written.exit_code == 0
    assert out.read_text() == printed.stdout
    assert written.stdout.startswith(f"{name}: invited\n")
    assert "exists already" in str(run("slip", held / "first", name, "--out", out).exception)
    assert not list(held.glob(".*"))
    root = json.loads((held / "first" / "certificate.json").read_text())["merkle"]["root"]
    assert run("verify", "--slip", out, "--root", root).exit_code == 0
    assert run("verify", held / "first", "--slip", out).exit_code == 0
    assert run("verify", held / "second", "--slip", out).exit_code == 1


def test_every_live_candidate_has_a_slip_that_verifies(held: Path) -> None:
    ids = from_parquet((held / "first" / OUTCOMES).read_bytes()).file.read(columns=["id"]).column("id").to_pylist()
    (held / "public").mkdir()
    shutil.copy(held / "first" / "certificate.json", held / "public")
    for name in ids[:: len(ids) // 12]:
        (held / "slip.json").write_text(run("slip", held / "first", name).stdout)
        found = run("verify", held / "public" / "certificate.json", "--slip", held / "slip.json", "--json")
        assert json.loads(found.stdout)["verified"], found.stdout
        others = set(ids) - {name}
        assert not any(f'"{other}"' in (held / "slip.json").read_text() for other in others)


def test_without_the_private_part_the_pool_gives_the_same_slip(held: Path) -> None:
    name = first_of(held / "first")
    printed = run("slip", held / "first", name).stdout
    (held / "first" / OUTCOMES).unlink()
    alone = run("slip", held / "first", name)
    assert isinstance(alone.exception, Missing)
    assert "--pool DIR" in str(alone.exception)
    assert run("slip", held / "first", name, "--pool", held / "pool").stdout == printed
    path = held / "first" / "certificate.json"
    path.write_text(path.read_text().replace('"size": 30', '"size": 29'))
    changed = run("slip", held / "first", name, "--pool", held / "pool")
    assert isinstance(changed.exception, Changed)
    assert changed.exception.exit_code == 1


def test_the_schemas_of_round_slip_and_verify(held: Path) -> None:
    (held / "slip.json").write_text(run("slip", held / "first", first_of(held / "first")).stdout)
    printed = {
        "round": (held / "first" / "certificate.json").read_text(),
        "slip": (held / "slip.json").read_text(),
        "verify": run("verify", held / "first", "--pool", held / "pool", "--slip", held / "slip.json", "--json").stdout,
    }
    for name, text in printed.items():
        validator = Draft202012Validator(schema(name))
        document = json.loads(text)
        assert validator.is_valid(document), [error.message for error in validator.iter_errors(document)]
        for key in document:
            assert not validator.is_valid({**document, key: {}})


def test_a_provisional_round(pool: Pool, rulebook: Rulebook, tmp_path: Path) -> None:
    late = bundle(pool, question("general", None, 30, NOON.replace(month=11, day=20), rulebook), rulebook)
    write_bundle(tmp_path / "late", late)
    assert run("verify", tmp_path / "late", "--pool", pool.folder).exit_code == 0
    printed = json.loads(run("slip", tmp_path / "late", first_of(tmp_path / "late")).stdout)
    assert printed["outcome"]["round"]["provisional"]
    assert "provisional" in printed["because"][-1]


def test_changed_outcomes_give_no_slip(held: Path) -> None:
    path = held / "first" / OUTCOMES
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    assert isinstance(run("slip", held / "first", first_of(held / "first")).exception, Changed)


def test_the_published_files_alone(held: Path) -> None:
    name = held / "first" / "certificate.json"
    done = run("verify", name, "--json")
    assert (done.exit_code, json.loads(done.stdout)["verified"]) == (0, True)
    assert set(FILES) == {path.name for path in (held / "first").iterdir()} - {"certificate.json"}


@pytest.mark.parametrize(
    ("arguments", "error", "message"),
    [
        (("slip", "first", "nobody-of-that-id"), 2, "nobody-of-that-id is no live candidate of this round"),
        (("slip", "nowhere", "ngozi"), 3, "no such bundle"),
        (("verify",), 2, "verify needs a BUNDLE"),
        (("verify", "first", "--root", "0" * 64), 2, "--root goes with --slip"),
        (("verify", "--slip", "first/invitations.csv"), 2, "give --root HASH or BUNDLE"),
        (("verify", "--slip", "first/invitations.csv", "--root", "12"), 2, "64 hexadecimal digits"),
        (("verify", "--slip", "first/invitations.csv", "--root", "0" * 64), 2, "is not JSON"),
        (("verify", "--slip", "nowhere.json", "--root", "0" * 64), 3, "is not there"),
        (("verify", "--slip", "first", "--root", "0" * 64), 2, "is a folder"),
        (("verify", "first/invitations.csv"), 2, "is not JSON"),
        (("slip", "first", "ngozi", "--out", "no/such/folder"), 2, "no live candidate"),
    ],
)
def test_what_cannot_be_done(
    held: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], error: int, message: str
) -> None:
    monkeypatch.chdir(held)
    found = run(*arguments).exception
    assert isinstance(found, ToprankError)
    assert (found.exit_code, message in str(found)) == (error, True), str(found)


@pytest.mark.parametrize("width", [80, 120])
def test_sheets_fit_the_terminal(held: Path, monkeypatch: pytest.MonkeyPatch, width: int) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    monkeypatch.chdir(held)
    shown = [
        run("slip", "first", first_of(Path("first")), "--out", "slip.json"),
        run("verify", "first", "--pool", "pool"),
        run("verify", "first", "--slip", "slip.json"),
    ]
    for each in shown:
        assert each.exit_code == 0
        assert max(map(len, each.stdout.splitlines())) <= width
        assert "…" not in each.stdout
