"""What the page says beyond the report on a profile, as sections of the report: unknown answers, and the chance."""

from collections.abc import Iterator

from toprank.report.blocks import Column, Json, items, notice, row, section, table, text
from toprank.web.result.answer import Answer
from toprank.web.result.chance import chance, withheld
from toprank.web.result.filled_in import filled_in
from toprank.web.result.unknown import coded, unknown
from toprank.web.result.words import Words


def more_sections(answer: Answer, words: Words, full: bool = True) -> Iterator[Json]:
    """The sections that stand after the summary; the chance is left out of a short report if no round can come."""
    if answer.range:
        yield section("unknown", words.say("unknown_title"), list(unknown_blocks(answer, words)))
    if answer.filled_in:
        yield section("filled_in", words.say("filled_title"), list(filled_blocks(answer, words)))
    if full or answer.person.types:
        yield section("chance", words.say("chance_title"), list(chance_blocks(answer, words)))


def range_text(answer: Answer, words: Words) -> str:
    """Between which scores the truth lies, and how what is not known counts; empty where all is known."""
    told = unknown(answer, words)
    return f"{told['range']} {words.say(coded('unknown_least_filed', answer))}" if told else ""


def unknown_blocks(answer: Answer, words: Words) -> Iterator[Json]:
    """Between which scores the truth lies; everything else counts the least favourable case."""
    told = unknown(answer, words)
    assert told is not None
    yield notice(told["range"], [words.say(coded("unknown_least_filed", answer)), told["tried"]])
    for field, narrowed, values in told["rows"]:
        yield text(f"{field}. {narrowed}")
        if len(values) > 1:
            columns = [Column(words.say("if_it_is"), 3), Column(words.say("score"), 2, figures=True)]
            yield table(field, columns, [row(name, span) for name, span in values])
    if told["some"]:
        yield text(words.say("open_in_some"))
        yield items(told["some"])


def filled_blocks(answer: Answer, words: Words) -> Iterator[Json]:
    """The days that were not told whole, the one that counts for each, and why."""
    yield text(words.say("filled_intro"))
    columns = [Column(words.say("filled_fact"), 3), Column(words.say("day"), 2), Column(words.say("filled_why"), 5)]
    told = filled_in(answer.document, answer.filled_in, words)
    yield table(words.say("filled_title"), columns, [row(*each) for each in told])


def chance_blocks(answer: Answer, words: Words) -> Iterator[Json]:
    """The chance, or why none is given."""
    told = withheld(answer, words) if answer.day.withheld else chance(answer, words)
    if "withheld" in told:
        yield notice(words.say("withheld_title"), [*told["withheld"], words.of("report_public", "withheld_use")])
        return
    yield text(words.say("chance_said", chance=told["strong"], within=told["within"]).replace("**", ""))
    columns = [Column(words.say("within_title"), 3), Column(words.say("chance_of"), 2, figures=True)]
    yield table(words.say("chance_caption"), columns, [row(*each) for each in told["rows"]])
    yield text(" ".join(filter(None, [told["method"], told["held"]])))
    yield items(told["notes"])
