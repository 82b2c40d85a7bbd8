"""Forecasts kept for every process, and the stored table of cut-offs."""

from dataclasses import replace
from datetime import date

from toprank.forecast import cutoff_rows, shared
from toprank.forecast.held import summary
from toprank.forecast.settings import CHECKED_FROM, SHOWN_FROM
from toprank.rounds.record import Record

TODAY = date(2026, 4, 30)
REMAKE = "make forecasts writes it anew"


def test_the_stored_table_is_what_the_backtest_computes(record, rulebook):
    """Worked out again for the last rounds alone; the whole takes some seconds."""
    again = cutoff_rows.computed(record, rulebook, CHECKED_FROM)
    assert cutoff_rows.of_edition()[-len(again) :] == again, REMAKE


def test_the_stored_table_adds_up_to_the_summary(record):
    """Errors, and how many ranges held, by type since rounds are held for categories."""
    days = {each.number: each.on for each in record.rounds}
    for kind, by_type in summary()["by_type"].items():
        for type_, told in by_type.items():
            lines = [
                row
                for row in cutoff_rows.of_edition()
                if (row.kind, row.target) == (kind, type_) and days[row.round] >= SHOWN_FROM and row.said is not None
            ]
            assert len(lines) == told["rounds"], REMAKE
            assert round(sum(abs(row.said - row.happened) for row in lines) / len(lines), 3) == told["error"]
            assert sum(row.low80 <= row.happened <= row.high80 for row in lines) == told["held80"]


def test_a_corrected_round_or_a_later_one_is_forecast_anew(record, rulebook, monkeypatch):
    asked = []
    monkeypatch.setattr(cutoff_rows, "computed", lambda *told: asked.append(told[2:]) or ())
    later = replace(record.rounds[-1], number=415, on=date(2026, 5, 12))
    assert cutoff_rows.all_rows(record, rulebook) == cutoff_rows.of_edition()
    assert asked == []
    cutoff_rows.all_rows(replace(record, rounds=(*record.rounds, later)), rulebook)
    cutoff_rows.all_rows(replace(record, rounds=(replace(record.rounds[0], cutoff=1), *record.rounds[1:])), rulebook)
    assert asked == [(date(2026, 5, 12),), ()]


def test_forecasts_are_worked_out_once_for_a_state(record, rulebook, tmp_path, monkeypatch):
    first = shared.shared(record, rulebook, TODAY, tmp_path)
    monkeypatch.setattr(shared, "worked_out", lambda *_: None)
    assert shared.shared(record, rulebook, TODAY, tmp_path) == first
    assert shared.read(tmp_path / shared.FILE, "another") is None
    told = {each.type: each for each in first.documents["fr"].types}
    assert len(told["french"].ahead) > 1
    assert [each.name for each in tmp_path.iterdir()] == [shared.FILE]


def test_a_damaged_file_is_made_anew_and_a_closed_folder_does_no_harm(record: Record, rulebook, tmp_path, monkeypatch):
    made = shared.worked_out(record, rulebook, TODAY, shared.key_of(record, rulebook, TODAY))
    monkeypatch.setattr(shared, "worked_out", lambda *_: made)
    (tmp_path / shared.FILE).write_text('{"key": 1}')
    assert shared.shared(record, rulebook, TODAY, tmp_path) == made
    assert shared.read(tmp_path / shared.FILE, made.key) == made
    (tmp_path / "file").write_text("not a folder")
    assert shared.shared(record, rulebook, TODAY, tmp_path / "file") == made
