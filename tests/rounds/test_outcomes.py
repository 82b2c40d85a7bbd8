"""The outcome of every live candidate, against plain counts and against the assessment of each one alone."""

import json
from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from tests.pool.people import DAY, invented, submitted_at
from tests.rounds.conftest import NOON, nominated
from toprank import days
from toprank.assess import assess_profiles
from toprank.pool.documents import documents_of
from toprank.pool.store import Pool, write_pool
from toprank.rounds import outcomes as module
from toprank.rounds.certificate import OUTCOMES, bundle
from toprank.rounds.hold import Held, hold
from toprank.rounds.merkle import leaf_hash, root_of
from toprank.rounds.outcomes import bound, from_parquet, head_of, leaf_texts, opening_of, salt_key, salts, table_of
from toprank.rounds.question import Question, question
from toprank.rounds.unmet import CODES, NOMINEE
from toprank.rulebook.loader import Rulebook
from toprank.rules.outcome import PROGRAMS
from toprank.words import catalogue

ROUNDS = [
    ("general", None),
    ("program", "cec"),
    ("program", "fst"),
    ("program", "pnp"),
    ("category", "healthcare"),
    ("category", "french"),
    ("category", "skilled_military_recruits"),
]


def leaves_of(made: Any) -> list[dict[str, Any]]:
    """Every leaf of a bundle as a document."""
    file = from_parquet(made.files[OUTCOMES])
    opening = opening_of(made.certificate)
    texts = [leaf_texts(file.lot(number), number, file.key, opening) for number in range(len(file.lots))]
    return [json.loads(opening.decode() + text) for lot in texts for text in lot.to_pylist()]


def plain_position(held: Held) -> dict[str, int]:
    """The rank of each eligible candidate, by id, one after the other."""
    scored = held.scored
    keys = sorted(
        (-int(scored.total[row]), int(scored.submitted[row]), scored.ids[int(row)].as_py())
        for row in np.flatnonzero(held.eligible)
    )
    return {name: place for place, (_, _, name) in enumerate(keys, start=1)}


@pytest.mark.parametrize(("kind", "target"), ROUNDS)
def test_every_live_candidate_once_in_order_of_the_pool(
    pool: Pool, rulebook: Rulebook, kind: str, target: str | None
) -> None:
    asked = question(kind, target, 60, NOON, rulebook)
    held, made = hold(pool, asked, rulebook), bundle(pool, asked, rulebook)
    positions, leaves, scored = plain_position(held), leaves_of(made), held.scored
    rows = np.flatnonzero(scored.live)
    assert [leaf["id"] for leaf in leaves] == scored.ids.take(pa.array(rows)).to_pylist()
    assert made.certificate["merkle"]["tree_size"] == len(rows) == made.certificate["in_pool"]
    for row, leaf in zip(rows.tolist(), leaves, strict=True):
        assert leaf["score"] == scored.total[row]
        assert leaf["position"] == positions.get(leaf["id"])
        assert leaf["eligible"] == bool(held.eligible[row]) == (not leaf["unmet"])
        assert leaf["invited"] == (row in held.selection.rows)
        assert {key: leaf[key] for key in ("schema", "round", "line")} == head_of(made.certificate)
    assert len({leaf["salt"] for leaf in leaves}) == len(leaves)


@pytest.fixture(scope="module")
def motley(tmp_path_factory: pytest.TempPathFactory) -> Pool:
    """Invented lives of every kind, all live, some nominated: many reasons not to be eligible."""
    _, facts = invented(17, 600)
    born_before = np.flatnonzero(facts.declared.born < days.number(DAY) - 31)
    some = nominated(submitted_at(facts, [int(NOON.timestamp()) - 30 * 86_400] * len(facts)).take(born_before))
    ids = [f"life-{place}" for place in range(len(some))]
    return write_pool(tmp_path_factory.mktemp("pools") / "motley", [(ids, some)], DAY, {})


@pytest.mark.parametrize(("kind", "target"), ROUNDS)
def test_the_first_requirement_not_met_is_that_of_the_assessment(
    motley: Pool, rulebook: Rulebook, kind: str, target: str | None
) -> None:
    asked = question(kind, target, 60, NOON, rulebook)
    outcomes = {leaf["id"]: leaf for leaf in leaves_of(bundle(motley, asked, rulebook))}
    documents = [each for part in motley.parts for each in documents_of(*pool_part(motley, part))]
    answers = assess_profiles(documents, [NOON.date()] * len(documents), (), rulebook)
    looked_at = set()
    for answer in answers:
        leaf = outcomes[answer["profile"]]
        assert leaf["unmet"] == ([] if leaf["eligible"] else plain_reasons(answer, asked))
        looked_at.add(tuple(leaf["unmet"]))
    assert len(looked_at) > (1 if target == "pnp" else 2)


