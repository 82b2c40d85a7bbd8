"""The page and the stored summary say what the backtest computes, and the forecasts reach what they were built for."""

from pathlib import Path

import pytest

from toprank.forecast.held import summary
from toprank.forecast.page import PAGE, filled
from toprank.forecast.summary import checked

REMAKE = "make forecasts writes both anew"


def test_the_page_is_made_from_the_summary():
    assert Path(PAGE).read_text(encoding="utf-8") == filled(summary()), REMAKE


def test_the_summary_is_what_the_backtest_computes(record, rulebook):
    """Worked out again for the last rounds alone; the whole takes minutes."""
    assert checked(record, rulebook) == summary()["checked"], REMAKE


def test_the_summary_covers_the_record(record):
    assert summary()["until"] == record.rounds[-1].on.isoformat(), REMAKE


def line(group, model, since):
    return next(
        each for each in summary()["scores"] if (each["group"], each["model"], each["since"]) == (group, model, since)
    )


@pytest.mark.parametrize(
    ("group", "since", "most"),
    [
        ("all_but_pnp", "2025-05-01", 5.5),
        ("cec", "2025-05-01", 3.5),
        ("french", "2025-05-01", 4.5),
        ("healthcare", "2025-05-01", 5.0),
        ("all_but_pnp", "2023-06-28", 9.5),
    ],
)
def test_conditional_points(group, since, most):
    assert line(group, "conditional", since)["error"] <= most


def test_conditional_ranges():
    found = line("all_but_pnp", "conditional", "2025-05-01")
    assert 0.75 <= found["held80"] <= 0.95
    assert found["width80"] <= 32


@pytest.mark.parametrize(("group", "most"), [("cec", 5.7), ("pnp", 30.5), ("french", 19.5), ("all_but_pnp", 13.5)])
def test_plain_points(group, most):
    assert line(group, "plain", "2025-05-01")["error"] <= most


def test_plain_ranges_and_distribution():
    found = line("all", "plain", "2019-01-01")
    assert found["interval80"] <= 137
    assert 0.74 <= found["held80"] <= 0.88
    assert 0.45 <= found["held50"] <= 0.65
    assert found["against_last"][2] < 0


def test_days():
    assert summary()["within_a_day"]["said"] >= 26
    everything = next(each for each in summary()["days"] if (each["group"], each["since"]) == ("all", "2019-01-01"))
    assert everything["against_fortnight"][2] < 0


def test_chances():
    everything = summary()["chances"][0]
    assert (everything["group"], everything["since"], everything["horizons"]) == ("all", "2019-01-01", [30, 90, 180])
    assert everything["chance"] <= 0.165
    assert everything["chance"] < everything["base_rate"]
    near = [abs(each["said"] - each["came_true"]) <= 0.10 for each in summary()["reliability"]]
    assert sum(near) >= 9


@pytest.mark.parametrize(("type_", "most"), [("cec", 3), ("french", 4), ("healthcare", 3)])
def test_the_replay_fitted(type_, most):
    assert next(each for each in summary()["replay"] if each["type"] == type_)["fitted"] <= most
