"""From answers to the profile of the contract with what is unknown and what is wrong, and back from a profile.

Whether an answer holds is the core's to say; here each of its faults finds the field that it belongs to.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from toprank.assess.batch import profile_of
from toprank.errors import Fault, Refused
from toprank.incomplete.intake import FEW
from toprank.profile import FIRST_DATE, Profile, iso_day
from toprank.web.check.answers import Answers, Item, kept
from toprank.web.check.fields import NO, UNKNOWN, YES, Field, Listed, Part, Question, Step
from toprank.web.check.questions import STEPS
from toprank.web.check.values import ABSENT, family_size, shortest, told_of, value_of
from toprank.web.check.wrong import FieldError, Place, error_of

Json = dict[str, Any]
ID = "me"
DATED = ("day", "end", "instant")
FILLED_IN = ("shortest", "first", "last", "finished", "estimate", "time")
"""How a day is filled in: so that a job is as short as it can be, by the first or the last of the month, as finished by
the day of the calculation, as a test taken on it, by the last second of the day."""
ESTIMATES = ("clb", "nclc")
"""Levels that stand for a test that was not taken: without a day they hold on the day of the calculation."""


@dataclass(frozen=True)
class Told:
    """What the answers tell: a document, the pointers of what is not known, and every error with its field.

    `profile` is the one in the document, None where that has `faults`. Without errors it is sound: for what is not
    known it holds the less favourable, for a question that was left open what the contract takes. `beyond` counts the
    answers not known that no range can take in any more; `filled_in` says, for each day that was not told whole, by
    which of FILLED_IN it was.
    """

    document: Json
    unknown: list[str]
    errors: list[FieldError]
    profile: Profile | None
    faults: list[Fault]
    beyond: int = 0
    filled_in: dict[str, str] = field(default_factory=dict)

    @property
    def intake(self) -> Json:
        """The profile with its list of what is not known, as `toprank range` reads it."""
        return self.document | ({"unknown": self.unknown} if self.unknown else {})


NOTHING_UNDER: Final = ""
"""What stands in a profile for a list that a yes opened and in which nothing was told: the core finds that fault."""


@dataclass
class Teller:
    """Writes answers into a profile and remembers where each of them went."""

    answers: Answers
    on: date | None
    unknown: list[str] = field(default_factory=list)
    places: dict[str, Place] = field(default_factory=dict)
    filled_in: dict[str, str] = field(default_factory=dict)

    def tell(self, questions: tuple[Question, ...], into: Json, pointer: str, step: Step) -> None:
        """Writes the answers to some questions into an object of the profile."""
        for question in questions:
            if isinstance(question, Field):
                self.put(question, self.answers.values, into, pointer, Place(question, step, question.name))
            elif isinstance(question, Listed):
                self.tell_list(question, into, pointer, step)
            else:
                self.tell_part(question, into, pointer, step)

    def tell_part(self, part: Part, into: Json, pointer: str, step: Step) -> None:
        """Writes an object that a yes opens; one that is not known is nothing."""
        answer = value_of(part.asked, self.answers.values)
        at = f"{pointer}/{part.asked.key}" if part.asked.key else pointer
        stands_for = part.asked.key or part.fields[0].key
        self.places[f"{pointer}/{stands_for}"] = Place(part.asked, step, part.name)
        if answer is UNKNOWN:
            self.unknown.append(at)
        elif answer is True:
            self.tell(part.questions, into.setdefault(part.asked.key, {}) if part.asked.key else into, at, step)
            into.setdefault(stands_for, NOTHING_UNDER)
        elif answer not in (ABSENT, False):
            into[stands_for] = answer

    def tell_list(self, listed: Listed, into: Json, pointer: str, step: Step) -> None:
        """Writes a list, things that say nothing left out."""
        at = f"{pointer}/{listed.key}"
        answer = value_of(listed.asked, self.answers.values) if listed.asked else True
        self.places[at] = Place(
            listed.asked or listed.fields[0], step, listed.asked.name if listed.asked else listed.name
        )
        if answer is UNKNOWN:
            self.unknown.append(at)
        elif answer is True or answer is ABSENT:
            found: list[Json] = []
            for number, item in enumerate(self.answers.items(listed)):
                if says(listed, item):
                    place = f"{at}/{len(found)}"
                    found.append(self.thing(listed, item, place, step, number))
            if found or (answer is True and listed.asked):
                into[listed.key] = found or NOTHING_UNDER
        elif answer is not False:
            into[listed.key] = answer

    def thing(self, listed: Listed, item: Item, pointer: str, step: Step, number: int) -> Json:
        """One thing of a list."""
        into: Json = {}
        for each in listed.fields:
            place = Place(each, step, f"{listed.name}-{number}-{each.name}", listed, number)
            self.put(each, item, into, pointer, place)
        if listed.item == "credential" and self.on and "completed" not in into:
            into["completed"] = finished_by(into.get("eca_issued"), self.on)
            self.filled_in[f"{pointer}/completed"] = "finished"
        if item.get("test") in ESTIMATES and "taken" not in into and self.on:
            into["taken"] = self.on.isoformat()
            self.filled_in[f"{pointer}/taken"] = "estimate"
        if listed.item == "job":
            self.stand_in(into, pointer)
        if "end" in into and "start" in into:
            into["start"], into["end"] = shortest(item, into["start"], into["end"])
        return into

    def stand_in(self, into: Json, pointer: str) -> None:
        """Days in the places of those of a job that are not known, so short as a job can be."""
        start, end = (f"{pointer}/{name}" in self.unknown for name in ("start", "end"))
        if start:
            into["start"] = day_or(into.get("end"), self.on)
        if end:
            into["end"] = day_or(into["start"], self.on)

    def put(self, asked: Field, values: Mapping[str, str], into: Json, pointer: str, place: Place) -> None:
        """Writes one answer. That a credential was not assessed, or that nobody knows, is said by its own question."""
        at = f"{pointer}/{asked.key}"
        value = value_of(asked, values)
        if value is ABSENT and asked.open:
            value = UNKNOWN
        if asked.kind == "choice" and asked.key == "eca_issued":
            self.assessed(value, at, place)
            return
        if asked.key == "eca_issued" and values.get("eca", YES) in (NO, UNKNOWN):
            return
        self.places[at] = place
        if value is UNKNOWN:
            self.unknown.append(at)
            value = asked.least
        elif value is ABSENT:
            wanted = asked.kind == "end" or (asked.key == "eca_issued" and values.get("eca") == YES)
            value = "" if wanted else asked.absent
        held = asked.kind == "end" and any(values.get(name) for name in asked.pieces)
        usual = value == asked.absent and type(value) is type(asked.absent)
        if asked.always or held or not (value is None or usual):
            write(into, asked.key, value)
            if how := filled_by(asked, values):
                self.filled_in[at] = how

    def assessed(self, value: Any, at: str, place: Place) -> None:
        """The question whether a credential was assessed."""
        if value is UNKNOWN:
            self.unknown.append(at)


def filled_by(asked: Field, values: Mapping[str, str]) -> str:
    """How a day that was told without its day, or an instant without its time, was filled in; empty for one whole."""
    day, month, *rest = (values.get(name, "") for name in asked.pieces) if asked.kind in DATED else ("", "")
    if not month:
        return ""
    if asked.kind == "instant":
        return "" if rest[1] else "time"
    shortest_ = asked.name in ("start", "end")
    return "" if day or not asked.unless_day else "shortest" if shortest_ else asked.unless_day


def day_or(text: Any, otherwise: date | None) -> str:
    """A day as it was told; another one where none was."""
    try:
        return iso_day(text).isoformat()
    except ValueError:
        return (otherwise or FIRST_DATE).isoformat()


def finished_by(assessed: Any, on: date) -> str:
    """The latest day on which a credential can have been finished, for one of which no day was told."""
    return assessed if isinstance(assessed, str) and assessed and assessed <= on.isoformat() else on.isoformat()


def write(into: Json, key: str, value: Any) -> None:
    """Puts a value into an object, where the key has a slash into an object within it."""
    *path, last = key.split("/")
    for each in path:
        into = into.setdefault(each, {})
    into[last] = value


def says(listed: Listed, item: Item) -> bool:
    """Whether a thing of a list says more than what is chosen beforehand."""
    return any(item.get(name, "") not in ("", listed.presets.get(name, "")) for name in listed.pieces)


def told(answers: Answers, on: date | None, language: str) -> Told:
    """What answers tell on a day, with every error in the language; `on` None leaves the day of birth unjudged."""
    teller = Teller(answers, on)
    document: Json = {"schema": "toprank.profile/1", "id": ID}
    for step in STEPS:
        teller.tell(step.questions, document, "", step)
    if not answers.values.get("family_size") and "partner" in document:
        document["family_size"] = family_size(answers.values)
    profile, faults = judged(document, on, language)
    errors = list(placed(faults, teller, language))
    order = {step.name: place for place, step in enumerate(STEPS)}
    errors.sort(key=lambda error: order[error.step])
    beyond = len(teller.unknown[FEW:])
    return Told(document, teller.unknown[:FEW], errors, profile, faults, beyond, teller.filled_in)


def judged(document: Any, on: date | None, language: str) -> tuple[Profile | None, list[Fault]]:
    """The profile in a document, None where it is unsound, and every fault."""
    try:
        return profile_of(document, on, language), []
    except Refused as refused:
        return None, refused.faults


def placed(faults: list[Fault], teller: Teller, language: str) -> Iterator[FieldError]:
    """Each fault at its field."""
    for fault in faults:
        pointer = fault.pointer
        while pointer not in teller.places and pointer:
            pointer = pointer.rpartition("/")[0]
        place = teller.places.get(pointer) or next(iter(teller.places.values()))
        values = teller.answers.values
        if place.listed and place.number is not None:
            values = teller.answers.items(place.listed)[place.number]
        yield error_of(fault, place, values, language)


def answers_of(document: Mapping[str, Any]) -> Answers:
    """The answers that tell a profile, sound or not, with its list of what is not known if it has one."""
    found = Answers()
    unknown = document.get("unknown", [])
    pointers = {each for each in unknown if isinstance(each, str)} if isinstance(unknown, list) else set()
    for step in STEPS:
        ask(step.questions, document, "", pointers, found)
    found.values = kept(found.values)
    found.saw(*(step.name for step in STEPS))
    return found


def ask(questions: tuple[Question, ...], source: Any, pointer: str, unknown: set[str], found: Answers) -> None:
    """Finds the answers to some questions in an object of a profile."""
    source = source if isinstance(source, Mapping) else {}
    for question in questions:
        if isinstance(question, Field):
            found.values |= answer(question, source, pointer, unknown)
        elif isinstance(question, Listed):
            ask_list(question, source, pointer, unknown, found)
        else:
            ask_part(question, source, pointer, unknown, found)


def ask_part(part: Part, source: Mapping[str, Any], pointer: str, unknown: set[str], found: Answers) -> None:
    """Finds the answers of an object that may be there."""
    key = part.asked.key
    if not key:
        there = any(isinstance(each, Field) and source.get(each.key) is not None for each in part.questions)
        found.values[part.name] = YES if there else NO
        if there:
            ask(part.questions, source, pointer, unknown, found)
    elif f"{pointer}/{key}" in unknown:
        found.values[part.name] = UNKNOWN
    elif isinstance(source.get(key), Mapping):
        found.values[part.name] = YES
        ask(part.questions, source[key], f"{pointer}/{key}", unknown, found)
    else:
        found.values[part.name] = NO


def ask_list(listed: Listed, source: Mapping[str, Any], pointer: str, unknown: set[str], found: Answers) -> None:
    """Finds the things of a list."""
    at = f"{pointer}/{listed.key}"
    entries = source.get(listed.key, [])
    entries = entries[: listed.most] if isinstance(entries, list) else []
    if listed.asked:
        found.values[listed.asked.name] = UNKNOWN if at in unknown else YES if entries else NO
    found.lists[listed.name] = [
        thing_of(listed, entry if isinstance(entry, Mapping) else {}, f"{at}/{number}", unknown)
        for number, entry in enumerate(entries)
    ]


def thing_of(listed: Listed, entry: Mapping[str, Any], pointer: str, unknown: set[str]) -> Item:
    """The answers of one thing of a list."""
    item: Item = {}
    for each in listed.fields:
        item |= answer(each, entry, pointer, unknown)
    return kept(item)


def answer(asked: Field, source: Mapping[str, Any], pointer: str, unknown: set[str]) -> dict[str, str]:
    """The answer to one question."""
    if f"{pointer}/{asked.key}" in unknown and asked.unknown:
        return {asked.name: UNKNOWN}
    if f"{pointer}/{asked.key}" in unknown and asked.open:
        return {}
    *path, key = asked.key.split("/")
    for each in path:
        inner = source.get(each)
        source = inner if isinstance(inner, Mapping) else {}
    if asked.kind == "choice" and key == "eca_issued":
        return {asked.name: YES if source.get(key) is not None else NO}
    if asked.kind in ("end", "term"):
        return told_of(asked, source.get(key))
    value = source.get(key, asked.absent)
    if value is None:
        return {asked.name: asked.preset} if asked.preset else {}
    return told_of(asked, value)
