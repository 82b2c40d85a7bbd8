"""What is taken, what is mended, what is rejected, and what is kept apart."""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.rounds.sync.feeds import as_feed, feed_object
from toprank.errors import ToprankError
from toprank.rounds.record import Record, embedded
from toprank.rounds.settings import record_settings
from toprank.rounds.sync.judge import Apart, Rejected, Sound, judged
from toprank.rounds.sync.labels import read_label
from toprank.rounds.sync.source import entries
from toprank.rulebook.loader import load

TODAY = date(2026, 5, 20)


def printed_like(id_: str, **changed: Any) -> dict[str, Any]:
    """A round of the record as the feed prints it, with other texts."""
    base = embedded()
    round_ = next(each for each in base.rounds if each.id == id_)
    return feed_object(round_, base.distribution_of(round_)) | changed


def verdict(printed: Mapping[str, Any]) -> Sound | Rejected | Apart:
    (entry,) = entries(as_feed([printed]), "feed")
    return judged(entry, load(), record_settings(), TODAY)


def sound(id_: str = "414", **changed: Any) -> Sound:
    found = verdict(printed_like(id_, **changed))
    assert isinstance(found, Sound), found
    return found


@pytest.mark.parametrize(
    ("name", "on", "type_", "version"),
    [
        ("General", "2026-05-10", "general", None),
        ("no program specified", "2026-05-10", "general", None),
        ("Provincial Nominee Program", "2026-05-10", "pnp", None),
        ("Canadian Experience Class", "2026-05-10", "cec", None),
        ("canadian  experience class", "2026-05-10", "cec", None),
        ("Federal Skilled Trades Program", "2026-05-10", "fst", None),
        ("French-Language proficiency 2026-Version 2", "2026-05-10", "french", "2026-Version 2"),
        ("French language proficiency, 2026-version 2", "2026-05-10", "french", "2026-Version 2"),
        ("French language proficiency (Version 2)", "2026-05-10", "french", "Version 2"),
        ("Healthcare and Social Services Occupations, 2026-Version 3", "2026-05-10", "healthcare", "2026-Version 3"),
        ("Healthcare and social service occupation (2026 – Version 3)", "2026-05-10", "healthcare", "2026-Version 3"),
        ("Transport Occupations, 2026-Version 2", "2026-05-10", "transport", "2026-Version 2"),
        ("Trades Occupations, 2026-Version 3", "2026-05-10", "trades", "2026-Version 3"),
        ("Trade occupations (Version 3)", "2026-05-10", "trades", "Version 3"),
        ("STEM Occupations, 2026-Version 3", "2026-05-10", "stem", "2026-Version 3"),
        ("Education Occupations, 2026-Version 2", "2026-05-10", "education", "2026-Version 2"),
        (
            "Physicians with Canadian Work Experience, 2026-Version 1",
            "2026-05-10",
            "physicians_canadian_experience",
            "2026-Version 1",
        ),
        (
            "Senior Managers with Canadian work experience 2026-Version 1",
            "2026-05-10",
            "senior_managers_canadian_experience",
            "2026-Version 1",
        ),
        (
            "Researchers with Canadian Work Experience, 2026-Version 1",
            "2026-05-10",
            "researchers_canadian_experience",
            "2026-Version 1",
        ),
        ("Skilled Military Recruits, 2026-Version 1", "2026-05-10", "skilled_military_recruits", "2026-Version 1"),
        ("Healthcare occupations (2023-1)", "2023-06-28", "healthcare", "Version 1"),
        ("Transport occupations (2024-1)", "2024-03-13", "transport", "Version 1"),
        ("Agriculture and agri-food occupations (Version 1)", "2024-02-16", "agriculture", "Version 1"),
    ],
)
def test_labels_may_drift(name: str, on: str, type_: str, version: str | None) -> None:
    lowest = "750" if type_ == "pnp" else "400"
    undated = {"drawDateTime": "", "drawCutOff": "", "drawDistributionAsOn": ""}
    found = sound(drawName=name, drawDate=on, drawCRS=lowest, **undated, **no_bands())
    assert (found.round.type, found.round.version) == (type_, version)
    assert found.round.name == " ".join(name.split())


def test_every_version_of_the_rulebook_is_found_by_its_labels() -> None:
    for version in load().categories():
        labels = [each for each in (version.label,) if each]
        labels += [f"{version.name['en']} {each}" for each in version.earlier_labels]
        for name in (*labels, f"{version.name['en']} (Version {version.number})"):
            assert read_label(name, version.start, load(), record_settings().labels).key == version.key


