"""The published rounds held again at a small size: near the published cut-offs, and the same every time."""

import json
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from typer.testing import CliRunner

from toprank.cli.main import application
from toprank.errors import ToprankError
from toprank.pool.carry import REASONS
from toprank.pool.shares import Share, fit
from toprank.rulebook.loader import load
from toprank.simulate.replay import Plan, Replay, replay
from toprank.simulate.replay_document import by_type, document, miss

AUTUMN = Plan(date(2025, 9, 1), date(2025, 11, 30), 3, 0.05, fit())


@cache
def autumn(shares: str = "") -> Replay:
    if shares == "nobody speaks French":
        fewer = replace(fit(), of={**fit().of, "french": Share(0.02)})
        return replay(replace(AUTUMN, shares=fewer), load())
    return replay(AUTUMN, load())


def test_every_round_is_held_in_its_order_with_its_size() -> None:
    found = autumn()
    assert [each.published.number for each in found.rounds] == [str(number) for number in range(363, 383)]
    assert all(abs(each.size - each.published.size * 0.05) <= 1 for each in found.rounds)
    assert all(each.invited <= each.size for each in found.rounds)


def test_cutoffs_come_near_the_published_ones() -> None:
    types = by_type(autumn().rounds)
    cec, french, healthcare = (miss(types[name]).absolute for name in ("cec", "french", "healthcare"))
    assert cec is not None
    assert cec < 8
    assert french is not None
    assert french < 25
    assert healthcare is not None
    assert healthcare < 25


def test_the_comparison_can_fail() -> None:
    """With hardly anyone who speaks French the rounds for French cut far too low: the measure sees it."""
    found = miss(by_type(autumn("nobody speaks French").rounds)["french"])
    assert found.mean is not None
    assert found.mean < -40


def test_people_are_conserved() -> None:
    people = autumn().people
    assert people["at_first"] + people["arrived"] == people["now"] + sum(people[reason] for reason in REASONS)


def test_same_plan_same_answer_and_another_seed_another_one() -> None:
    short = replace(AUTUMN, until=date(2025, 9, 18), fraction=0.02)
    once, again = replay(short, load()), replay(short, load())
    assert document(short, once) == document(short, again)
    assert replay(replace(short, seed=4), load()).rounds != once.rounds


def test_no_round_in_the_days_is_said() -> None:
    with pytest.raises(ToprankError, match="no round from 2025-04-01 to 2025-04-05"):
        replay(replace(AUTUMN, start=date(2025, 4, 1), until=date(2025, 4, 5)), load())


def test_the_command_prints_json_and_writes_the_page(tmp_path: Path) -> None:
    page = tmp_path / "replay.md"
    asked = ["simulate", "replay", "--from", "2025-09-01", "--to", "2025-09-05", "--size", "0.02", "--json"]
    result = CliRunner().invoke(application(asked), [*asked, "--page", str(page)])
    assert result.exit_code == 0, result.output
    found = json.loads(result.stdout)
    assert found["schema"] == "toprank.replay/1"
    assert [row["target"] for row in found["rounds"]] == ["pnp", "cec", "french"]
    assert "| french |" in page.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--size", "0"], "--size 0"),
        (["--size", "nan"], "--size nan"),
        (["--from", "2026-01-02", "--to", "2026-01-01"], "is before"),
        (["--from", "soon"], "--from soon"),
        (["--shares", "mine"], "no set of shares is called 'mine'"),
    ],
)
def test_bad_input_is_one_clear_error(options: list[str], said: str) -> None:
    asked = ["simulate", "replay", *options]
    result = CliRunner().invoke(application(asked), asked)
    assert isinstance(result.exception, ToprankError)
    assert said in str(result.exception)
