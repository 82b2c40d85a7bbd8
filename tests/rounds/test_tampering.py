"""Whatever is changed after a round was held, `verify` says "no" (exit 1) and names what differs."""

import json
import shlex
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

import toprank.rulebook
from tests.rounds.conftest import NOON
from toprank.cli.main import application
from toprank.errors import ToprankError
from toprank.pool.adding import adding
from toprank.pool.store import Pool, open_pool
from toprank.rounds.certificate import as_text, bundle, digest, write_bundle
from toprank.rounds.question import question
from toprank.rounds.recording import hold_for_good
from toprank.rounds.slip import slip
from toprank.rulebook.loader import Rulebook, load
from toprank.words import catalogue

FILES = ("certificate.json", "invitations.csv", "invitations.parquet", "outcomes.private.parquet")
HOME = Path(toprank.rulebook.__file__).parent


@dataclass(frozen=True)
class Place:
    """A pool, a rulebook overlay, the bundle of a round, and the slips of two of its candidates."""

    folder: Path

    @property
    def pool(self) -> Path:
        return self.folder / "pool"

    @property
    def overlay(self) -> Path:
        return self.folder / "overlay"

    @property
    def bundle(self) -> Path:
        return self.folder / "bundle"

    @property
    def slip(self) -> Path:
        return self.folder / "slip.json"

    @property
    def certificate(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads((self.bundle / "certificate.json").read_text())
        return found

    def verify(self) -> tuple[int, str]:
        """How `verify` over the pool leaves, and the proofs that failed."""
        return answer(self.bundle, "--pool", self.pool, "--rulebook", self.overlay)

    def verify_slip(self) -> tuple[int, str]:
        return answer(self.bundle / "certificate.json", "--slip", self.slip)


def answer(*arguments: Path | str) -> tuple[int, str]:
    """The exit code of `verify` and what failed, `code: found` line by line."""
    told = ["verify", *map(str, arguments), "--json"]
    done = CliRunner().invoke(application(told), told)
    if isinstance(done.exception, ToprankError):
        return done.exception.exit_code, str(done.exception)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    proofs = json.loads(done.stdout)["checks"]
    assert {each["code"] for each in proofs} <= set(catalogue("en")["proof"])
    return done.exit_code, "\n".join(f"{each['code']}: {each['found']}" for each in proofs if each["passed"] is False)


@pytest.fixture(scope="module")
def honest(pool: Pool, tmp_path_factory: pytest.TempPathFactory) -> Place:
    """A round held under an overlay with a figure of its own."""
    place = Place(tmp_path_factory.mktemp("honest"))
    shutil.copytree(pool.folder, place.pool)
    (place.overlay / "crs").mkdir(parents=True)
    sibling = (HOME / "crs" / "sibling.toml").read_text()
    (place.overlay / "crs" / "sibling.toml").write_text(sibling.replace('["in_canada", 15]', '["in_canada", 14]'))
    book = load((place.overlay,))
    made = bundle(open_pool(place.pool), question("category", "healthcare", 30, NOON, book), book)
    write_bundle(place.bundle, made)
    rows = made.files["invitations.csv"].decode().splitlines()
    name = rows[10].split(",")[1]
    place.slip.write_bytes(as_text(slip(name, made.files["outcomes.private.parquet"], made.certificate)))
    return place


@pytest.fixture
def place(honest: Place, tmp_path: Path) -> Place:
    """A copy of all that, to be changed."""
    shutil.copytree(honest.folder, tmp_path / "copy")
    return Place(tmp_path / "copy")


def flip(path: Path, position: int, bit: int = 0) -> None:
    """Changes one bit of a file."""
    content = bytearray(path.read_bytes())
    content[position % len(content)] ^= 1 << bit
    path.write_bytes(content)


def rewrite(place: Place, **changes: Any) -> None:
    (place.bundle / "certificate.json").write_bytes(as_text(place.certificate | changes))


def sign_again(place: Place, name: str, key: str) -> None:
    """The hash of a changed file put into the certificate, as one would who means to deceive."""
    outputs = place.certificate["outputs"] | {key: digest((place.bundle / name).read_bytes())}
    rewrite(place, outputs=outputs)


def edit_slip(place: Place, **changes: Any) -> None:
    document = json.loads(place.slip.read_text())
    for path, value in changes.items():
        *parents, last = path.split("__")
        inner = document
        for each in parents:
            inner = inner[each]
        inner[last] = value(inner[last]) if callable(value) else value
    place.slip.write_bytes(as_text(document))


def test_an_honest_round_verifies_from_another_folder(place: Place) -> None:
    assert place.verify() == (0, "")
    assert place.verify_slip() == (0, "")
    root = place.certificate["merkle"]["root"]
    assert answer("--slip", place.slip, "--root", root) == (0, "")
    assert answer("--slip", place.slip, "--root", root.removeprefix("sha256:").upper()) == (0, "")


# What is done, and what `verify` must then name.


def a_bit_of_a_part(place: Place) -> None:
    flip(next(place.pool.glob("part-*.parquet")), 1000)


def the_hash_in_the_manifest(place: Place) -> None:
    path = place.pool / "manifest.json"
    manifest = json.loads(path.read_text())
    manifest["log"][0]["sha256"] = "0" * 64
    path.write_text(json.dumps(manifest))


def a_manifest_cut_short(place: Place) -> None:
    path = place.pool / "manifest.json"
    path.write_bytes(path.read_bytes()[:-40])


def a_figure_of_the_rulebook(place: Place) -> None:
    path = place.overlay / "crs" / "sibling.toml"
    path.write_text(path.read_text().replace('["in_canada", 14]', '["in_canada", 13]'))


def a_table_of_the_rulebook_cut_short(place: Place) -> None:
    path = place.overlay / "crs" / "sibling.toml"
    path.write_bytes(path.read_bytes()[:-5] + b"[[")


def a_bit_of_the_csv(place: Place) -> None:
    flip(place.bundle / "invitations.csv", 60)


def a_bit_of_the_parquet(place: Place) -> None:
    flip(place.bundle / "invitations.parquet", 60)


def two_ranks_exchanged_and_signed(place: Place) -> None:
    path = place.bundle / "invitations.csv"
    lines = path.read_text().splitlines()
    lines[3], lines[4] = lines[4].replace("4,", "3,", 1), lines[3].replace("3,", "4,", 1)
    path.write_text("\n".join(lines) + "\n")
    sign_again(place, path.name, "invitations")


def a_friend_invited_and_signed(place: Place) -> None:
    path = place.bundle / "invitations.csv"
    lines = path.read_text().splitlines()
    lines[-1] = lines[-1].replace(lines[-1].split(",")[1], "friend")
    path.write_text("\n".join(lines) + "\n")
    sign_again(place, path.name, "invitations")


def a_bit_of_the_outcomes(place: Place) -> None:
    flip(place.bundle / "outcomes.private.parquet", 5000)


def a_score_of_the_outcomes_signed(place: Place) -> None:
    path = place.bundle / "outcomes.private.parquet"
    table = pq.read_table(path, read_dictionary=["unmet"])
    scores = table.column("score").to_pylist()
    scores[7] += 1
    pq.write_table(
        table.set_column(1, table.schema.field(1), pa.array(scores, pa.int16())), path, row_group_size=65_536
    )
    sign_again(place, path.name, "outcomes")


def the_root(place: Place) -> None:
    rewrite(place, merkle=place.certificate["merkle"] | {"root": f"sha256:{'0' * 64}"})


def the_cut_off(place: Place) -> None:
    rewrite(place, cutoff=place.certificate["cutoff"] - 1)


def the_instruction(place: Place) -> None:
    rewrite(place, instruction="Everyone is invited.")


def a_count_of_a_check(place: Place) -> None:
    checks = place.certificate["checks"]
    checks[0]["looked_at"] += 1
    rewrite(place, checks=checks)


def a_failed_check_left_out(place: Place) -> None:
    rewrite(place, checks=place.certificate["checks"][1:])


def the_certificate_laid_out_anew(place: Place) -> None:
    (place.bundle / "certificate.json").write_text(json.dumps(place.certificate))


def the_certificate_cut_short(place: Place) -> None:
    path = place.bundle / "certificate.json"
    path.write_bytes(path.read_bytes()[:-3])


def another_instant(place: Place) -> None:
    rewrite(place, at="2026-03-10T12:00:01Z")


@pytest.mark.parametrize(
    ("tamper", "named"),
    [
        (a_bit_of_a_part, "pool_is_whole: "),
        (the_hash_in_the_manifest, "pool_is_the_same: pool: sha256:"),
        (a_manifest_cut_short, "pool_understood: "),
        (a_figure_of_the_rulebook, "rulebook_is_the_same: rulebook: sha256:"),
        (a_table_of_the_rulebook_cut_short, "rulebook_understood: "),
        (a_bit_of_the_csv, "hash_of_invitations: invitations.csv: sha256:"),
        (a_bit_of_the_parquet, "hash_of_invitations_parquet: invitations.parquet: sha256:"),
        (two_ranks_exchanged_and_signed, "in_order_of_rank: rank 4 does not come after rank 3"),
        (a_friend_invited_and_signed, "outcomes_agree_with_invitations: rank 30 is another candidate"),
        (a_bit_of_the_outcomes, "hash_of_outcomes: outcomes.private.parquet: sha256:"),
        (a_score_of_the_outcomes_signed, "same_bytes_of_outcomes.private.parquet: "),
        (the_root, "held_again_with_the_same_result: merkle.root: sha256:0000"),
        (the_cut_off, "line_at_the_last_invited: cutoff: "),
        (the_instruction, "instruction_agrees: "),
        (a_count_of_a_check, "held_again_with_the_same_result: checks.nobody_outranks_the_invited.looked_at: "),
        (a_failed_check_left_out, "recorded_checks_passed: nobody_outranks_the_invited"),
        (the_certificate_laid_out_anew, "certificate_as_written: "),
        (the_certificate_cut_short, "certificate_understood: "),
        (another_instant, "; merkle.root: sha256:"),
    ],
    ids=lambda each: each.__name__.replace("_", " ") if callable(each) else "",
)
def test_what_was_changed_is_named(place: Place, tamper: Callable[[Place], None], named: str) -> None:
    tamper(place)
    code, failed = place.verify()
    assert code == 1
    assert named in failed


@pytest.fixture
def recorded(place: Place) -> Place:
    """The same round, recorded in its pool, which went on afterwards: a later round, and it stands for another day."""
    shutil.rmtree(place.bundle)
    book = load((place.overlay,))
    hold_for_good(place.pool, question("category", "healthcare", 30, NOON, book), book, "one", place.bundle)
    later = question("general", None, 5, NOON + timedelta(days=1), book)
    hold_for_good(place.pool, later, book, "two", place.folder / "later")
    with adding(place.pool) as writer:
        writer.commit(NOON.date() + timedelta(days=2), {**writer.pool.origin, "carried": 2})
    return place


def edit_manifest(place: Place, edit: Callable[[dict[str, Any]], object]) -> None:
    path = place.pool / "manifest.json"
    manifest = json.loads(path.read_text())
    edit(manifest)
    path.write_text(json.dumps(manifest, indent=1) + "\n")


def test_a_recorded_round_verifies_after_the_pool_went_on(recorded: Place) -> None:
    assert recorded.verify() == (0, "")
    assert len(open_pool(recorded.pool).earlier) == 1
    assert answer(recorded.folder / "later", "--pool", recorded.pool, "--rulebook", recorded.overlay) == (0, "")


def a_bit_of_the_recorded_invitations(place: Place) -> None:
    flip(place.pool / "part-00001.parquet", 2000)


def a_recorded_invitation_signed(place: Place) -> None:
    path = place.pool / "part-00001.parquet"
    table = pq.read_table(path)
    until = table.column("until").to_pylist()
    until[3] += 86_400
    pq.write_table(table.set_column(5, table.schema.field(5), pa.array(until, pa.int64())), path)
    hash_ = digest(path.read_bytes()).removeprefix("sha256:")
    edit_manifest(place, lambda manifest: manifest["log"][1].update(sha256=hash_))


def the_recorded_size(place: Place) -> None:
    edit_manifest(place, lambda manifest: manifest["log"][1]["round"].update(size=31))


def the_day_of_then(place: Place) -> None:
    edit_manifest(place, lambda manifest: manifest["before"][0].update(day="2026-03-09"))


def the_origin_of_then(place: Place) -> None:
    edit_manifest(place, lambda manifest: manifest["before"][0]["origin"].update(kind="import"))


@pytest.mark.parametrize(
    ("tamper", "named"),
    [
        (a_bit_of_the_recorded_invitations, "pool_is_whole: "),
        (a_recorded_invitation_signed, "recorded_in_the_pool: part-00001.parquet records other invitations"),
        (the_recorded_size, "recorded_in_the_pool: size: 31 in the manifest, 30 found"),
        (the_day_of_then, "pool_is_the_same: pool: sha256:"),
        (the_origin_of_then, "pool_is_the_same: pool: sha256:"),
    ],
    ids=lambda each: each.__name__.replace("_", " ") if callable(each) else "",
)
def test_what_was_changed_in_the_record_of_a_round_is_named(
    recorded: Place, tamper: Callable[[Place], None], named: str
) -> None:
    tamper(recorded)
    code, failed = recorded.verify()
    assert code == 1
    assert named in failed


@pytest.mark.parametrize(("key", "value"), [("day", "2026-03-11"), ("day", None), ("origin", {"kind": "import"})])
def test_day_and_origin_lie_under_the_hash(place: Place, key: str, value: object) -> None:
    edit_manifest(place, lambda manifest: manifest.update({key: value}))
    code, failed = place.verify()
    assert code == 1
    assert "pool_is_the_same: pool: sha256:" in failed


def test_without_the_pool_the_outcomes_are_held_against_the_root(place: Place) -> None:
    a_score_of_the_outcomes_signed(place)
    code, failed = answer(place.bundle, "--rulebook", place.overlay)
    assert code == 1
    assert "outcomes_are_under_the_root: merkle.root: " in failed or "outcomes_understood" in failed


def test_counts_that_disagree_name_where_they_stand(place: Place) -> None:
    lines = (place.bundle / "invitations.csv").read_text().splitlines(keepends=True)
    (place.bundle / "invitations.csv").write_text("".join(lines[:-1]))
    code, failed = place.verify()
    assert code == 1
    assert "counts_add_up: invited: 30 in the certificate, 29 in invitations.csv" in failed
    assert "invitations.csv holds 29 invitations, outcomes.private.parquet 30" in failed


def test_counts_of_a_certificate_that_cannot_be_together(place: Place) -> None:
    before = place.certificate
    rewrite(place, in_pool=before["in_pool"] + 1, tied_invited=before["tied"] + 1)
    _, failed = place.verify()
    leaves = f"the certificate says in_pool {before['in_pool'] + 1}, but merkle.tree_size {before['in_pool']}"
    assert f"one_leaf_for_each_candidate: {leaves}" in failed
    assert f"the certificate says tied_invited {before['tied'] + 1}, but tied {before['tied']}" in failed


def turned(value: Any) -> Any:
    """A document with the keys of every object in the reverse order."""
    if isinstance(value, dict):
        return {key: turned(each) for key, each in reversed(value.items())}
    return [turned(each) for each in value] if isinstance(value, list) else value


def test_keys_in_another_order_are_another_form(place: Place) -> None:
    place.slip.write_bytes(as_text(turned(json.loads(place.slip.read_text()))))
    root = place.certificate["merkle"]["root"]
    code, failed = answer("--slip", place.slip, "--root", root)
    assert (code, failed) == (1, "slip_as_written: keys in another order, or laid out otherwise")
    (place.bundle / "certificate.json").write_bytes(as_text(turned(place.certificate)))
    code, failed = answer(place.bundle, "--rulebook", place.overlay)
    assert (code, "certificate_as_written: keys in another order" in failed) == (1, True)


def test_with_a_root_alone_the_certificate_of_a_slip_is_not_looked_at(place: Place) -> None:
    edit_slip(place, certificate=f"sha256:{'1' * 64}")
    told = ["verify", "--slip", str(place.slip), "--root", place.certificate["merkle"]["root"]]
    proofs = json.loads(CliRunner().invoke(application(told), [*told, "--json"]).stdout)["checks"]
    assert [each["code"] for each in proofs if each["passed"] is None] == ["certificate_is_the_one_named"]
    shown = CliRunner().invoke(application(told), told)
    assert (shown.exit_code, "Not here: 1." in shown.stdout) == (0, True)


def test_a_slip_with_its_bundle_looks_at_every_file_of_it(place: Place) -> None:
    assert answer(place.bundle, "--slip", place.slip) == (0, "")
    a_bit_of_the_csv(place)
    code, failed = answer(place.bundle, "--slip", place.slip)
    assert code == 1
    assert failed.startswith("hash_of_invitations: invitations.csv: sha256:")


def test_a_rulebook_that_is_not_there_is_no_answer(place: Place) -> None:
    (place.folder / "empty").mkdir()
    assert answer(place.bundle, "--rulebook", place.folder / "nothere")[0] == 3
    assert answer(place.bundle, "--rulebook", place.slip)[0] == 2
    assert answer(place.bundle, "--rulebook", place.folder / "empty")[0] == 2


def test_the_proof_that_a_round_names_can_be_followed(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(place.folder)
    place.overlay.rename("over lay")
    told = ["round", "pool", "--kind", "general", "--size", "3", "--at", "2026-03-10T12:00:00Z", "--out", "held"]
    done = CliRunner().invoke(application(told), [*told, "--rulebook", "over lay"])
    (line,) = [each for each in done.stderr.splitlines() if each.startswith("Written to held.")]
    command = shlex.split(line.partition("To prove it again: ")[2])
    assert command == ["toprank", "verify", "held", "--pool", "pool", "--rulebook", "over lay"]
    assert CliRunner().invoke(application(command[1:]), command[1:]).exit_code == 0


def test_what_does_not_apply_is_not_passed(place: Place) -> None:
    told = ["round", str(place.pool), "--kind", "general", "--size", "3", "--at", "2026-03-10T12:00:00Z", "--trial"]
    done = CliRunner().invoke(application(told), [*told, "--out", str(place.folder / "held")])
    (line,) = [each for each in done.stdout.splitlines() if "Nominees are left out" in each]
    assert line.split() == ["Nominees", "are", "left", "out", "does", "not", "apply"]
    assert "unknown unit groups 0" in done.stdout


def test_a_rulebook_left_out(place: Place) -> None:
    code, failed = answer(place.bundle, "--pool", place.pool)
    assert code == 1
    assert "rulebook_is_the_same" in failed


def test_without_the_private_part(place: Place) -> None:
    (place.bundle / "outcomes.private.parquet").unlink()
    assert place.verify() == (0, "")
    told = ["verify", str(place.bundle), "--rulebook", str(place.overlay), "--json"]
    found = json.loads(CliRunner().invoke(application(told), told).stdout)
    assert [each["code"] for each in found["checks"] if each["passed"] is None] == ["hash_of_outcomes"]


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"outcome__score": lambda score: score + 1}, "outcome_is_under_the_root: "),
        ({"outcome__invited": False}, "outcome_agrees_with_itself: "),
        ({"outcome__position": lambda place: place + 1}, "outcome_is_under_the_root: "),
        ({"outcome__submitted_at": "2026-01-01T00:00:00Z"}, "outcome_is_under_the_root: "),
        ({"outcome__id": "friend"}, "outcome_is_under_the_root: "),
        ({"outcome__salt": "0" * 32}, "outcome_is_under_the_root: "),
        ({"outcome__line__cutoff": 1}, "round_is_the_same: outcome.line.cutoff: 1 in the slip, "),
        ({"outcome__round__size": 31}, "round_is_the_same: outcome.round.size: 31 in the slip, 30 found"),
        ({"merkle__leaf_index": lambda place: place ^ 1}, "outcome_is_under_the_root: "),
        ({"merkle__tree_size": 7}, "root_is_that_of_the_certificate: tree_size: 7 in the slip, "),
        ({"merkle__audit_path": lambda path: path[1:]}, "outcome_is_under_the_root: no path of "),
        ({"merkle__audit_path": lambda path: [path[1], path[0], *path[2:]]}, "outcome_is_under_the_root: "),
        ({"merkle__root": f"sha256:{'1' * 64}"}, "root_is_that_of_the_certificate: root: sha256:1111"),
        ({"certificate": f"sha256:{'1' * 64}"}, "certificate_is_the_one_named: certificate: sha256:1111"),
        ({"because": ["You were invited twice."]}, "words_agree: because.0: You were invited twice."),
        ({"outcome__eligible": "yes"}, "slip_understood: "),
    ],
    ids=lambda each: next(iter(each)) if isinstance(each, dict) else "",
)
def test_what_was_changed_in_a_slip_is_named(place: Place, changes: dict[str, Any], named: str) -> None:
    edit_slip(place, **changes)
    code, failed = place.verify_slip()
    assert code == 1
    assert named in failed


