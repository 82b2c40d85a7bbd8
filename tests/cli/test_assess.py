"""`toprank assess`: what people and programs may rely on, and what tired or hostile input gets."""

import json
import os
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.cli.conftest import Run

EXAMPLES = Path(__file__).parents[2] / "examples"
NGOZI = {"id": "ngozi", "birth_date": "1994-03-09"}
DAY = ("--on", "2026-03-10")


def written(folder: Path, name: str, content: str | bytes) -> str:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return str(path)


def one_line(err: str, path: str) -> bool:
    return err.count("\n") == 1 and path in err and "Traceback" not in err


def test_a_sheet_for_people(toprank: Run) -> None:
    ran = toprank("assess", str(EXAMPLES / "ngozi.json"), *DAY)
    assert ran.code == 0
    assert ran.err == ""
    for said in (
        "ngozi on March 10, 2026: CRS 482",
        "32 on 2026-03-10",
        "Canadian Experience Class: eligible",
        "needs",
    ):
        assert said in ran.out
    assert "IRPR 75(2)(a)" not in ran.out
    assert "IRPR 75(2)(a)" in toprank("assess", str(EXAMPLES / "ngozi.json"), *DAY, "-v").out


def test_json_has_the_keys_of_the_contract(toprank: Run) -> None:
    answer = json.loads(toprank("assess", str(EXAMPLES / "gloria.toml"), *DAY, "--json").out)
    assert list(answer) == [
        "schema", "profile", "on", "rulebook", "provisional", "warnings", "first_language", "crs", "programs",
        "invited_under", "categories", "changes",
    ]  # fmt: skip
    assert set(answer["crs"]) == {"total", "core", "spouse", "transferability", "additional", "lines"}
    assert {"part", "factor", "points", "maximum", "because", "source"} <= set(answer["crs"]["lines"][0])
    assert {"code", "met", "have", "need", "source"} <= set(answer["programs"]["fsw"]["requirements"][0])
    assert {"on", "code", "points", "message"} <= set(answer["changes"][0])


def test_today_is_the_day_in_utc(toprank: Run, tmp_path: Path) -> None:
    path = written(tmp_path, "p.json", json.dumps(NGOZI))
    before = datetime.now(UTC).date().isoformat()
    answer = json.loads(toprank("assess", path, "--json").out)
    assert answer["on"] in (before, datetime.now(UTC).date().isoformat())


def test_lines_keep_their_order_and_a_bad_one_does_not_stop_the_others(toprank: Run) -> None:
    lines = [
        json.dumps({**NGOZI, "id": "a", "on": "2024-01-01"}),
        "",
        '{"id": "b", "birth_date": "1990-01-01", "jobs": [{"noc": "99999"',
        json.dumps({**NGOZI, "id": "c", "on": "2014-12-31"}),
        json.dumps({**NGOZI, "id": "d", "shoe_size": 43, "family_size": 0}),
        json.dumps({**NGOZI, "id": "e", "on": "tomorrow"}),
        '{"id": "f", "id": "g", "birth_date": "1990-01-01"}',
        json.dumps({**NGOZI, "id": "h"}),
    ]
    ran = toprank("assess", "-", *DAY, "--json", given="\n".join(lines).encode())
    answers = [json.loads(line) for line in ran.out.splitlines()]
    assert ran.code == 2
    assert [answer.get("profile") for answer in answers] == ["a", None, "c", "d", "e", None, "h"]
    assert [answer.get("line") for answer in answers] == [None, 3, 4, 5, 6, 7, None]
    assert [answer.get("on") for answer in answers] == ["2024-01-01", None, None, None, None, None, "2026-03-10"]
    pointers = [[fault["pointer"] for fault in answer["error"]["faults"]] for answer in answers[1:6]]
    assert pointers == [[""], ["/on"], ["/family_size", "/shoe_size"], ["/on"], [""]]
    for answer in answers[1:6]:
        for fault in answer["error"]["faults"]:
            assert set(fault) == {"pointer", "found", "allowed", "message"}


