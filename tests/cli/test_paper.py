"""Paragraphs of sheets break at plain spaces alone."""

import pytest
from rich.padding import Padding
from rich.text import Text

from toprank.cli.paper import Paper, in_lines

N = "\N{NO-BREAK SPACE}"


def test_a_number_is_not_broken(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("COLUMNS", "20")
    for paragraph in (f"le bassin en avait 231{N}362.", Text(f"le bassin en avait 231{N}362.", style="bold")):
        Paper().print(paragraph)
        assert capsys.readouterr().out.split("\n")[:2] == ["le bassin en avait", f"231{N}362."]
    Paper().print(Padding(Text(f"le bassin avait 231{N}362."), (0, 0, 0, 2)))
    assert [line.rstrip(" ") for line in capsys.readouterr().out.split("\n")][:2] == [
        "  le bassin avait",
        f"  231{N}362.",
    ]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", ""),
        ("a b", "a b"),
        ("\na", "\na"),
        ("  aa bb cc", "  aa bb\n  cc"),
        ("healthcare-v3 x", "healthcare-v3\nx"),
    ],
)
def test_lines_keep_their_indent_and_words_stay_whole(text: str, lines: str) -> None:
    assert in_lines(text, 8) == lines


def test_an_address_is_not_broken_where_it_must_be_whole(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "20")
    Paper().print("\nsha256 " + "0" * 30, soft_wrap=True)
    assert "sha256 " + "0" * 30 in capsys.readouterr().out
