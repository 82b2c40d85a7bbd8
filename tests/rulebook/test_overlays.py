"""A user's own folder over the rulebook: what it changes, and how a bad one is refused."""

from datetime import date
from pathlib import Path

import pytest

from tests.rulebook.conftest import ours, put
from toprank.rulebook.loader import Rulebook, RulebookError, load

REPORTED = date(2026, 11, 3)
BLOCK = """
[[version]]
from = 2026-11-03
checked = 2026-11-20
source = "Text of the Instructions as Gloria read it."
columns = ["offer", "points"]
rows = [["senior_manager", 75], ["other", 30]]
"""
HEAD = 'title = { en = "Arranged employment", fr = "Emploi réservé" }\nunit = "points"\n'
ARRANGED = "crs/arranged_employment.toml"


def refusal(folder: Path) -> str:
    with pytest.raises(RulebookError) as refused:
        load((folder,))
    return str(refused.value)


def test_a_table_once_read_takes_the_place_of_the_unseen_one(rulebook: Rulebook, overlay: Path) -> None:
    seen = ours(ARRANGED).rpartition("\n[[version]]")[0] + BLOCK
    put(overlay, ARRANGED, seen)
    laid = load((overlay,))
    assert laid.in_force("crs/arranged_employment", REPORTED).mapping() == {"senior_manager": 75, "other": 30}
    assert laid.in_force("crs/arranged_employment", date(2020, 1, 1)).mapping() == {"senior_manager": 200, "other": 50}
    assert "crs/arranged_employment" not in {version.table for version in laid.unseen_on(REPORTED)}
    assert laid.names() == rulebook.names()
    assert laid.content_hash != rulebook.content_hash
    assert rulebook.in_force("crs/arranged_employment", REPORTED).unseen


def test_a_new_table_and_the_last_of_two_folders_wins(rulebook: Rulebook, tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    put(first, "crs/licence.toml", HEAD + BLOCK)
    put(second, "crs/licence.toml", HEAD + BLOCK.replace("75", "80"))
    laid = load((first, second))
    assert "crs/licence" in laid.names()
    assert laid.in_force("crs/licence", REPORTED).value("senior_manager") == 80
    assert load((second, first)).in_force("crs/licence", REPORTED).value("senior_manager") == 75
    assert "crs/licence" not in rulebook.names()


def test_settings_may_be_laid_over(overlay: Path) -> None:
    put(overlay, "rulebook.toml", ours("rulebook.toml").replace("2026-11-02", "2026-12-31"))
    assert load((overlay,)).verified_to == date(2026, 12, 31)


def test_a_new_version_of_a_category(overlay: Path) -> None:
    mine = ours("categories/researchers_canadian_experience.toml").replace("occupations = 2", "occupations = 3")
    put(overlay, "categories/researchers_canadian_experience.toml", mine)
    assert "occupations is 3; occupations.csv lists 2" in refusal(overlay)
    lists = ours("categories/occupations.csv").replace(
        "researchers-v1,41201\n", "researchers-v1,41201\nresearchers-v1,41210\n"
    )
    with_list = overlay.parent / "with_list"
    put(with_list, "categories/researchers_canadian_experience.toml", mine)
    put(with_list, "categories/occupations.csv", lists)
    assert load((with_list,)).category("researchers-v1").unit_groups == ("41200", "41201", "41210")


def test_hidden_files_are_passed_over(rulebook: Rulebook, overlay: Path) -> None:
    put(overlay, ".git/config", "x")
    put(overlay, "crs/.age.toml.swp", "x")
    put(overlay, "crs/age.toml", ours("crs/age.toml"))
    assert load((overlay,)).content_hash == rulebook.content_hash


@pytest.mark.parametrize(
    "name", ["crs/age.yaml", "age.toml", "noc/unit_groups.csv", "record/rounds.csv", "README.md", "crs/deep/age.toml"]
)
def test_a_file_without_a_place_is_refused(overlay: Path, name: str) -> None:
    path = put(overlay, name, "x")
    message = refusal(overlay)
    assert str(path) in message
    assert "this file has no place in the rulebook" in message
    assert "allowed are rulebook.toml" in message


def test_a_missing_folder_a_file_and_an_empty_folder_are_refused(overlay: Path) -> None:
    assert "there is no such folder" in refusal(overlay / "nowhere")
    assert "there is no such folder" in refusal(put(overlay.parent, "a_file", "x"))
    assert "the folder is empty" in refusal(overlay)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("rows = [", "cannot be read as TOML"),
        (HEAD, "no versions; at least one [[version]] block is needed"),
        ('unit = "points"' + BLOCK, 'title is None; { en = "...", fr = "..." } is needed'),
        ('title = { en = "a", fr = "b" }' + BLOCK, "no unit"),
        (HEAD + "points = 3\n" + BLOCK, "unknown key points; allowed are"),
        (HEAD + BLOCK + "colour = 3\n", "unknown key colour; allowed are"),
        (HEAD + BLOCK.replace("2026-11-03", '"2026-11-03"'), "a date without quotes is needed"),
        (HEAD + BLOCK.replace("2026-11-03", "2026-11-03T08:00:00Z"), "a date without quotes is needed"),
        (HEAD + BLOCK.replace("from = 2026-11-03\n", ""), "a version without from"),
        (
            HEAD + BLOCK.replace('source = "Text of the Instructions as Gloria read it."\n', ""),
            "no source or no checked",
        ),
        (HEAD + BLOCK + BLOCK, "versions stand in order of their day"),
        (HEAD + BLOCK + "until = 2026-11-01\n", "until is 2026-11-01"),
        (HEAD + BLOCK + 'unseen = "Reported."\n', "rows beside unseen"),
        (HEAD + BLOCK.replace('["other", 30]', '["other"]'), "each row has 2 plain values: offer, points"),
        (HEAD + BLOCK.replace('["other", 30]', '["other", [30]]'), "each row has 2 plain values: offer, points"),
        (HEAD + BLOCK.replace('["other", 30]', '["other", "30"]'), "points is '30'; this column holds number"),
        (HEAD + BLOCK.replace('["other", 30]', '["other", true]'), "points is True; this column holds number"),
        (HEAD + BLOCK.replace('"offer", "points"', '"offer", "score"'), "this table has offer, points"),
        (HEAD + BLOCK.replace(', ["other", 30]', ""), "no row for other; every version has it, with 0 for nothing"),
        (HEAD + BLOCK.replace('["other", 30]', '["other", 30], ["other", 40]'), "offer 'other' twice"),
        (HEAD + BLOCK + 'level_below = "3"\n', "level_below is '3'; a number is needed"),
        (HEAD + BLOCK + "maximum = { listening = 9 }\n", "a number is needed for each of listening, reading"),
        (HEAD + BLOCK.replace('"offer", "points"', '"offer", "offer"'), "one name for each column is needed"),
    ],
)
def test_a_bad_table_is_refused_with_its_file_and_what_is_allowed(overlay: Path, content: str, said: str) -> None:
    path = put(overlay, ARRANGED, content)
    message = refusal(overlay)
    assert message.startswith(str(path))
    assert said in message


