"""New, changed, rejected and never seen: what is told, what is kept, and what stays as it was."""

import json
import shutil
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.rounds.sync.conftest import NOW, QUICK, Sync, fingerprint
from tests.rounds.sync.feeds import Object, as_feed, feed_objects, in_csv
from toprank.errors import ToprankError
from toprank.pool.staging import write_lasting
from toprank.rounds.age import age_and_remedy, age_json, age_line
from toprank.rounds.record import Record, record
from toprank.rounds.store import as_csv
from toprank.rounds.sync.source import FEED_BANDS
from toprank.rounds.sync.update import sync
from toprank.rulebook.loader import HOME, load

TRANSPORT = "Transport Occupations, 2026-Version 2"


@pytest.fixture
def objects(base: Record) -> list[Object]:
    """The feed as of 2026-04-30, newest first."""
    return feed_objects(base)


def new_object(objects: list[Object], number: int = 415, **changed: Any) -> Object:
    """A round after the record ends, with a pool of its own."""
    texts = {
        "drawNumber": str(number),
        "drawDate": "2026-05-12",
        "drawName": TRANSPORT,
        "drawSize": "1,500",
        "drawCRS": "431",
        "drawText2": "Federal Skilled Worker, Canadian Experience Class, Federal Skilled Trades",
        "drawDateTime": "May 12, 2026 at 14:05:09 UTC",
        "drawCutOff": "January 3, 2026, at 07:18:52 UTC",
        "drawDistributionAsOn": "May 10, 2026",
        "dd1": "515",
        "dd18": "234,468",
    }
    first = next(each for each in objects if each["drawNumber"] == "414")
    added = int(first["dd1"].replace(",", "")) - 515
    return first | texts | {"dd18": f"{234_452 - added:,}"} | changed


@pytest.mark.parametrize("form", ["feed", "bare list", "csv"])
def test_our_own_record_brings_nothing_new(form: str, synced: Sync, objects: list[Object], base: Record) -> None:
    content = {"feed": as_feed(objects), "bare list": json.dumps(objects).encode(), "csv": in_csv(base)}[form]
    found = synced(content)
    assert (found.read, found.comparison.same) == (415, 415)
    assert found.clean
    assert found.record.rounds == base.rounds
    assert found.record.distributions == base.distributions
    assert found.record.incomplete == base.incomplete


def test_a_new_round_is_in_the_record_from_then_on(synced: Sync, objects: list[Object], store: Path) -> None:
    found = synced(as_feed([new_object(objects), *objects]))
    assert found.clean
    assert [each.round.id for each in found.comparison.new] == ["415"]
    kept = record(store)
    assert kept == found.record
    new = kept.rounds[-1]
    assert (new.id, new.type, new.version, new.size, new.cutoff) == ("415", "transport", "2026-Version 2", 1_500, 431)
    assert new.at == datetime(2026, 5, 12, 14, 5, 9, tzinfo=UTC)
    assert new.tie_break == datetime(2026, 1, 3, 7, 18, 52, tzinfo=UTC)
    assert new.programs == ("FSW", "CEC", "FST")
    pool = kept.distributions[-1]
    assert pool.as_of == new.snapshot == date(2026, 5, 10)
    assert pool.complete
    assert [(band.low, band.high) for band in pool.main] == [band for band in FEED_BANDS if band in MAIN]
    assert kept.known_on(date(2026, 5, 11)).distributions[-1].as_of == date(2026, 4, 26)
    assert kept.known_on(date(2026, 5, 12)).distributions[-1] == pool
    assert kept.synced_at == NOW
    again = synced(as_feed([new_object(objects), *objects]))
    assert (len(again.comparison.new), again.comparison.same) == (0, 416)


MAIN = ((601, 1200), (501, 600), (451, 500), (401, 450), (351, 400), (301, 350), (0, 300))


def test_what_sync_kept_is_a_source_again(synced: Sync, objects: list[Object], store: Path, tmp_path: Path) -> None:
    first = synced(as_feed([new_object(objects), *objects])).record
    kept = (store / "record" / "rounds.csv").read_bytes()
    shutil.rmtree(store)
    assert synced(kept).record == replace(first, synced_from=str(tmp_path / "feed"))
    shutil.rmtree(store)
    whole = as_csv(first.rounds, (*first.distributions, *first.incomplete)).encode()
    assert synced(whole).record.rounds == first.rounds


def test_only_the_new_rounds(synced: Sync, objects: list[Object], store: Path) -> None:
    synced(as_feed([new_object(objects)]))
    synced(as_feed([new_object(objects, 416, drawName="General", drawDate="2026-05-13", drawDateTime="")]))
    assert [each.id for each in record(store).rounds[-3:]] == ["414", "415", "416"]


