"""The published record as it was known on a day."""

import csv
import re
from datetime import date, timedelta
from pathlib import Path

from toprank.rounds import sync
from toprank.rounds.record import record
from toprank.rounds.rows import row_of
from toprank.rounds.settings import record_settings
from toprank.rulebook.loader import HOME
from toprank.words import catalogue

SYNC = Path(sync.__path__[0])


def test_a_round_is_written_as_it_was_read() -> None:
    with (HOME / "record" / "rounds.csv").open(encoding="utf-8", newline="") as file:
        assert [row_of(each) for each in record().rounds] == list(csv.DictReader(file))


def test_a_round_is_known_from_its_day_on() -> None:
    whole = record()
    assert [each.id for each in whole.known_on(date(2026, 4, 28)).rounds[-2:]] == ["412", "413"]
    assert whole.known_on(date(2026, 4, 29)).rounds == whole.rounds
    assert whole.known_on(date(2015, 1, 30)).rounds == ()


def test_a_distribution_is_known_from_the_day_of_its_first_round_on() -> None:
    whole, of_day = record(), date(2026, 4, 26)
    assert whole.distributions[-1].as_of == of_day
    assert whole.known_on(of_day).distributions[-1].as_of == date(2026, 4, 12)
    assert whole.known_on(of_day + timedelta(days=1)).distributions[-1].as_of == of_day


def test_a_distribution_published_with_no_round_is_known_a_year_later() -> None:
    assert record().known_on(date(2016, 7, 4)).distributions == ()
    assert [each.as_of for each in record().known_on(date(2016, 7, 5)).distributions] == [date(2015, 7, 6)]


def test_nothing_later_than_the_day_is_in_what_was_known_on_it() -> None:
    whole = record()
    for day in (date(2019, 6, 1), date(2022, 7, 6), date(2023, 6, 28), date(2025, 12, 15)):
        known = whole.known_on(day)
        assert all(each.on <= day for each in known.rounds)
        assert all(known.first_published()[each.as_of] <= day for each in known.distributions)
        assert known.known_on(day) == known


def test_series_and_numbers() -> None:
    whole = record()
    assert {each.type for each in whole.of_type("general")} == {"general"}
    assert len(whole.of_type("cec")) == 61
    assert [each.id for each in whole.find("91")] == ["91a", "91b"]
    assert [each.type for each in whole.find("91b")] == ["pnp"]
    assert whole.find("415") == whole.find("1a") == ()


def test_the_distribution_of_a_round() -> None:
    whole = record()
    of_414 = whole.distribution_of(whole.find("414")[0])
    assert of_414 is not None
    assert (of_414.as_of, of_414.total) == (date(2026, 4, 26), 234_452)
    partial = whole.distribution_of(whole.find("226")[0])
    assert partial in whole.incomplete
    assert partial not in whole.distributions
    assert whole.distribution_of(whole.find("223")[0]) is None


def test_the_record_is_complete_to_a_day_after_its_last_round() -> None:
    assert timedelta(0) <= record_settings().complete_to - record().rounds[-1].on < timedelta(days=16)


def test_every_alarm_has_its_words_and_its_place_in_the_guide() -> None:
    guide = (Path(__file__).parents[2] / "docs" / "how-to" / "record.md").read_text(encoding="utf-8")
    raised = set(re.findall(r'Unknown\("([a-z_]+)"', "".join(path.read_text() for path in SYNC.glob("*.py"))))
    assert raised == set(catalogue("en")["alarm"]) - {"rejected"}
    assert raised == set(re.findall(r"^\| `([a-z_]+)` \|", guide, re.MULTILINE))
