"""What the commands print in French: no English word is left, and the setting works like the option."""

import json
import re
from pathlib import Path

import pytest

from tests.cli.conftest import Run

EXAMPLES = Path(__file__).parents[2] / "examples"

ENGLISH = re.compile(
    r"\b(the|and|with|from|until|since|needs|eligible|points? of|work|years?|days?|level|language|score|round|rounds|"
    r"invited|none|yes|no|not|found|allowed|must|English|French|Education|Age|because|at most|history|goal|checked)\b"
)
CODES = re.compile(r"[a-z_]+-v\d+|--[a-z-]+|toprank [a-z]+ [a-z]+|[a-z_]+(?: {2,}| depuis le)|/[a-z_/0-9]+")
"""Keys, options and pointers, which stay English in every language."""


def english_in(text: str) -> set[str]:
    """The English words in a French text."""
    return set(ENGLISH.findall(CODES.sub(" ", text)))


@pytest.mark.parametrize("name", ["ngozi.json", "gloria.toml", "paul.json"])
@pytest.mark.parametrize("day", ["2016-03-10", "2026-03-10", "2026-12-10"])
def test_a_sheet_in_french_has_no_english_word(toprank: Run, name: str, day: str) -> None:
    ran = toprank("assess", str(EXAMPLES / name), "--on", day, "--lang", "fr")
    assert ran.code == 0
    assert english_in(ran.out + ran.err) == set()
    assert "Système de classement global" in ran.out


@pytest.mark.parametrize(
    "arguments",
    [
        ("noc", "99999"),
        ("category", "healthcare", "--on", "2020-01-01"),
        ("category", "skilled_military_recruits", "--on", "2026-03-10"),
        ("category", "--on", "2026-03-10"),
        ("table", "crs/caps", "--on", "2026-03-10"),
        ("table", "crs/regimes", "--on", "2026-12-10"),
        ("table", "programs/funds", "--on", "2026-03-10"),
        ("rounds", "list", "--year", "2026"),
        ("rounds", "show", "247"),
        ("forecast", "--made-on", "2026-04-30"),
        ("forecast", "--made-on", "2026-04-30", "--target", "cec"),
        ("forecast", "--made-on", "2026-04-30", "--target", "stem"),
        ("forecast", "--made-on", "2026-04-30", "--for", str(EXAMPLES / "ngozi.json")),
        ("backtest", "--since", "2026-03-01"),
        ("backtest", "--since", "2025-09-01", "--target", "french"),
    ],
)
def test_an_answer_in_french_has_no_english_word(toprank: Run, arguments: tuple[str, ...]) -> None:
    ran = toprank(*arguments, "--lang", "fr")
    assert ran.code == 0
    said = "\n".join(line.split("Source\N{NO-BREAK SPACE}:")[0] for line in (ran.out + ran.err).splitlines())
    assert english_in(said.replace("No Program Specified", "")) == set()


def test_forecasts_in_french_fit_eighty_columns(toprank: Run) -> None:
    for asked in (("forecast",), ("forecast", "--target", "pnp"), ("backtest", "--since", "2025-12-01")):
        ran = toprank(*asked, "--lang", "fr", columns="80")
        assert ran.code == 0
        assert "…" not in ran.out
        assert max(map(len, ran.out.splitlines())) <= 80


def test_the_setting_and_the_option(toprank: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOPRANK_LANG", "fr")
    assert "admissible" in toprank("assess", str(EXAMPLES / "ngozi.json")).out
    assert "eligible" in toprank("assess", str(EXAMPLES / "ngozi.json"), "--lang", "en").out
    ran = toprank("assess", str(EXAMPLES / "ngozi.json"), "--lang", "de")
    assert (ran.code, "--lang de" in ran.err, "en, fr" in ran.err) == (2, True, True)


def test_json_keeps_its_keys_and_codes(toprank: Run) -> None:
    asked = ("assess", str(EXAMPLES / "ngozi.json"), "--on", "2026-03-10", "--json")
    english, french = (json.loads(toprank(*asked, "--lang", language).out) for language in ("en", "fr"))
    assert english.keys() == french.keys()
    assert english["crs"]["total"] == french["crs"]["total"]
    need = [answer["programs"]["fsw"]["requirements"][-1]["need"] for answer in (english, french)]
    assert need == ["15,263 CAD", "15\N{NO-BREAK SPACE}263\N{NO-BREAK SPACE}$\N{NO-BREAK SPACE}CA"]
    assert [line["code"] for line in english["crs"]["lines"]] == [line["code"] for line in french["crs"]["lines"]]


def test_the_faults_of_a_profile_in_french(toprank: Run, tmp_path: Path) -> None:
    path = tmp_path / "wrong.json"
    path.write_text(json.dumps({"id": "a b", "birth_date": "2030-01-01", "family_size": 0, "offer": 3}))
    ran = toprank("assess", str(path), "--on", "2026-03-10", "--lang", "fr")
    assert ran.code == 2
    assert "le profil est refusé" in ran.err
    assert english_in(ran.err) == set()
