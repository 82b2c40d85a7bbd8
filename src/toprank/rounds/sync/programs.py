"""The programs that a round covers, as printed and as usual."""

import re
from typing import Final

SAID: Final = (
    ("FSW", re.compile(r"federal skilled workers?", re.IGNORECASE)),
    ("CEC", re.compile(r"canadian experience", re.IGNORECASE)),
    ("FST", re.compile(r"(federal )?skilled trades?", re.IGNORECASE)),
    ("PNP", re.compile(r"provincial nominees?", re.IGNORECASE)),
)
ALL: Final = tuple(code for code, _ in SAID)
CODES: Final = re.compile(r"(FSW|CEC|FST|PNP)(\|(FSW|CEC|FST|PNP))*").fullmatch
EVERY: Final = re.compile(r"(all|no) programs?.*", re.IGNORECASE).fullmatch


def programs_of(text: str) -> tuple[str, ...]:
    """The programs that a text names, in the order of the record; none where it is empty or in other words.

    >>> programs_of("Federal Skilled Worker, Canadian Experience Class, Federal Skilled Trades")
    ('FSW', 'CEC', 'FST')
    """
    if CODES(text):
        return tuple(code for code in ALL if code in text.split("|"))
    if EVERY(text):
        return ALL
    return tuple(code for code, said in SAID if said.search(text))


def usual_programs(kind: str, target: str) -> tuple[str, ...]:
    """The programs that a round of a kind covers: nominees are in no category round."""
    if kind == "program":
        return (target.upper(),)
    return ALL if kind == "general" else tuple(code for code in ALL if code != "PNP")