def test_every_fault_of_a_profile_is_told_at_once(toprank: Run, tmp_path: Path) -> None:
    job = {"noc": "31301", "start": "2020-05-01", "end": "2019-05-01", "hours_per_week": 200, "country": "CA"}
    result = {
        "test": "ielts_general",
        "taken": "2025-01-01",
        "listening": 9.5,
        "reading": 7,
        "writing": 7,
        "speaking": 6.3,
    }
    path = written(
        tmp_path, "p.json", json.dumps({"id": "x", "birth_date": "2031-01-01", "jobs": [job], "languages": [result]})
    )
    ran = toprank("assess", path, *DAY)
    assert ran.code == 2
    assert ran.out == ""
    for pointer in (
        "/birth_date",
        "/jobs/0/end",
        "/jobs/0/hours_per_week",
        "/languages/0/listening",
        "/languages/0/speaking",
    ):
        assert f"{pointer}: " in ran.err
    assert '"2019-05-01"' in ran.err
    assert "2020-05-01 or later" in ran.err


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("cut.json", '{"id": "x", "birth_date"', "cannot be understood"),
        ("empty.json", "", "cannot be understood"),
        ("latin.json", '{"id": "x", "employer": "Hôpital"}'.encode("latin-1"), "is not UTF-8"),
        ("bad.toml", "id = ", "cannot be understood"),
        ("deep.json", "[" * 100_000, "cannot be understood"),
        ("long.json", b'"' + b"x" * (5 * 2**20), "is longer than"),
    ],
)
def test_a_file_that_cannot_be_understood(
    toprank: Run, tmp_path: Path, name: str, content: str | bytes, says: str
) -> None:
    path = written(tmp_path, name, content)
    ran = toprank("assess", path, *DAY)
    assert ran.code == 2
    assert says in ran.err
    assert one_line(ran.err, path)


def test_a_list_is_no_profile(toprank: Run, tmp_path: Path) -> None:
    ran = toprank("assess", written(tmp_path, "list.json", "[1, 2]"), *DAY)
    assert ran.code == 2
    assert "Traceback" not in ran.err


def test_a_file_that_is_not_there(toprank: Run, tmp_path: Path) -> None:
    ran = toprank("assess", "nowhere.json", *DAY)
    assert ran.code == 3
    assert one_line(ran.err, "nowhere.json")


def test_a_folder_is_no_file(toprank: Run, tmp_path: Path) -> None:
    ran = toprank("assess", str(tmp_path), *DAY)
    assert ran.code == 2
    assert one_line(ran.err, str(tmp_path))


def test_no_permission(toprank: Run, tmp_path: Path) -> None:
    path = written(tmp_path, "secret.json", json.dumps(NGOZI))
    Path(path).chmod(0o000)
    for folder in (tmp_path, *tmp_path.parents[:3]):
        if folder.stat().st_uid == Path(path).stat().st_uid:
            folder.chmod(folder.stat().st_mode | 0o055)
    ran = toprank("assess", path, *DAY, as_nobody=True)
    assert ran.code == 2
    assert "no permission" in ran.err
    assert one_line(ran.err, path)


def test_a_line_of_200_megabytes_is_passed_over(toprank: Run, tmp_path: Path) -> None:
    path = tmp_path / "long.jsonl"
    with path.open("wb") as file:
        for _ in range(200):
            file.write(b"x" * 2**20)
        file.write(b"\n" + json.dumps(NGOZI).encode() + b"\n")
    ran = toprank("assess", str(path), *DAY, "--json")
    first, second = (json.loads(line) for line in ran.out.splitlines())
    assert ran.code == 2
    assert first["line"] == 1
    assert "too long" in first["error"]["faults"][0]["message"]
    assert second["profile"] == "ngozi"


def test_a_day_before_the_first_is_refused_with_the_first_day(toprank: Run, tmp_path: Path) -> None:
    ran = toprank("assess", written(tmp_path, "p.json", json.dumps(NGOZI)), "--on", "2014-12-31")
    assert ran.code == 2
    assert "2015-01-01" in ran.err


@pytest.mark.parametrize("day", ["2026-02-30", "10 March 2026", "20260310", "", "2026-3-1"])
def test_a_day_that_is_none(toprank: Run, tmp_path: Path, day: str) -> None:
    ran = toprank("assess", written(tmp_path, "p.json", json.dumps(NGOZI)), "--on", day)
    assert ran.code == 2
    assert "YYYY-MM-DD" in ran.err
    assert "Traceback" not in ran.err


