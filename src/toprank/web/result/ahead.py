"""What will change within a year by itself, day by day."""

from collections.abc import Iterator
from typing import Any

from toprank.report.answers import moved
from toprank.web.result.answer import Answer
from toprank.web.result.words import Words

Json = dict[str, Any]


def ahead(answer: Answer, words: Words) -> Iterator[tuple[str, ...]]:
    """The rows of the list: day for machines and people, how the points move, in short and in words, what happens."""
    for each in answer.changes:
        points = each["points"]
        kind = "plus" if points > 0 else "minus" if points < 0 else "zero"
        said = words.signed(points) if points else words.say("no_points")
        yield each["on"], words.day(each["on"]), kind, said, sentence(each, words)


def sentence(change: Json, words: Words) -> str:
    """What happens on a day, and what it opens and closes."""
    told = words.told(" ".join([change["message"], *moved(change["parameters"], words.writer)]))
    if change["code"] == "language" and change["points"] < 0:
        return f"{told} {words.say('again_before', on=change['on'])}"
    return told
