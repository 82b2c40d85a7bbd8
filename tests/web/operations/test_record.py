"""A record that changes while the site runs, and one that cannot be read."""

import logging
from pathlib import Path

import pytest
from django.test import Client

from tests.web.conftest import forget, on_the, words_of
from toprank.web import known

SYNCED = """{"schema": "toprank.synced/1", "synced_at": "2026-04-30T08:00:00Z", "source": "made up", "kept_apart": [],
"names_fr": {}}"""


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file of what sync kept, in a data folder of its own, looked at with every question."""
    monkeypatch.setenv("TOPRANK_DATA", str(tmp_path))
    monkeypatch.setattr(known, "LOOK_AGAIN", 0.0)
    (tmp_path / "record").mkdir()
    forget()
    return tmp_path / "record" / "synced.json"


def health(client: Client) -> tuple[int, list[str]]:
    """The status and the remarks of health."""
    response = client.get("/health")
    return response.status_code, response.json()["remarks"]


@pytest.mark.parametrize("before", [None, SYNCED], ids=["at the start", "while it runs"])
def test_a_record_that_cannot_be_read_does_not_take_the_site_away(
    client: Client, kept: Path, caplog: pytest.LogCaptureFixture, before: str | None
) -> None:
    if before:
        kept.write_text(before)
        assert health(client) == (200, [])
    kept.write_text("{")
    with caplog.at_level(logging.ERROR):
        assert client.get("/en/rounds/").status_code == client.get("/fr/").status_code == 200
    assert health(client) == (200, ["damaged"])
    (said,) = [each.getMessage() for each in caplog.records if each.name == "toprank.web.known"]
    assert str(kept) in said
    kept.write_text(SYNCED)
    assert health(client) == (200, [])


@pytest.mark.parametrize(("month", "day", "may_lack"), [(5, 29, False), (5, 30, True), (11, 26, True)])
def test_a_record_read_today_that_knows_no_round_for_long_is_not_called_up_to_date(
    client: Client, kept: Path, monkeypatch: pytest.MonkeyPatch, month: int, day: int, may_lack: bool
) -> None:
    kept.write_text(SYNCED.replace("2026-04-30", f"2026-{month:02}-{day:02}"))
    on_the(monkeypatch, 2026, month, day)
    assert health(client) == (200, ["stale"] if may_lack else [])
    assert client.get("/en/rounds.json").json()["record"]["stale"] == may_lack
    home, forecasts = (words_of(client.get(page).content.decode()) for page in ("/en/", "/en/forecasts/"))
    assert ("Our record ends on April 29, 2026" in home) == may_lack
    assert ("We give no forecast here today." in home) == may_lack
    assert ("The next rounds, as seen on" in forecasts) == may_lack


def test_a_file_that_goes_while_it_is_looked_at_is_no_fault(kept: Path) -> None:
    empty = known.files_stamp(kept.parent)
    kept.symlink_to("nowhere")
    assert known.files_stamp(kept.parent) == empty