def no_bands() -> dict[str, str]:
    return {f"dd{place}": "0" for place in range(1, 19)}


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Cyber security occupations, 2026-Version 1", "unknown_label"),
        ("Healthcare", "unknown_label"),
        ("Healthcare and Social Services Occupations", "no_version"),
        ("Healthcare and Social Services Occupations, 2026-Version 4", "unknown_version"),
        ("Healthcare and Social Services Occupations, 2027-Version 3", "unknown_version"),
        ("STEM Occupations, 2027-Version 3", "unknown_version"),
        ("Healthcare occupations (Version 1)", "not_in_force"),
        ("Agriculture and agri-food occupations (Version 2)", "not_in_force"),
        ("Federal High Skilled", "unknown_label"),
    ],
)
def test_a_label_never_seen_is_not_guessed(name: str, code: str) -> None:
    found = verdict(printed_like("414", drawName=name))
    assert isinstance(found, Apart)
    assert found.code == code
    assert found.name == name


@pytest.mark.parametrize("key", ["mitext", "DrawText1", "drawText2", "drawNote"])
def test_a_count_of_occupations_never_seen_is_an_alarm(key: str) -> None:
    healthcare = {"drawName": "Healthcare and Social Services Occupations, 2026-Version 3"}
    found = verdict(printed_like("414", **healthcare, **{key: "<p>one of the <b>38</b> occupations</p>"}))
    assert isinstance(found, Apart)
    assert (found.code, found.parameters["listed"], found.parameters["said"]) == ("unknown_count", 37, [38])
    assert isinstance(verdict(printed_like("414", **healthcare, **{key: "one of the 37 occupations"})), Sound)


def test_a_count_under_a_key_of_its_own() -> None:
    healthcare = {"drawName": "Healthcare and Social Services Occupations, 2026-Version 3"}
    assert isinstance(verdict(printed_like("414", **healthcare, drawOccupations="38")), Apart)
    assert isinstance(verdict(printed_like("414", **healthcare, drawOccupations=37)), Sound)


@pytest.mark.parametrize(("text", "alarm"), [("in the 3 occupations listed", False), ("one of 3 occupations", True),
                                             ("of the 36 occupations", True)])  # fmt: skip
def test_a_part_of_a_long_list_is_no_count_of_it(text: str, alarm: bool) -> None:
    healthcare = {"drawName": "Healthcare and Social Services Occupations, 2026-Version 3"}
    assert isinstance(verdict(printed_like("414", **healthcare, mitext=f"<p>{text}</p>")), Apart if alarm else Sound)


@pytest.mark.parametrize(("cutoff", "taken"), [("0", False), ("599", False), ("600", True)])
def test_nominees_hold_the_points_of_a_nomination(cutoff: str, taken: bool) -> None:
    found = verdict(printed_like("414", drawName="Provincial Nominee Program", drawCRS=cutoff))
    assert isinstance(found, Sound if taken else Rejected)
    if isinstance(found, Rejected):
        assert "600 to 1,200" in found.faults[0].message


def test_a_known_category_without_its_version_is_called_so_in_a_csv_too() -> None:
    head = "round_no,round_date,kind,target,version_label,published_name,invitations,crs_lowest_invited"
    row = "415,2026-05-11,category,french,,French-Language proficiency,4000,410"
    (entry,) = entries(f"{head}\n{row}\n".encode(), "new.csv")
    found = judged(entry, load(), record_settings(), TODAY)
    assert isinstance(found, Apart)
    assert (found.code, found.parameters["family"]) == ("no_version", "french")


