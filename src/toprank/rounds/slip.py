"""The slip of one candidate of a round: the outcome, the proof that the published root covers it, and why, in words.

    outcome        the leaf: the round and its line, the candidate, whether invited, and the salt
    merkle         where the leaf stands, how many there are, the hashes that lead to the root, the root
    certificate    the sha256 of the certificate
    because        the same in words, for the candidate

A slip names nobody but its candidate. The hashes on the path are of salted leaves and tell nothing about the others.
"""

import json
from typing import Any, Final

from toprank.errors import ToprankError
from toprank.rounds.because import because
from toprank.rounds.certificate import OUTCOMES, as_text, digest
from toprank.rounds.merkle import AT_ONCE, audit_path, root_of
from toprank.rounds.outcomes import from_parquet, leaf_hashes, leaf_texts, opening_of
from toprank.rounds.reading import Changed

Json = dict[str, Any]
SCHEMA_NAME: Final = "toprank.slip/1"


class NotThere(ToprankError):
    """No live candidate of a round has the id."""


def slip(name: str, outcomes: bytes, certificate: Json) -> Json:
    """The slip of a candidate, from the file of outcomes and the certificate of a round.

    NotThere where no live candidate has the id; Changed where the file is not the one of the certificate.
    """
    if digest(outcomes) != certificate["outputs"]["outcomes"]:
        raise Changed("hash_of_outcomes", f"{OUTCOMES} was changed: its hash is not the one in the certificate.")
    found = from_parquet(outcomes)
    place = found.place(name)
    if place < 0:
        raise NotThere(
            f"{name} is no live candidate of this round: no such profile in the pool at {certificate['at']}."
        )
    number, row = divmod(place, AT_ONCE)
    opening = opening_of(certificate)
    texts = leaf_texts(found.lot(number), number, found.key, opening)
    outcome = json.loads(opening.decode() + texts[row].as_py())
    path = audit_path(row, leaf_hashes(texts, opening)) + audit_path(number, found.lots)
    return {
        "schema": SCHEMA_NAME,
        "outcome": outcome,
        "merkle": {
            "leaf_index": place,
            "tree_size": found.size,
            "audit_path": [each.hex() for each in path],
            "root": f"sha256:{root_of(found.lots).hex()}",
        },
        "certificate": digest(as_text(certificate)),
        "because": because(outcome),
    }
