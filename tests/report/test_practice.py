"""Who signs: the file, the environment, and what may stand in neither."""

from pathlib import Path

import pytest

from toprank.errors import Missing, ToprankError
from toprank.report.practice import Practice, practice_of
from toprank.report.text import one_line, plain


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "practice.toml"
    path.write_text('name = "Ngô & Associés"\nregistration = "R000000"\nfonts = "fonts"\n', encoding="utf-8")
    return path


def test_gospel_immigration_where_nothing_is_set() -> None:
    assert practice_of(None, {}) == Practice(name="Gospel Immigration")


def test_the_file_of_the_option_or_of_the_setting(file: Path) -> None:
    found = practice_of(file, {})
    assert (found.name, found.registration) == ("Ngô & Associés", "R000000")
    assert found.fonts == str(file.parent / "fonts")
    assert practice_of(None, {"TOPRANK_PRACTICE": str(file)}) == found
    assert practice_of(file, {"TOPRANK_PRACTICE": "elsewhere.toml"}) == found


def test_single_settings_win_over_the_file(file: Path) -> None:
    found = practice_of(file, {"TOPRANK_PRACTICE_REGISTRATION": "R111111", "TOPRANK_PRACTICE_ADVISER": "Gloria"})
    assert (found.name, found.registration, found.adviser) == ("Ngô & Associés", "R111111", "Gloria")


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("nom = 'x'", "nom is not a setting of a practice. Allowed are name, registration, adviser, contact, fonts"),
        ("name = 1", "name is not text"),
        ("name = ", "cannot be understood as TOML"),
        ('name = "a\\nb"', "name holds the character U\\+000A"),
        (f'name = "{"a" * 301}"', "has 301 characters. Allowed are at most 300"),
    ],
)
def test_a_faulty_file_is_named(tmp_path: Path, written: str, told: str) -> None:
    path = tmp_path / "practice.toml"
    path.write_text(written, encoding="utf-8")
    with pytest.raises(ToprankError, match=told) as raised:
        practice_of(path, {})
    assert str(path) in str(raised.value)


def test_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    with pytest.raises(Missing, match="is not there"):
        practice_of(tmp_path / "none.toml", {})
    with pytest.raises(ToprankError, match="cannot be read"):
        practice_of(tmp_path, {})


def test_names_are_composed_and_keep_their_joiners() -> None:
    assert one_line(" Nguye\u0302\u0303n ", "--name") == "Nguyễn"
    joined = "می\u200cخواهم"
    assert one_line(joined, "--name") == joined


@pytest.mark.parametrize("sign", ["\u202e", "\n", "\x00", "\u2028", "\udcff", "\ue000"])
def test_signs_that_nobody_sees_are_refused_or_left_out(sign: str) -> None:
    with pytest.raises(ToprankError, match=f"U\\+{ord(sign):04X}"):
        one_line(f"a{sign}b", "--name")
    assert plain(f"a{sign} b") == "a b"


@pytest.mark.parametrize(
    ("name", "written", "told"),
    [
        ("colour", "teal", "Allowed is a colour such as #0b5d57"),
        ("colour", "#0b5d5", "Allowed is a colour such as #0b5d57"),
        ("colour", "#74ccc0", "is 1.6. Allowed is a colour with 4.5 or more"),
        ("colour_dark", "#0b5d57", "is 1.9. Allowed is a colour with 4.5 or more"),
    ],
)
def test_a_colour_that_nobody_can_read_is_refused(tmp_path: Path, name: str, written: str, told: str) -> None:
    path = tmp_path / "practice.toml"
    path.write_text(f'{name} = "{written}"')
    with pytest.raises(ToprankError, match=told):
        practice_of(path, {})
    with pytest.raises(ToprankError, match=f"TOPRANK_PRACTICE_{name.upper()} .*{told}"):
        practice_of(None, {f"TOPRANK_PRACTICE_{name.upper()}": written})


def test_a_colour_is_taken_from_file_or_setting(tmp_path: Path) -> None:
    path = tmp_path / "practice.toml"
    path.write_text('colour = "#0B5D57"\ncolour_dark = "#74ccc0"')
    found = practice_of(path, {"TOPRANK_PRACTICE_COLOUR": "#1942b3"})
    assert (found.colour, found.colour_dark) == ("#1942b3", "#74ccc0")
