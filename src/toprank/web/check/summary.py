"""Answers in short: the heading and the facts of a finished job, test or credential, and of a whole step."""

from collections.abc import Iterator, Mapping

from toprank.profile import iso_day
from toprank.rulebook.classification import unit_groups
from toprank.rulebook.countries import names
from toprank.web.check.answers import Answers, Item
from toprank.web.check.fields import NO, TRUTH, YES, Field, Listed, Part, Question, pointless
from toprank.web.check.jobs_found import code_of, title_of
from toprank.web.check.questions import STEPS
from toprank.web.check.values import ABSENT, family_size, shortest, value_of
from toprank.words import catalogue, forms, named, say
from toprank.words.forms import MONTHS

Facts = list[tuple[str, str]]
Answered = tuple[str, str, str]
CIRCUMSTANCES = ("paid", "authorized", "self_employed", "student", "status")
"""What is chosen beforehand of a job."""
ONLY_IN_CANADA = ("authorized", "status")
ABILITIES = ("listening", "reading", "writing", "speaking")
NAMES_OF = {"level": "check_level", "certificate_province": "province", "nomination_province": "province"}


def text_of(asked: Field, values: Mapping[str, str], language: str) -> str:
    """An answer as it reads; nothing for a question that was left open, what was typed where it cannot be read."""
    written = [values.get(name, "") for name in asked.pieces]
    if not any(written):
        return ""
    match asked.kind:
        case "choice":
            return option_text(asked, written[0], language)
        case "country":
            return names(language).get(written[0], written[0])
        case "day" | "end" | "instant":
            return day_text(asked, values, language)
        case "occupation":
            return occupation_text(asked, dict(values), language)
        case "whole" | "decimal" | "term":
            value = value_of(asked, values)
            if value is None:
                return say("web_check", "endless", {}, language)
            return forms(language)["short"](value) if isinstance(value, int | float) else str(value)
        case _:
            return written[0]


def option_text(asked: Field, option: str, language: str) -> str:
    """The words of an option; what was sent where it is none."""
    kind = "test" if asked.name == "test" else NAMES_OF.get(asked.name, "check_answer")
    known: Mapping[str, str] = catalogue(language)["names"][kind]
    return known.get(option, option)


def day_text(asked: Field, values: Mapping[str, str], language: str) -> str:
    """A day in words; "still" for a job that goes on; what is missing of one that was filled in partly, and which day
    counts where none was given."""
    value = value_of(asked, values)
    if value is None:
        return say("web_check", "still", {}, language)
    on, _, time = str(value).partition("T")
    pieces = [values.get(name, "") for name in asked.pieces[:3]]
    try:
        day = iso_day(on)
        written: str = forms(language)["instant"](str(value)) if time else forms(language)["day"](day)
    except ValueError:
        return partly(pieces, language)
    if not pieces[0]:
        code = "assumed" if asked.name in ("start", "end") else "assumed_day"
        return say("web_check", code, {"on": day}, language)
    return written


def partly(pieces: list[str], language: str) -> str:
    """A day that cannot be read, as it was typed, with its parts that are missing."""
    day, month, year = pieces
    if month.isdecimal() and month[:9] == month and 1 <= int(month) <= 12:
        month = MONTHS[language][int(month) - 1]
    order = (month, day, year) if language == "en" else (day, month, year)
    given = " ".join(filter(None, order))
    parts = [part for part, piece in zip(("year", "month", "day"), (year, month, day), strict=True) if not piece]
    told = {"given": given, "parts": [named("date_part", part, language) for part in parts]}
    return say("web_check", "partly", told, language) if parts else given


def occupation_text(asked: Field, values: Item, language: str) -> str:
    """A title with the occupation that stands for it."""
    code, title = code_of(asked, values), values.get(asked.name, "")
    if not code:
        return title
    named_group = f"{code} {title_of(unit_groups()[code], language)}"
    return named_group if title in (code, "") else f"{title} ({named_group})"


def by_name(listed: Listed) -> dict[str, Field]:
    """The fields of a list by their names."""
    return {each.name: each for each in listed.fields}


def heading_of(listed: Listed, item: Item, language: str) -> str:
    """What a thing is called: the title of a job, the test, what was finished."""
    fields = by_name(listed)
    if listed.item == "job":
        code = code_of(fields["title"], item)
        title = item.get("title", "")
        return title_of(unit_groups()[code], language) if code and title == code else title[:1].upper() + title[1:]
    return text_of(fields["test" if listed.item == "result" else "level"], item, language)


def facts_of_thing(listed: Listed, item: Item, language: str) -> Facts:
    """The facts of a finished thing."""
    return list(FACTS[listed.item](by_name(listed), item, language))