def test_a_changed_round_is_told_and_not_taken(synced: Sync, objects: list[Object], store: Path, base: Record) -> None:
    objects[0] |= {"drawCRS": "401", "drawSize": "4,100"}
    found = synced(as_feed(objects))
    assert not found.clean
    (changed,) = found.comparison.changed
    assert [each.as_json() for each in changed.differences] == [
        {"field": "invitations", "old": 4_000, "new": 4_100},
        {"field": "crs_lowest_invited", "old": 400, "new": 401},
    ]
    assert record(store).rounds == base.rounds
    assert not (store / "record" / "rounds.csv").exists()


def test_a_change_is_taken_when_accepted(synced: Sync, objects: list[Object], store: Path, base: Record) -> None:
    objects[0] |= {"drawCRS": "401"}
    found = synced(as_feed(objects), accept_changes=True)
    assert found.clean
    now = record(store).rounds[-1]
    assert now.cutoff == 401
    assert now.remarks == ("crs_lowest_invited was 400 until read on 2026-05-20",)
    assert replace(now, cutoff=400, remarks=()) == base.rounds[-1]
    assert synced(as_feed(objects)).comparison.same == 415
    objects[0] |= {"drawCRS": "400"}
    assert synced(as_feed(objects)).comparison.changed[0].differences[0].old == 401


def test_changed_bands_are_told_and_taken_when_accepted(synced: Sync, objects: list[Object], store: Path) -> None:
    rounds = {each["drawNumber"]: each for each in objects}
    for id_ in ("412", "413", "414"):
        first = int(rounds[id_]["dd1"].replace(",", ""))
        rounds[id_] |= {"dd1": str(first + 1), "dd18": "234,453"}
    found = synced(as_feed(objects))
    assert [each.found.round.id for each in found.comparison.changed] == ["414", "413", "412"]
    assert [each.field for each in found.comparison.changed[0].differences] == ["pool_total", "pool_601_1200"]
    assert record(store).distributions[-1].total == 234_452
    synced(as_feed(objects), accept_changes=True)
    assert record(store).distributions[-1].total == 234_453
    assert synced(as_feed(objects)).comparison.same == 415


def test_what_the_feed_leaves_out_now_is_no_change(synced: Sync, objects: list[Object], base: Record) -> None:
    objects[0] |= {"drawCutOff": "", "drawDateTime": "", "drawText2": ""} | {
        f"dd{place}": "0" for place in range(1, 19)
    }
    found = synced(as_feed(objects))
    assert found.comparison.same == 415
    objects[0] |= {"drawCRS": "401"}
    now = synced(as_feed(objects), accept_changes=True).record.rounds[-1]
    assert replace(now, cutoff=400, remarks=()) == base.rounds[-1]


def test_a_label_spelt_otherwise_is_no_change(synced: Sync, objects: list[Object]) -> None:
    for each in objects:
        each["drawName"] = each["drawName"].upper().replace("VERSION 1)", "Version 1 )").replace(",", "")
    found = synced(as_feed(objects))
    assert (found.comparison.same, found.clean) == (415, True)


def test_labels_of_their_time_are_no_change(synced: Sync, objects: list[Object]) -> None:
    for each in objects:
        if each["drawDate"] < "2024-01-01":
            each["drawName"] = each["drawName"].replace("(Version 1)", "(2023-1)")
    assert synced(as_feed(objects)).comparison.same == 415


def test_a_label_never_seen_is_kept_apart(synced: Sync, objects: list[Object], store: Path, base: Record) -> None:
    strange = new_object(objects, drawName="Cyber security occupations, 2026-Version 1")
    later = new_object(objects, 416, drawName="General", drawDate="2026-05-13", drawDateTime="")
    found = synced(as_feed([later, strange, *objects]))
    assert not found.clean
    assert [(each.round, each.code) for each in found.apart] == [("415", "unknown_label")]
    kept = record(store)
    assert [each.id for each in kept.rounds[len(base.rounds) :]] == ["416"]
    (apart,) = kept.apart
    assert (apart.id, apart.on) == ("415", date(2026, 5, 12))
    assert "lay a file of that category" in apart.message
    assert age_json(kept, date(2026, 5, 20))["kept_apart"][0]["round"] == "415"
    assert record(store).apart == synced(as_feed(objects)).record.apart, "a source that does not speak of it"


