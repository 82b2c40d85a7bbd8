"""A slip read back and held to its shape: what a stranger hands in is not trusted to be one."""

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from toprank.pool.limits import ID
from toprank.pool.select import TOP_SCORE
from toprank.rounds.outcomes import SCHEMA_NAME as OUTCOME_NAME
from toprank.rounds.question import KINDS
from toprank.rounds.reading import content, count, document_of, fault, hash_, instant
from toprank.rounds.slip import SCHEMA_NAME
from toprank.rounds.unmet import CODES, NOMINEE
from toprank.rules.outcome import PROGRAMS

Json = dict[str, Any]
CODE: Final = "slip_understood"
KEYS: Final = ("schema", "outcome", "merkle", "certificate", "because")
OUTCOME_KEYS: Final = (
    *("schema", "round", "line", "id", "score", "submitted_at", "eligible", "unmet", "invited", "position", "salt"),
)
ROUND_KEYS: Final = ("kind", "target", "version", "at", "size", "provisional")
LINE_KEYS: Final = ("in_pool", "eligible", "invited", "cutoff", "tie_break")
MERKLE_KEYS: Final = ("leaf_index", "tree_size", "audit_path", "root")
SALT: Final = re.compile(r"[0-9a-f]{32}")
NODE: Final = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class FoundSlip:
    """A slip as it lies on the disk; the document has the shape of one."""

    document: Json
    data: bytes


def read_slip(path: Path) -> FoundSlip:
    """The slip in a file. Missing where there is none, ToprankError where it is none, Changed where no longer one."""
    data, keys = content(path), (*KEYS, *OUTCOME_KEYS, *MERKLE_KEYS)
    document = document_of(data, str(path), SCHEMA_NAME, keys, CODE)
    found = fault_of_slip(document)
    if found is not None:
        raise fault(data, f"{path} is not understood: {found}.", SCHEMA_NAME, keys, CODE)
    return FoundSlip(document, data)


def fault_of_slip(document: Any) -> str | None:
    """The first thing that a slip cannot hold, in words; None where it is well formed."""
    if not isinstance(document, dict) or document.get("schema") != SCHEMA_NAME:
        return f"it is no slip of {SCHEMA_NAME}"
    parts = [("", document, KEYS)] + [(name, document.get(name), KEYS_OF[name]) for name in ("outcome", "merkle")]
    odd = next((told for place, part, keys in parts if (told := odd_keys(place, part, keys))), None)
    if odd is not None:
        return odd
    if not hash_(document["certificate"]) or not texts(document["because"]):
        return "certificate is no sha256, or because no list of sentences"
    return fault_of_outcome(document["outcome"]) or fault_of_tree(document["merkle"])


def odd_keys(place: str, part: Any, keys: tuple[str, ...]) -> str | None:
    """What is wrong with the keys of an object."""
    if isinstance(part, dict) and set(part) == set(keys):
        return None
    return f"{place or 'it'} must hold {', '.join(keys)} and nothing else"


KEYS_OF: Final = {"outcome": OUTCOME_KEYS, "merkle": MERKLE_KEYS}


def texts(value: Any) -> bool:
    """Whether a value is a list of texts."""
    return isinstance(value, list) and all(isinstance(each, str) for each in value)


def fault_of_tree(tree: Json) -> str | None:
    """What is wrong with the place in the tree."""
    if not count(tree["leaf_index"]) or not count(tree["tree_size"]):
        return "merkle.leaf_index and merkle.tree_size must be counts"
    if not texts(tree["audit_path"]) or not all(NODE.fullmatch(each) for each in tree["audit_path"]):
        return "merkle.audit_path must be a list of hashes of 64 digits"
    return None if hash_(tree["root"]) else "merkle.root must be sha256: and 64 digits"


def fault_of_outcome(outcome: Json) -> str | None:
    """What is wrong with an outcome."""
    if outcome["schema"] != OUTCOME_NAME:
        return f"outcome is not of {OUTCOME_NAME}"
    round_, line, position = outcome["round"], outcome["line"], outcome["position"]
    odd = odd_keys("outcome.round", round_, ROUND_KEYS) or odd_keys("outcome.line", line, LINE_KEYS)
    if odd is not None:
        return odd
    wrong = {
        "outcome.round": not possible_round(round_),
        "outcome.line": not possible_line(line),
        "outcome.id": not isinstance(outcome["id"], str) or not re.fullmatch(ID, outcome["id"]),
        "outcome.score": not count(outcome["score"]) or outcome["score"] > TOP_SCORE,
        "outcome.submitted_at": not instant(outcome["submitted_at"]),
        "outcome.eligible": type(outcome["eligible"]) is not bool,
        "outcome.unmet": not texts(outcome["unmet"]) or not all(known(each, round_) for each in outcome["unmet"]),
        "outcome.invited": type(outcome["invited"]) is not bool,
        "outcome.position": position is not None and not count(position),
        "outcome.salt": not isinstance(outcome["salt"], str) or not SALT.fullmatch(outcome["salt"]),
    }
    found = next((name for name, is_wrong in wrong.items() if is_wrong), None)
    if found is None:
        return None
    return f"{found} is {json.dumps(outcome[found.removeprefix('outcome.')])[:80]}; no slip says so"


def possible_round(round_: Json) -> bool:
    """Whether there are such rounds."""
    target, version = round_["target"], round_["version"]
    named = {
        "general": target is None and version is None,
        "program": target in PROGRAMS and version is None,
        "category": isinstance(target, str) and isinstance(version, str),
    }
    if round_["kind"] not in KINDS or type(round_["provisional"]) is not bool:
        return False
    return named[round_["kind"]] and instant(round_["at"]) and count(round_["size"])


def possible_line(line: Json) -> bool:
    """Whether there are such lines."""
    cutoff, tie_break = line["cutoff"], line["tie_break"]
    at_it = tie_break is None or (cutoff is not None and instant(tie_break))
    counts = all(count(line[name]) for name in ("in_pool", "eligible", "invited"))
    return counts and (cutoff is None or count(cutoff)) and at_it


def known(reason: str, round_: Json) -> bool:
    """Whether a reason is one that the rules can give in a round."""
    name, point, code = reason.partition(".")
    return reason == NOMINEE or (bool(point) and code in CODES and name in (*PROGRAMS, round_["version"]))