def job_facts(fields: Mapping[str, Field], item: Item, language: str) -> Iterator[tuple[str, str]]:
    """Occupation, where and when, hours, and every circumstance that is not the usual one."""

    def say_it(code: str, **told: object) -> str:
        return say("web_check", code, told, language)

    code = code_of(fields["title"], item)
    if code:
        group = unit_groups()[code]
        title = "" if item.get("title") == code else f" {title_of(group, language)}"
        yield say_it("occupation"), f"{code}{title}, {say_it('teer', teer=group.teer)}"
    elif fields["title"].open and not item.get("title"):
        yield say_it("occupation"), say_it("open_unknown")
    told = {each: text_of(fields[each], item, language) for each in ("country", "start", "end", "hours")}
    told |= shortened(fields, item, language)
    yield say_it("where_when"), say_it(held_code(fields, told, item), **told)
    yield say("web_ask", "job_hours", {}, language), told["hours"] or say_it("open_unknown")
    counted = [each for each in CIRCUMSTANCES if item.get(each, fields[each].preset) == fields[each].preset]
    if item.get("country", "CA") != "CA":
        counted = [each for each in counted if each not in ONLY_IN_CANADA]
    if counted:
        yield say_it("counted"), forms(language)["and"]([named("check_counted", each, language) for each in counted])
    for asked in fields.values():
        if item.get(asked.name, asked.preset) not in ("", asked.preset) and asked.kind in ("choice", "former", "text"):
            yield say("web_ask", asked.asked_as, {}, language), text_of(asked, item, language)
    if item.get("employer_country"):
        yield say("web_ask", "job_employer_country", {}, language), text_of(fields["employer_country"], item, language)


def held_code(fields: Mapping[str, Field], told: Mapping[str, str], item: Item) -> str:
    """The code of the sentence for where and when; of a day that was left open it says so where that is an answer."""
    lacking = "".join(f"_no_{each}" for each in ("start", "end") if fields[each].open and not told[each])
    return ("held_since" if item.get("end_now") else "held") + lacking


def shortened(fields: Mapping[str, Field], item: Item, language: str) -> dict[str, str]:
    """First and last day of a job within one month of which a day was not given: the same day for both."""
    first, last = (value_of(fields[each], item) for each in ("start", "end"))
    days = shortest(item, first, last)
    if days == (first, last):
        return {}
    try:
        on = iso_day(days[0])
    except ValueError:
        return {}
    given = "end" if item.get("end_d") else "start"
    return {
        each: say("web_check", "assumed", {"on": on}, language)
        if not item.get(f"{each}_d")
        else text_of(fields[given], item, language)
        for each in ("start", "end")
    }


def result_facts(fields: Mapping[str, Field], item: Item, language: str) -> Iterator[tuple[str, str]]:
    """The day, and the four scores."""
    taken = text_of(fields["taken"], item, language)
    if taken:
        yield say("web_ask", "result_taken", {}, language), taken
    scores = {each: text_of(fields[each], item, language) for each in ABILITIES}
    yield say("web_check", "results", {}, language), say("web_check", "four_results", scores, language)


def credential_facts(fields: Mapping[str, Field], item: Item, language: str) -> Iterator[tuple[str, str]]:
    """Where and when it was finished, and its assessment."""
    told = {each: text_of(fields[each], item, language) for each in ("country", "completed")}
    told["completed"] = told["completed"] or say("web_check", "assumed_finished", {}, language)
    yield say("web_check", "where_finished", {}, language), say("web_check", "finished", told, language)
    eca = text_of(fields["eca_issued"], item, language) if item.get("eca", YES) == YES else ""
    if eca or item.get("eca"):
        yield say("web_check", "eca", {}, language), eca or text_of(fields["eca"], item, language)
    if item.get("months"):
        yield say("web_ask", "credential_months", {}, language), text_of(fields["months"], item, language)


FACTS = {"job": job_facts, "result": result_facts, "credential": credential_facts}


def facts_of_step(questions: tuple[Question, ...], answers: Answers, language: str) -> Iterator[Answered]:
    """Every answer of a step outside its lists: the question, the answer, what an open one counts as.

    Questions that a no closes are left out, and those for few people that say nothing; for any other question that was
    left open the answer is empty.
    """
    for question in questions:
        if isinstance(question, Field | Part) and question.folded and answers.values.get(question.name, NO) == NO:
            continue
        if isinstance(question, Field):
            if not pointless(question, answers.values):
                yield from fact(question, answers, language)
        elif isinstance(question, Part):
            yield from fact(question.asked, answers, language)
            if value_of(question.asked, answers.values) is True:
                yield from facts_of_step(question.questions, answers, language)
        elif question.asked:
            yield from fact(question.asked, answers, language)


def fact(asked: Field, answers: Answers, language: str) -> Iterator[Answered]:
    """One answer."""
    text = text_of(asked, {asked.name: asked.preset, **answers.values}, language)
    yield say("web_ask", asked.asked_as, {}, language), text, counted_as(asked, answers.values, language)


def counted_as(asked: Field, values: Mapping[str, str], language: str) -> str:
    """What a question counts as that was left open."""
    if asked.name == "family_size":
        return say("web_check", "open_as", {"value": family_size(values)}, language)
    if asked.kind == "whole" and isinstance(asked.absent, int):
        return say("web_check", "open_as", {"value": asked.absent}, language)
    if asked.open:
        return say("web_check", "open_unknown", {}, language)
    return say("web_check", "open_no" if asked.options == TRUTH and not asked.required else "open", {}, language)


def is_open(listed: Listed, answers: Answers) -> bool:
    """Whether the things of a list count: there is no question before it, or its answer is yes, or it was left open."""
    return not listed.asked or value_of(listed.asked, answers.values) in (True, ABSENT)


def left_open(answers: Answers, language: str) -> int:
    """How many questions were left without an answer."""
    return sum(not text for step in STEPS for _, text, _ in facts_of_step(step.questions, answers, language))