def test_an_overlay_names_what_was_never_seen(synced: Sync, objects: list[Object], store: Path, tmp_path: Path) -> None:
    strange = new_object(objects, drawName="Movers of people and goods")
    assert synced(as_feed([strange, *objects])).record.apart
    overlay = tmp_path / "law"
    (overlay / "categories").mkdir(parents=True)
    ours = (HOME / "categories" / "transport.toml").read_text(encoding="utf-8")
    first, second = ours.split('key = "transport-v2"')
    named = second.replace("earlier_labels = []", 'earlier_labels = ["Movers of People and Goods"]')
    (overlay / "categories" / "transport.toml").write_text(f'{first}key = "transport-v2"{named}', encoding="utf-8")
    path = tmp_path / "again.json"
    path.write_bytes(as_feed([strange, *objects]))
    found = sync(str(path), None, store, load((overlay,)), NOW, limits=QUICK)
    assert found.clean
    new = record(store).rounds[-1]
    assert (new.type, new.version, new.name) == ("transport", "Version 2", "Movers of people and goods")
    assert record(store).apart == ()


def test_a_csv_may_say_what_a_new_name_means(synced: Sync, objects: list[Object], store: Path) -> None:
    strange = new_object(objects, drawName="Movers of people and goods")
    assert synced(as_feed([strange])).record.apart
    row = (
        "round_no,round_date,kind,target,version_label,published_name,invitations,crs_lowest_invited\n"
        "415,2026-05-12,category,transport,2026-Version 2,Movers of people and goods,1500,431\n"
    )
    found = synced(row.encode())
    assert found.clean
    assert (record(store).rounds[-1].type, record(store).apart) == ("transport", ())
    assert record(store).rounds[-1].snapshot is None


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("415,2026-05-12,category,cyber,2026-Version 1,Cyber,1500,431", "unknown_version"),
        ("415,2026-05-12,category,transport,,Movers,1500,431", "unknown_label"),
        ("415,2026-05-12,program,cyber,,Cyber,1500,431", "unknown_label"),
    ],
)
def test_a_csv_may_not_say_anything(row: str, code: str, synced: Sync) -> None:
    head = "round_no,round_date,kind,target,version_label,published_name,invitations,crs_lowest_invited\n"
    assert [each.code for each in synced((head + row).encode()).apart] == [code]


def test_a_csv_that_contradicts_itself_is_rejected(synced: Sync, store: Path) -> None:
    row = (
        "round_no,round_date,kind,target,published_name,invitations,crs_lowest_invited\n"
        "415,2026-05-12,program,pnp,Canadian Experience Class,1500,431\n"
    )
    (rejected,) = synced(row.encode()).rejected
    assert rejected.faults[0].allowed == "program cec, which its name says"
    assert not (store / "record" / "rounds.csv").exists()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"round_no,round_date\n1,2015-01-31\n", "no column published_name"),
        (b"round_no,round_date,published_name,invitations,crs_lowest_invited,score\n", "has the column score"),
        (b"round_no,round_no,round_date,published_name,invitations,crs_lowest_invited\n", "names twice"),
        (b"round_no,round_date,published_name,invitations,crs_lowest_invited\n1,2015-01-31\n", "row 2: more or fewer"),
        (b'round_no,round_date,published_name,invitations,crs_lowest_invited\n1,"2015', "cannot be read as CSV"),
        (b"round_no,round_date,published_name,invitations,crs_lowest_invited\n", "holds no round"),
    ],
)
def test_a_csv_of_another_form_is_refused(content: bytes, said: str, synced: Sync, store: Path) -> None:
    with pytest.raises(ToprankError, match=said):
        synced(content)
    assert not list(store.glob("record/*.*"))


def test_a_faulty_round_is_rejected_and_the_others_are_taken(synced: Sync, objects: list[Object], store: Path) -> None:
    faulty = new_object(objects, drawCRS="1,431")
    later = new_object(objects, 416, drawName="General", drawDate="2026-05-13", drawDateTime="")
    found = synced(as_feed([later, faulty, *objects]))
    assert not found.clean
    assert [(each.round, each.where) for each in found.rejected] == [("415", "rounds[1]")]
    assert [each.id for each in record(store).rounds[-2:]] == ["414", "416"]
    assert found.comparison.skipped == (415,)
    (apart,) = record(store).apart
    assert apart.id == "415"
    assert "drawCRS is '1,431'" in apart.message
    assert synced(as_feed([new_object(objects)])).record.apart == ()


def test_a_known_round_that_is_rejected_stays_in_the_record(
    synced: Sync, objects: list[Object], store: Path, base: Record
) -> None:
    objects[0] |= {"drawCRS": "1,431"}
    assert [each.round for each in synced(as_feed(objects)).rejected] == ["414"]
    assert record(store).rounds == base.rounds
    assert record(store).apart == ()


def test_a_source_without_one_sound_round_changes_nothing(synced: Sync, objects: list[Object], store: Path) -> None:
    synced(as_feed(objects))
    before = fingerprint(store)
    found = synced(as_feed([each | {"drawCRS": "x"} for each in objects]))
    assert len(found.rejected) == 415
    assert fingerprint(store) == before


