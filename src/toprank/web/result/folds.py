"""Programs and categories as folds: what is met, what is missing, in which unit, and on which day it will be there."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Final

from django.utils.safestring import SafeString

from toprank.assess.reasons import Columns
from toprank.profile import LANGUAGE_OF
from toprank.report.answers import needs
from toprank.web.result import rows
from toprank.web.result.answer import Answer
from toprank.web.result.assumed import footing, state_of, unknown_fields
from toprank.web.result.nominee import nominated
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
MOST_TAGGED: Final = 2
"""So many missing things are named in a tag; more are counted."""
TABLES: Final = {
    "fsw": ("programs/fsw_minimum", "programs/funds"),
    "cec": ("programs/cec",),
    "fst": ("programs/fst", "programs/funds"),
}
"""The dated tables of a program."""


class Folds:
    """The folds of one answer."""

    def __init__(self, answer: Answer, words: Words) -> None:
        self.answer, self.words = answer, words
        self.measures = answer.ledger["measures"]
        self.unknown = unknown_fields(answer)
        self.nominee = nominated(answer)
        self.nothing = (words.of("have", "no"), words.of("have", "none"))
        self.met, self.not_met = words.say("met"), words.say("not_met")

    def read_to(self) -> str:
        """Until which day the tables of programs were read, where the day is later; empty where it is not."""
        book, on = self.answer.known.rulebook, self.answer.on
        names = dict.fromkeys(name for names in TABLES.values() for name in names)
        versions = [each for name in names for each in book.table(name).versions if each.holds(on)]
        read = min((each.verified_to or each.checked for each in versions if each.checked), default=None)
        return self.words.say("read_to", on=read) if read and read < on else ""

    def programs(self) -> list[Fold]:
        """One fold for each program, those met first and those near next."""
        found = [self.program(key, each) for key, each in self.answer.assessment["programs"].items()]
        return sorted(found, key=lambda each: (YES, NEAR, NO).index(each.tag.kind))

    def program(self, key: str, found: Json) -> Fold:
        """A program."""
        words = self.words
        missing = [each["code"] for each in needs(found) if not each["met"]]
        if key == "fsw" and found["grid"] is None and len(missing) > 1:
            missing.remove("pass_mark")
        no_work = key == "cec" and not self.measures["cec"]["credit"]
        if no_work and "language" in missing and len(missing) > 1:
            missing.remove("language")
        tag = self.known_tag(key, found["eligible"], missing, "tag_qualify") or self.tag(missing, found)
        listed = [self.need(each, key, MEASURES.get(each["code"])) for each in needs(found)]
        if no_work and footing(key, "language", self.answer) == "known":
            listed = [replace(need, have=words.say("have", have=each["have"], need=words.say("need_cec")))
                      if each["code"] == "language" and not each["met"]
                      else need for each, need in zip(needs(found), listed, strict=True)]  # fmt: skip
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
            links=[(self.table_title(name), words.page("rulebook_table", name=name)) for name in TABLES.get(key, ())],
        )

    def table_title(self, name: str) -> str:
        """What the link to a dated table says."""
        title = self.answer.known.rulebook.table(name).title[self.words.language]
        return self.words.say("dated_table", title=title)

    def known_tag(self, key: str, eligible: bool, missing: list[str], yes: str) -> Tag | None:
        """The tag of what is open, or of what rests on an unknown answer; None where what is missing is known."""
        state = state_of(key, self.answer) if self.unknown else "all" if eligible else "none"
        if state == "some":
            return Tag(NEAR, self.words.say("tag_depends"))
        if state == "all":
            return Tag(YES, self.words.say(yes))
        if all(footing(key, code, self.answer) == "known" for code in missing):
            return None
        return Tag(NO, self.words.say("tag_never_tried" if self.answer.found_only else "tag_never"))

    def opens(self, key: str) -> str:
        """When it opens if work goes on and nothing else changes; empty where it is open or will not be."""
        course = self.answer.ledger["opens"].get(key) if not self.unknown else None
        return self.words.say("opens_on", on=course["from"]) if course and course["from"] else ""

    def tag(self, missing: list[str], found: Json) -> Tag:
        """What is missing in a few words, each thing in its unit; more than two are counted."""
        say = self.words.say
        for code, word in NOT_FOR_THIS_PERSON.items():
            if code in missing:
                return Tag(NO, say(word))
        if len(missing) > MOST_TAGGED:
            return Tag(NO, say("tag_several", count=len(missing)))
        tags = [self.lacking(code, found) for code in missing]
        if len(tags) > 1:
            return Tag(NO, say("tag_both", one=tags[0].words, other=tags[1].words))
        return tags[0]

    def lacking(self, code: str, found: Json) -> Tag:
        """One thing that is missing, in its unit."""
        say, answer = self.words.say, self.answer
        if code in MEASURES:
            return self.hours_tag(MEASURES[code])
        if code == "settlement_funds":
            needed = Columns(answer.case.now, answer.tables)["funds_needed"][0]
            return Tag(NEAR, say("tag_funds", amount=needed - answer.profile.settlement_funds))
        if code == "pass_mark" and found["points"] is not None:
            return Tag(NEAR, say("tag_points", count=answer.tables.programs.pass_mark - found["points"]))
        return Tag(NEAR, say(f"tag_{code}"))

    def hours_tag(self, measure: str) -> Tag:
        """How many hours a measure lacks for its threshold."""
        lacks, counted = self.answer.lacks(measure)
        return Tag(NEAR if counted else NO, self.words.say("tag_hours", hours=lacks))

    def need(self, found: Json, key: str, measure: str | None) -> Need:
        """A requirement of a program or version with what there is, what it takes, and the day on which hours will be
        there; of one that rests on unknown answers whether it is met in every case, in none, or not known."""
        words, told = self.words, {"have": found["have"], "need": found["need"]}
        code, kind = "have_that" if found["have"] == found["need"] else "have", YES if found["met"] else NO
        if not found["met"] and found["have"] in self.nothing:
            code = "have_none"
        if measure in self.measures and not found["met"]:
            reached = self.measures[measure]["thresholds"][0]["from"]
            if reached:
                code, told["on"], kind = "have_until", reached, NEAR
        state, known = self.met if found["met"] else self.not_met, footing(key, found["code"], self.answer)
        if known == "unknown":
            code, kind, state = "have_assumed", NEAR, words.say("not_known_before")
        elif known != "known":
            code, kind = f"have_{known}", YES if known == "met" else NO
        return Need(
            kind,
            state,
            words.of("requirement", found["code"]),
            words.say(code, **told),
            words.told(words.writer.in_language(found["source"])),
        )

    def with_grid(self, found: Need, program: Json) -> Need:
        """The pass mark with the parts of its grid."""
        words = self.words
        parts = "; ".join(f"{words.named('grid', part)} {points}" for part, points in program["grid"].items())
        return replace(found, have=f"{found.have} {words.say('grid', parts=parts)}")

    def categories(self) -> list[Fold]:
        """One fold for each category that is met or near and for French; all others together in the last one."""
        found, others = [], []
        for family, each in self.answer.assessment["categories"].items():
            tag = self.category_tag(family, each)
            if tag.kind == NO and family != "french":
                others.append(family)
            else:
                found.append(self.category(family, each, tag))
        found.sort(key=lambda each: (YES, NEAR, NO).index(each.tag.kind))
        return [*found, self.others(others)] if others else found

    def category(self, family: str, found: Json, tag: Tag) -> Fold:
        """A category."""
        words, key = self.words, found["version"]
        measures = {"listed_work": key}
        return Fold(
            f"category-{family}",
            words.category(family),
            tag,
            tag.kind != NO,
            " ".join(filter(None, [self.opens(key), self.last_round(family)])),
            needed(self.need(each, key, measures.get(each["code"])) for each in needs(found)),
            link=words.page("categories_one", family=family),
            link_words=words.say("about_category"),
        )

    def category_tag(self, family: str, found: Json) -> Tag:
        """The state of a category in a few words."""
        say, key = self.words.say, found["version"]
        missing = [each["code"] for each in needs(found) if not each["met"]]
        own = [code for code in missing if code != "federal_program"]
        known = self.known_tag(key, found["eligible"], missing, "tag_in_it")
        if known and known.kind == YES and self.nominee:
            return Tag(NEAR, say("tag_nominee"))
        if known:
            return known
        if not own:
            return Tag(NEAR, say("tag_federal_program"))
        if family == "french":
            return Tag(NEAR, say("tag_french")) if self.has_french else Tag(NO, say("tag_no_french"))
        if own == ["listed_work"] and self.measures.get(key, {}).get("credit"):
            return self.hours_tag(key)
        return Tag(NO, say("tag_other_work"))

    @property
    def has_french(self) -> bool:
        """Whether a French result was told."""
        return any(LANGUAGE_OF[each.test] == "french" for each in self.answer.profile.languages)

    def last_round(self, family: str) -> str:
        """Where the last round of a category ended."""
        held = self.answer.day.rounds.get(family)
        if not held:
            return self.words.say("no_round_yet")
        said = self.words.say("last_round", cutoff=held[0].cutoff, on=held[0].on)
        return f"{said} {self.words.say('nominee_category')}" if self.nominee else said

    def others(self, families: list[str]) -> Fold:
        """The categories that are not for this person's work, in one fold."""
        words = self.words
        return Fold(
            "category-others",
            words.say("others", count=len(families)),
            Tag(NO, words.say("tag_other_work")),
            False,
            words.say("others_text"),
            names=[(words.category(each), words.page("categories_one", family=each)) for each in families],
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
    """What a fold holds: its sentence, its requirements, its names, its tables, its link."""
    found = rows.NOTHING
    if fold.text:
        found += rows.one(rows.SENTENCE, fold.text)
    if fold.needs:
        found += rows.one(rows.NEEDS, fold.needs)
    if fold.names:
        found += rows.one(rows.NAMES, rows.all_of(rows.NAME, fold.names))
    if fold.links:
        found += rows.one(rows.TABLES, rows.all_of(rows.NAME, fold.links))
    if fold.link:
        found += rows.one(rows.ABOUT, fold.link, fold.link_words, fold.title)
    return found


def needed(needs: Iterable[Need]) -> SafeString:
    """Requirements as a list shows them."""
    return rows.all_of(
        rows.NEED,
        ((each.kind, each.state, each.words, each.have, f" · {each.source}" if each.source else "") for each in needs),
    )
