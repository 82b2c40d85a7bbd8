"""`toprank forecast` and `toprank backtest` as a stranger runs them, in this process."""

import json
import re
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from pydantic import ValidationError

from toprank.cli.main import main
from toprank.forecast.document import ForecastDocument
from toprank.forecast.schema import SCHEMAS

KEYS = ["round", "target", "made_on", "kind", "said", "low80", "high80", "low50", "high50", "day_said", "size_said",
        "happened", "naive", "abstained"]  # fmt: skip


@pytest.fixture(autouse=True)
def own_data(monkeypatch, tmp_path):
    """No record of a user's own lies over that of the package."""
    monkeypatch.setenv("TOPRANK_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("COLUMNS", "80")


@pytest.fixture
def run(monkeypatch, capsys):
    def command(*arguments):
        monkeypatch.setattr(sys, "argv", ["toprank", *map(str, arguments)])
        code = 0
        try:
            main()
        except SystemExit as ended:
            code = ended.code or 0
        told = capsys.readouterr()
        return code, told.out, told.err

    return command


def test_rows_of_the_backtest_are_those_of_the_contract(run):
    code, out, _ = run("backtest", "--since", "2026-04-29", "--until", "2026-04-29", "--json")
    rows = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert [list(row) for row in rows] == [KEYS, KEYS]
    given, plain = rows
    assert (given["round"], given["target"], given["kind"], plain["kind"]) == (414, "french", "conditional", "plain")
    assert (given["made_on"], given["day_said"], given["size_said"]) == ("2026-04-15", "2026-04-29", 4000)
    assert (given["happened"], given["naive"], given["abstained"]) == (400, 419, None)
    assert given["low80"] <= given["low50"] <= given["said"] <= given["high50"] <= given["high80"]


def test_one_target_and_a_table_in_a_file(run, tmp_path):
    out_file = tmp_path / "table.parquet"
    code, out, _ = run("backtest", "--since", "2026-01-01", "--target", "healthcare", "--out", out_file)
    assert code == 0
    assert "Healthcare" in out
    assert "same as last" in out
    table = pq.read_table(out_file)
    assert table.column_names == KEYS
    assert table["target"].to_pylist() == ["healthcare", "healthcare"]
    assert table["made_on"].to_pylist()[0] == date(2025, 12, 11)


def test_targets_without_a_point_carry_the_reason(run):
    _, out, _ = run("backtest", "--since", "2026-02-19", "--until", "2026-02-19", "--json")
    rows = [json.loads(line) for line in out.splitlines()]
    assert {row["abstained"] for row in rows} == {"no_earlier_round"}
    assert {row["said"] for row in rows} == {None}


def test_the_forecast_as_json_keeps_its_schema(run):
    code, out, err = run("forecast", "--made-on", "2026-04-15", "--json")
    assert code == 0
    found = ForecastDocument.model_validate_json(out)
    assert found.made_on == date(2026, 4, 15)
    assert {each.type for each in found.types} >= {"pnp", "cec", "french", "healthcare", "education"}
    assert "record" in err
    with pytest.raises(ValidationError):
        ForecastDocument.model_validate_json(out.replace('"made_on"', '"mode_on"'))


def test_the_same_question_has_the_same_bytes(run):
    asked = ("forecast", "--made-on", "2026-04-15", "--for", "examples/ngozi.json", "--json")
    assert run(*asked)[1] == run(*asked)[1]


def test_size_and_day_given(run):
    asked = ("forecast", "--target", "french", "--made-on", "2026-04-15", "--size", "4000", "--on", "2026-04-29")
    code, out, _ = run(*asked, "--json")
    given = json.loads(out)["types"][0]["given"]
    assert code == 0
    assert [(each["size"], each["on"]) for each in given] == [(4000, "2026-04-29")]
    assert given[0]["cutoff"]["low80"] <= 400 <= given[0]["cutoff"]["high80"]


def test_days_of_another_year_are_written_with_it(run):
    """Made ten days before the new year: every next round is of the year after, and said to be."""
    out = run("forecast", "--made-on", "2025-12-20")[1]
    assert "without a year are of 2025" in out
    nominees = next(line for line in out.splitlines() if line.startswith("Provincial nominees"))
    days = re.findall(r"2026-[0-9]{2}-[0-9]{2}", nominees)
    assert len(days) == 3
    assert "…" not in out
    assert max(map(len, out.splitlines())) <= 80
    same_year = run("forecast", "--made-on", "2026-04-30")[1]
    assert re.search(r"Provincial nominees +04-27", same_year) or "2027-" in same_year


def test_sheets_fit_eighty_columns_and_promise_nothing(run):
    for asked in ((), ("--target", "french"), ("--target", "stem"), ("--for", "examples/ngozi.json")):
        code, out, _ = run("forecast", "--made-on", "2026-04-30", *asked)
        assert code == 0
        assert max(map(len, out.splitlines())) <= 80
        assert "no promise" in " ".join(out.split())
        assert "will be invited" not in out


def test_a_person_is_told_chances_and_how_often_such_came_true(run):
    _, out, _ = run("forecast", "--made-on", "2026-04-30", "--for", "examples/ngozi.json", "--json")
    found = json.loads(out)["person"]
    assert [each["days"] for each in found["chances"]] == [30, 90, 180, 365]
    assert "healthcare" in found["types"]
    assert len(found["reliability"]) == 10


def test_each_chance_says_its_last_day_and_whether_that_is_past(run, monkeypatch):
    monkeypatch.setattr("toprank.cli.forecast.now", lambda: datetime(2026, 11, 26, tzinfo=UTC))
    asked = ("forecast", "--made-on", "2026-04-30", "--for", "examples/ngozi.json")
    found = json.loads(run(*asked, "--json")[1])["person"]
    assert [each["until"] for each in found["chances"]] == ["2026-05-30", "2026-07-29", "2026-10-27", "2027-04-30"]
    over = next(each["message"] for each in found["notes"] if each["code"] == "over_already")
    assert "30, 90, 180 days" in over
    assert "to May 30, 2026" in run(*asked)[1]


def test_a_person_with_no_open_round_is_told_so(run, tmp_path):
    document = json.loads(Path("examples/ngozi.json").read_text()) | {"jobs": [], "languages": []}
    (tmp_path / "nobody.json").write_text(json.dumps(document))
    out = " ".join(run("forecast", "--made-on", "2026-04-30", "--for", tmp_path / "nobody.json")[1].split())
    assert "No round is open to this person" in out


def test_a_file_is_not_written_over(run, tmp_path):
    path = tmp_path / "table.parquet"
    path.write_text("mine")
    code, _, err = run("backtest", "--since", "2026-04-01", "--out", path)
    assert (code, path.read_text()) == (2, "mine")
    assert "exists already" in err


def test_a_size_asked_of_a_type_without_a_point_is_answered(run):
    asked = ("forecast", "--target", "stem", "--made-on", "2026-04-30", "--size", "3000", "--on", "2026-05-20")
    found = json.loads(run(*asked, "--json")[1])["types"][0]
    assert (found["given"][0]["size"], found["given"][0]["cutoff"]["said"]) == (3000, None)
    assert found["given"][0]["abstained"]["code"] == "silent_for_120_days"
    assert (found["held_plain"], found["held_given"]) == (None, None)
    out = run(*asked)[1]
    assert "3,000" in out
    assert "held" not in out.split("\n\n")[-2]


def test_the_sheet_says_how_often_both_ranges_held(run):
    out = run("forecast", "--target", "french", "--made-on", "2026-04-30")[1]
    held = json.loads(run("forecast", "--target", "french", "--made-on", "2026-04-30", "--json")[1])["types"][0]
    assert "one in two held" in out
    assert f"{held['held_given']['held50']} of {held['held_given']['rounds']}" in out


def test_a_provisional_score_and_doubtful_facts_are_told(run, tmp_path):
    """Ngozi after the reported change of the ranking, with a job in Canada for an employer abroad."""
    document = json.loads(Path("examples/ngozi.json").read_text())
    document["jobs"][0] |= {"country": "CA", "employer_country": "US"}
    (tmp_path / "ngozi.json").write_text(json.dumps(document))
    asked = ("forecast", "--made-on", "2026-11-10", "--for", tmp_path / "ngozi.json")
    code, out, _ = run(*asked)
    assert code == 0
    assert ", provisional" in out
    found = json.loads(run(*asked, "--json")[1])["person"]
    assert found["provisional"][0]["from"] == "2026-11-03"
    assert "employer_country" in {each["pointer"].rpartition("/")[2] for each in found["warnings"]}
    for each in (*found["provisional"], *found["warnings"]):
        assert each["message"] in " ".join(out.split())
    assert ", provisional" not in run("forecast", "--made-on", "2026-04-30", "--for", "examples/ngozi.json")[1]


def test_by_default_the_forecast_is_made_where_the_record_ends(run):
    code, out, err = run("forecast", "--target", "cec", "--json")
    found = json.loads(out)
    assert code == 0
    assert found["made_on"] <= found["record"]["as_of"]
    assert found["types"][0]["abstained"] is None
    assert "record" in err


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("forecast", "--target", "stems"), 2, "no type of round is called 'stems'"),
        (("forecast", "--made-on", "2014-12-31"), 2, "2015-01-31"),
        (("forecast", "--made-on", "2026-02-30"), 2, "--made-on 2026-02-30"),
        (("forecast", "--on", "2026-05-13"), 2, "--size"),
        (("forecast", "--made-on", "2026-04-15", "--size", "100", "--on", "2026-04-15"), 2, "must come after"),
        (("forecast", "--size", "0"), 2, "--size"),
        (("forecast", "--for", "nobody.json"), 3, "nobody.json"),
        (("forecast", "--target", "cec", "--chart", "picture.gif"), 2, ".svg or .png"),
        (("forecast", "--chart", "picture.svg", "--size", "5", "--target", "stem", "--on", "x"), 2, "--on x"),
        (("backtest", "--since", "2026-05-01", "--until", "2026-04-01"), 2, "is after"),
        (("backtest", "--until", "soon"), 2, "--until soon"),
        (("backtest", "--target", "x"), 2, "no type of round"),
        (("backtest", "--out", "nowhere/table.parquet"), 2, "nowhere"),
    ],
)
def test_faults_are_told_in_words(run, arguments, code, told):
    found, out, err = run(*arguments)
    assert found == code
    assert told in err
    assert not out


