"""What the pages of the check show beside the questions: how far each step is, and everything read over."""

from collections.abc import Iterator
from typing import Any

from toprank.web.check.answers import Answers
from toprank.web.check.fields import Listed, Part, Question, Step
from toprank.web.check.questions import STEPS
from toprank.web.check.reading import says
from toprank.web.check.showing import answered
from toprank.web.check.summary import facts_of_step, facts_of_thing, heading_of, is_open
from toprank.web.check.values import value_of
from toprank.web.check.wrong import FieldError
from toprank.web.routes import address
from toprank.words import named, say

Shown = dict[str, Any]


def label(step: Step, language: str) -> str:
    """What a step is called."""
    return named("check_step", step.name, language)


def states(answers: Answers, errors: list[FieldError], here: Step, language: str) -> list[Shown]:
    """The steps with how far each of them is."""
    found = []
    for step in STEPS:
        wrong = sum(each.step == step.name for each in errors)
        seen = step.name in answers.seen
        if step is here:
            state, bar = "here", "here"
        elif seen and wrong:
            state, bar = "to_correct", "here"
        else:
            state, bar = ("done", "done") if seen else ("", "")
        words = say("web_check", f"state_{state}", {"count": wrong}, language) if state else ""
        spoken = words or say("web_check", "state_to_do", {}, language)
        name = label(step, language)
        found.append({"name": step.name, "label": name, "here": step is here, "state": words, "bar": bar,
                      "spoken": say("web_check", "step_state", {"step": name, "state": spoken}, language)})  # fmt: skip
    return found


def overview(answers: Answers, errors: list[FieldError], language: str) -> Iterator[tuple[Step, Shown]]:
    """The parts of the page of all questions with their states."""
    for step in STEPS:
        wrong = sum(each.step == step.name for each in errors)
        state = "to_correct" if wrong else "filled" if answered(step, answers) else "empty"
        words = say("web_check", f"state_{state}", {"count": wrong}, language)
        yield step, {"name": step.name, "label": label(step, language), "state": words}


def back_words(number: int, language: str) -> str:
    """The words of the way back from a step."""
    if number == 0:
        return say("web_check", "back_to_start", {}, language)
    return say("web_check", "back", {"step": label(STEPS[number - 1], language)}, language)


def at_step(answers: Answers, language: str) -> Iterator[Shown]:
    """Each step read over: its answers, its things, the way to change it."""
    for step in STEPS:
        things = [
            (heading(listed, number, item, language), facts_of_thing(listed, item, language))
            for listed in open_lists(step.questions, answers)
            for number, item in enumerate(answers.items(listed))
            if says(listed, item)
        ]
        facts = list(facts_of_step(step.questions, answers, language))
        nothing = "" if facts or things else say("web_check", "nothing", {}, language)
        href = address(f"check_{step.name}", language)
        yield {"label": label(step, language), "facts": facts, "things": things, "nothing": nothing, "href": href}


def heading(listed: Listed, number: int, item: dict[str, str], language: str) -> str:
    """The heading of a thing."""
    title = say("web_ask", f"{listed.name}_number", {"number": number + 1}, language)
    called = heading_of(listed, item, language)
    return say("web_check", "thing", {"title": title, "called": called}, language) if called else title


def open_lists(questions: tuple[Question, ...], answers: Answers) -> Iterator[Listed]:
    """The lists that count."""
    for question in questions:
        if isinstance(question, Listed) and is_open(question, answers):
            yield question
        elif isinstance(question, Part) and value_of(question.asked, answers.values) is True:
            yield from open_lists(question.questions, answers)
