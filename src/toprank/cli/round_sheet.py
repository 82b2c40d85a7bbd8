"""A round, the proofs of a bundle and a slip as sheets for people, in the terminal."""

from typing import Any, Final

from rich.console import Console, Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from toprank.cli.paper import Paper
from toprank.rounds.because import because, moment, of_round
from toprank.rounds.proof import Proof
from toprank.words import forms, say
from toprank.words.retelling import retold

Json = dict[str, Any]
MARKS: Final = {True: ("passed", "green"), False: ("failed", "bold red"), None: ("not_here", "dim")}
RESULT: Final = ("in_pool", "eligible", "invited", "cutoff", "above_cutoff", "tied", "tied_invited", "tie_break")


def console() -> Console:
    """The terminal, with nothing coloured that was not asked for."""
    return Paper()


def print_round(certificate: Json, language: str = "en") -> None:
    """Prints the result of a round, its checks and the root over its outcomes."""
    table = Table(box=None, pad_edge=False, show_header=False, padding=(0, 2, 0, 0))
    table.add_column()
    table.add_column(justify="right")
    for key in RESULT:
        table.add_row(say("round_result", key, {}, language), shown(certificate[key], language))
    checks = Table(box=None, pad_edge=False, show_header=False, padding=(0, 2, 0, 0))
    checks.add_column()
    checks.add_column()
    checks.add_column(justify="right")
    checks.add_column(overflow="fold")
    for check in certificate["checks"]:
        code = Text(say("check", check["code"], {}, language))
        if check["passed"] and not check["looked_at"] and not check["saw"]:
            checks.add_row("", code, "", Text(say("round_result", "does_not_apply", {}, language), style="dim"))
            continue
        seen = [say("saw", name, {"value": shown(value, language)}, language) for name, value in check["saw"].items()]
        looked_at = shown(check["looked_at"], language)
        checks.add_row(mark(check["passed"], language), code, looked_at, Text(", ".join(seen), style="dim"))
    tree = certificate["merkle"]
    title = Text(of_round(certificate, language), style="bold")
    root = Text(say("round_result", "root", {"size": tree["tree_size"], "root": tree["root"]}, language))
    console().print(title, Text(), table, Text(), checks, Text(), root, sep="\n")


def print_proofs(proofs: list[Proof], language: str = "en") -> None:
    """Prints proofs, one a line, and how many passed."""
    table = Table(box=None, pad_edge=False, show_header=False, padding=(0, 2, 0, 0))
    for column in range(3):
        table.add_column(overflow="fold", no_wrap=not column)
    for proof in proofs:
        code = Text(say("proof", proof.code, {}, language))
        table.add_row(mark(proof.passed, language), code, Text(retold_parts(proof.found, language), overflow="fold"))
    failed = [proof for proof in proofs if proof.passed is False]
    left = sum(proof.passed is None for proof in proofs)
    counts = {"passed": len(proofs) - len(failed) - left, "failed": len(failed), "left": left}
    told = say("round_result", "proofs_left" if left else "proofs", counts, language)
    console().print(table, Text(), Text(told, style="bold red" if failed else "bold green"), sep="\n")


def retold_parts(found: str, language: str) -> str:
    """What a proof found, in a language: one sentence, or several one after the other."""
    parts = found.split("; ")
    told = [retold(each, language, "proof") for each in parts]
    apart = len(parts) > 1 and all(one != each for one, each in zip(told, parts, strict=True))
    return "; ".join(told) if apart else retold(found, language, "proof")


def print_slip(slip: Json, language: str = "en") -> None:
    """Prints what a slip says to its candidate."""
    outcome, tree = slip["outcome"], slip["merkle"]
    told = {"id": outcome["id"], "at": moment(outcome["submitted_at"])}
    told |= {"place": tree["leaf_index"] + 1, "size": tree["tree_size"], "root": tree["root"]}
    code = "slip_invited" if outcome["invited"] else "slip_not_invited"
    heading = Text(say("round_result", code, told, language), style="bold")
    sentences = [Padding(Text(each), (0, 0, 0, 2)) for each in because(outcome, language)]
    received, proof = (say("round_result", each, told, language) for each in ("received", "leaf"))
    round_ = Text(of_round(outcome["round"], language))
    console().print(Group(heading, round_, Text(received), Text()), *sentences, sep="\n")
    console().print(Group(Text(), Text(proof, style="dim", overflow="fold")))


def mark(passed: bool | None, language: str) -> Text:
    """The word for a proof."""
    code, style = MARKS[passed]
    return Text(say("round_result", code, {}, language), style=style)


def shown(value: int | str | None, language: str) -> str:
    """A count, a score or an instant as people read it."""
    if value is None:
        return say("round_result", "none", {}, language)
    return forms(language)["number"](value) if isinstance(value, int) else moment(value)
