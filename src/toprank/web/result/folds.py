"""Programs and categories as folds: what is met, what is missing, in which unit, and on which day it will be there."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Final

from django.utils.safestring import SafeString

from toprank.days import CREDIT_PER_HOUR
from toprank.profile import LANGUAGE_OF
from toprank.report.answers import needs
from toprank.web.result import rows
from toprank.web.result.answer import Answer
from toprank.web.result.shapes import NEAR, NO, YES, Fold, Need, Tag
from toprank.web.result.words import Words

Json = dict[str, Any]
MEASURES: Final = {"canadian_work": "cec", "continuous_work": "fsw_continuous", "trade_work": "fst"}
"""Requirements of hours, and the measures of the ledger that count them."""
NOT_FOR_THIS_PERSON: Final = {
    "nomination": "tag_no_nomination",
    "listed_trade": "tag_other_work",
    "outside_quebec": "tag_quebec",
}
"""Requirements without which the rest says nothing, and the tag of a program that fails them."""


class Folds:
    """The folds of one answer."""

    def __init__(self, answer: Answer, words: Words) -> None:
        self.answer, self.words = answer, words
        self.measures = answer.ledger["measures"]

    def programs(self) -> list[Fold]:
        """One fold for each program, those met first and those near next."""
        found = [self.program(key, each) for key, each in self.answer.assessment["programs"].items()]
        return sorted(found, key=lambda each: (YES, NEAR, NO).index(each.tag.kind))

    def program(self, key: str, found: Json) -> Fold:
        """A program."""
        missing = [each["code"] for each in needs(found) if not each["met"]]
        if key == "fsw" and found["grid"] is None and len(missing) > 1:
            missing.remove("pass_mark")
        tag = Tag(YES, self.words.say("tag_qualify")) if found["eligible"] else self.tag(missing, MEASURES)
        listed = [self.need(each, MEASURES.get(each["code"])) for each in needs(found)]
        if key == "fsw" and found["grid"] is not None:
            listed = [self.with_grid(each, found) if code == "pass_mark" else each
                      for code, each in zip((each["code"] for each in needs(found)), listed, strict=True)]  # fmt: skip
        return Fold(
            key,
            self.words.named("program", key),
            tag,
            tag.kind != NO,
            self.opens(key),
            needed(listed),
        )

    def opens(self, key: str) -> str:
        """When it opens if work goes on and nothing else changes; empty where it is open or will not be."""
        course = self.answer.ledger["opens"].get(key)
        return self.words.say("opens_on", on=course["from"]) if course and course["from"] else ""

    def tag(self, missing: list[str], measures: dict[str, str]) -> Tag:
        """What is missing in a few words, in its unit where that is one thing."""
        say = self.words.say
        for code, word in NOT_FOR_THIS_PERSON.items():
            if code in missing:
                return Tag(NO, say(word))
        if len(missing) > 1:
            return Tag(NO, say("tag_several", count=len(missing)))
        (code,) = missing
        if code in measures:
            return self.hours_tag(measures[code])
        return Tag(NEAR, say(f"tag_{code}"))

    def hours_tag(self, measure: str) -> Tag:
        """How many hours a measure lacks for its threshold."""
        lacks, counted = self.lacks(measure)
        return Tag(NEAR if counted else NO, self.words.say("tag_hours", hours=lacks))

    def lacks(self, measure: str) -> tuple[int, int]:
        """Hours that a measure lacks for its threshold, whole ones, and the credit it has."""
        found = self.measures[measure]
        credit = found["credit"]
        return max(-((credit - found["thresholds"][0]["credit"]) // CREDIT_PER_HOUR), 0), credit

    def need(self, found: Json, measure: str | None, sources: bool = True) -> Need:
        """A requirement with what there is, what it takes, and the day on which hours will be there."""
        words, told = self.words, {"have": found["have"], "need": found["need"]}
        code, kind = "have_that" if found["have"] == found["need"] else "have", YES if found["met"] else NO
        if measure in self.measures and not found["met"]:
            reached = self.measures[measure]["thresholds"][0]["from"]
            if reached:
                code, told["on"], kind = "have_until", reached, NEAR
        state = words.say("met" if found["met"] else "not_met")
        return Need(
            kind,
            state,
            words.of("requirement", found["code"]),
            words.say(code, **told),
            words.writer.in_language(found["source"]) if sources else "",
        )

    def with_grid(self, found: Need, program: Json) -> Need:
        """The pass mark with the parts of its grid."""
        words = self.words
        parts = "; ".join(f"{words.named('grid', part)} {points}" for part, points in program["grid"].items())
        return replace(found, have=f"{found.have} {words.say('grid', parts=parts)}")

    def categories(self) -> list[Fold]:
        """One fold for each category that is met or near and for French; all others together in the last one."""
        found, others = [], []
        for key, each in self.answer.assessment["categories"].items():
            fold = self.category(key, each)
            if fold.tag.kind == NO and key != "french":
                others.append(fold)
            else:
                found.append(fold)
        found.sort(key=lambda each: (YES, NEAR, NO).index(each.tag.kind))
        return [*found, self.others(others)] if others else found

    def category(self, family: str, found: Json) -> Fold:
        """A category."""
        words, key = self.words, found["version"]
        measures = {"listed_work": key}
        missing = [each["code"] for each in needs(found) if not each["met"]]
        own = [code for code in missing if code != "federal_program"]
        if found["eligible"]:
            tag = Tag(YES, words.say("tag_in_it"))
        elif not own:
            tag = Tag(NEAR, words.say("tag_federal_program"))
        elif family == "french":
            tag = Tag(NEAR if self.has_french else NO, words.say("tag_french" if self.has_french else "tag_no_french"))
        elif own == ["listed_work"] and self.measures.get(key, {}).get("credit"):
            tag = self.hours_tag(key)
        else:
            tag = Tag(NO, words.say("tag_other_work"))
        return Fold(
            f"category-{family}",
            words.category(family),
            tag,
            tag.kind != NO,
            " ".join(filter(None, [self.opens(key), self.last_round(family)])),
            needed(self.need(each, measures.get(each["code"]), sources=False) for each in needs(found)),
            link=words.page("categories_one", family=family),
            link_words=words.say("about_category"),
        )

    @property
    def has_french(self) -> bool:
        """Whether a French result was told."""
        return any(LANGUAGE_OF[each.test] == "french" for each in self.answer.profile.languages)

    def last_round(self, family: str) -> str:
        """Where the last round of a category ended."""
        held = self.answer.day.rounds.get(family)
        if not held:
            return self.words.say("no_round_yet")
        return self.words.say("last_round", cutoff=held[0].cutoff, on=held[0].on)

    def others(self, folds: list[Fold]) -> Fold:
        """The categories that are not for this person's work, in one fold."""
        words = self.words
        return Fold(
            "category-others",
            words.say("others", count=len(folds)),
            Tag(NO, words.say("tag_other_work")),
            False,
            words.say("others_text"),
            names=[(each.title, each.link) for each in folds],
        )


def written(folds: Iterable[Fold]) -> SafeString:
    """Folds as the page shows them."""
    return rows.all_of(
        rows.FOLD,
        (
            (each.id, " open" if each.open else "", each.title, each.tag.kind, each.tag.words, inside(each))
            for each in folds
        ),
    )


def inside(fold: Fold) -> SafeString:
    """What a fold holds: its sentence, its requirements, its names, its link."""
    found = rows.NOTHING
    if fold.text:
        found += rows.one(rows.SENTENCE, fold.text)
    if fold.needs:
        found += rows.one(rows.NEEDS, fold.needs)
    if fold.names:
        found += rows.one(rows.NAMES, rows.all_of(rows.NAME, fold.names))
    if fold.link:
        found += rows.one(rows.ABOUT, fold.link, fold.link_words, fold.title)
    return found


def needed(needs: Iterable[Need]) -> SafeString:
    """Requirements as a list shows them."""
    return rows.all_of(
        rows.NEED,
        ((each.kind, each.state, each.words, each.have, f" · {each.source}" if each.source else "") for each in needs),
    )