FAULTY: list[tuple[dict[str, Any], str]] = [
    ({"drawNumber": ""}, "drawNumber is empty"),
    ({"drawNumber": "4l4"}, "drawNumber is '4l4'"),
    ({"drawNumber": "-414"}, "drawNumber"),
    ({"drawNumber": ["414"]}, "drawNumber is '(list)'"),
    ({"drawDate": "", "drawDateFull": ""}, "drawDate is empty"),
    ({"drawDate": "2026-02-30"}, "drawDate is '2026-02-30'"),
    ({"drawDate": "29/04/2026"}, "drawDate"),
    ({"drawDate": "2014-12-31"}, "a day from 2015-01-31 to today"),
    ({"drawDate": "2026-05-22"}, "a day from 2015-01-31 to today"),
    ({"drawSize": "0"}, "drawSize is '0'; allowed is a whole number from 1"),
    ({"drawSize": ""}, "drawSize is empty"),
    ({"drawSize": "4 000"}, "drawSize is '4 000'"),
    ({"drawSize": "4,00"}, "drawSize"),
    ({"drawSize": "4000.0"}, "drawSize"),
    ({"drawSize": "-4,000"}, "drawSize"),
    ({"drawSize": True}, "drawSize is '(bool)'"),
    ({"drawSize": "٤٠٠"}, "drawSize"),
    ({"drawSize": "9,999,999"}, "drawSize"),
    ({"drawCRS": "1,201"}, "drawCRS is '1,201'; allowed is a whole number from 0 to 1,200"),
    ({"drawCRS": "-1"}, "drawCRS"),
    ({"drawCRS": "four hundred"}, "drawCRS"),
    ({"drawCRS": {"value": 400}}, "drawCRS is '(dict)'"),
    ({"drawName": ""}, "drawName is empty"),
    ({"drawName": "   "}, "drawName is empty"),
    ({"drawDateTime": "29 avril 2026 à 11 h"}, "drawDateTime"),
    ({"drawDateTime": "April 31, 2026 at 11:02:27 UTC"}, "drawDateTime"),
    ({"drawDateTime": "April 29, 2026 at 25:02:27 UTC"}, "drawDateTime"),
    ({"drawCutOff": "April 29, 2026 at 11:02:28 UTC"}, "drawCutOff"),
    ({"drawCutOff": "April 28, 2025 at 11:02:27 UTC"}, "by less than 366 days"),
    ({"drawDistributionAsOn": "April 30, 2026"}, "drawDistributionAsOn"),
    ({"drawDistributionAsOn": "January 1, 2026"}, "drawDistributionAsOn"),
    ({"drawDistributionAsOn": ""}, "drawDistributionAsOn is empty"),
    ({"dd1": "1"}, "dd18 is '234,452'; allowed is the sum of the bands"),
    ({"dd18": "234,453"}, "dd18"),
    ({"dd18": ""}, "dd18 is empty"),
    ({"dd17": ""}, "dd18"),
    ({"dd3": "many"}, "dd3 is 'many'"),
    ({"dd3": "-5"}, "dd3"),
]


@pytest.mark.parametrize(("changed", "said"), FAULTY, ids=[json.dumps(each[0]) for each in FAULTY])
def test_values_may_not_drift(changed: dict[str, Any], said: str) -> None:
    found = verdict(printed_like("414", **changed))
    assert isinstance(found, Rejected)
    assert any(said in fault.message for fault in found.faults), found.faults
    assert all(fault.pointer.startswith("rounds[0]/") for fault in found.faults)


def test_every_fault_is_told_at_once() -> None:
    found = verdict(printed_like("414", drawSize="x", drawCRS="x", drawDate="x"))
    assert isinstance(found, Rejected)
    assert [fault.pointer for fault in found.faults] == [
        "rounds[0]/drawDate",
        "rounds[0]/drawSize",
        "rounds[0]/drawCRS",
    ]


@pytest.mark.parametrize("found", [None, 5, "414", [], ["x"]])
def test_what_is_no_round(found: Any) -> None:
    (entry,) = entries(as_feed([found]), "feed")
    assert isinstance(judged(entry, load(), record_settings(), TODAY), Rejected)


def test_the_last_day_and_the_first() -> None:
    assert isinstance(verdict(printed_like("414", drawCutOff="April 28, 2025 at 11:02:28 UTC")), Sound)
    assert isinstance(verdict(printed_like("414", drawDistributionAsOn="April 29, 2026")), Sound)
    assert isinstance(verdict(printed_like("414", drawDistributionAsOn="February 28, 2026")), Sound)
    assert isinstance(verdict(printed_like("414", drawDistributionAsOn="February 27, 2026")), Rejected)


def test_spellings_of_instants() -> None:
    for text in (
        "April 29, 2026 at 11:02:27 UTC",
        "April 29, 2026, at 11:02:27 UTC",
        "April 29, 2026 at  11:02:27 utc",
        "Apr. 29, 2026 at 11:02:27 UTC",
        "April\u00a029, 2026 at 11:02:27&nbsp;UTC",
        "April 29,2026 at 11:02:27 UTC",
        "2026-04-29T11:02:27Z",
    ):
        assert sound(drawDateTime=text).round.at == datetime(2026, 4, 29, 11, 2, 27, tzinfo=UTC), text