COLUMNS = (
    "round_no,round_suffix,round_date,held_at_utc,kind,target,version_label,earlier_version_label,published_name,"
    "invitations,crs_lowest_invited,tie_break_utc,programs_covered,pool_snapshot_date,source,remarks"
)


def test_rounds_that_sync_brought_are_forecast_and_judged(run, tmp_path):
    """Invented rounds after the record, one of them of a type with too few; no pool with them."""
    lines = [
        "415,,2026-05-11,2026-05-11T14:00:00Z,program,pnp,,,Provincial Nominee Program,380,760,,PNP,,invented,",
        "416,,2026-05-12,2026-05-12T14:00:00Z,program,cec,,,Canadian Experience Class,3000,511,,CEC,,invented,",
        "417,,2026-05-15,2026-05-15T14:00:00Z,category,education,Version 2,,Education occupations (Version 2),1500,465,"
        ",,,invented,",
    ]
    (tmp_path / "new.csv").write_text("\n".join([COLUMNS, *lines]) + "\n")
    assert run("rounds", "sync", "--from", tmp_path / "new.csv")[0] == 0
    code, out, _ = run("backtest", "--since", "2026-04-30", "--json")
    rows = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert [(row["round"], row["kind"], row["made_on"]) for row in rows[::2]] == [
        (415, "conditional", "2026-04-27"),
        (416, "conditional", "2026-04-28"),
        (417, "conditional", "2025-09-17"),
    ]
    assert [row["abstained"] for row in rows[1::2]] == [None, None, "fewer_than_three_rounds"]
    found = json.loads(run("forecast", "--json")[1])
    assert found["made_on"] == "2026-05-31"  # sixteen days after the newest round: later ones are more likely missing
    education = next(each for each in found["types"] if each["type"] == "education")
    assert education["abstained"] is None
    assert education["cutoff"]["low80"] <= education["cutoff"]["said"] <= education["cutoff"]["high80"]