def test_an_unknown_category(toprank: Run, tmp_path: Path) -> None:
    ran = toprank("assess", written(tmp_path, "p.json", json.dumps(NGOZI)), "--category", "astronauts")
    assert ran.code == 2
    assert "astronauts" in ran.err
    assert "healthcare-v3" in ran.err


def test_a_category_not_in_force_and_one_of_another_time(toprank: Run, tmp_path: Path) -> None:
    path = written(tmp_path, "p.json", json.dumps(NGOZI))
    ran = toprank("assess", path, *DAY, "--json", "--category", "agriculture", "--category", "healthcare-v1")
    found = json.loads(ran.out)["categories"]
    assert found["agriculture"]["version"] is None
    assert [each["code"] for each in found["agriculture"]["requirements"]] == ["not_in_force"]
    assert found["healthcare-v1"]["version"] == "healthcare-v1"
    assert found["healthcare"]["version"] == "healthcare-v3"


def test_a_missing_overlay(toprank: Run, tmp_path: Path) -> None:
    ran = toprank("assess", written(tmp_path, "p.json", json.dumps(NGOZI)), "--rulebook", str(tmp_path / "none"))
    assert ran.code in (2, 3)
    assert one_line(ran.err, "none")


def test_nothing_heavy_is_imported() -> None:
    program = (
        "import sys; from toprank.cli.main import application; "
        f"arguments = ['assess', {str(EXAMPLES / 'ngozi.json')!r}, '--on', '2026-03-10']; "
        "application(arguments)(arguments, standalone_mode=False); "
        "print(sorted({name.split('.')[0] for name in sys.modules}))"
    )
    out = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
    imported = set(re.findall(r"'(\w+)'", out.splitlines()[-1]))
    assert "numpy" in imported
    assert not imported & {"django", "pandas", "polars", "numba", "dask", "altair", "pyarrow", "rapidfuzz"}


@pytest.mark.parametrize("name", ["ngozi.json", "gloria.toml", "paul.json"])
def test_the_examples_are_legal(toprank: Run, name: str) -> None:
    assert toprank("assess", str(EXAMPLES / name), *DAY).code == 0


def test_the_schema_is_json_schema(toprank: Run) -> None:
    schema = json.loads(toprank("schema", "profile").out)
    assert schema["additionalProperties"] is False
    assert set(schema["required"]) == {"id", "birth_date"}
    assert "schema" in schema["properties"]


def test_many_lines_keep_their_order_on_every_core(toprank: Run) -> None:
    lines = [json.dumps({**NGOZI, "id": f"n{place}"}) for place in range(3300)]
    lines[2500] = "no json"
    ran = toprank("assess", "-", *DAY, "--json", given="\n".join(lines).encode())
    answers = [json.loads(line) for line in ran.out.splitlines()]
    assert ran.code == 2
    expected = [None if place == 2500 else f"n{place}" for place in range(3300)]
    assert [answer["profile"] for answer in answers] == expected


@pytest.mark.parametrize("given", [b"", b"\n\n", b"\xef\xbb\xbf\n"])
def test_a_file_without_a_profile_says_so_and_is_no_fault(toprank: Run, given: bytes) -> None:
    ran = toprank("assess", "-", "--json", given=given)
    assert (ran.code, ran.out, ran.err) == (0, "", "toprank: standard input holds no profile.\n")


@pytest.mark.parametrize("day", ["2014-12-31", "2101-01-01", "0001-01-01", "9999-12-31"])
def test_a_day_that_is_not_covered_names_the_first_and_the_last(toprank: Run, day: str) -> None:
    ran = toprank("assess", str(EXAMPLES / "ngozi.json"), "--on", day)
    assert ran.code == 2
    assert "2015-01-01" in ran.err
    assert "2100-12-31" in ran.err
    line = {"id": "a", "birth_date": "1990-01-01", "on": day}
    ran = toprank("assess", "-", "--json", given=json.dumps(line).encode())
    fault = json.loads(ran.out)["error"]["faults"][0]
    assert (ran.code, fault["pointer"], fault["found"]) == (2, "/on", day)
    assert "2015-01-01 to 2100-12-31" in fault["allowed"]


@pytest.mark.parametrize("name", ["profile", "assessment", "round", "error", "noc", "changes"])
def test_every_schema_of_the_contract_is_printed(toprank: Run, name: str) -> None:
    assert json.loads(toprank("schema", name).out)["$schema"].startswith("https://json-schema.org/")


