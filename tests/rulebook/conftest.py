from pathlib import Path

import pytest

from toprank.rulebook.loader import HOME, Rulebook, load


@pytest.fixture(scope="session")
def rulebook() -> Rulebook:
    return load()


@pytest.fixture
def overlay(tmp_path: Path) -> Path:
    """A folder to lay over the rulebook, still empty."""
    folder = tmp_path / "ours"
    folder.mkdir()
    return folder


def put(folder: Path, name: str, content: str) -> Path:
    """Write one file of an overlay."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
    return path


def ours(name: str) -> str:
    """The text of one of the package's own files."""
    return (HOME / name).read_text(encoding="utf-8")
