"""The main job on embedded defaults: examples, a pool like the published one, a healthcare round, its proof, a slip.

Run by `make run`. Everything goes into build/demonstration, which is made anew each time. Then the site is served, on a
data folder of its own, until Ctrl-C: PORT chooses the port, SERVE=0 leaves it out.
"""

import os
import shutil
import socket
import sys
import time
from pathlib import Path
from typing import Final

from toprank.cli.main import application
from toprank.errors import Missing, ToprankError

EXAMPLES: Final = Path(__file__).parents[2] / "examples"
FOLDER: Final = Path("build") / "demonstration"
DATA: Final = FOLDER / "data"
HOST: Final = "127.0.0.1"
OF_A_SITE: Final = (
    *("DATABASE_URL", "TOPRANK_HOSTS", "TOPRANK_PROXIES", "TOPRANK_SECRET_KEY", "TOPRANK_STATIC", "TOPRANK_TLS"),
    *("DJANGO_SETTINGS_MODULE", "TOPRANK_CHECK_RATE"),
)
"""Settings of somebody's real site, which has nothing to do with the demonstration."""
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


def port_of_serving() -> int | None:
    """The port to serve at, None where SERVE is 0; ToprankError for one that is taken or is none."""
    if os.environ.get("SERVE", "1") == "0":
        return None
    written = os.environ.get("PORT") or "8000"
    if not written.isdecimal() or not 1 <= int(written) <= 65535:
        raise ToprankError(f"PORT is {written!r}. Allowed is a number from 1 to 65535.")
    with socket.socket() as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind((HOST, int(written)))
        except OSError as error:
            raise ToprankError(
                f"{HOST}:{written} cannot be had: {error.strerror}. "
                f"Choose another port (make run PORT=8001), or do the job alone (make run SERVE=0)."
            ) from None
    return int(written)


def serve(port: int) -> None:
    """Becomes the server of the site: a new program, since none may fork where threads have run."""
    print(flush=True)
    sys.stderr.flush()
    os.execv(sys.executable, [sys.executable, "-m", "toprank", "serve", "--host", HOST, "--port", str(port)])


def main() -> None:
    """Does the main job, says how long it took, and serves the site."""
    begun = time.monotonic()
    port = port_of_serving()
    for name in OF_A_SITE:
        os.environ.pop(name, None)
    os.environ["TOPRANK_DATA"] = str(DATA.absolute())
    examples = sorted(str(path) for path in EXAMPLES.iterdir() if path.suffix in (".json", ".toml"))
    if not examples:
        raise Missing(f"{EXAMPLES} holds no example.")
    shutil.rmtree(FOLDER, ignore_errors=True)
    DATA.mkdir(parents=True)
    run(("assess", *examples, "--on", "2026-03-10"))
    for command in COMMANDS:
        run(command)
    last_invited = (FOLDER / "bundle" / "invitations.csv").read_text().split()[-1].split(",")[1]
    run(("slip", str(FOLDER / "bundle"), last_invited, "--out", str(FOLDER / "slip.json")))
    run(("verify", str(FOLDER / "bundle" / "certificate.json"), "--slip", str(FOLDER / "slip.json")))
    for question in QUESTIONS:
        run(question)
    print(f"\nDone in {time.monotonic() - begun:.0f} s. The pool and the bundle are in {FOLDER}.")
    (DATA / "pool").symlink_to(Path("..") / "pool")
    if port is not None:
        serve(port)


if __name__ == "__main__":
    try:
        main()
    except ToprankError as error:
        print(f"toprank: {error}", file=sys.stderr)
        sys.exit(error.exit_code)
