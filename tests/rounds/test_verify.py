"""Bundles: the same bytes for any number of threads, and every change of them found and named."""

import csv
import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from tests.rounds.conftest import NOON
from toprank.errors import Missing, ToprankError
from toprank.pool.store import Pool, open_pool
from toprank.rounds.certificate import as_text, bundle, digest, write_bundle
from toprank.rounds.question import question
from toprank.rounds.reading import Changed, read_bundle
from toprank.rounds.verify import verify
from toprank.rulebook.loader import Rulebook

KEYS = (
    "schema kind target version at size invited cutoff tie_break in_pool eligible above_cutoff tied tied_invited "
    "inputs outputs merkle checks instruction"
)


@pytest.fixture
def folder(pool: Pool, rulebook: Rulebook, bundle_folder: Path) -> Path:
    asked = question("category", "healthcare", 30, NOON, rulebook)
    write_bundle(bundle_folder, bundle(pool, asked, rulebook))
    return bundle_folder


def failed(folder: Path, rulebook: Rulebook, pool: Pool | None = None) -> set[str]:
    return {proof.code for proof in verify(read_bundle(folder), rulebook, pool) if proof.passed is False}


def test_a_bundle_verifies(folder: Path, rulebook: Rulebook, pool: Pool) -> None:
    assert failed(folder, rulebook) == set()
    assert failed(folder, rulebook, pool) == set()
    assert {proof.code for proof in verify(read_bundle(folder), rulebook, pool)} >= {
        "held_again_with_the_same_result",
        "same_bytes_of_invitations.csv",
        "same_bytes_of_invitations.parquet",
        "same_bytes_of_certificate.json",
    }


def test_the_certificate_of_the_contract(folder: Path, pool: Pool, rulebook: Rulebook) -> None:
    found = json.loads((folder / "certificate.json").read_text())
    assert list(found) == KEYS.split()
    assert (found["kind"], found["target"], found["version"]) == ("category", "healthcare", "healthcare-v3")
    assert (found["at"], found["size"], found["invited"]) == ("2026-03-10T12:00:00Z", 30, 30)
    assert found["above_cutoff"] + found["tied_invited"] == 30
    assert found["inputs"] == {"pool": pool.content_hash, "rulebook": rulebook.content_hash}
    sha = hashlib.sha256((folder / "invitations.csv").read_bytes()).hexdigest()
    assert found["outputs"]["invitations"] == f"sha256:{sha}"
    with (folder / "invitations.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0]) == ["rank", "id", "score", "submitted_at"]
    assert (int(rows[-1]["score"]), rows[-1]["submitted_at"]) == (found["cutoff"], found["tie_break"])
    table = pq.read_table(folder / "invitations.parquet").to_pylist()
    assert [(str(each["rank"]), each["id"], str(each["score"])) for each in table] == [
        (row["rank"], row["id"], row["score"]) for row in rows
    ]
    assert f"{table[0]['submitted_at']:%Y-%m-%dT%H:%M:%SZ}" == rows[0]["submitted_at"]


@pytest.mark.parametrize(("kind", "target"), [("general", None), ("program", "cec"), ("category", "stem")])
def test_same_bytes_again_and_with_two_threads(pool: Pool, rulebook: Rulebook, kind: str, target: str | None) -> None:
    asked = question(kind, target, 200, NOON, rulebook)
    once = bundle(pool, asked, rulebook, threads=1).files
    assert once == bundle(pool, asked, rulebook, threads=1).files == bundle(pool, asked, rulebook, threads=2).files


@pytest.mark.parametrize("size", [0, 10**6])
def test_nobody_and_everybody(pool: Pool, rulebook: Rulebook, bundle_folder: Path, size: int) -> None:
    made = bundle(pool, question("general", None, size, NOON, rulebook), rulebook)
    write_bundle(bundle_folder, made)
    assert made.certificate["invited"] == (made.certificate["eligible"] if size else 0)
    assert (made.certificate["cutoff"] is None) is (size == 0)
    assert (made.certificate["tie_break"] is None) is (size == 0)
    assert failed(bundle_folder, rulebook, pool) == set()


def test_a_bundle_is_not_overwritten(folder: Path, pool: Pool, rulebook: Rulebook) -> None:
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    with pytest.raises(ToprankError, match="exists already"):
        write_bundle(folder, bundle(pool, question("general", None, 1, NOON, rulebook), rulebook))
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def certificate(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "certificate.json").read_text())
    return found