def pool_part(pool: Pool, part: Any) -> tuple[list[str], Any]:
    ids, facts = pool.read(part)
    return ids.to_pylist(), facts


def first_unmet(found: dict[str, Any]) -> str | None:
    return next((each["code"] for each in found["requirements"] if not each["met"]), None)


def plain_reasons(answer: dict[str, Any], asked: Question) -> list[str]:
    """Why somebody is not eligible, from the requirements of the assessment."""
    programs = answer["programs"]
    if asked.kind == "program":
        code = first_unmet(programs[str(asked.target)])
        return [f"{asked.target}.{code}"] if code else [NOMINEE]
    if not any(programs[name]["eligible"] for name in ("fsw", "cec", "fst")):
        return [f"{name}.{first_unmet(programs[name])}" for name in ("fsw", "cec", "fst")]
    code = first_unmet(answer["categories"][str(asked.target)])
    return [f"{asked.version}.{code}"] if code else [NOMINEE]


def test_every_requirement_of_the_rules_has_a_code_and_words(pool: Pool, rulebook: Rulebook) -> None:
    words = catalogue("en")["requirement"]
    assert set(CODES) <= set(words)
    documents = list(documents_of(*pool_part(pool, pool.parts[0])))[:1]
    answer, *_ = assess_profiles(documents, [NOON.date()], (), rulebook)
    found = [*answer["programs"].values(), *answer["categories"].values()]
    assert {each["code"] for part in found for each in part["requirements"]} <= set(CODES)
    assert len(set(CODES)) == len(CODES) < 32
    assert set(PROGRAMS) <= set(catalogue("en")["names"]["program"])


def test_a_leaf_is_the_canonical_json_of_its_outcome(pool: Pool, rulebook: Rulebook) -> None:
    made = bundle(pool, question("category", "healthcare", 60, NOON, rulebook), rulebook)
    hashes = [leaf_hash(json.dumps(leaf, separators=(",", ":")).encode()) for leaf in leaves_of(made)]
    assert f"sha256:{root_of(hashes).hex()}" == made.certificate["merkle"]["root"]


@pytest.mark.parametrize("lot", [1, 128, 1024, 4096])
def test_the_root_of_many_lots(pool: Pool, rulebook: Rulebook, monkeypatch: pytest.MonkeyPatch, lot: int) -> None:
    asked = question("general", None, 60, NOON, rulebook)
    held = hold(pool, asked, rulebook)
    opening = opening_of(bundle(pool, asked, rulebook).certificate)
    monkeypatch.setattr(module, "AT_ONCE", lot)
    table = table_of(held)
    found = bound(table, b"key", opening)
    assert len(found.lots) == -(-table.num_rows // lot)
    texts = [
        opening.decode() + text
        for number in range(len(found.lots))
        for text in leaf_texts(table.slice(number * lot, lot), number, b"key", opening).to_pylist()
    ]
    assert found.root == root_of([leaf_hash(text.encode()) for text in texts])


def test_salts_differ_by_round_and_by_pool_and_are_not_in_what_is_published(pool: Pool, rulebook: Rulebook) -> None:
    made = [bundle(pool, question("general", None, size, NOON, rulebook), rulebook) for size in (10, 11)]
    keys = [from_parquet(each.files[OUTCOMES]).key for each in made]
    assert keys[0] == salt_key(pool, opening_of(made[0].certificate)) != keys[1]
    published = json.dumps(made[0].certificate)
    assert keys[0].hex() not in published
    assert not any(part.sha256 in published for part in pool.log)
    alone, together = salts(keys[0], 0, 1), salts(keys[0], 0, 1000)
    assert together.startswith(alone)
    assert salts(keys[0], 1, 1) != alone != salts(keys[1], 0, 1)
    slips = leaves_of(made[0])
    assert not {leaf["salt"] for leaf in slips} & {leaf["salt"] for leaf in leaves_of(made[1])}


def test_a_published_certificate_names_no_candidate(pool: Pool, rulebook: Rulebook) -> None:
    made = bundle(pool, question("category", "healthcare", 60, NOON, rulebook), rulebook)
    published = json.dumps(made.certificate)
    leaves = leaves_of(made)
    assert not any(leaf["id"] in published for leaf in leaves)
    others = {leaf["submitted_at"] for leaf in leaves} - {made.certificate["tie_break"]}
    assert not any(instant in published for instant in others - {made.certificate["at"]})


def test_nobody_in_the_pool(pool: Pool, rulebook: Rulebook) -> None:
    made = bundle(pool, question("general", None, 5, NOON.replace(year=2016), rulebook), rulebook)
    empty = {"root": "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", "tree_size": 0}
    assert made.certificate["merkle"] == empty
    assert leaves_of(made) == []
