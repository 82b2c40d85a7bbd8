"""A round, the proofs of a bundle and a slip as sheets for people, in the terminal."""

from typing import Any, Final

from rich.console import Console, Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from toprank.rounds.because import moment, of_round
from toprank.rounds.proof import Proof
from toprank.words import say

Json = dict[str, Any]
MARKS: Final = {True: ("passed", "green"), False: ("FAILED", "bold red"), None: ("not here", "dim")}
RESULT: Final = (
    ("Live in the pool", "in_pool"),
    ("Eligible for the round", "eligible"),
    ("Invited", "invited"),
    ("Lowest score invited", "cutoff"),
    ("Above it", "above_cutoff"),
    ("At it", "tied"),
    ("  of them invited", "tied_invited"),
    ("  received until", "tie_break"),
)


def console() -> Console:
    """The terminal, with nothing coloured that was not asked for."""
    return Console(highlight=False)


def print_round(certificate: Json) -> None:
    """Prints the result of a round, its checks and the root over its outcomes."""
    table = Table(box=None, pad_edge=False, show_header=False, padding=(0, 2, 0, 0))
    table.add_column()
    table.add_column(justify="right")
    for label, key in RESULT:
        table.add_row(label, shown(certificate[key]))
    checks = Table(box=None, pad_edge=False, show_header=False, padding=(0, 2, 0, 0))
    checks.add_column()
    checks.add_column()
    checks.add_column(justify="right")
    checks.add_column(overflow="fold")
    for check in certificate["checks"]:
        seen = ", ".join(say("saw", name, {"value": shown(value)}) for name, value in check["saw"].items())
        code = Text(say("check", check["code"], {}))
        checks.add_row(mark(check["passed"]), code, f"{check['looked_at']:,}", Text(seen, style="dim"))
    tree = certificate["merkle"]
    title = Text(of_round(certificate), style="bold")
    root = Text(f"Root over {tree['tree_size']:,} outcomes: {tree['root']}")
    console().print(title, Text(), table, Text(), checks, Text(), root, sep="\n")


def print_proofs(proofs: list[Proof]) -> None:
    """Prints proofs, one a line, and how many passed."""
    table = Table(box=None, pad_edge=False, show_header=False, padding=(0, 2, 0, 0))
    for column in range(3):
        table.add_column(overflow="fold", no_wrap=not column)
    for proof in proofs:
        table.add_row(mark(proof.passed), Text(say("proof", proof.code, {})), Text(proof.found, overflow="fold"))
    failed = [proof for proof in proofs if proof.passed is False]
    left = sum(proof.passed is None for proof in proofs)
    told = f"Passed: {len(proofs) - len(failed) - left}. Failed: {len(failed)}." + (
        f" Not here: {left}." if left else ""
    )
    console().print(table, Text(), Text(told, style="bold red" if failed else "bold green"), sep="\n")


def print_slip(slip: Json) -> None:
    """Prints what a slip says to its candidate."""
    outcome, tree = slip["outcome"], slip["merkle"]
    heading = Text(f"{outcome['id']}: {'invited' if outcome['invited'] else 'not invited'}", style="bold")
    sentences = [Padding(Text(each), (0, 0, 0, 2)) for each in slip["because"]]
    received = f"Profile received at {moment(outcome['submitted_at'])}"
    proof = f"Outcome {tree['leaf_index'] + 1:,} of {tree['tree_size']:,} under the root {tree['root']}"
    console().print(Group(heading, Text(of_round(outcome["round"])), Text(received), Text()), *sentences, sep="\n")
    console().print(Group(Text(), Text(proof, style="dim", overflow="fold")))


def mark(passed: bool | None) -> Text:
    """The word for a proof."""
    word, style = MARKS[passed]
    return Text(word, style=style)


def shown(value: int | str | None) -> str:
    """A count, a score or an instant as people read it."""
    if value is None:
        return "none"
    return f"{value:,}" if isinstance(value, int) else moment(value)
