"""Rounds against a plain count: who may be invited, who is, before and after ties were ordered."""

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from tests.pool.people import NGOZI
from tests.rounds.conftest import NOON
from toprank.errors import ToprankError
from toprank.facts import facts_of
from toprank.pool.score import Scored, score_pool
from toprank.pool.store import Pool, write_pool
from toprank.profile import Profile
from toprank.rounds.hold import hold
from toprank.rounds.question import Question, question, ties_are_ordered
from toprank.rulebook.loader import Rulebook

ROUNDS = [
    ("general", None),
    ("program", "fsw"),
    ("program", "cec"),
    ("program", "fst"),
    ("program", "pnp"),
    ("category", "healthcare"),
    ("category", "french-v2"),
    ("category", "military-v1"),
]


def plainly(scored: Scored, asked: Question) -> list[tuple[int, int, str]]:
    """Everyone who may be invited, in order of rank, one candidate after the other."""
    found = []
    for row, name in enumerate(scored.ids.to_pylist()):
        has = {each for place, each in enumerate(scored.names) if int(scored.mask[row]) >> place & 1}
        federal = bool(has & {"fsw", "cec", "fst"})
        if asked.kind == "general":
            may = bool(has & {"fsw", "cec", "fst", "pnp"})
        elif asked.kind == "program":
            may = asked.target in has and (asked.target == "pnp" or "pnp" not in has)
        else:
            may = federal and asked.version in has and "pnp" not in has
        if may and scored.live[row]:
            found.append((-int(scored.total[row]), int(scored.submitted[row]), name))
    return sorted(found)


@pytest.mark.parametrize(("kind", "target"), ROUNDS)
def test_against_a_plain_count(pool: Pool, rulebook: Rulebook, kind: str, target: str | None) -> None:
    scored = score_pool(pool, NOON, rulebook)
    everyone = plainly(scored, question(kind, target, 0, NOON, rulebook))
    for size in {0, 1, 7, 100, len(everyone), len(everyone) + 1}:
        held = hold(pool, question(kind, target, size, NOON, rulebook), rulebook)
        rows = held.selection.rows
        ranked = [
            (-int(held.scored.total[row]), int(held.scored.submitted[row]), held.scored.ids[row].as_py())
            for row in rows.tolist()
        ]
        assert ranked == everyone[:size]
        assert int(held.eligible.sum()) == len(everyone)
        assert all(check.passed for check in held.checks)


def test_there_are_ties_to_cut(pool: Pool, rulebook: Rulebook) -> None:
    held = hold(pool, question("general", None, 399, NOON, rulebook), rulebook)
    assert 0 < held.selection.tied_invited < held.selection.tied
    assert 0 < int((~held.scored.live).sum()) < pool.size


def test_nominees_are_in_general_rounds_and_their_own_only(pool: Pool, rulebook: Rulebook) -> None:
    scored = score_pool(pool, NOON, rulebook)
    nominees = scored.eligible("pnp")
    assert (nominees & scored.eligible("cec")).any()
    for kind, target, some in (("general", None, True), ("program", "pnp", True), ("program", "cec", False)):
        held = hold(pool, question(kind, target, pool.size, NOON, rulebook), rulebook)
        assert bool((nominees & held.eligible).any()) is some


@pytest.mark.parametrize(("day", "ordered"), [("2017-06-05", False), ("2017-06-06", True)])
def test_the_day_on_which_ties_were_ordered(rulebook: Rulebook, day: str, ordered: bool) -> None:
    assert ties_are_ordered(datetime.fromisoformat(day).date(), rulebook) is ordered


def tied_pool(folder, rulebook: Rulebook, at: datetime) -> Pool:  # type: ignore[no-untyped-def]
    """Three candidates with one score, submitted one second after the other, and one above them."""
    people = [{**NGOZI, "id": f"tied-{place}", "submitted_at": clock(at, place)} for place in range(3)]
    above = {
        **NGOZI,
        "id": "above",
        "submitted_at": clock(at, 9),
        "nomination": {"province": "ON", "issued": f"{at.year}-01-05"},
    }
    profiles = [Profile.model_validate(old(person, at)) for person in [*people, above]]
    return write_pool(folder / "pool", [([each.id for each in profiles], facts_of(profiles))], at.date(), {})


def clock(at: datetime, seconds: int) -> str:
    return (at - timedelta(days=1) + timedelta(seconds=seconds)).strftime("%Y-%m-%dT%H:%M:%SZ")