@pytest.mark.parametrize(
    ("number", "on", "rejected"),
    [
        (415, "2026-04-29", False),
        (415, "2026-04-28", True),
        (416, "2026-05-12", False),
        (514, "2026-05-20", False),
        (515, "2026-05-20", True),
    ],
)
def test_days_follow_numbers(number: int, on: str, rejected: bool, synced: Sync, objects: list[Object]) -> None:
    new = new_object(objects, number, drawDate=on, drawDateTime="", drawDistributionAsOn="April 25, 2026")
    found = synced(as_feed([new, *objects]))
    assert bool(found.rejected) is rejected
    assert len(found.comparison.new) == (not rejected)


def test_a_number_printed_twice(synced: Sync, objects: list[Object]) -> None:
    new = new_object(objects)
    alike = synced(as_feed([new, new, *objects]))
    assert (len(alike.comparison.new), alike.clean) == (1, True)
    other = synced(as_feed([new_object(objects, 416), new_object(objects, 416, drawCRS="430"), *objects]))
    assert [each.round for each in other.rejected] == ["416"]
    assert "printed twice" in other.rejected[0].faults[0].message


def test_other_bands_for_a_day_that_is_known(synced: Sync, objects: list[Object], store: Path) -> None:
    new = new_object(objects, drawDistributionAsOn="April 26, 2026")
    found = synced(as_feed([new, *objects]))
    assert found.clean
    assert record(store).distributions[-1].total == 234_452
    assert "the earlier ones are kept" in record(store).rounds[-1].remarks[0]


@pytest.mark.parametrize("file", [1, 2])
def test_a_full_disk_leaves_the_record_as_it_was(
    file: int, synced: Sync, objects: list[Object], store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced(as_feed(objects))
    before = fingerprint(store)

    written: list[Path] = []

    def full(path: Path, content: bytes) -> None:
        written.append(path)
        write_lasting(path, content[:100])
        if len(written) == file:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr("toprank.rounds.store.write_lasting", full)
    with pytest.raises(ToprankError, match="No space left on device"):
        synced(as_feed([new_object(objects), *objects]))
    assert len(written) == file
    assert fingerprint(store) == before


def test_a_feed_cut_off_on_the_disk(synced: Sync, objects: list[Object], store: Path) -> None:
    synced(as_feed(objects))
    before = fingerprint(store)
    with pytest.raises(ToprankError, match="cut off"):
        synced(as_feed(objects)[:100_000])
    assert fingerprint(store) == before


def test_a_damaged_store_is_named_and_not_passed_over(synced: Sync, objects: list[Object], store: Path) -> None:
    synced(as_feed([new_object(objects), *objects]))
    for name in ("rounds.csv", "synced.json"):
        path = store / "record" / name
        good = path.read_bytes()
        for bad in (good[: len(good) // 2], b"\xff\xfe", b'{"schema": "toprank.synced/9"}'):
            path.write_bytes(bad)
            with pytest.raises(ToprankError, match=f"{name} cannot be used"):
                record(store)
        path.write_bytes(good)
    assert record(store).rounds[-1].id == "415"


def test_the_record_says_how_old_it_is(synced: Sync, objects: list[Object], store: Path) -> None:
    never = record(store)
    assert never.synced_at is None
    assert never.age(date(2026, 5, 16)) == 16
    assert not never.stale(date(2026, 5, 16))
    assert never.stale(date(2026, 5, 17))
    assert age_line(never, date(2026, 5, 17)).startswith("The record is old")
    assert "toprank" not in age_line(never, date(2026, 5, 17))
    assert age_and_remedy(never, date(2026, 5, 17)).endswith(
        "are missing. To bring it up to date: toprank rounds sync."
    )
    synced(as_feed(objects))
    kept = record(store)
    assert "was read today, May 20, 2026" in age_line(kept, date(2026, 5, 20))
    assert age_and_remedy(kept, date(2026, 5, 20)) == age_line(kept, date(2026, 5, 20))
    assert "16 days ago" in age_line(kept, date(2026, 6, 5))
    assert age_line(kept, date(2026, 6, 6)).startswith("The record is old: it was read on May 20, 2026")
    late = replace(kept, synced_at=datetime(2026, 5, 30, 12, tzinfo=UTC))  # 31 days after the newest round
    assert age_json(late, date(2026, 5, 30))["stale"]
    assert age_line(late, date(2026, 5, 30)).endswith("of April 29, 2026, and rounds since may be missing.")
    assert not age_json(late, date(2026, 5, 29))["stale"]
    assert age_json(kept, date(2026, 6, 6)) == {
        "as_of": "2026-05-20",
        "synced_at": "2026-05-20T12:00:00Z",
        "source": kept.synced_from,
        "newest_round_date": "2026-04-29",
        "age_days": 17,
        "stale": True,
        "message": age_line(kept, date(2026, 6, 6)),
        "kept_apart": [],
    }
