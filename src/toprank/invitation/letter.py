"""The points of the letter of invitation beside ours, factor by factor."""

from typing import Any, Final

from toprank.errors import ToprankError
from toprank.rules.crs.score import FACTORS, INNER_CAPS, PARTS, cap_name

Json = dict[str, Any]

CAPS: Final = (*(cap_name(cap) for part in PARTS for cap in (*INNER_CAPS[part], part)), cap_name("total"))
KNOWN: Final = (*FACTORS, *CAPS, *PARTS, "total")
"""What a letter may state: every factor, every cap that takes points away, the four parts, the total."""
MOST: Final = 1200


def checked_letter(found: Any, name: str) -> dict[str, int]:
    """The points of a letter, by factor; ToprankError for a name or a number that cannot be one."""
    if not isinstance(found, dict) or not found:
        raise ToprankError(f'{name}: a letter is one object of points by factor, such as {{"age": 110, "total": 478}}.')
    for factor, points in found.items():
        if factor not in KNOWN:
            raise ToprankError(f"{name}: {factor!r} is no factor. Known are {', '.join(KNOWN)}.")
        if type(points) is not int or not -MOST <= points <= MOST or (points < 0 and factor not in CAPS):
            raise ToprankError(f"{name}: {factor} is {points!r}; allowed is a whole number from 0 to {MOST}.")
    return found


def points_of(answer: Json) -> dict[str, int]:
    """The points of an assessment under the names of a letter; what is absent there is zero."""
    crs = answer["crs"]
    lines = {line["factor"]: line["points"] for line in crs["lines"]}
    return dict.fromkeys(KNOWN, 0) | lines | {part: crs[part] for part in (*PARTS, "total")}


def compared(letter: dict[str, int], at_invitation: Json, at_filing: Json) -> list[Json]:
    """One line for each factor of the letter, in the order of the law, with ours then and on the filing day."""
    then, later = points_of(at_invitation), points_of(at_filing)
    return [
        {
            "factor": factor,
            "letter": letter[factor],
            "at_invitation": then[factor],
            "difference": then[factor] - letter[factor],
            "at_filing": later[factor],
        }
        for factor in KNOWN
        if factor in letter
    ]