def old(person: dict, at: datetime) -> dict:  # type: ignore[type-arg]
    """The same life some years before."""
    language = [{**person["languages"][0], "taken": f"{at.year - 1}-12-01"}]
    jobs = [{**person["jobs"][0], "start": f"{at.year - 3}-01-01"}]
    return {**person, "birth_date": f"{at.year - 28}-01-01", "languages": language, "jobs": jobs, "education": []}


@pytest.mark.parametrize(
    ("day", "size", "invited", "tie_break"),
    [
        (datetime(2017, 6, 5, 12, tzinfo=UTC), 3, ["above"], None),
        (datetime(2017, 6, 5, 12, tzinfo=UTC), 4, ["above", "tied-0", "tied-1", "tied-2"], None),
        (datetime(2017, 6, 6, 12, tzinfo=UTC), 3, ["above", "tied-0", "tied-1"], "2017-06-05T12:00:01Z"),
        (datetime(2017, 6, 6, 12, tzinfo=UTC), 0, [], None),
    ],
)
def test_whole_scores_before_and_seconds_after(  # type: ignore[no-untyped-def]
    tmp_path, rulebook: Rulebook, day: datetime, size: int, invited: list[str], tie_break: str | None
) -> None:
    held = hold(tied_pool(tmp_path, rulebook, day), question("general", None, size, day, rulebook), rulebook)
    assert held.scored.ids.take(held.selection.rows).to_pylist() == invited
    instant = None if tie_break is None else int(datetime.fromisoformat(tie_break).timestamp())
    assert held.selection.tie_break == instant


def test_two_live_profiles_of_one_id_are_a_fault(tmp_path, rulebook: Rulebook) -> None:  # type: ignore[no-untyped-def]
    people = [Profile.model_validate({**NGOZI, "submitted_at": at}) for at in ("2026-01-01T00:00:00Z",) * 2]
    pool = write_pool(tmp_path / "pool", [(["ngozi", "ngozi"], facts_of(people))], None, {})
    with pytest.raises(ToprankError, match="1 ids with two live profiles: ngozi"):
        hold(pool, question("general", None, 1, NOON, rulebook), rulebook)


def test_one_id_may_have_lived_before(tmp_path, rulebook: Rulebook) -> None:  # type: ignore[no-untyped-def]
    instants = ("2025-01-01T00:00:00Z", "2026-01-01T00:00:00Z")
    people = [Profile.model_validate({**NGOZI, "submitted_at": at}) for at in instants]
    pool = write_pool(tmp_path / "pool", [(["ngozi", "ngozi"], facts_of(people))], None, {})
    held = hold(pool, question("general", None, 5, NOON, rulebook), rulebook)
    assert held.selection.rows.tolist() == [1]


@pytest.mark.parametrize(
    ("kind", "target", "size", "at", "message"),
    [
        ("draw", None, 1, NOON, "no kind of round"),
        ("general", "cec", 1, NOON, "has no target"),
        ("program", None, 1, NOON, "needs --target"),
        ("program", "healthcare", 1, NOON, "no program is called 'healthcare': there are fsw, cec, fst, pnp"),
        ("category", "nurses", 1, NOON, "no category is called 'nurses'"),
        ("category", "healthcare-v1", 1, NOON, "not in force on 2026-03-10: healthcare-v1 from 2023-05-31"),
        ("category", "agriculture", 1, NOON, "not in force on 2026-03-10"),
        ("general", None, -1, NOON, "the size is 0 to"),
        ("general", None, 2**31, NOON, "the size is 0 to"),
        ("general", None, 1, datetime(2014, 12, 31, 23, 59, 59, tzinfo=UTC), "the first day is 2015-01-01"),
    ],
)
def test_rounds_that_cannot_be(
    rulebook: Rulebook, kind: str, target: str | None, size: int, at: datetime, message: str
) -> None:
    with pytest.raises(ToprankError, match=message):
        question(kind, target, size, at, rulebook)


def test_a_category_by_either_name(rulebook: Rulebook) -> None:
    by_family = question("category", "healthcare", 1, NOON, rulebook)
    assert (by_family.target, by_family.version) == ("healthcare", "healthcare-v3")
    assert by_family == question("category", "healthcare-v3", 1, NOON, rulebook)


def test_rows_are_places_in_the_pool(pool: Pool, rulebook: Rulebook) -> None:
    held = hold(pool, question("general", None, 50, NOON, rulebook), rulebook, threads=2)
    assert len(np.unique(held.selection.rows)) == 50
    assert held.selection.rows.max() < pool.size