def test_another_root_and_another_round(place: Place, pool: Pool, rulebook: Rulebook) -> None:
    code, failed = answer("--slip", place.slip, "--root", "1" * 64)
    assert (code, failed.startswith("root_is_the_published: root: sha256:")) == (1, True)
    other = bundle(pool, question("category", "healthcare", 31, NOON, rulebook), rulebook)
    write_bundle(place.folder / "other", other)
    code, failed = answer(place.folder / "other", "--slip", place.slip)
    assert code == 1
    assert "slip_made_again: " in failed
    assert "outcome.round.size: 30 in the slip, 31 found" in failed


def test_an_instant_between_two_seconds(place: Place) -> None:
    path = place.bundle / "invitations.parquet"
    table = pq.read_table(path)
    later = [each + timedelta(milliseconds=1) for each in table.column("submitted_at").to_pylist()]
    pq.write_table(table.set_column(3, table.schema.field(3), pa.array(later, table.schema.field(3).type)), path)
    code, failed = place.verify()
    assert code == 1
    assert "same_invitations_in_both_files: invitations.parquet cannot be read" in failed


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.sampled_from(FILES), st.integers(0, 2**31), st.integers(0, 7))
def test_any_bit_of_any_file_of_a_bundle(honest: Place, name: str, position: int, bit: int) -> None:
    path = honest.bundle / name
    whole = path.read_bytes()
    try:
        flip(path, position, bit)
        code, failed = honest.verify()
        assert code == 1, (name, position % len(whole), bit)
        assert failed
    finally:
        path.write_bytes(whole)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.integers(0, 2**31), st.integers(0, 7))
