"""TOML files kept by their content: the same values as parsing gives, and never those of another content."""

import tomllib
from datetime import date
from pathlib import Path

import pytest

from toprank import toml

FILES = sorted(toml.HOME.rglob("*.toml"))


@pytest.fixture
def kept_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A set-up of our own, which no other test sees."""
    monkeypatch.setattr(toml, "KEPT", tmp_path / "cache" / "toml.json")
    toml.kept.cache_clear()
    yield toml.KEPT
    toml.kept.cache_clear()


def types(value: object) -> object:
    """The kinds of values inside a value: True is not 1, 30.0 is not 30."""
    if isinstance(value, dict):
        return {name: types(each) for name, each in value.items()}
    return [types(each) for each in value] if isinstance(value, list) else type(value)


def test_every_file_of_the_package_comes_back_as_parsed(kept_at: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    parsed = {path: tomllib.loads(path.read_text(encoding="utf-8")) for path in FILES}
    assert toml.keep() == len(FILES) > 70
    monkeypatch.setattr(toml.tomllib, "loads", lambda text: pytest.fail("a kept file was parsed again"))
    for path in FILES:
        found = toml.document(path.read_bytes())
        assert found == parsed[path]
        assert types(found) == types(parsed[path])


def test_a_changed_file_is_parsed_anew(kept_at: Path) -> None:
    toml.keep()
    content = (toml.HOME / "rulebook" / "rulebook.toml").read_bytes()
    assert toml.document(content)["first_day"] == date(2015, 1, 1)
    assert toml.document(content.replace(b"2015-01-01", b"2015-01-02"))["first_day"] == date(2015, 1, 2)


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff"])
def test_without_a_sound_set_up_files_are_parsed(kept_at: Path, content: bytes) -> None:
    kept_at.parent.mkdir()
    kept_at.write_bytes(content)
    assert toml.document(b"on = 2026-03-10") == {"on": date(2026, 3, 10)}


def test_what_json_cannot_hold_is_refused_at_set_up() -> None:
    for value in ({"at": tomllib.loads("at = 2026-03-10T12:00:00Z")["at"]}, [f"{toml.DAY}2026-03-10"]):
        with pytest.raises(ValueError, match="cannot be kept"):
            toml.without_days(value)
