"""Every check of a round fails on a result that was doctored against it, and passes on the true one."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pytest

from tests.rounds.conftest import NOON
from toprank.pool.score import Scored, score_pool
from toprank.pool.select import Selection, select
from toprank.pool.store import Pool
from toprank.rounds import hold as holding
from toprank.rounds.checks import CODES, checks
from toprank.rounds.evidence import Evidence, evidence
from toprank.rounds.hold import Unsound, hold, may_be_invited
from toprank.rounds.question import Question, question
from toprank.rulebook.loader import Rulebook
from toprank.words import catalogue

SIZE = 120


@dataclass(frozen=True)
class Case:
    """A round as it came out: what the checks are given."""

    question: Question
    scored: Scored
    selection: Selection
    seen: Evidence
    ordered: bool = True

    def failed(self) -> set[str]:
        found = checks(self.question, self.scored, self.selection, self.seen, self.ordered)
        assert tuple(check.code for check in found) == CODES
        return {check.code for check in found if not check.passed}


@pytest.fixture(scope="module", params=[True, False], ids=["ordered", "whole scores"])
def case(request: pytest.FixtureRequest, pool: Pool, rulebook: Rulebook) -> Case:
    asked = question("program", "cec", SIZE, NOON, rulebook)
    scored = score_pool(pool, NOON, rulebook)
    eligible = may_be_invited(scored, asked)
    selection = select(scored.total, scored.submitted, scored.ids, eligible, SIZE, request.param)
    return Case(asked, scored, selection, evidence(pool, selection.rows, asked, rulebook), request.param)


def test_a_true_round_passes(case: Case) -> None:
    assert case.failed() == set()
    assert len(case.selection.rows) > 50


def invited(case: Case, rows: Any) -> Case:
    """The same round with other rows invited, the evidence for them as it would be."""
    scored, at = case.scored, np.asarray(rows, np.intp)
    has = {name: scored.eligible(name) for name in ("cec", "pnp")}
    seen = replace(
        case.seen,
        ids=scored.ids.take(at).to_pylist(),
        total=scored.total[at],
        submitted=scored.submitted[at],
        ends=scored.submitted[at] + 365 * 86_400,
        gone=np.zeros(len(at), np.bool_),
        meets=has["cec"][at],
        nominee=has["pnp"][at],
    )
    return replace(case, selection=replace(case.selection, rows=at), seen=seen)


def lowest_out(case: Case) -> int:
    """An eligible candidate far below the line."""
    may = may_be_invited(case.scored, case.question)
    return int(np.where(may, case.scored.total, 9999).argmin())


def someone(case: Case, condition: Any) -> int:
    return int(np.flatnonzero(condition)[0])


def outranked(case: Case) -> Case:
    return invited(case, [*case.selection.rows[1:], lowest_out(case)])


def tie_break_moved(case: Case) -> Case:
    other = 5 if case.selection.tie_break is None else case.selection.tie_break - 1
    return replace(case, selection=replace(case.selection, tie_break=other))


def size_smaller(case: Case) -> Case:
    return replace(case, question=replace(case.question, size=len(case.selection.rows) - 1))


def size_larger(case: Case) -> Case:
    return replace(case, question=replace(case.question, size=SIZE + 10_000))


def not_eligible(case: Case) -> Case:
    federal = case.scored.eligible("cec") | case.scored.eligible("pnp")
    return invited(case, [*case.selection.rows[:-1], someone(case, case.scored.live & ~federal)])


def score_otherwise(case: Case) -> Case:
    return replace(case, seen=replace(case.seen, total=case.seen.total + np.int16(1)))


def not_live(case: Case) -> Case:
    return invited(case, [*case.selection.rows[:-1], someone(case, ~case.scored.live)])


def a_nominee(case: Case) -> Case:
    both = case.scored.eligible("pnp") & case.scored.eligible("cec")
    return invited(case, [*case.selection.rows[:-1], someone(case, both)])


def unknown_occupation(case: Case) -> Case:
    return replace(case, seen=replace(case.seen, unknown_occupations=1))


def one_twice(case: Case) -> Case:
    return invited(case, [*case.selection.rows[:-1], case.selection.rows[0]])


def counts_moved(case: Case) -> Case:
    return replace(case, selection=replace(case.selection, above_cutoff=case.selection.above_cutoff + 1))


@pytest.mark.parametrize(
    ("code", "doctor"),
    [
        ("nobody_outranks_the_invited", outranked),
        ("tie_cut_at_one_instant", tie_break_moved),
        ("not_more_than_the_size", size_smaller),
        ("as_many_as_fit", size_larger),
        ("invited_meet_program_and_category", not_eligible),
        ("invited_meet_program_and_category", score_otherwise),
        ("live_profiles_only", not_live),
        ("nominees_left_out", a_nominee),
        ("occupations_in_classification", unknown_occupation),
        ("invited_once", one_twice),
        ("counts_add_up", counts_moved),
    ],
)
def test_each_check_fails_on_a_doctored_result(case: Case, code: str, doctor: Callable[[Case], Case]) -> None:
    assert code in doctor(case).failed()


def test_every_check_is_doctored_against() -> None:
    marks = test_each_check_fails_on_a_doctored_result.pytestmark  # type: ignore[attr-defined]
    assert {code for code, _ in marks[0].args[1]} == set(CODES)


def test_a_later_second_invited_before_an_earlier_one(case: Case) -> None:
    may, cutoff = may_be_invited(case.scored, case.question), case.selection.cutoff
    tied_out = may & (case.scored.total == cutoff)
    tied_out[case.selection.rows] = False
    later = tied_out & (case.scored.submitted > (case.selection.tie_break or 0))
    if case.ordered and later.any():
        swapped = invited(case, [*case.selection.rows[:-1], someone(case, later)])
        assert {"nobody_outranks_the_invited", "tie_cut_at_one_instant"} <= swapped.failed()
    else:
        assert not tied_out.any() or case.ordered


def test_nobody_invited_though_there_is_room(case: Case) -> None:
    empty = replace(case.selection, cutoff=None, tie_break=None, above_cutoff=0, tied=0, tied_invited=0)
    nobody = invited(replace(case, selection=empty), [])
    assert nobody.failed() == {"as_many_as_fit"}


def test_an_unsound_round_is_not_made(pool: Pool, rulebook: Rulebook, monkeypatch: pytest.MonkeyPatch) -> None:
    def wrong(*arguments: Any) -> Selection:
        found = select(*arguments)
        return replace(found, rows=found.rows[1:])

    monkeypatch.setattr(holding, "select", wrong)
    with pytest.raises(Unsound, match="nobody_outranks_the_invited, as_many_as_fit, counts_add_up"):
        hold(pool, question("general", None, SIZE, NOON, rulebook), rulebook)


def test_every_check_has_words(case: Case) -> None:
    words = catalogue("en")
    found = checks(case.question, case.scored, case.selection, case.seen, case.ordered)
    assert {check.code for check in found} == set(words["check"])
    assert {name for check in found for name in check.saw} <= set(words["saw"])
