"""Lighthouse on home, a category and the result of the check: `python -m benchmarks.lighthouse`.

Needs Node 18 or newer and Chromium; Lighthouse comes by npm when asked for, nothing of it is kept here. Prints the
middle of three scores (of 100), and what is wanting for accessibility and best practices; exit code 1 if one is under
95. Another program than `npx --yes lighthouse@12` is named by LIGHTHOUSE, another browser by CHROME_PATH.
"""

import json
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import Any, Final
from urllib.parse import urlencode

import urllib3

from benchmarks.web import CATEGORY, PROFILE, RESULT, Site, served
from toprank.errors import Missing, ToprankError

LEAST: Final = 95
RUNS: Final = 3
"""Of each page; the middle score counts, since whatever else runs on the machine slows a page down."""
LOAD: Final = "/en/check/load/"
KINDS: Final = ("performance", "accessibility", "best-practices")
FLAGS: Final = "--headless=new --no-sandbox --disable-gpu"
SIZES: Final[dict[str, tuple[str, ...]]] = {"phone": (), "wide": ("--preset=desktop",)}


def cookies_of_draft(site: Site) -> str:
    """The cookies of a browser that holds the answers of a whole profile."""
    token = "0123456789abcdef" * 2
    answer = urllib3.request(
        "POST",
        site.address + LOAD,
        body=urlencode({"text": PROFILE.read_text()}).encode(),
        headers={
            "Cookie": f"csrftoken={token}",
            "X-CSRFToken": token,
            "Content-Type": "application/x-www-form-urlencoded",
        },
        redirect=False,
    )
    set_ = [line.split(";")[0] for line in answer.headers.getlist("Set-Cookie") if line.startswith("check_")]
    if answer.status != 303 or not set_:
        raise ToprankError(f"The profile was not loaded: {answer.status}.")
    return "; ".join(each for each in set_ if not each.endswith('=""'))


def looked_at(address: str, size: str, cookies: str) -> dict[str, Any]:
    """What Lighthouse says of a page."""
    command = shlex.split(os.environ.get("LIGHTHOUSE", "npx --yes lighthouse@12"))
    with tempfile.TemporaryDirectory() as folder:
        told = Path(folder) / "report.json"
        headers = ["--extra-headers", json.dumps({"Cookie": cookies})] if cookies else []
        done = subprocess.run(
            [
                *command, address, "--quiet", "--output=json", f"--output-path={told}", f"--chrome-flags={FLAGS}",
                f"--only-categories={','.join(KINDS)}", *SIZES[size], *headers,
            ],
            capture_output=True,
            text=True,
            env=os.environ | {"CHROME_PATH": os.environ.get("CHROME_PATH") or shutil.which("chromium") or ""},
        )  # fmt: skip
        if done.returncode:
            raise ToprankError(f"Lighthouse ended with {done.returncode}: {done.stderr.strip()[-400:]}")
        found: dict[str, Any] = json.loads(told.read_text())
        return found


def wanting(found: dict[str, Any]) -> list[str]:
    """The audits that were not passed, of the kinds that are yes or no."""
    names = [each["id"] for kind in KINDS[1:] for each in found["categories"][kind]["auditRefs"]]
    return [name for name in names if found["audits"][name]["score"] not in (1, None)]


def main() -> int:
    """Looks at each page in each size and prints the table."""
    for name in ("npx", "chromium"):
        if not shutil.which(name) and not os.environ.get({"npx": "LIGHTHOUSE", "chromium": "CHROME_PATH"}[name]):
            raise Missing(f"{name} is not installed (on Debian: apt-get install npm chromium).")
    lowest = 100
    with served(2) as site:
        cookies = cookies_of_draft(site)
        print(f"| page | size | {' | '.join(KINDS)} | wanting |\n| --- | --- | ---: | ---: | ---: | --- |")
        for page, kept in (("/en/", ""), ("/fr/", ""), (CATEGORY, ""), (RESULT, cookies)):
            for size in SIZES:
                runs = [looked_at(site.address + page, size, kept) for _ in range(RUNS)]
                if not runs[0]["finalDisplayedUrl"].endswith(page):
                    raise ToprankError(f"{page} sent Lighthouse to {runs[0]['finalDisplayedUrl']}.")
                scores = [
                    median(round(100 * (each["categories"][kind]["score"] or 0)) for each in runs) for kind in KINDS
                ]
                lowest = min(lowest, *scores)
                told = ", ".join(sorted({name for each in runs for name in wanting(each)}))
                print(f"| {page} | {size} | {' | '.join(map(str, scores))} | {told} |", flush=True)
    return 0 if lowest >= LEAST else 1


if __name__ == "__main__":
    try:
        sys.exit(main())
    except ToprankError as error:
        print(f"benchmarks.lighthouse: {error}", file=sys.stderr)
        sys.exit(error.exit_code)
