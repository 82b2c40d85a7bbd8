"""The main job on embedded defaults: examples, a pool like the published one, a healthcare round, its proof, a slip.

Run by `make run`. Everything goes into build/demonstration, which is made anew each time.
"""

import shutil
import sys
import time
from pathlib import Path
from typing import Final

from toprank.cli.main import application
from toprank.errors import Missing, ToprankError

EXAMPLES: Final = Path(__file__).parents[2] / "examples"
FOLDER: Final = Path("build") / "demonstration"
COMMANDS: Final[tuple[tuple[str, ...], ...]] = (
    ("pool", "synth", "--size", "234452", "--seed", "1", "--on", "2026-04-26", str(FOLDER / "pool")),
    ("pool", "score", str(FOLDER / "pool"), "--on", "2026-04-29T12:00:00Z"),
    (
        *("round", str(FOLDER / "pool"), "--kind", "category", "--target", "healthcare", "--size", "3500"),
        *("--at", "2026-04-29T12:00:00Z", "--out", str(FOLDER / "bundle")),
    ),
    ("verify", str(FOLDER / "bundle"), "--pool", str(FOLDER / "pool")),
)
QUESTIONS: Final[tuple[tuple[str, ...], ...]] = (
    (
        *("simulate", "compare", str(FOLDER / "pool"), "--kind", "category", "--target", "healthcare"),
        *("--at", "2026-04-28T12:00:00Z", "--size", "1000", "--size-b", "5000", "--drop", "31303"),
    ),
    ("forecast", "--target", "healthcare", "--made-on", "2026-04-29"),
)


def run(arguments: tuple[str, ...]) -> None:
    """Runs one command as it would be typed, and shows it."""
    print(f"\n$ toprank {' '.join(arguments)}", flush=True)
    code = application(arguments)(list(arguments), standalone_mode=False)
    if code:
        raise ToprankError(f"toprank {arguments[0]} ended with {code}.")


def main() -> None:
    """Does the main job and says how long it took."""
    begun = time.monotonic()
    examples = sorted(str(path) for path in EXAMPLES.iterdir() if path.suffix in (".json", ".toml"))
    if not examples:
        raise Missing(f"{EXAMPLES} holds no example.")
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    run(("assess", *examples, "--on", "2026-03-10"))
    for command in COMMANDS:
        run(command)
    last_invited = (FOLDER / "bundle" / "invitations.csv").read_text().split()[-1].split(",")[1]
    run(("slip", str(FOLDER / "bundle"), last_invited, "--out", str(FOLDER / "slip.json")))
    run(("verify", str(FOLDER / "bundle" / "certificate.json"), "--slip", str(FOLDER / "slip.json")))
    for question in QUESTIONS:
        run(question)
    print(f"\nDone in {time.monotonic() - begun:.0f} s. The pool and the bundle are in {FOLDER}.")


if __name__ == "__main__":
    try:
        main()
    except ToprankError as error:
        print(f"toprank: {error}", file=sys.stderr)
        sys.exit(error.exit_code)