def test_the_known_defects_are_mended_with_their_remarks() -> None:
    repeated = sound("208", drawSize="681", drawCutOff="October 7 at 16:38:21 UTC")
    assert repeated.round.size == 888
    assert repeated.round.tie_break == datetime(2021, 10, 7, 16, 38, 21, tzinfo=UTC)
    assert [each.split(" ")[0] for each in repeated.round.remarks] == ["the", "press", "tie-break"]
    misdated = sound("357", drawDateTime="July 12, 2025 at 16:27:45 UTC")
    assert misdated.round.at == datetime(2025, 7, 22, 16, 27, 45, tzinfo=UTC)
    assert misdated.round.remarks == (
        "published time is dated 2025-07-12; the day was taken from the round date (misprint)",
    )
    early = sound("262", drawCutOff="August 1, 2023 at 12:59:52 UTC")
    assert early.round.tie_break == datetime(2023, 7, 4, 19, 36, 18, tzinfo=UTC)
    assert early.round.remarks
    equal = sound("139")
    assert equal.round.remarks == (
        "published UTC instant falls on the day after the round date",
        "tie-break equals the moment of the round (no one excluded at the lowest score)",
    )
    assert sound("383", drawCutOff="March 5, 2025 at 05:10:48").round.remarks == (
        "tie-break zone not printed, UTC assumed",
    )
    transposed = sound("247")
    assert transposed.distribution is not None
    assert transposed.distribution.total == 230_189
    assert transposed.round.remarks[0].startswith("the sub-bands of 451-500 add up to 55,687")


def test_a_tie_break_without_a_year_lies_before_the_round() -> None:
    found = sound("389", drawCutOff="December 20 at 10:00:00 UTC")
    assert found.round.on.year == 2026
    assert found.round.tie_break == datetime(2025, 12, 20, 10, tzinfo=UTC)


@pytest.mark.parametrize("text", ["", "N/A", "-", "\u2013", "not available"])
def test_what_is_not_published(text: str) -> None:
    assert sound(drawCutOff=text, drawDateTime=text).round.tie_break is None


def test_zeros_are_not_published() -> None:
    found = sound("414", **no_bands())
    assert found.distribution is None
    assert found.round.snapshot is None


def test_programs() -> None:
    assert sound(drawText2="Federal Skilled Worker, Canadian Experience Class").round.programs == ("FSW", "CEC")
    usual = sound(drawText2="")
    assert (usual.round.programs, usual.programs_printed) == (("FSW", "CEC", "FST"), False)
    odd = sound(drawText2="Economic classes")
    assert odd.round.programs == ("FSW", "CEC", "FST")
    assert odd.round.remarks


def test_nothing_of_a_name_reaches_the_terminal_but_letters() -> None:
    assert sound(drawName="Gene\x1bral\u202e\x07").round.name == "General"


@pytest.mark.parametrize("id_", [each.id for each in embedded().rounds[::9]])
def test_rounds_of_the_record_are_sound(id_: str, base: Record) -> None:
    found = sound(id_)
    assert found.round.type == base.find(id_)[0].type


HEAD = b"round_no,round_date,published_name,invitations,crs_lowest_invited\n"
TEXTS = st.one_of(
    st.none(), st.text(max_size=30), st.integers(), st.booleans(), st.lists(st.integers(), max_size=2), st.floats()
)


@given(st.dictionaries(st.sampled_from(sorted(printed_like("414"))), TEXTS, max_size=4))
@settings(max_examples=200, deadline=None)
def test_nothing_printed_can_break_the_reading(changed: dict[str, Any]) -> None:
    found = verdict(json.loads(json.dumps(printed_like("414", **changed))))
    if isinstance(found, Sound):
        assert found.round.size > 0
        assert 0 <= found.round.cutoff <= 1200
        assert found.round.tie_break is None or found.round.at is None or found.round.tie_break <= found.round.at


@given(st.one_of(st.binary(max_size=200), st.text(max_size=200).map(str.encode), st.text('[]{}",:0x\n', max_size=60)))
@settings(max_examples=300, deadline=None)
def test_no_bytes_can_break_the_reading(content: bytes | str) -> None:
    raw = content.encode() if isinstance(content, str) else content
    for prefix in (b"", HEAD, b'{"rounds": ['):
        try:
            found = entries(prefix + raw, "feed")
        except ToprankError:
            continue
        assert all(judged(each, load(), record_settings(), TODAY) for each in found)
