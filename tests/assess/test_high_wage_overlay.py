"""The reported change of 2026-11-03: supplying its tables is data, not code. Every figure here is invented."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

import toprank.rulebook
from toprank.assess import assess_profiles
from toprank.rulebook.loader import load

HOME = Path(toprank.rulebook.__file__).parent
READ = """
[[version]]
from = 2026-11-03
checked = 2026-12-01
source = "An invented text, for this test alone"
seen_in = []
columns = {columns}
rows = {rows}
"""
INVENTED = {
    "high_wage_occupations": (
        '["unit_group", "level"]',
        '[["31301", "1.3x"], ["21231", "1.5x"], ["00012", "2x"]]',
    ),
    "high_wage_work": ('["level", "points"]', '[["2x", 77], ["1.5x", 44], ["1.3x", 11]]'),
    "high_wage_offer": ('["level", "points"]', '[["2x", 66], ["1.5x", 33], ["1.3x", 9]]'),
    "high_wage_conditions": ('["rule", "value"]', '[["years", 1], ["window_years", 3]]'),
}


@pytest.fixture
def read_at_last(tmp_path: Path) -> Path:
    """An overlay in which the unseen tables have been read."""
    folder = tmp_path / "read"
    (folder / "crs").mkdir(parents=True)
    for name, (columns, rows) in INVENTED.items():
        ours = (HOME / "crs" / f"{name}.toml").read_text(encoding="utf-8")
        seen = ours[: ours.index("[[version]]\nfrom = 2026-11-03")]
        (folder / "crs" / f"{name}.toml").write_text(seen + READ.format(columns=columns, rows=rows), encoding="utf-8")
    settings = (HOME / "rulebook.toml").read_text(encoding="utf-8")
    (folder / "rulebook.toml").write_text(settings.replace("2026-11-02", "2026-12-01"), encoding="utf-8")
    return folder


def candidate(noc: str, days_from: str, **more: Any) -> dict[str, Any]:
    job = {"noc": noc, "start": days_from, "end": None, "hours_per_week": 40, "country": "CA"}
    return {"id": "ngozi", "birth_date": "1995-06-15", "jobs": [job], **more}


def lines(profile: dict[str, Any], on: date, folder: Path) -> dict[str, int]:
    answer = assess_profiles([profile], [on], rulebook=load((folder,)))[0]
    assert answer["provisional"] == []
    assert answer["crs"]["total"] == sum(line["points"] for line in answer["crs"]["lines"])
    return {line["factor"]: line["points"] for line in answer["crs"]["lines"]}


@pytest.mark.parametrize(("noc", "points"), [("31301", 11), ("21231", 44), ("00012", 77), ("62020", 0)])
def test_work_scores_by_its_level(read_at_last: Path, noc: str, points: int) -> None:
    assert lines(candidate(noc, "2025-01-01"), date(2026, 11, 22), read_at_last)["high_wage_work"] == points


def test_a_year_is_asked_and_not_a_day_less(read_at_last: Path) -> None:
    worked = candidate("21231", "2025-11-24")
    assert lines(worked, date(2026, 11, 22), read_at_last)["high_wage_work"] == 0
    assert lines(worked, date(2026, 11, 23), read_at_last)["high_wage_work"] == 44


def test_an_offer_scores_by_its_level(read_at_last: Path) -> None:
    offer = {"noc": "21231", "duration_months": 24, "qualifies_for_crs": True}
    offered = candidate("62020", "2026-01-01", offer=offer)
    assert lines(offered, date(2026, 11, 22), read_at_last)["high_wage_offer"] == 33
    unlisted = candidate("62020", "2026-01-01", offer=offer | {"noc": "62020"})
    assert lines(unlisted, date(2026, 11, 22), read_at_last)["high_wage_offer"] == 0


def test_the_day_before_has_no_such_factor(read_at_last: Path) -> None:
    assert "high_wage_work" not in lines(candidate("21231", "2025-01-01"), date(2026, 11, 2), read_at_last)


def test_without_the_tables_the_answer_is_provisional_and_says_why() -> None:
    answer = assess_profiles([candidate("21231", "2025-01-01")], [date(2026, 11, 22)])[0]
    assert {reason["code"] for reason in answer["provisional"]} == {"after_verified", "unseen"}
    assert {reason["from"] for reason in answer["provisional"]} == {"2026-11-03"}
    assert all(reason["message"] for reason in answer["provisional"])
    factors = {line["factor"] for line in answer["crs"]["lines"]}
    assert not factors & {"high_wage_work", "high_wage_offer"}


def test_the_overlay_is_named_in_the_answer(read_at_last: Path) -> None:
    profile = candidate("21231", "2025-01-01")
    answer = assess_profiles([profile], [date(2026, 11, 22)], rulebook=load((read_at_last,)))[0]
    assert answer["rulebook"]["overlays"] == [str(read_at_last)]
    assert answer["rulebook"]["hash"] == load((read_at_last,)).content_hash
