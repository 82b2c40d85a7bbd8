"""The commands from end to end: what they print, what they write, how they refuse."""

import json
import subprocess
import sys
from dataclasses import replace
from datetime import date

import pyarrow.parquet as pq
import pytest
from jsonschema import Draft202012Validator
from typer.testing import CliRunner

from toprank.cli.main import application
from toprank.errors import ToprankError
from toprank.pool.distribution import Band, Distribution
from toprank.pool.store import write_pool
from toprank.rulebook.loader import HOME
from toprank.simulate.futures import Laid
from toprank.simulate.futures_document import warnings

AT = "2026-04-29T12:00:00Z"
ROUND = ("--kind", "category", "--target", "healthcare", "--at", "2026-04-29T12:00:00Z")


PLAIN = {"schema": "toprank.profile/1", "birth_date": "1990-01-01"}


def worker():
    """Someone eligible for the Canadian Experience Class."""
    levels = {"test": "ielts_general", "listening": 8, "reading": 7, "writing": 7, "speaking": 7, "taken": "2025-06-01"}
    job = {"noc": "31301", "start": "2022-01-01", "end": None, "hours_per_week": 37.5, "country": "CA"}
    held = {"paid": True, "authorized": True, "temporary_resident_status": True}
    return {**PLAIN, "languages": [levels], "jobs": [job | held]}


def run(*arguments):
    return CliRunner().invoke(application(arguments), arguments)


def test_curve(pool, tmp_path):
    table, picture = tmp_path / "curve.parquet", tmp_path / "curve.svg"
    asked = ("simulate", "curve", str(pool.folder), *ROUND, "--sizes", "10..100")
    done = run(*asked, "--out", str(table), "--chart", str(picture), "--json")
    found = json.loads(done.stdout)
    cutoffs = [point["cutoff"] for point in found["points"]]
    assert cutoffs == sorted(cutoffs, reverse=True)
    assert pq.read_table(table).column("cutoff").to_pylist() == cutoffs
    assert picture.read_bytes().startswith(b"<svg")
    assert sorted(each.name for each in tmp_path.iterdir()) == ["curve.parquet", "curve.svg"]
    assert "cut-off" in run(*asked).stdout


def test_compare(pool, tmp_path):
    table, persons, picture = (tmp_path / name for name in ("by.parquet", "who.parquet", "who.png"))
    asked = ("simulate", "compare", str(pool.folder), *ROUND, "--size", "50", "--size-b", "120", "--drop", "31301")
    asked = (*asked, "--version-b", "healthcare-v2", "--day-b", "2025-04-29")
    done = run(*asked, "--out", str(table), "--people", str(persons), "--chart", str(picture), "--json")
    found = json.loads(done.stdout)
    assert (found["a"]["version"], found["b"]["version"]) == ("healthcare-v3", "healthcare-v2 -31301")
    assert found["totals"]["gain"] + found["totals"]["lose"] == pq.read_table(persons).num_rows
    rows = pq.read_table(table).to_pylist()
    assert sum(row["gain"] for row in rows if row["trait"] == "age") == found["totals"]["gain"]
    assert picture.read_bytes().startswith(b"\x89PNG")
    shown = run(*asked).stdout
    assert "gain: invited on side B alone" in shown


def test_the_pool_is_as_large_in_every_answer(tmp_path):
    """Two of three are eligible for no program, one of them is not live any more."""
    lines = [
        {**PLAIN, "id": "live-in-none", "submitted_at": "2026-01-01T00:00:00Z"},
        {**PLAIN, "id": "expired", "submitted_at": "2025-01-01T00:00:00Z"},
        {**worker(), "id": "worker", "submitted_at": "2026-01-02T00:00:00Z"},
    ]
    profiles, pool = tmp_path / "three.jsonl", str(tmp_path / "pool")
    profiles.write_text("".join(json.dumps(line) + "\n" for line in lines))
    assert run("pool", "import", str(profiles), pool).exit_code == 0
    general = ("--kind", "general", "--at", AT)
    held = run("round", pool, *general, "--size", "1", "--trial", "--out", str(tmp_path / "b"), "--json")
    curve = run("simulate", "curve", pool, *general, "--sizes", "1", "--json")
    compare = run("simulate", "compare", pool, *general, "--size", "1", "--json")
    futures = run("simulate", "futures", pool, "--at", AT, "--futures", "2", "--rounds", "2", "--json")
    found = [json.loads(done.stdout) for done in (held, curve, compare, futures)]
    assert [each["in_pool"] for each in found] == [2, 2, 2, 2]
    assert [each["in_program"] for each in (found[1], found[3])] == [1, 1]


def test_compare_of_nobody_has_no_empty_tables(pool):
    shown = run("simulate", "compare", str(pool.folder), *ROUND, "--size", "0", "--size-b", "0").stdout
    assert "Nobody is invited on either side" in shown
    assert "Occupation " not in shown


