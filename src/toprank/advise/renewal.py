"""What a person keeps up while time passes: results and assessments that hold today are taken for renewed."""

from collections.abc import Iterator
from datetime import date

from toprank.advise.change import Change, Path
from toprank.advise.language import result
from toprank.advise.situation import Situation
from toprank.advise.step import Changes, counted_from
from toprank.days import add_years
from toprank.facts import LANGUAGES
from toprank.profile import LANGUAGE_OF, Credential, Result


def renewed(situation: Situation, looked_at: date) -> Changes:
    """The changes that keep every result and assessment in force from the day to the day looked at."""
    profile, tables, partner = situation.profile, situation.tables, situation.profile.partner
    found = list(results(situation, looked_at, profile.languages, tables.result_years, partner=False))
    found += assessments(situation, looked_at, profile.education, ("education",))
    if partner:
        found += results(situation, looked_at, partner.languages, tables.partner_result_years, partner=True)
        found += assessments(situation, looked_at, partner.education, ("partner", "education"))
    return tuple(found)


def lapses(since: date, on: date, looked_at: date, years: int) -> bool:
    """Whether something valid for some years holds on the day and no longer on the day looked at."""
    return bool(years) and since <= on < add_years(since, years) <= looked_at


def results(situation: Situation, looked_at: date, held: list[Result], years: int, partner: bool) -> Iterator[Change]:
    """The same levels again in each language in which a result lapses."""
    path: Path = ("partner", "languages") if partner else ("languages",)
    for language in LANGUAGES:
        lapsing = any(
            LANGUAGE_OF[each.test] == language and lapses(each.taken, situation.on, looked_at, years) for each in held
        )
        levels = situation.levels(language, partner) if lapsing else None
        if levels is not None:
            yield from result(path, language, levels, situation.on)(looked_at)


def assessments(situation: Situation, looked_at: date, held: list[Credential], path: Path) -> Iterator[Change]:
    """A new assessment of each credential whose own lapses."""
    years = situation.tables.eca_years
    for place, each in enumerate(held):
        issued = each.eca_issued
        if each.country != "CA" and issued and lapses(issued, situation.on, looked_at, years):
            yield Change((*path, place, "eca_issued"), counted_from(situation.on, looked_at))