def test_rounds_kept_apart_are_told_everywhere(run, tmp_path):
    """An invented round of a version of STEM that nobody defined."""
    line = "415,,2026-05-11,,,,,,STEM occupations (Version 9),3000,480,,,,invented,"
    (tmp_path / "new.csv").write_text(f"{COLUMNS}\n{line}\n")
    assert run("rounds", "sync", "--from", tmp_path / "new.csv")[0] == 2
    _, out, err = run("forecast", "--target", "stem", "--json")
    found = json.loads(out)
    assert [each["round"] for each in found["record"]["kept_apart"]] == ["415"]
    assert found["record"]["source"].endswith("new.csv")
    assert found["record"]["message"] in err
    assert "415" in next(note["message"] for note in found["notes"] if note["code"] == "not_taken")
    assert "415" in err
    assert "in no forecast" in run("forecast")[1]
    assert "415" in run("backtest", "--since", "2026-04-01")[2]
    earlier = json.loads(run("forecast", "--made-on", "2026-05-10", "--json")[1])
    assert "not_taken" not in {note["code"] for note in earlier["notes"]}


def test_no_round_fits(run):
    code, out, err = run("backtest", "--since", "2026-05-01", "--json")
    assert (code, out) == (0, "")
    assert "record" in err


@pytest.mark.parametrize("type_", ["french", "pnp", "stem"])
def test_a_picture_is_drawn_whole_and_always_the_same(run, tmp_path, type_):
    first, second = tmp_path / "a.svg", tmp_path / "b.svg"
    for path in (first, second):
        assert run("forecast", "--made-on", "2026-04-30", "--target", type_, "--chart", path)[0] == 0
    assert first.read_bytes() == second.read_bytes()
    assert first.read_text().startswith("<svg")


def test_all_types_in_one_picture(run, tmp_path):
    assert run("forecast", "--made-on", "2026-04-30", "--chart", tmp_path / "all.svg")[0] == 0
    assert "Canadian experience" in (tmp_path / "all.svg").read_text()


def test_schemas_name_every_key():
    row = SCHEMAS["backtest"]
    assert list(row["properties"]) == KEYS
    assert set(row["required"]) == set(KEYS)
    assert row["additionalProperties"] is False
    assert row["properties"]["kind"]["enum"] == ["conditional", "plain"]
    assert "silent_for_120_days" in row["properties"]["abstained"]["anyOf"][0]["enum"]
    assert "made_on" in SCHEMAS["forecast"]["properties"]
    assert "schema" in SCHEMAS["forecast"]["properties"]


def test_the_page_and_its_parts_are_in_the_package():
    folder = Path(sys.modules[ForecastDocument.__module__].__file__).parent
    assert (folder / "held.json").is_file()
    assert (folder / "page.md").is_file()