def test_titles_are_whole_in_a_pipe_and_fit_a_terminal(pool, monkeypatch):
    monkeypatch.delenv("COLUMNS", raising=False)
    asked = ("simulate", "compare", str(pool.folder), *ROUND, "--size", "200")
    piped = run(*asked).stdout
    groups = json.loads(run(*asked, "--json").stdout)["by"]["occupation"]
    shown = [group["name"] for group in groups if f"{group['key']} " in piped]
    assert max(map(len, shown)) > 40
    assert all(f" {name} " in piped for name in shown)
    assert "…" not in piped
    monkeypatch.setenv("COLUMNS", "80")
    narrow = run(*asked).stdout
    assert "…" in narrow
    assert max(map(len, narrow.splitlines())) <= 80


@pytest.mark.parametrize("by", ["age", "program", "education", "first_language"])
def test_compare_draws_every_trait(pool, tmp_path, by):
    asked = ("simulate", "compare", str(pool.folder), *ROUND, "--size", "50", "--size-b", "120", "--by", by)
    assert run(*asked, "--chart", str(tmp_path / "a.svg")).exit_code == 0
    assert (tmp_path / "a.svg").stat().st_size > 1000


def test_compare_draws_where_nobody_changes(pool, tmp_path):
    asked = ("simulate", "compare", str(pool.folder), *ROUND, "--size", "50")
    assert run(*asked, "--chart", str(tmp_path / "a.svg")).exit_code == 0


def test_futures(pool, tmp_path):
    table, picture = tmp_path / "f.parquet", tmp_path / "f.svg"
    asked = ("simulate", "futures", str(pool.folder), "--futures", "40", "--rounds", "9", "--seed", "3")
    asked = (*asked, "--arrivals", "50", "--at", "2026-04-29T12:00:00Z")
    done = run(*asked, "--out", str(table), "--chart", str(picture), "--json")
    found = json.loads(done.stdout)
    assert pq.read_table(table).num_rows == 40 * 9 == sum(span["rounds"] for span in found["spans"])
    assert picture.read_bytes().startswith(b"<svg")
    assert found["arrivals"]["per_round"] == 50
    assert run(*asked, "--json", "--loop", "numpy").stdout == run(*asked, "--json", "--loop", "compiled").stdout
    assert "Left out" in run(*asked).stdout


def test_futures_of_a_pool_of_another_size_are_warned_about(pool, tmp_path):
    asked = ("simulate", "futures", str(pool.folder), "--futures", "30", "--rounds", "5", "--at", AT)
    (told,) = json.loads(run(*asked, "--json").stdout)["warnings"]
    in_pool = json.loads(run(*asked, "--json").stdout)["in_pool"]
    assert told["code"] == "other_size"
    assert told["parameters"] == {"candidates": in_pool, "published": 234452, "on": "2026-04-26"}
    assert "cannot be set beside published ones" in " ".join(run(*asked).stdout.split())
    assert run(*asked, "--chart", str(tmp_path / "fan.svg")).exit_code == 0
    assert "the published one 234,452" in (tmp_path / "fan.svg").read_text()


@pytest.mark.parametrize(("candidates", "warned"), [(89, 1), (90, 0), (100, 0), (110, 0), (111, 1)])
def test_a_pool_within_a_tenth_of_the_published_one_is_not_warned_about(candidates, warned):
    published = Distribution(date(2026, 4, 26), (Band(0, 1200, 100),), ())
    of = Laid(None, [], date(2025, 4, 26), (), 0, published)
    assert len(warnings(candidates, of)) == warned
    assert warnings(candidates, replace(of, published=None)) == []


def test_too_few_rounds_have_no_quantile(pool, tmp_path):
    asked = ("simulate", "futures", str(pool.folder), "--futures", "1", "--rounds", "1", "--at", AT)
    told = " ".join(run(*asked).stdout.split())
    assert "No type of round has 20 rounds" in told
    assert "8 of 10" not in told
    assert [span["rounds"] for span in json.loads(run(*asked, "--json").stdout)["spans"]] == [1]
    table, picture = tmp_path / "f.parquet", tmp_path / "f.svg"
    done = run(*asked, "--out", str(table), "--chart", str(picture))
    assert isinstance(done.exception, ToprankError)
    assert not list(tmp_path.iterdir())


def test_months_on_an_axis_have_their_whole_year(pool, tmp_path):
    asked = ("simulate", "futures", str(pool.folder), "--futures", "30", "--rounds", "9", "--at", AT)
    assert run(*asked, "--chart", str(tmp_path / "fan.svg")).exit_code == 0
    drawn = (tmp_path / "fan.svg").read_text()
    assert "Apr 2026" in drawn
    assert "Apr 26" not in drawn


