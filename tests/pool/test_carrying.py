"""A stored pool carried forward in its log: nobody is lost, rounds can be held again, same seed same bytes."""

import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np
import pytest

from toprank import days
from toprank.errors import ToprankError
from toprank.pool.answers import answers
from toprank.pool.carry import band_of
from toprank.pool.carrying import LONGEST, carry_in_log
from toprank.pool.distribution import largest_remainder, last_published
from toprank.pool.events import APPLIED, DECLINED, INVITED, KINDS, WITHDRAWN
from toprank.pool.ids import standing_twice
from toprank.pool.marking import Mark, mark
from toprank.pool.overview import overview
from toprank.pool.score import score_pool
from toprank.pool.store import Pool, open_pool, write_pool
from toprank.pool.synth import synthetic_pool
from toprank.rounds.question import question
from toprank.rounds.recording import hold_for_good
from toprank.rulebook.loader import load

FIRST, SECOND, THIRD = date(2026, 3, 10), date(2026, 3, 24), date(2026, 4, 7)
SIZE = 3_000


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


def end(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 23, 59, 59, tzinfo=UTC)


def hold(pool: Path, day: date, size: int, target: str | None = None) -> None:
    kind = "general" if target is None else "program"
    asked = question(kind, target, size, noon(day), load())
    hold_for_good(pool, asked, load(), f"{target}-{day}", pool.with_name(f"{pool.name}-{target}-{day}"))


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A pool of which a round has invited 300."""
    home = tmp_path_factory.mktemp("pools")
    write_pool(home / "march", synthetic_pool(SIZE, 2, FIRST, load()), FIRST, {"kind": "synthetic"})
    hold(home / "march", FIRST, 300)
    return home


@pytest.fixture(scope="module")
def cycle(home: Path) -> tuple[Pool, dict[str, int], dict[str, int]]:
    """Round, 14 days, two rounds, 14 days; the pool, and what happened in each of the stretches."""
    folder = Path(shutil.copytree(home / "march", home / "cycle"))
    one = carry_in_log(folder, SECOND, 1, load())
    hold(folder, SECOND, 5, "pnp")
    hold(folder, SECOND, 40, "cec")
    return open_pool(folder), one["people"], carry_in_log(folder, THIRD, 1, load())["people"]


def names_of(pool: Pool) -> list[str]:
    return [name for part in pool.parts for name in pool.names(part)[0].to_pylist()]


def test_nobody_is_lost_and_nobody_is_there_twice(cycle: tuple[Pool, dict[str, int], dict[str, int]]) -> None:
    before, one, two = cycle
    pool = open_pool(before.folder)
    assert min(one.values()) > 0
    assert pool.size == SIZE + one["arrived"] + one["nominated"] + two["arrived"] + two["nominated"]
    assert len(set(names_of(pool))) == SIZE + one["arrived"] + two["arrived"]
    states = overview(pool, int(end(THIRD).timestamp()))["states"]
    assert sum(states.values()) == pool.size
    assert states["not_yet_received"] == 0
    assert states["applied"] == one["applied"] + two["applied"]
    gone = sum(each["withdrawn"] + each["nominated"] for each in (one, two))
    assert states["withdrawn"] == gone
    scored = score_pool(pool, end(THIRD), load())
    assert int(scored.live.sum()) == states["in_pool"]
    assert standing_twice(scored.ids.filter(scored.live)) == []


def test_the_rounds_before_can_be_held_again(cycle: tuple[Pool, dict[str, int], dict[str, int]]) -> None:
    folder = cycle[0].folder
    before = open_pool(folder).content_hash
    for day, size, target in ((FIRST, 300, None), (SECOND, 5, "pnp"), (SECOND, 40, "cec")):
        kept = folder.with_name(f"{'march' if day == FIRST else folder.name}-{target}-{day}")
        again = folder.with_name(f"again-{target}-{day}")
        kind = "general" if target is None else "program"
        asked = question(kind, target, size, noon(day), load())
        hold_for_good(folder, asked, load(), f"{target}-{day}", again)
        assert all((again / file.name).read_bytes() == file.read_bytes() for file in kept.iterdir())
    assert open_pool(folder).content_hash == before


def test_who_was_invited_is_invited_again_only_after_declining(
    cycle: tuple[Pool, dict[str, int], dict[str, int]],
) -> None:
    events = open_pool(cycle[0].folder).events
    declined = set(events.row[events.kind == DECLINED].tolist())
    rows, times = np.unique(events.row[events.kind == INVITED], return_counts=True)
    assert len(declined) > 10
    assert set(rows[times > 1].tolist()) <= declined


def test_the_bands_of_a_published_day_are_met(home: Path) -> None:
    folder = Path(shutil.copytree(home / "march", home / "bands"))
    published = last_published(date(2026, 3, 15))
    assert published.as_of == date(2026, 3, 15)
    carry_in_log(folder, date(2026, 3, 14), 1, load())
    scored = score_pool(open_pool(folder), end(date(2026, 3, 14)), load())
    bands, totals = published.finest, scored.total[scored.in_program]
    held = np.bincount(band_of(bands, totals), minlength=len(bands))
    scale = SIZE / last_published(FIRST).total
    wanted = largest_remainder(round(scale * published.total), [band.candidates for band in bands])
    assert np.abs(held - np.array(wanted)).max() <= 3, "a birthday may fall on the morning, a nomination on the day"


def test_same_seed_same_bytes_and_another_seed_others(home: Path) -> None:
    hashes = []
    for name, seed in (("once", 4), ("again", 4), ("other", 5)):
        folder = Path(shutil.copytree(home / "march", home / name))
        hashes.append(carry_in_log(folder, SECOND, seed, load())["pool"])
    files = [{path.name: path.read_bytes() for path in (home / name).iterdir()} for name in ("once", "again")]
    assert files[0] == files[1]
    assert hashes[0] == hashes[1] != hashes[2]


def test_carried_to_the_day_where_it_stands_nothing_changes(home: Path) -> None:
    folder = Path(shutil.copytree(home / "march", home / "stands"))
    carry_in_log(folder, SECOND, 1, load())
    before = (folder / "manifest.json").read_bytes()
    found = carry_in_log(folder, SECOND, 9, load())
    assert set(found["people"].values()) == {0}
    assert (folder / "manifest.json").read_bytes() == before


def test_invitations_are_answered_once_and_alike_in_one_stretch_or_two(home: Path) -> None:
    days_ = [date(2026, 3, 20), date(2026, 4, 3), date(2026, 5, 20)]
    found = []
    for name, stops in (("one", days_[-1:]), ("three", days_)):
        folder = Path(shutil.copytree(home / "march", home / name))
        for stop in stops:
            carry_in_log(folder, stop, 1, load())
        events = open_pool(folder).events
        answer = (events.kind == APPLIED) | (events.kind == DECLINED)
        invited = set(events.row[events.kind == INVITED].tolist())
        columns = (column[answer].tolist() for column in (events.row, events.kind, events.at))
        found.append(set(zip(*columns, strict=True)))
        assert {row for row, *_ in found[-1]} <= invited
    assert found[0] == found[1]
    count = [sum(kind == each for _, kind, _ in found[0]) for each in (APPLIED, DECLINED)]
    assert 0.72 < count[0] / 300 < 0.88
    assert 0.05 < count[1] / 300 < 0.16


def test_an_answer_given_by_hand_stands(home: Path) -> None:
    folder = Path(shutil.copytree(home / "march", home / "by-hand"))
    pool = open_pool(folder)
    at = int(datetime(2026, 3, 10, 13, tzinfo=UTC).timestamp())
    given = answers(pool, 1, at, at + 60 * 86_400)
    place = int(given.place[given.declines][0])
    mark(folder, "applied", [Mark(str(pool.events.ids[place]), at)])
    carry_in_log(folder, SECOND, 1, load())
    after = open_pool(folder).events
    row = pool.events.row[place]
    assert [KINDS[kind] for kind in after.kind[after.row == row]] == ["invited", "applied"]


def test_who_is_nominated_submits_anew_in_the_second_of_the_withdrawal(
    cycle: tuple[Pool, dict[str, int], dict[str, int]],
) -> None:
    pool = open_pool(cycle[0].folder)
    ids = names_of(pool)
    events = pool.events
    withdrawn = {
        (str(name), int(at))
        for name, at, kind in zip(events.ids.to_pylist(), events.at, events.kind, strict=True)
        if kind == WITHDRAWN
    }
    twice = {name for name in ids if ids.count(name) > 1}
    assert len(twice) == cycle[1]["nominated"] + cycle[2]["nominated"]
    seen = 0
    for part in pool.parts[1:]:
        names, facts = pool.read(part)
        declared = facts.declared
        assert declared.nomination_issued[declared.nomination_issued < days.NEVER].max(initial=0) <= days.number(THIRD)
        for row, name in enumerate(names.to_pylist()):
            if name in twice:
                seen += 1
                assert (name, int(declared.submitted[row])) in withdrawn
                assert declared.nomination_express_entry[row]
                assert declared.nomination_issued[row] <= declared.submitted[row] // 86_400
    assert seen == len(twice)


def test_a_pool_without_anybody_or_without_a_day_is_refused(tmp_path: Path) -> None:
    write_pool(tmp_path / "empty", synthetic_pool(0, 1, FIRST, load()), FIRST, {"kind": "synthetic"})
    write_pool(tmp_path / "no-day", synthetic_pool(5, 1, FIRST, load()), None, {"kind": "import"})
    with pytest.raises(ToprankError, match="nobody in it on 2026-03-10"):
        carry_in_log(tmp_path / "empty", SECOND, 1, load())
    with pytest.raises(ToprankError, match="stands for no day"):
        carry_in_log(tmp_path / "no-day", SECOND, 1, load())


@pytest.mark.parametrize("until", [date(2026, 3, 9), FIRST + LONGEST + LONGEST])
def test_an_earlier_day_or_one_far_away_is_refused(home: Path, until: date) -> None:
    before = open_pool(home / "march").content_hash
    with pytest.raises(ToprankError, match=f"can be carried to 2026-03-11 up to .*; {until} was asked"):
        carry_in_log(home / "march", until, 1, load())
    assert open_pool(home / "march").content_hash == before


def test_far_beyond_the_record_the_pool_neither_empties_nor_overflows(home: Path) -> None:
    folder = Path(shutil.copytree(home / "march", home / "far"))
    found = carry_in_log(folder, date(2027, 3, 10), 1, load())
    assert 0.7 * SIZE < found["states"]["in_pool"] < 1.4 * SIZE
