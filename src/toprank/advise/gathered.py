"""Options that read alike told as one: raise listening, reading or speaking, whichever, where each does the same."""

from collections.abc import Sequence
from typing import Any

from toprank.words import named, say

Json = dict[str, Any]


def gathered(options: Sequence[Json], language: str) -> list[Json]:
    """Options in which steps that raise one ability or another alike stand together, as a choice between them.

    One for several says as `gathered` for how many.
    """
    found: dict[Any, list[Json]] = {}
    for place, option in enumerate(options):
        step = option["steps"][0]
        alike = same(option) if step["code"] == "ability" and len(option["steps"]) == 1 else place
        found.setdefault(alike, []).append(option)
    return [choice(alike, language) if len(alike) > 1 else alike[0] for alike in found.values()]


def same(option: Json) -> Any:
    """What two options have in common that may be told as one: all but the ability and the single points."""
    told = option["steps"][0]["parameters"]
    return (
        told.get("language"),
        told.get("held"),
        told.get("level"),
        option["gain"],
        option["on"],
        opened(option),
        after(option),
    )


def opened(option: Json) -> tuple[str, ...]:
    """The programs and categories that an option opens and closes."""
    turns = [option[kind][turn] for kind in ("programs", "categories") for turn in ("opened", "closed")]
    return tuple("; ".join(each) for each in turns)


def after(option: Json) -> tuple[float, ...]:
    """The chances after an option, none where none are told."""
    told = option["chance"]
    return () if told is None or told["after"] is None else tuple(told["after"].values())


def choice(alike: Sequence[Json], language: str) -> Json:
    """One option for several abilities of which any does the same."""
    told = alike[0]["steps"][0]["parameters"]
    abilities = [named("ability", each["steps"][0]["parameters"]["ability"], language) for each in alike]
    message = say("advice", "abilities", {**told, "abilities": abilities}, language)
    return {**alike[0], "steps": [{**alike[0]["steps"][0], "message": message}], "gathered": len(alike)}
