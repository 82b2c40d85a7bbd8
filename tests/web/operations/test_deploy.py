"""The documented production settings pass the check of Django for deployment without a warning."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

PAGE = Path(__file__).parents[3] / "docs" / "how-to" / "deploy.md"
COMMAND = (sys.executable, "-m", "toprank", "manage")
FIRST_LINE_OF_SETTINGS = "TOPRANK_DATA="


def documented() -> dict[str, str]:
    """The settings of the page on deployment, as they stand in its environment file."""
    blocks = re.findall(r"^```ini\n(.*?)^```", PAGE.read_text(), re.DOTALL | re.MULTILINE)
    (block,) = [block for block in blocks if block.startswith(FIRST_LINE_OF_SETTINGS)]
    return dict(line.split("=", 1) for line in shlex.split(block, comments=True))


def test_check_deploy_has_nothing_to_say(tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("TOPRANK", "DJANGO"))}
    settings = documented()
    assert settings["TOPRANK_TLS"] == "1"
    found = subprocess.run(
        [*COMMAND, "check", "--deploy", "--fail-level", "WARNING"],
        env=environment | settings | {"TOPRANK_DATA": str(tmp_path)},
        capture_output=True,
        text=True,
    )
    assert (found.returncode, found.stdout, found.stderr) == (
        0,
        "System check identified no issues (0 silenced).\n",
        "",
    )
