"""The site under load: `python -m benchmarks.web` (make bench-web); needs wrk (on Debian: apt-get install wrk).

A server with two workers, then for each of two pages a minute at as many requests a second as it can, and a minute at
half of that. The pages: a category, which is kept, and the result of the check, a whole assessment by POST. Printed for
each minute: requests a second, latencies, errors, processor time of the workers for a request, their memory before and
after (PSS: what they share is counted once).
"""

import argparse
import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlencode

import urllib3

from toprank.errors import Missing, ToprankError

HERE: Final = Path(__file__).parent
PROFILE: Final = HERE.parent / "examples" / "ngozi.json"
CATEGORY: Final = "/en/categories/healthcare/"
RESULT: Final = "/en/check/result/"
THREADS: Final = 2
CONNECTIONS: Final = 16
TICKS: Final = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Site:
    """A server that runs."""

    address: str
    pid: int

    def workers(self) -> list[int]:
        """Its processes that answer."""
        return [int(pid) for pid in Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()]

    def memory(self) -> float:
        """Megabytes of the workers together."""
        return sum(proportional(pid) for pid in self.workers()) / 1024

    def processor(self) -> float:
        """Seconds of processor time of the workers so far."""
        return sum(sum(map(int, stat_of(pid)[11:13])) for pid in self.workers()) / TICKS


def stat_of(pid: int) -> list[str]:
    """What the kernel says of a process, from its state on."""
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()


def proportional(pid: int) -> int:
    """Kilobytes of a process, its share of what is shared."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))


@contextmanager
def served(workers: int) -> Iterator[Site]:
    """The site on a port that is free, with data of its own."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    with tempfile.TemporaryDirectory() as data:
        process = subprocess.Popen(
            [sys.executable, "-m", "toprank", "serve", "--port", str(port), "--workers", str(workers)],
            env=os.environ | {"TOPRANK_DATA": data, "TOPRANK_CHECK_RATE": "0"},
            stdout=subprocess.PIPE,
            text=True,
        )
        assert process.stdout is not None
        if not process.stdout.readline():
            raise ToprankError("The server did not start.")
        site = Site(f"http://127.0.0.1:{port}", process.pid)
        try:
            for _ in range(50 * workers):  # each has answered, and holds what answering takes
                urllib3.request("GET", site.address + CATEGORY)
            yield site
        finally:
            process.send_signal(signal.SIGTERM)
            code = process.wait(60)
            print(f"The server ended with {code}.")


@dataclass(frozen=True)
class Asked:
    """What is asked: a page, and for a form what goes with it."""

    name: str
    path: str
    method: str = "GET"
    cookie: str = ""
    token: str = ""
    body: bytes = b""


def category() -> Asked:
    """A page that is the same for everybody."""
    return Asked("category page", CATEGORY)


def result(site: Site) -> Asked:
    """The result of the check for a whole profile; ToprankError where it is not answered with a score."""
    token = secrets.token_hex(16)
    cookie = f"csrftoken={token}"  # forgery protection compares the two, as after our own form
    body = urlencode({"profile": PROFILE.read_text()}).encode()
    headers = {"Cookie": cookie, "X-CSRFToken": token, "Content-Type": "application/x-www-form-urlencoded"}
    answer = urllib3.request("POST", site.address + RESULT, body=body, headers=headers, redirect=False)
    if answer.status != 200 or b'class="score-big"' not in answer.data:
        raise ToprankError(f"The result is answered with {answer.status} and no score: it is not measured.")
    print(f"The result is {len(answer.data):,} bytes.")
    return Asked("result of the check", RESULT, "POST", cookie, token, body)


def measured(site: Site, asked: Asked, seconds: int, rate: float) -> dict[str, Any]:
    """What wrk measured in some seconds at a rate (0: as many as can be), and what it cost the workers."""
    workers, memory, processor = site.workers(), site.memory(), site.processor()
    with tempfile.NamedTemporaryFile() as body:
        body.write(asked.body)
        body.flush()
        told = {"METHOD": asked.method, "COOKIE": asked.cookie, "TOKEN": asked.token, "BODY": body.name}
        done = subprocess.run(
            [
                *("wrk", f"-t{THREADS}", f"-c{CONNECTIONS}", f"-d{seconds}s", "--timeout", "10s"),
                *("-s", str(HERE / "web.lua"), site.address + asked.path),
            ],
            env=os.environ | told | {"RATE": str(rate), "THREADS": str(THREADS)},
            capture_output=True,
            text=True,
        )
    line = next((line for line in done.stdout.splitlines() if line.startswith("MEASURED ")), None)
    if line is None:
        raise ToprankError(f"wrk measured nothing: {done.stdout} {done.stderr}")
    found: dict[str, Any] = json.loads(line.removeprefix("MEASURED "))
    found["processor"] = (site.processor() - processor) / max(1, found["requests"]) * 1000
    found["memory"] = (memory, site.memory())
    if site.workers() != workers:
        found["errors"]["workers replaced"] = len(set(workers) - set(site.workers()))
    return found


def row(name: str, found: dict[str, Any]) -> str:
    """A row of the table."""
    errors = ", ".join(f"{count} {kind}" for kind, count in found["errors"].items() if count) or "0"
    before, after = found["memory"]
    return (
        f"| {name} | {found['requests'] / found['seconds']:,.0f} | {found['p50']:.1f} | {found['p99']:.1f} "
        f"| {found['most']:.0f} | {errors} | {found['processor']:.2f} | {before:.0f} to {after:.0f} |"
    )


def main() -> None:
    """Measures and prints the table."""
    told = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    told.add_argument("--seconds", type=int, default=60)
    told.add_argument("--workers", type=int, default=2)
    told.add_argument("--only", choices=("category", "result"))
    chosen = told.parse_args()
    if not shutil.which("wrk"):
        raise Missing("wrk is not installed (on Debian: apt-get install wrk).")
    print(
        f"{chosen.workers} workers, {CONNECTIONS} connections, {chosen.seconds} s each, load {os.getloadavg()[0]:.1f}"
    )
    with served(chosen.workers) as site:
        pages = [category()] if chosen.only != "result" else []
        pages += [result(site)] if chosen.only != "category" else []
        print("| | requests/s | p50 ms | p99 ms | longest ms | errors | processor ms | workers, MB |")
        print("| --- | ---: | ---: | ---: | ---: | --- | ---: | ---: |")
        for asked in pages:
            full = measured(site, asked, chosen.seconds, 0)
            print(row(asked.name, full), flush=True)
            half = measured(site, asked, chosen.seconds, full["requests"] / full["seconds"] / 2)
            print(row(f"{asked.name}, half of it", half), flush=True)


if __name__ == "__main__":
    try:
        main()
    except ToprankError as error:
        print(f"benchmarks.web: {error}", file=sys.stderr)
        sys.exit(error.exit_code)
