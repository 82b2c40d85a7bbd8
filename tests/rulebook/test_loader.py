"""How the rulebook answers: by day, carried forward, unseen, by name, and with one hash over all of it."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from tests.rulebook.conftest import ours, put
from toprank.rulebook import loader
from toprank.rulebook.loader import NotInForce, Rulebook, RulebookError, load

REPORTED = date(2026, 11, 3)


def test_settings(rulebook: Rulebook) -> None:
    assert rulebook.version == "2026.11"
    assert rulebook.verified_to == date(2026, 11, 2)
    assert rulebook.first_day == date(2015, 1, 1)
    assert rulebook.stale_after_days > 0


def test_the_rulebook_is_kept(rulebook: Rulebook) -> None:
    assert load() is rulebook
    assert rulebook.table("crs/age") is rulebook.table("crs/age")


def test_the_day_before_the_first_has_no_version(rulebook: Rulebook) -> None:
    with pytest.raises(NotInForce) as refused:
        rulebook.in_force("crs/age", date(2014, 12, 31))
    assert str(refused.value) == "crs/age has no version on 2014-12-31: its first one starts on 2015-01-01."
    with pytest.raises(NotInForce, match="no known version on 2014-12-31: its first one starts on 2015-01-01"):
        rulebook.known("crs/age", date(2014, 12, 31))


def test_an_unseen_version_is_in_force_and_the_former_is_carried_forward(rulebook: Rulebook) -> None:
    version = rulebook.in_force("crs/arranged_employment", REPORTED)
    assert version.unseen is not None
    assert version.rows == ()
    assert version.checked is None
    assert rulebook.known("crs/arranged_employment", REPORTED).start == date(2025, 3, 25)


def test_what_is_unseen_on_a_day(rulebook: Rulebook) -> None:
    assert rulebook.unseen_on(date(2026, 11, 2)) == []
    names = {version.table for version in rulebook.unseen_on(REPORTED)}
    high_wage = {f"crs/high_wage_{name}" for name in ("conditions", "occupations", "offer", "work")}
    assert names == {"crs/arranged_employment", "crs/regimes"} | high_wage


def test_an_unknown_table_is_answered_with_those_near_it(rulebook: Rulebook) -> None:
    with pytest.raises(RulebookError, match=r"There is no table 'crs/aeg'. Near it: crs/age"):
        rulebook.table("crs/aeg")
    with pytest.raises(RulebookError, match="There is no table"):
        rulebook.table("../rulebook")
    with pytest.raises(RulebookError, match="There is no table"):
        rulebook.table("crs/sources")
    with pytest.raises(RulebookError, match="no bibliography for 'record'"):
        rulebook.bibliography("record")


def test_a_version_by_column_mapping_and_rule(rulebook: Rulebook) -> None:
    age = rulebook.in_force("crs/age", date(2026, 1, 1))
    assert age.mapping()[29] == (100, 110)
    assert age.column("without")[0] == 0
    with pytest.raises(RulebookError, match="crs/age has no column 'points': its columns are age, with, without"):
        age.column("points")
    work = rulebook.in_force("programs/work", date(2026, 1, 1))
    assert work.value("gap_days") == 14
    with pytest.raises(RulebookError, match="programs/work has no 'hours': it has full_time_hours"):
        work.value("hours")
    assert list(rulebook.in_force("programs/invitation_order", date(2026, 1, 1)).mapping()) == [
        "pnp",
        "cec",
        "fsw",
        "fst",
    ]


def test_only_the_tables_asked_for_are_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    real = loader.parsed
    monkeypatch.setattr(loader, "parsed", lambda path, where: read.append(where) or real(path, where))
    fresh = Rulebook()
    fresh.in_force("crs/age", date(2026, 1, 1))
    fresh.in_force("crs/age", date(2016, 1, 1))
    assert read == ["rulebook.toml", "crs/age.toml"]


def test_importing_the_loader_leaves_the_heavy_libraries_alone() -> None:
    heavy = "numpy pyarrow pydantic typer rich rapidfuzz django pandas"
    code = f"import sys, toprank.rulebook.loader; print([m for m in '{heavy}'.split() if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_hash_covers_the_law_and_nothing_else(rulebook: Rulebook) -> None:
    files = set(rulebook._files)
    assert rulebook.content_hash == Rulebook().content_hash
    assert rulebook.content_hash.startswith("sha256:")
    assert len(rulebook.content_hash) == 7 + 64
    assert {"rulebook.toml", "crs/age.toml", "crs/sources.toml", "categories/occupations.csv"} <= files
    assert {"noc/unit_groups.csv", "noc/noc2016.csv", "noc/concordance.csv", "noc/groups.csv"} <= files
    assert not [name for name in files if name.startswith("record/") or "job_titles" in name]


def test_the_hash_changes_with_one_byte(rulebook: Rulebook, overlay: Path) -> None:
    put(overlay, "crs/age.toml", ours("crs/age.toml"))
    assert load((overlay,)).content_hash == rulebook.content_hash
    changed = overlay.parent / "changed"
    put(changed, "crs/age.toml", ours("crs/age.toml") + "\n")
    assert load((changed,)).content_hash != rulebook.content_hash


def test_every_first_and_last_day_is_a_turning_day(rulebook: Rulebook) -> None:
    versions = [version for name in rulebook.names() for version in rulebook.table(name).versions]
    spans = [(each.start, each.stop) for each in (*versions, *rulebook.categories())]
    days = {day for span in spans for day in span if day is not None}
    assert days <= set(rulebook.turning_days)
    assert date(2025, 7, 29) in rulebook.turning_days
    assert rulebook.turning_days == sorted(rulebook.turning_days)
