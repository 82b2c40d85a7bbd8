"""Second profiles of one candidate, and events recorded ahead: what a round makes of them."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.pool.people import NGOZI, lines_file
from toprank.errors import ToprankError
from toprank.pool.bringing import import_profiles
from toprank.pool.marking import Mark, mark
from toprank.pool.overview import overview
from toprank.pool.store import Pool, open_pool
from toprank.rounds.question import Question, question
from toprank.rounds.reading import read_bundle
from toprank.rounds.recording import hold_for_good
from toprank.rounds.verify import verify
from toprank.rulebook.loader import Rulebook

FIRST, SECOND = "2025-06-01T00:00:00Z", "2026-06-01T00:00:00Z"


def seconds(text: str) -> int:
    return int(datetime.fromisoformat(text).timestamp())


def asked(rulebook: Rulebook, size: int, *at: int) -> Question:
    return question("general", None, size, datetime(*at, tzinfo=UTC), rulebook)  # type: ignore[misc,arg-type]


def invited(folder: Path) -> list[str]:
    return [line.split(",")[1] for line in (folder / "invitations.csv").read_text().splitlines()[1:]]


@pytest.fixture
def two_lives(tmp_path: Path) -> Path:
    """Ngozi with a profile of each of two years, and Gloria, who ranks after her first."""
    lives = [
        {**NGOZI, "submitted_at": FIRST},
        {**NGOZI, "submitted_at": SECOND},
        {**NGOZI, "id": "gloria", "submitted_at": "2025-07-01T00:00:00Z"},
    ]
    pool, tally = import_profiles([str(lines_file(tmp_path / "two.jsonl", lives))], tmp_path / "pool")
    assert (pool.size, tally.refused) == (3, 0)
    return tmp_path / "pool"


def test_nobody_holds_two_open_invitations(two_lives: Path, rulebook: Rulebook, tmp_path: Path) -> None:
    """The first invitation is open into July; the profile of June waits for it."""
    hold_for_good(two_lives, asked(rulebook, 1, 2026, 5, 20), rulebook, "one", tmp_path / "one")
    hold_for_good(two_lives, asked(rulebook, 5, 2026, 6, 2), rulebook, "two", tmp_path / "two")
    assert (invited(tmp_path / "one"), invited(tmp_path / "two")) == (["ngozi"], ["gloria"])
    pool = open_pool(two_lives)
    states = overview(pool, seconds("2026-06-02T00:00:00Z"))["states"]
    assert {name: count for name, count in states.items() if count} == {"invited": 2, "held_back": 1}
    for name in ("one", "two"):
        proofs = verify(read_bundle(tmp_path / name), rulebook, pool)
        assert [proof.code for proof in proofs if not proof.passed] == []


def test_a_decline_speaks_of_the_profile_that_was_invited(two_lives: Path, rulebook: Rulebook, tmp_path: Path) -> None:
    """The first profile is over a year old by then: its candidate is back by the second one alone."""
    hold_for_good(two_lives, asked(rulebook, 1, 2026, 5, 20), rulebook, "one", tmp_path / "one")
    mark(two_lives, "declined", [Mark("ngozi", seconds("2026-06-03T00:00:00Z"))])
    assert open_pool(two_lives).events.submitted.tolist() == [seconds(FIRST)] * 2
    hold_for_good(two_lives, asked(rulebook, 5, 2026, 6, 4), rulebook, "two", tmp_path / "two")
    assert invited(tmp_path / "two") == ["gloria", "ngozi"]
    assert open_pool(two_lives).events.submitted.tolist()[-1] == seconds(SECOND)


def test_no_second_profile_comes_in_while_the_invitation_is_open(
    two_lives: Path, rulebook: Rulebook, tmp_path: Path
) -> None:
    """Gloria, invited on 20 June, has to 19 August, though her profile is a year old on 1 July."""
    hold_for_good(two_lives, asked(rulebook, 1, 2026, 5, 20), rulebook, "one", tmp_path / "one")
    hold_for_good(two_lives, asked(rulebook, 5, 2026, 6, 20), rulebook, "two", tmp_path / "two")
    assert invited(tmp_path / "two") == ["gloria"]
    for at, kept in (("2026-08-19T23:59:59Z", 0), ("2026-08-20T00:00:00Z", 1)):
        again = lines_file(tmp_path / "again.jsonl", [{**NGOZI, "id": "gloria", "submitted_at": at}])
        assert import_profiles([str(again)], two_lives, append=True)[1].kept == kept


def test_the_second_look_finds_a_second_profile(
    two_lives: Path, rulebook: Rulebook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hold_for_good(two_lives, asked(rulebook, 1, 2026, 5, 20), rulebook, "one", tmp_path / "one")
    monkeypatch.setattr(Pool, "gone_in", lambda pool, part, ids, at: [0])
    with pytest.raises(ToprankError, match="live_profiles_only"):
        hold_for_good(two_lives, asked(rulebook, 5, 2026, 6, 2), rulebook, "two", tmp_path / "two")


def test_a_withdrawal_recorded_ahead_stops_no_round(two_lives: Path, rulebook: Rulebook, tmp_path: Path) -> None:
    """Its invitation of 10 March has run out on 10 May: the withdrawal of 20 May is moot."""
    mark(two_lives, "withdrawn", [Mark("ngozi", seconds("2026-05-20T00:00:00Z"))])
    hold_for_good(two_lives, asked(rulebook, 5, 2026, 3, 10, 12), rulebook, "one", tmp_path / "one")
    assert invited(tmp_path / "one") == ["ngozi", "gloria"]
    states = overview(open_pool(two_lives), seconds("2026-05-21T00:00:00Z"))["states"]
    assert {name: count for name, count in states.items() if count} == {"lapsed": 2, "not_yet_received": 1}
    proofs = verify(read_bundle(tmp_path / "one"), rulebook, open_pool(two_lives))
    assert [proof.code for proof in proofs if not proof.passed] == []