def test_a_bad_day_does_not_hide_the_faults_of_the_profile(toprank: Run) -> None:
    line = b'{"id":"x","birth_date":"1995-06-15","family_size":0,"zz":1,"on":"2014-03-10"}'
    for given in (line, line.replace(b"2014-03-10", b"tomorrow")):
        ran = toprank("assess", "-", "--json", given=given)
        faults = json.loads(ran.out)["error"]["faults"]
        assert ran.code == 2
        assert [fault["pointer"] for fault in faults] == ["/on", "/family_size", "/zz"]


@pytest.mark.parametrize(
    ("id_", "shown"),
    [('"a b"', "a b"), ('"' + "x" * 70 + '"', "x" * 64), ('"a\\tb"', "a\tb"), ("7", None), ("null", None)],
)
def test_a_bad_id_is_shown_as_it_was_found(toprank: Run, id_: str, shown: str | None) -> None:
    ran = toprank("assess", "-", "--json", given=f'{{"id":{id_},"birth_date":"1995-06-15"}}'.encode())
    assert json.loads(ran.out)["profile"] == shown


def piped(arguments: list[str], given: bytes, wanted: int) -> tuple[bytes, bytes, int]:
    """What a reader that takes a few bytes and goes gets of a command, its remarks and its exit code."""
    command = [sys.executable, "-m", "toprank", *arguments]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as ran:
        assert ran.stdin
        assert ran.stdout
        assert ran.stderr
        ran.stdin.write(given)
        ran.stdin.close()
        got = ran.stdout.read(wanted)
        ran.stdout.close()
        return got, ran.stderr.read(), ran.wait()


@pytest.mark.parametrize(
    ("arguments", "wanted"),
    [
        (["assess", "-", "--json", *DAY], 100),
        (["assess", "-", *DAY], 100),
        (["assess", "-", "--json", *DAY], 0),
        (["noc", "--json", "--limit", "100", "manager"], 10),
        (["table", "crs/age", "--on", "2026-03-10"], 0),
        (["category", "healthcare"], 0),
        (["schema", "assessment"], 0),
        (["rounds", "list"], 10),
    ],
)
def test_a_reader_that_goes_is_no_answer_no(arguments: list[str], wanted: int) -> None:
    given = b"".join(json.dumps({**NGOZI, "id": f"n{place}"}).encode() + b"\n" for place in range(50))
    got, err, code = piped(arguments, given if "-" in arguments else b"", wanted)
    assert (len(got), code) == (wanted, 0)
    assert b"Traceback" not in err
    assert b"Broken" not in err


def test_a_pipe_without_an_ending_is_read_as_lines(toprank: Run, tmp_path: Path) -> None:
    lines = "".join(json.dumps({**NGOZI, "id": name}) + "\n" for name in ("a", "b"))
    ran = toprank("assess", "/dev/stdin", "--json", *DAY, given=lines.encode())
    assert [json.loads(line)["profile"] for line in ran.out.splitlines()] == ["a", "b"]
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with subprocess.Popen([sys.executable, "-c", f"open({str(pipe)!r}, 'w').write({lines!r})"]) as writer:
        ran = toprank("assess", "pipe", "--json", *DAY)
        assert writer.wait() == 0
    assert [json.loads(line)["profile"] for line in ran.out.splitlines()] == ["a", "b"]


def test_the_sheet_says_the_most_of_every_factor(toprank: Run, tmp_path: Path) -> None:
    out = toprank("assess", written(tmp_path, "p.json", json.dumps(NGOZI)), *DAY).out
    rows = {line.split("  ")[1]: line.split() for line in out.splitlines() if line.startswith("  ")}
    assert rows["Partner's education"][2:4] == ["0", "0"]
    assert "no valid French result" in out


def test_a_profile_that_left_the_pool_is_told_first(toprank: Run) -> None:
    for on, said in (("2026-11-26", True), ("2026-11-04", False)):
        head = " ".join(toprank("assess", str(EXAMPLES / "paul.json"), "--on", on).out.split("Provisional")[0].split())
        assert ("The profile left the pool on November 5, 2026" in head) is said
        assert ("An invitation today" in head) is not said