def rewrite(folder: Path, **changes: Any) -> None:
    (folder / "certificate.json").write_bytes(as_text(certificate(folder) | changes))


def resigned(folder: Path, change: Callable[[list[str]], list[str]]) -> None:
    """Changes the lines of the invitations and signs them anew, as one would who meant to deceive."""
    lines = (folder / "invitations.csv").read_text().splitlines()
    (folder / "invitations.csv").write_text("\n".join([lines[0], *change(lines[1:])]) + "\n")
    outputs = certificate(folder)["outputs"]
    rewrite(folder, outputs=outputs | {"invitations": digest((folder / "invitations.csv").read_bytes())})


@pytest.mark.parametrize("name", ["invitations.csv", "invitations.parquet"])
@pytest.mark.parametrize("place", [0, 10, -10, -1])
def test_one_bit_of_a_file(folder: Path, rulebook: Rulebook, name: str, place: int) -> None:
    content = bytearray((folder / name).read_bytes())
    content[place] ^= 1
    (folder / name).write_bytes(content)
    key = "hash_of_invitations" if name.endswith("csv") else "hash_of_invitations_parquet"
    assert key in failed(folder, rulebook)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"cutoff": 999}, "line_at_the_last_invited"),
        ({"tie_break": "2025-11-20T08:11:02Z"}, "line_at_the_last_invited"),
        ({"invited": 29}, "counts_add_up"),
        ({"above_cutoff": 1}, "counts_add_up"),
        ({"tied": 0}, "counts_add_up"),
        ({"in_pool": 1}, "counts_add_up"),
        ({"size": 29}, "not_more_than_the_size"),
        ({"size": 31}, "not_more_than_the_size"),
        ({"at": "2026-01-01T00:00:00Z"}, "live_profiles_only"),
        ({"version": "healthcare-v1"}, "round_is_possible"),
        ({"target": "stem"}, "round_is_possible"),
        ({"instruction": "All are invited."}, "instruction_agrees"),
        ({"checks": []}, "recorded_checks_passed"),
    ],
)
def test_a_certificate_that_says_something_else(
    folder: Path, rulebook: Rulebook, change: dict[str, Any], code: str
) -> None:
    rewrite(folder, **change)
    assert code in failed(folder, rulebook)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda lines: [lines[1], lines[0], *lines[2:]], "in_order_of_rank"),
        (lambda lines: lines[:-1], "counts_add_up"),
        (
            lambda lines: [*lines[:-1], lines[-1].replace(lines[-1].split(",")[1], lines[0].split(",")[1])],
            "invited_once",
        ),
        (lambda lines: [lines[0].replace("s9-", "t9-"), *lines[1:]], "same_invitations_in_both_files"),
        (lambda lines: [*lines[:-1], lines[-1].replace(",202", ",201")], "live_profiles_only"),
    ],
)
def test_invitations_signed_anew(
    folder: Path, rulebook: Rulebook, change: Callable[[list[str]], list[str]], code: str
) -> None:
    resigned(folder, change)
    found = failed(folder, rulebook)
    assert code in found
    assert "hash_of_invitations" not in found


def test_a_forgery_that_agrees_with_itself_is_found_over_the_pool(folder: Path, rulebook: Rulebook, pool: Pool) -> None:
    checks = certificate(folder)["checks"]
    checks[3]["looked_at"] += 1
    rewrite(folder, checks=checks)
    assert failed(folder, rulebook) == set()
    (proof, other) = [each for each in verify(read_bundle(folder), rulebook, pool) if each.passed is False]
    assert (proof.code, other.code) == ("held_again_with_the_same_result", "same_bytes_of_certificate.json")
    assert proof.found.startswith("checks.as_many_as_fit.looked_at: ")


