"""One slip proved: its outcome lies under the published root, agrees with itself and says so in the right words.

Nothing is needed but the slip and the root. With the certificate the round and the line are compared as well, with
the private outcomes every value of the slip.
"""

from collections.abc import Iterator

from toprank.assess.changes import expiry_of
from toprank.profile import utc_instant
from toprank.rounds.because import because
from toprank.rounds.certificate import CERTIFICATE, OUTCOMES, Json, as_text, digest
from toprank.rounds.merkle import leaf_hash, root_by_path
from toprank.rounds.outcomes import head_of, written
from toprank.rounds.proof import Proof, agreeing, differing
from toprank.rounds.proof_of_files import of_certificate, of_files
from toprank.rounds.reading import Changed, Found
from toprank.rounds.slip import NotThere, slip
from toprank.rounds.slip_reading import KEYS, LINE_KEYS, MERKLE_KEYS, OUTCOME_KEYS, ROUND_KEYS, FoundSlip


def verify_slip(found: FoundSlip, root: str | None, bundle: Found | None) -> list[Proof]:
    """Every proof of a slip, passed or not, against a root, a bundle or both."""
    proofs = [as_written(found), agrees_with_itself(found), words_agree(found), under_its_root(found)]
    if root is not None:
        pair = ("root", found.document["merkle"]["root"], root)
        proofs.append(agreeing("root_is_the_published", [pair], root, "slip"))
    if bundle is None:
        told = f"not looked at: {CERTIFICATE} was not given"
        return [*proofs, Proof("certificate_is_the_one_named", None, told)]
    return [*proofs, *against(found, bundle)]


def as_written(found: FoundSlip) -> Proof:
    """The slip stands in the one form that slips have: keys in order, and laid out as we do. It says no more."""
    sound = as_text(whole_in_order(found.document)) == found.data
    told = (
        f"as slips are laid out, whatever it says; {len(found.data):,} bytes"
        if sound
        else "keys in another order, or laid out otherwise"
    )
    return Proof("slip_as_written", sound, told)


def agrees_with_itself(found: FoundSlip) -> Proof:
    """Nothing in the outcome contradicts anything else in it. It holds the size of the tree, which no root tells."""
    wrong, size = contradictions(found.document["outcome"]), found.document["merkle"]["tree_size"]
    if size != found.document["outcome"]["line"]["in_pool"]:
        wrong.append("the size of the tree is not the number of candidates in the pool")
    name = found.document["outcome"]["id"]
    return Proof("outcome_agrees_with_itself", not wrong, "; ".join(wrong) or f"outcome of {name}")


def contradictions(outcome: Json) -> list[str]:
    """What in an outcome cannot both be."""
    round_, line, position = outcome["round"], outcome["line"], outcome["position"]
    eligible, invited, score = outcome["eligible"], outcome["invited"], outcome["score"]
    at, submitted = utc_instant(round_["at"]), utc_instant(outcome["submitted_at"])
    ends = expiry_of(submitted)
    before_line = is_before(score, outcome["submitted_at"], line)
    told = {
        "eligible, and a requirement not met": eligible and bool(outcome["unmet"]),
        "not eligible, and no requirement named": not eligible and not outcome["unmet"],
        "a position without being eligible, or the reverse": eligible != (position is not None),
        "invited without being eligible": invited and not eligible,
        "the position is beyond the eligible": position is not None and not 1 <= position <= line["eligible"],
        "the position and the number invited say otherwise": eligible
        and invited != ((position or 0) <= line["invited"]),
        "score and line say otherwise": eligible and before_line is not None and invited != before_line,
        "more eligible than in the pool": line["eligible"] > line["in_pool"],
        "more invited than were eligible or asked for": line["invited"] > min(line["eligible"], round_["size"]),
        "a cut-off where nobody is invited, or the reverse": (line["cutoff"] is None) != (line["invited"] == 0),
        "the profile was not live": not submitted <= at < ends,
    }
    return [message for message, wrong in told.items() if wrong]


