"""The questions as a page shows them: words, what was answered, what is wrong with it, what is open and what folded.

Templates get these and nothing to decide.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from itertools import groupby
from typing import Any, Final

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from toprank.occupations.words import fold
from toprank.rulebook.countries import names
from toprank.rulebook.loader import Rulebook
from toprank.web.check.answers import Answers, Item
from toprank.web.check.fields import (
    UNKNOWN,
    YES,
    Field,
    Listed,
    Part,
    Question,
    Step,
    lists_of,
    pieces_of,
    singles,
)
from toprank.web.check.jobs_found import code_of, hits, occupation
from toprank.web.check.reading import says
from toprank.web.check.summary import facts_of_thing, heading_of
from toprank.web.check.wrong import FieldError
from toprank.words import catalogue, named, say
from toprank.words.forms import MONTHS

Shown = dict[str, Any]
NAMES_OF: Final = {
    "test": "check_test",
    "level": "check_level",
    "certificate_province": "province",
    "nomination_province": "province",
}
WIDTH: Final = {
    "hours": "w4",
    "family_size": "w2",
    "settlement_funds": "w6",
    "months": "w4",
    "offer_months": "w4",
    "noc2016": "w4",
}
DECIMAL, NUMERIC = "decimal", "numeric"
BIRTH: Final = {"_d": "bday-day", "_m": "bday-month", "_y": "bday-year"}


@dataclass
class Page:
    """What a page shows of the questions depends on: `errors` are those it tells, `every` those there are."""

    answers: Answers
    errors: list[FieldError]
    every: list[FieldError]
    language: str
    rulebook: Rulebook
    today: date
    open: str = ""
    searched: str = ""
    taken: frozenset[str] = frozenset()
    wrong: dict[str, FieldError] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.wrong = {each.owner: each for each in self.errors}

    def say(self, code: str, **told: Any) -> str:
        """A sentence of the questions."""
        return say("web_ask", code, told, self.language)


def blocks(questions: Iterable[Question], page: Page, name: str) -> list[Shown]:
    """The questions of a step or a part, in order; those that concern few people together in a fold at their place."""
    shown: list[Shown] = []
    for folded, some in groupby(questions, key=lambda each: bool(getattr(each, "folded", False))):
        listed = [block(each, page) for each in some]
        if folded:
            is_open = any(each["answered"] or each["bad"] for each in listed)
            shown.append({"kind": "fold", "label": say("web_check", f"few_{name}", {}, page.language), "open": is_open,
                          "blocks": listed, "answered": is_open, "bad": False})  # fmt: skip
        else:
            shown += listed
    return shown


def block(question: Question, page: Page) -> Shown:
    """One question."""
    if isinstance(question, Field):
        return shown_field(question, page.answers.values, question.name, page)
    if isinstance(question, Listed):
        return shown_list(question, page)
    return shown_part(question, page)


def shown_part(part: Part, page: Page) -> Shown:
    """A question whose yes opens others."""
    asked = shown_field(part.asked, page.answers.values, part.name, page)
    inside = blocks(part.questions, page, part.name)
    answer = page.answers.values.get(part.name, "")
    bad = asked["bad"] or (answer == YES and any(each["bad"] for each in inside))
    return {"kind": "part", "asked": asked, "blocks": inside, "bad": bad, "answered": answer in (YES, UNKNOWN)}


def shown_list(listed: Listed, page: Page) -> Shown:
    """A list: cards, of which those that are finished are folded, and a button for another one."""
    items = page.answers.items(listed)
    cards = [card(listed, number, item, page) for number, item in enumerate(items)]
    if not cards:
        cards = [card(listed, 0, {}, page)]
    asked = shown_field(listed.asked, page.answers.values, listed.asked.name, page) if listed.asked else None
    return {
        "kind": "list",
        "name": listed.name,
        "asked": asked,
        "label": page.say(f"{listed.name}_count"),
        "cards": cards,
        "add": page.say(f"{listed.name}_add"),
        "full": len(items) >= listed.most,
        "most": listed.most,
        "error": listed.name in page.wrong and page.wrong[listed.name].message,
        "bad": any(each["bad"] for each in cards),
        "answered": bool(items),
    }


def card(listed: Listed, number: int, item: Item, page: Page) -> Shown:
    """One thing of a list: open with its questions, or folded with its facts and its answers in hidden inputs."""
    prefix = f"{listed.name}-{number}"
    bad = any(owner.startswith(f"{prefix}-") for owner in page.wrong)
    owners = (*(each.owner for each in page.every), *page.taken)
    unfinished = any(owner.startswith(f"{prefix}-") for owner in owners)
    title = page.say(f"{listed.name}_number", number=number + 1)
    heading = heading_of(listed, item, page.language)
    shown: Shown = {"id": prefix, "number": number + 1, "title": title, "heading": heading, "bad": bad,
                    "empty": not item, "open": unfinished or page.open == prefix or not says(listed, item)}  # fmt: skip
    if not shown["open"]:
        shown["facts"] = facts_of_thing(listed, item, page.language)
        shown["hidden"] = [(f"{prefix}-{name}", item[name]) for name in listed.pieces if name in item]
        return shown
    every = [shown_field(each, item, f"{prefix}-{each.name}", page) for each in listed.fields]
    plain = [each for each, asked in zip(every, listed.fields, strict=True) if not asked.folded]
    rare = [each for each, asked in zip(every, listed.fields, strict=True) if asked.folded]
    shown["fields"] = scores_together(plain, page)
    shown["rare"] = rare
    shown["rare_label"] = page.say(f"more_{listed.item}")
    shown["rare_open"] = any(each["answered"] or each["bad"] for each in rare)
    return shown


def scores_together(fields: list[Shown], page: Page) -> list[Shown]:
    """The four scores of a result as one question, everything else as it is."""
    scores = [each for each in fields if each["code"].startswith("result_") and each["kind"] == "decimal"]
    rest = [each for each in fields if each not in scores]
    if scores:
        rest.append({"kind": "scores", "label": page.say("result_scores"), "scores": scores, "bad": False})
    return rest


def shown_field(asked: Field, values: Mapping[str, str], name: str, page: Page) -> Shown:
    """A question with one answer."""
    error = page.wrong.get(name)
    if error and page.searched == name and asked.kind == "occupation":
        error = None
    hint = catalogue(page.language)["web_ask"].get(f"{asked.asked_as}_hint", "")
    if asked.unless_no and page.answers.values.get(asked.unless_no) == YES:
        hint = ""
    written = [values.get(piece, "") for piece in asked.pieces]
    said = any(each not in ("", asked.preset, "no") for each in written)
    shown: Shown = {
        "kind": asked.kind,
        "id": name,
        "code": asked.said,
        "label": page.say(asked.asked_as),
        "hint": hint,
        "error": error.message if error else "",
        "at": error.field_id if error else "",
        "bad": error is not None,
        "described": " ".join(filter(None, (f"{name}-e" if error else "", f"{name}-h" if hint else ""))),
        "value": written[0],
        "answered": said,
    }
    return shown | MORE[asked.kind](asked, written, values, name, page)


def more_text(asked: Field, written: list[str], values: Mapping[str, str], name: str, page: Page) -> Shown:
    """A text or a number."""
    mode = {"decimal": DECIMAL, "whole": NUMERIC, "former": NUMERIC, "term": NUMERIC}.get(asked.kind, "")
    endless = (
        {"endless": page.say(f"{asked.asked_as}_endless"), "ticked": bool(written[1])} if asked.kind == "term" else {}
    )
    return {**endless, "template": "check/field_text.html", "mode": mode, "width": WIDTH.get(asked.name, ""),
            "most": 300 if asked.kind == "text" else 40}  # fmt: skip


def more_choice(asked: Field, written: list[str], values: Mapping[str, str], name: str, page: Page) -> Shown:
    """A choice: few answers as cards, many as a list to open."""
    chosen = written[0] or asked.preset
    kind = NAMES_OF.get(asked.name, "check_answer")
    options = [*asked.options, *([UNKNOWN] if asked.unknown else [])]
    listed = [
        {"value": each, "label": named(kind, each, page.language), "on": each == chosen, "id": option_id(name, place)}
        for place, each in enumerate(options)
    ]
    many = kind != "check_answer"
    template = "check/field_select.html" if many else "check/field_choice.html"
    return {"template": template, "options": listed, "side": len(listed) <= 4}


def option_id(name: str, place: int) -> str:
    """The id of an option: the first one has that of its question."""
    return name if place == 0 else f"{name}-{place}"


def more_country(asked: Field, written: list[str], values: Mapping[str, str], name: str, page: Page) -> Shown:
    """A list of countries, Canada first."""
    return {"template": "check/field_country.html", "countries": country_options(written[0], page.language)}


def more_day(asked: Field, written: list[str], values: Mapping[str, str], name: str, page: Page) -> Shown:
    """Day, month by its name, year; with them whether it still goes on, or the time."""
    months = [
        {"value": str(number), "label": each, "on": written[1] == str(number)}
        for number, each in enumerate(MONTHS[page.language], 1)
    ]
    auto = BIRTH if asked.name == "birth_date" else {}
    return {
        "template": "check/field_day.html",
        "day": written[0],
        "months": months,
        "year": written[2],
        "now": asked.kind == "end",
        "now_label": page.say(f"{asked.asked_as}_now") if asked.kind == "end" else "",
        "still": asked.kind == "end" and bool(written[3]),
        "time": written[3] if asked.kind == "instant" else None,
        "auto_d": auto.get("_d", ""), "auto_m": auto.get("_m", ""), "auto_y": auto.get("_y", ""),
    }  # fmt: skip


def more_occupation(asked: Field, written: list[str], values: Mapping[str, str], name: str, page: Page) -> Shown:
    """A title with the occupation chosen for it, or with those it may be."""
    code = code_of(asked, dict(values))
    chosen = occupation(code, page.rulebook, page.today, page.language) if code else None
    listed = [] if chosen or not written[0] else hits(written[0], page.rulebook, page.today, page.language)
    return {
        "template": "check/field_occupation.html",
        "chosen": chosen,
        "taken": name in page.taken,
        "by_code": chosen is not None and code == written[0],
        "hits": listed,
        "title": written[0],
        "none": bool(written[0]) and not chosen and not listed,
        "most": 200,
    }


MORE: Final = {
    "text": more_text,
    "whole": more_text,
    "term": more_text,
    "decimal": more_text,
    "former": more_text,
    "choice": more_choice,
    "country": more_country,
    "day": more_day,
    "end": more_day,
    "instant": more_day,
    "occupation": more_occupation,
}


@cache
def countries_in(language: str) -> tuple[tuple[str, str], ...]:
    """Every country by its name in the order of the alphabet, Canada before all."""
    listed = sorted(names(language).items(), key=lambda each: (each[0] != "CA", fold(each[1])))
    return tuple((code, name[:1].upper() + name[1:]) for code, name in listed)


@cache
def all_countries(language: str) -> str:
    """The options of a list of countries, none chosen."""
    return "".join(
        f'<option value="{code}">{conditional_escape(name)}</option>' for code, name in countries_in(language)
    )


def country_options(chosen: str, language: str) -> SafeString:
    """The options of a list of countries."""
    written = all_countries(language)
    if chosen in names(language):
        written = written.replace(f'value="{chosen}"', f'value="{chosen}" selected', 1)
    return mark_safe(written)


def answered(step: Step, answers: Answers) -> bool:
    """Whether anything of a step was answered."""
    before = {each.name: each.preset for each in singles(step.questions)}
    said = any(answers.values.get(name, "") not in ("", before.get(name, "")) for name in pieces_of(step))
    return said or any(says(listed, item) for listed in lists_of(step) for item in answers.items(listed))