def test_bytes_that_mean_the_same(folder: Path, rulebook: Rulebook) -> None:
    (folder / "certificate.json").write_text(json.dumps(certificate(folder)))
    assert failed(folder, rulebook) == {"certificate_as_written"}


def test_another_pool(folder: Path, rulebook: Rulebook, pool: Pool, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    manifest = json.loads((pool.folder / "manifest.json").read_text())
    manifest["log"][0]["sha256"] = "0" * 64
    (other / "manifest.json").write_text(json.dumps(manifest))
    for part in pool.parts:
        (other / part.name).write_bytes((pool.folder / part.name).read_bytes())
    assert failed(folder, rulebook, open_pool(other)) == {"pool_is_the_same", "pool_is_whole"}


@pytest.mark.parametrize("name", ["certificate.json", "invitations.csv", "invitations.parquet"])
def test_a_file_that_is_missing(folder: Path, name: str) -> None:
    """A bundle that lacks a file was changed; a folder that never was one is missing."""
    (folder / name).unlink()
    with pytest.raises(Changed, match=f"lacks {name}"):
        read_bundle(folder)


@pytest.mark.parametrize("content", [b"", b"\n", b"[]", b"{}", b"{", b"\xff", b"null", b"7"])
def test_a_certificate_that_no_longer_is_one(folder: Path, content: bytes) -> None:
    (folder / "certificate.json").write_bytes(content)
    for place in (folder, folder / "certificate.json"):
        with pytest.raises(Changed, match=r"certificate.json is not (JSON|understood): (it (is|cannot)|byte 0 is)"):
            read_bundle(place)


def test_what_never_was_a_bundle(tmp_path: Path) -> None:
    with pytest.raises(Missing, match="is no bundle"):
        read_bundle(tmp_path)
    (tmp_path / "other.json").write_text("[]")
    with pytest.raises(ToprankError, match="is no certificate") as error:
        read_bundle(tmp_path / "other.json")
    assert error.value.exit_code == 2


def test_a_value_is_shown_as_the_file_has_it(folder: Path) -> None:
    path = folder / "certificate.json"
    path.write_text(path.read_text().replace('"size": 30', '"size": NaN', 1))
    with pytest.raises(Changed, match="size is NaN; a count is needed"):
        read_bundle(folder)


@pytest.mark.parametrize(
    "content",
    [b"", b"\xff", b"{", b"[]", b"null", b"{}", b'{"schema": "toprank.round/2"}', b"[" * 100_000],
)
def test_certificates_that_are_none(folder: Path, content: bytes) -> None:
    (folder / "certificate.json").write_bytes(content)
    with pytest.raises(ToprankError, match=r"certificate\.json"):
        read_bundle(folder)


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "draw"},
        {"kind": []},
        {"size": "60"},
        {"size": True},
        {"invited": -1},
        {"cutoff": "467"},
        {"at": None},
        {"at": "noon"},
        {"tie_break": 7},
        {"target": 7},
        {"inputs": {}},
        {"outputs": {"invitations": "sha256:1", "invitations_parquet": "sha256:1"}},
        {"checks": [1]},
        {"checks": [{"code": "a", "passed": "yes", "looked_at": 1}]},
        {"instruction": None},
        {"more": 1},
    ],
)
def test_certificates_that_are_not_understood(folder: Path, change: dict[str, Any]) -> None:
    rewrite(folder, **change)
    with pytest.raises(ToprankError, match="not understood"):
        read_bundle(folder)


def test_invitations_that_are_not_understood_though_signed(folder: Path, rulebook: Rulebook) -> None:
    resigned(folder, lambda lines: ["one,two", *lines])
    with pytest.raises(ToprankError, match=r"invitations\.csv is not understood"):
        verify(read_bundle(folder), rulebook)
