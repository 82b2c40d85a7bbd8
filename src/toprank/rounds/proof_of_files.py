"""The files of a bundle are the ones that its certificate names, and the certificate agrees with itself."""

from collections.abc import Iterator

from toprank.rounds.certificate import CERTIFICATE, FILES, Json, as_text, digest
from toprank.rounds.certificate import instruction as instruction_of
from toprank.rounds.checks import CODES
from toprank.rounds.proof import Proof, agreeing
from toprank.rounds.reading import CHECK, HASHES, KEYS, OPTIONAL, Found


def of_files(found: Found) -> Iterator[Proof]:
    """The files are the ones that the certificate names."""
    outputs = found.certificate["outputs"]
    for name, key in FILES.items():
        if name not in found.files:
            yield Proof(f"hash_of_{key}", None, f"{name} is not here; it is private and may be left out")
            continue
        data = found.files[name]
        yield agreeing(f"hash_of_{key}", [(name, outputs[key], digest(data))], f"{len(data):,} bytes of {name}")


def of_certificate(found: Found) -> Iterator[Proof]:
    """The certificate stands in the one form that certificates have, and agrees with itself."""
    certificate = found.certificate
    canonical = as_text(in_order(certificate)) == found.files[CERTIFICATE]
    told = f"as certificates are laid out, whatever it says; {digest(found.files[CERTIFICATE])}"
    told = told if canonical else "keys in another order, or laid out otherwise"
    yield Proof("certificate_as_written", canonical, told)
    said = instruction_of(certificate) == certificate["instruction"]
    yield Proof("instruction_agrees", said, "its text" if said else "its text says something else than the certificate")
    recorded = {check["code"]: check["passed"] for check in certificate["checks"]}
    wrong = [code for code in CODES if not recorded.get(code)] + sorted(set(recorded) - set(CODES))
    yield Proof("recorded_checks_passed", not wrong, ", ".join(wrong) or f"{len(recorded)} checks")
    leaves, in_pool = certificate["merkle"]["tree_size"], certificate["in_pool"]
    same, told = bool(leaves == in_pool), f"the certificate says in_pool {in_pool}, but merkle.tree_size {leaves}"
    yield Proof("one_leaf_for_each_candidate", same, f"{in_pool:,} leaves" if same else told)


def in_order(certificate: Json) -> Json:
    """A certificate with its keys in their order."""
    found = {key: certificate[key] for key in (*KEYS, *sorted(OPTIONAL)) if key in certificate}
    for part, keys in {**HASHES, "merkle": ("root", "tree_size")}.items():
        found[part] = {key: certificate[part][key] for key in keys}
    found["checks"] = [{key: check[key] for key in CHECK} for check in certificate["checks"]]
    return found