def is_before(score: int, submitted: str, line: Json) -> bool | None:
    """Whether a score and an instant lie on the invited side of a line; None in the very second of the tie-break."""
    cutoff, tie_break = line["cutoff"], line["tie_break"]
    if cutoff is None or score != cutoff or tie_break is None:
        return cutoff is not None and score >= cutoff
    return None if submitted == tie_break else submitted < tie_break


def words_agree(found: FoundSlip) -> Proof:
    """The sentences are those for the outcome."""
    document, code = found.document, "words_agree"
    if contradictions(document["outcome"]):
        return Proof(code, False, "there are no words for an outcome that contradicts itself")
    told = because(document["outcome"])
    return differing(code, {"because": document["because"]}, {"because": told}, f"{len(told)} sentences", "slip")


def under_its_root(found: FoundSlip) -> Proof:
    """The hashes of the path lead from the outcome to the root that the slip names."""
    tree, code = found.document["merkle"], "outcome_is_under_the_root"
    leaf = leaf_hash(written(in_order(found.document["outcome"])).encode())
    path = [bytes.fromhex(each) for each in tree["audit_path"]]
    root = root_by_path(leaf, tree["leaf_index"], tree["tree_size"], path)
    if root is None:
        told = f"no path of {len(path)} hashes leads from leaf {tree['leaf_index'] + 1:,} of {tree['tree_size']:,}"
        return Proof(code, False, told)
    if f"sha256:{root.hex()}" != tree["root"]:
        told = "outcome, salt, place, path or root was changed"
        return Proof(code, False, f"{told}: they lead to sha256:{root.hex()}, the slip names {tree['root']}")
    return Proof(code, True, f"leaf {tree['leaf_index'] + 1:,} of {tree['tree_size']:,}, by {len(path)} hashes")


def whole_in_order(document: Json) -> Json:
    """A slip with all its keys in their order."""
    found = {key: document[key] for key in KEYS}
    return found | {
        "outcome": in_order(document["outcome"]),
        "merkle": {key: document["merkle"][key] for key in MERKLE_KEYS},
    }


def in_order(outcome: Json) -> Json:
    """An outcome with its keys in the order of a leaf."""
    found = {key: outcome[key] for key in OUTCOME_KEYS}
    found["round"] = {key: outcome["round"][key] for key in ROUND_KEYS}
    return found | {"line": {key: outcome["line"][key] for key in LINE_KEYS}}


def against(found: FoundSlip, bundle: Found) -> Iterator[Proof]:
    """The slip is of the round of a certificate, and under its root; what else lies in the bundle is the certified."""
    certificate, slip_ = bundle.certificate, found.document
    yield from of_certificate(bundle)
    if not bundle.alone:
        yield from of_files(bundle)
    pair = ("certificate", slip_["certificate"], digest(as_text(certificate)))
    yield agreeing("certificate_is_the_one_named", [pair], CERTIFICATE, "slip")
    said = {"outcome": {key: slip_["outcome"][key] for key in ("schema", "round", "line")}}
    yield differing("round_is_the_same", said, {"outcome": head_of(certificate)}, "round and line", "slip")
    pairs = [(name, slip_["merkle"][name], certificate["merkle"][name]) for name in ("root", "tree_size")]
    yield agreeing("root_is_that_of_the_certificate", pairs, certificate["merkle"]["root"], "slip")
    if OUTCOMES in bundle.files:
        yield made_again(found, bundle)


def made_again(found: FoundSlip, bundle: Found) -> Proof:
    """The slip is the one that the private outcomes give."""
    try:
        again = slip(found.document["outcome"]["id"], bundle.files[OUTCOMES], bundle.certificate)
    except (Changed, NotThere) as error:
        return Proof("slip_made_again", False, str(error))
    return differing("slip_made_again", found.document, again, "the same slip", "slip")