def test_any_bit_of_a_part_of_the_pool(honest: Place, position: int, bit: int) -> None:
    path = next(honest.pool.glob("part-*.parquet"))
    whole = path.read_bytes()
    try:
        flip(path, position, bit)
        assert honest.verify()[0] == 1
    finally:
        path.write_bytes(whole)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.integers(0, 2**31), st.integers(0, 7))
def test_any_bit_of_a_slip(honest: Place, position: int, bit: int) -> None:
    whole = honest.slip.read_bytes()
    try:
        flip(honest.slip, position, bit)
        code, failed = honest.verify_slip()
        assert code == 1, (position % len(whole), bit, failed)
    finally:
        honest.slip.write_bytes(whole)


def fields(document: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The path of every value of a document."""
    pairs = (
        document.items() if isinstance(document, dict) else enumerate(document) if isinstance(document, list) else ()
    )
    return [path, *(found for key, each in pairs for found in fields(each, (*path, key)))]


VALUES = st.one_of(st.none(), st.booleans(), st.integers(-5, 2000), st.text(max_size=5), st.just([]), st.just({}))


@settings(max_examples=250, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_any_field_of_a_slip(honest: Place, data: st.DataObject) -> None:
    whole = honest.slip.read_bytes()
    document = json.loads(whole)
    *parents, last = data.draw(st.sampled_from(fields(document)[1:]))
    inner = document
    for each in parents:
        inner = inner[each]
    value = data.draw(VALUES.filter(lambda value: json.dumps(value) != json.dumps(inner[last])))
    inner[last] = value
    try:
        honest.slip.write_bytes(as_text(document))
        root = json.loads((honest.bundle / "certificate.json").read_text())["merkle"]["root"]
        assert honest.verify_slip()[0] == 1
        if (*parents, last) != ("certificate",):
            assert answer("--slip", honest.slip, "--root", root)[0] == 1
    finally:
        honest.slip.write_bytes(whole)