def test_a_list_that_is_not_utf_8_is_refused(overlay: Path) -> None:
    path = put(overlay, "categories/occupations.csv", "")
    path.write_bytes(b"version,unit_group\nstem-v1,\xe9\n")
    assert "cannot be read as CSV in UTF-8" in refusal(overlay)


def test_a_list_saved_by_a_spreadsheet_is_read(rulebook: Rulebook, overlay: Path) -> None:
    put(overlay, "categories/occupations.csv", "\ufeff" + ours("categories/occupations.csv").replace("\n", "\r\n"))
    lists = [each.unit_groups for each in load((overlay,)).categories()]
    assert lists == [each.unit_groups for each in rulebook.categories()]


def test_a_table_saved_by_a_windows_editor_is_read(overlay: Path) -> None:
    put(overlay, ARRANGED, "\ufeff" + (HEAD + BLOCK).replace("\n", "\r\n"))
    assert load((overlay,)).in_force("crs/arranged_employment", REPORTED).value("other") == 30


def test_a_file_that_is_not_utf_8_is_refused(overlay: Path) -> None:
    path = put(overlay, ARRANGED, "")
    path.write_bytes((HEAD + BLOCK).encode("latin-1"))
    assert "cannot be read as TOML in UTF-8" in refusal(overlay)


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("rulebook.toml", 'version = "2026.11"', "version = 3", "version is 3; text is needed"),
        ("rulebook.toml", "first_day", "last_day", "unknown key last_day"),
        ("language/tef_canada.toml", "step = 1\n", "", "no step; every version of this table has level_below, maximum"),
        ("crs/sources.toml", 'url = "', 'url = 3 # "', "entry mi-2015-archived; each entry has"),
        ("crs/sources.toml", "seen = ", "read = ", "each entry has title, url and seen"),
        ("categories/stem.toml", "months = 6", 'months = "6"', "months is '6'; a whole number is needed"),
        ("categories/stem.toml", "months = 6\n", "", "no months; a category of type occupation has"),
        ("categories/stem.toml", 'type = "occupation"', 'type = "work"', "type is 'work'; allowed are occupation"),
        ("categories/stem.toml", "canada_or_abroad", "abroad", "location is 'abroad'; allowed are canada"),
        ("categories/stem.toml", "from = 2025-02-27", "from = 2025-02-26", "stem-v1 must have ended before"),
        ("categories/stem.toml", "continuous = true", 'continuous = "yes"', "true or false is needed"),
        ("categories/stem.toml", 'key = "stem-v3"', 'key = "stem-v2"', "occupations.csv"),
        ("categories/occupations.csv", "stem-v1,20010", "stem-v1,99999", "its list holds ['99999']"),
        ("categories/occupations.csv", "stem-v1,20010", "stem-v1,20011", "a code twice"),
        ("categories/occupations.csv", "version,unit_group", "category,noc", "the columns are version,unit_group"),
        ("categories/occupations.csv", "trades-v3,63201\n", "trades-v3,63201\nhealth-v9,31301\n", "health-v9"),
    ],
)
def test_other_bad_files_are_refused(overlay: Path, name: str, old: str, new: str, said: str) -> None:
    assert old in ours(name)
    put(overlay, name, ours(name).replace(old, new))
    message = refusal(overlay)
    assert said in message
