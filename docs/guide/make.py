"""Runs the commands of a guide anew, puts what they print below them, and makes its pictures.

    python docs/guide/make.py docs/guide/what-if.md

A block that begins with `$ toprank` is run, in order, in one empty folder; what follows the command in the block is
replaced by what it prints on standard output. Pictures that a command writes are put into docs/guide/pictures.
"""

import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

BLOCK = re.compile(r"```console\n(\$ toprank (?:[^\n]*\\\n)*[^\n]*\n)(.*?)```", re.DOTALL)
WIDTH = "96"


def main() -> None:
    """Makes each guide that is named anew."""
    for name in sys.argv[1:]:
        guide = Path(name)
        with tempfile.TemporaryDirectory() as folder:
            guide.write_text(BLOCK.sub(lambda block: run(block[1], Path(folder)), guide.read_text()))
            for picture in sorted(Path(folder).glob("*.svg")):
                shutil.copy(picture, guide.parent / "pictures" / picture.name)


def run(command: str, folder: Path) -> str:
    """The block of a command with what it prints."""
    words = shlex.split(command.removeprefix("$ toprank ").replace("\\\n", " "))
    environment = {**os.environ, "COLUMNS": WIDTH, "TOPRANK_DATA": str(folder / "data")}  # the record of the edition
    done = subprocess.run(
        [sys.executable, "-m", "toprank", *words],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    printed = "\n".join(line.rstrip() for line in done.stdout.splitlines())
    return f"```console\n{command}{printed}\n```" if printed else f"```console\n{command}```"


if __name__ == "__main__":
    main()