def test_futures_after_the_last_verified_day_are_provisional(pool):
    asked = ("simulate", "futures", str(pool.folder), "--futures", "2", "--rounds", "60", "--json")
    assert json.loads(run(*asked).stdout)["provisional"][0]["code"] == "after_verified"


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (("curve", *ROUND, "--sizes", "9..1"), "allowed are whole numbers"),
        (("curve", *ROUND, "--chart", "a.pdf"), "written as .svg or .png"),
        (("curve", *ROUND, "--out", "a.csv"), "written as .parquet"),
        (("curve", *ROUND, "--out", "none/a.parquet"), "there is no folder"),
        (("compare", *ROUND, "--size", "5", "--by", "eyes"), "allowed are occupation, age"),
        (("compare", *ROUND, "--size", "5", "--drop", "nurse"), "no unit group"),
        (("compare", *ROUND, "--size", "5", "--day-b", "yesterday"), "YYYY-MM-DD"),
        (("futures", "--futures", "1000000", "--rounds", "1000"), "at most 20,000,000 rounds"),
        (("futures", "--arrivals", "1000000", "--rounds", "1000"), "at most 20,000,000 in all"),
        (("futures", "--loop", "fast"), "allowed are auto, numpy, compiled"),
        (("futures", "--since", "2026-04-20"), "Name an earlier day"),
        (("futures", "--at", "2016-01-01"), "equal scores are ordered"),
        (("futures", "--at", "2014-01-01"), "not covered"),
    ],
)
def test_what_cannot_be_is_refused_before_the_work(pool, more, told):
    done = run("simulate", more[0], str(pool.folder), *more[1:])
    assert isinstance(done.exception, ToprankError)
    assert told in str(done.exception)


def test_comparisons_after_the_last_verified_day_are_provisional(pool):
    asked = ("simulate", "compare", str(pool.folder), "--kind", "general", "--size", "5", "--json")
    assert json.loads(run(*asked, "--at", "2026-04-29T12:00:00Z").stdout)["provisional"] == []
    later = json.loads(run(*asked, "--at", "2026-04-29T12:00:00Z", "--day-b", "2026-11-20").stdout)
    assert later["provisional"][0]["code"] == "after_verified"


def test_without_numba_the_answer_comes_from_numpy_or_one_line_says_what_is_missing():
    lines = ["import sys", "sys.modules['numba'] = None", "from toprank.simulate.futures import walk, walker"]
    lines += ["assert walker('auto') is walk.walk", "try:", " walker('compiled')", "except Exception as error:"]
    code = "\n".join([*lines, " print(error.exit_code, error)"])
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert told == "3 the compiled loop needs one more package: pip install 'toprank[fast]'.\n"


def test_rulebook_of_side_b_is_laid_over(pool, tmp_path):
    """Side B with a rulebook of one's own: no points for a nomination."""
    folder = tmp_path / "mine" / "crs"
    folder.mkdir(parents=True)
    text = (HOME / "crs" / "nomination.toml").read_text()
    (folder / "nomination.toml").write_text(text.replace("600", "0"))
    asked = ("simulate", "compare", str(pool.folder), "--kind", "general", "--size", "20", "--at", AT, "--json")
    found = json.loads(run(*asked, "--rulebook-b", str(tmp_path / "mine")).stdout)
    assert found["inputs"]["rulebook_a"] != found["inputs"]["rulebook_b"]
    assert found["scores"]["fall"] > 0
    assert min(each["points"] for each in found["scores"]["by_points"]) == -600  # less where the total is capped


def test_an_empty_pool_has_an_answer_or_a_sentence(tmp_path):
    write_pool(tmp_path / "empty", [], None, {})
    folder = str(tmp_path / "empty")
    curve = run("simulate", "curve", folder, *ROUND, "--sizes", "10", "--json", "--chart", str(tmp_path / "c.svg"))
    assert json.loads(curve.stdout)["points"][0]["cutoff"] is None
    compare = run("simulate", "compare", folder, *ROUND, "--size", "10", "--chart", str(tmp_path / "b.svg"))
    assert compare.exit_code == 0
    futures = run("simulate", "futures", folder, "--at", AT)
    assert "nobody in the pool" in str(futures.exception)


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("curve", ("curve", *ROUND, "--sizes", "10..100")),
        ("comparison", ("compare", *ROUND, "--size", "50", "--drop", "31301")),
        ("comparison", ("compare", "--kind", "general", "--at", AT, "--size", "5", "--day-b", "2026-11-20")),
        ("futures", ("futures", "--futures", "3", "--rounds", "60", "--arrivals", "10")),
        ("futures", ("futures", "--futures", "3", "--rounds", "3")),
    ],
)
def test_answers_have_the_form_of_their_schema(pool, name, asked):
    schema = json.loads(run("schema", name).stdout)
    Draft202012Validator.check_schema(schema)
    answer = json.loads(run("simulate", asked[0], str(pool.folder), *asked[1:], "--json").stdout)
    assert [error.message for error in Draft202012Validator(schema).iter_errors(answer)] == []
    assert list(Draft202012Validator(schema).iter_errors(answer | {"more": 1}))


@pytest.mark.parametrize(
    ("command", "option"),
    [
        (("compare", *ROUND, "--size", "5"), "--day-b"),
        (("futures",), "--since"),
        (("futures",), "--at"),
    ],
)
def test_a_day_that_is_none_is_named_with_its_option(pool, command, option):
    name, *asked = command
    done = run("simulate", name, str(pool.folder), *asked, option, "2026-13-01")
    assert isinstance(done.exception, ToprankError)
    assert str(done.exception).startswith(f"{option} 2026-13-01: ")
