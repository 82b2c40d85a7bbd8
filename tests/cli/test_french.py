"""What the commands print in French: no English word is left, and the setting works like the option."""

import json
import re
from datetime import date
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from toprank.pool.store import write_pool
from toprank.pool.synth import synthetic_pool
from toprank.rulebook.loader import load

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


@pytest.fixture(scope="module")
def pool(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small synthetic pool."""
    folder, day = tmp_path_factory.mktemp("french") / "pool", date(2026, 3, 22)
    write_pool(folder, synthetic_pool(2_000, 1, day, load()), day, {"kind": "synthetic"})
    return folder


@pytest.mark.parametrize("columns", ["80", "120"])
def test_what_judges_the_synthetic_pool_has_no_english_word(toprank: Run, pool: Path, columns: str) -> None:
    replay = ("simulate", "replay", "--from", "2026-03-01", "--to", "2026-03-10", "--size", "0.01")
    for asked in (("pool", "calibrate", str(pool)), replay, (*replay, "--shares", "all", "--shares", "before")):
        ran = toprank(*asked, "--lang", "fr", columns=columns)
        assert ran.code == 0
        assert english_in(re.sub(r"rulebook/\S+|« all »|\ball,", "", ran.out + ran.err)) == set()
        assert max(map(len, ran.out.splitlines())) <= int(columns)


def test_a_round_in_french_has_no_english_word(toprank: Run, pool: Path, tmp_path: Path) -> None:
    assert toprank("round", str(pool), *GENERAL, "--out", "held", "--trial").code == 0
    verified = toprank("verify", "held", "--pool", str(pool), "--lang", "fr")
    slip = toprank("slip", "held", "s1-00000012", "--out", "slip.json", "--lang", "fr")
    proved = toprank("verify", "held/certificate.json", "--slip", "slip.json", "--lang", "fr")
    carried = toprank("pool", "carry", str(pool), "carried", "--to", "2026-03-25", "--lang", "fr")
    certificate = tmp_path / "held" / "certificate.json"
    certificate.write_text(certificate.read_text().replace('"above_cutoff": ', '"above_cutoff": 1', 1))
    changed = toprank("verify", "held", "--lang", "fr")
    assert [each.code for each in (verified, slip, proved, carried, changed)] == [0, 0, 0, 0, 1]
    for ran in (verified, slip, proved, carried, changed):
        said = re.sub(r"\w+\.(private\.)?(parquet|csv|json)", "", ran.out + ran.err)
        assert english_in(said) == set()
    assert "dans l’attestation" in " ".join(changed.out.split())


GENERAL = ("--kind", "general", "--size", "50", "--at", "2026-03-22T12:00:00Z")


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("assess", "--lang", "fr"), 2, "il manque l’argument «\N{NO-BREAK SPACE}FILE..."),
        (("asess", "a.json", "--lang=fr"), 2, "commande inconnue"),
        (("assess", "a.json", "--lang", "fr", "--nothing"), 2, "option inconnue\N{NO-BREAK SPACE}: --nothing"),
        (("assess", "--lang", "fr", "--on"), 2, "demande une valeur"),
        (("pool", "synth", "p", "--size", "x", "--seed", "1", "--lang", "fr"), 2, "il faut un nombre entier"),
        (("pool", "synth", "p", "--size", "-1", "--seed", "1", "--lang", "fr"), 2, "il faut au moins 0"),
        (("assess", "nothing.json", "--lang", "fr"), 3, "nothing.json est introuvable"),
        (("assess", ".", "--lang", "fr"), 2, "est un dossier"),
        (("assess", "bad.json", "--lang", "fr"), 2, "lecture impossible à partir de la ligne 1, colonne 2"),
        (("assess", "bad.json", "--on", "2026-02-30", "--lang", "fr"), 2, "ce jour n’existe pas au calendrier"),
        (("pool", "score", "bad.json", "--lang", "fr"), 2, "est un fichier; un bassin est un dossier"),
        (("simulate", "replay", "--size", "7", "--lang", "fr"), 2, "indiquez une part du bassin publié"),
        (("category", "nursing", "--lang", "fr"), 2, "catégorie inconnue"),
        (("table", "crs/agee", "--lang", "fr"), 2, "Noms proches"),
        (("rounds", "sync", "--from", "bad.json", "--lang", "fr"), 2, "Rien n’a été modifié"),
        (("verify", "bad.json", "--lang", "fr"), 2, "n’est pas du JSON"),
        (("forecast", "--for", "wrong.json", "--lang", "fr"), 2, "/birth_date\N{NO-BREAK SPACE}: le jour est hors"),
        (("report", "wrong.json", "--out", "a.docx", "--lang", "fr"), 2, "n’indique pas son format"),
    ],
)
def test_errors_in_french(toprank: Run, tmp_path: Path, arguments: tuple[str, ...], code: int, said: str) -> None:
    (tmp_path / "bad.json").write_text("{not json}")
    (tmp_path / "wrong.json").write_text('{"id": "b b", "birth_date": "2990-01-01"}')
    ran = toprank(*arguments)
    assert (ran.code, ran.out) == (code, "")
    assert said in ran.err
    assert english_in(re.sub(r"(nothing|bad)\.json|--\w+|connues[^.]*|proches[^.]*", "", ran.err)) == set()


def test_errors_stay_english_where_no_other_language_is_asked(toprank: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "nothing.json is not there." in toprank("assess", "nothing.json").err
    monkeypatch.setenv("TOPRANK_LANG", "fr")
    assert "nothing.json is not there." in toprank("assess", "nothing.json", "--lang", "en").err
    assert "nothing.json est introuvable." in toprank("assess", "nothing.json").err


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
