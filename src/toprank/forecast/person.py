"""One person through the year ahead: the score and the types of rounds that could invite them, day by day.

Everything comes from one assessment (toprank.assess): the total, its dated changes, programs and categories.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from toprank.assess import assess_profiles
from toprank.errors import Fault, Refused
from toprank.rulebook.loader import Rulebook

Json = dict[str, Any]
YEAR: Final = 366
PROGRAM_TYPES: Final = ("fsw", "cec", "fst", "pnp")


@dataclass(frozen=True, eq=False)
class Person:
    """A person as assessed on a day. `score[d]` is the total d days later; `open[type][d]` whether such a round could
    invite them then. After the profile expires nothing can."""

    id: str
    made_on: date
    total: int
    in_pool: bool
    score: NDArray[np.int64]
    open: dict[str, NDArray[np.bool_]]
    changes: list[Json]
    provisional: list[Json]
    expires: date | None

    @property
    def types(self) -> tuple[str, ...]:
        """The types of rounds that could invite the person on some day of the year."""
        return tuple(name for name, days_ in self.open.items() if days_.any())


def person(document: Any, made_on: date, rulebook: Rulebook) -> Person:
    """A person from their profile document, assessed on a day. Refused, with every fault, where it breaks a rule."""
    answer = assess_profiles([document], [made_on], (), rulebook)[0]
    if "error" in answer:
        raise Refused([Fault(**each) for each in answer["error"]["faults"]])
    classes, families = opened_by_day(answer, made_on, rulebook)
    nominated, any_class = classes["pnp"], np.any([classes[name] for name in PROGRAM_TYPES], axis=0)
    found = {"general": any_class, "pnp": nominated}
    found |= {name: classes[name] & ~nominated for name in ("cec", "fsw", "fst")}
    found |= {name: days_ & ~nominated for name, days_ in families.items()}
    end = next(
        (date.fromisoformat(each["on"]) for each in answer["changes"] if each["code"] == "profile_expires"), None
    )
    submitted = document.get("submitted_at") if isinstance(document, dict) else None
    in_pool = submitted is not None and str(submitted)[:10] <= made_on.isoformat()
    if end is not None:
        for days_ in found.values():
            days_[max(0, (end - made_on).days) :] = False
    return Person(answer["profile"], made_on, answer["crs"]["total"], in_pool, scores(answer, made_on), found,
                  answer["changes"], answer["provisional"], end)  # fmt: skip


def scores(answer: Json, made_on: date) -> NDArray[np.int64]:
    """The total on each day of the year ahead."""
    found = np.full(YEAR, answer["crs"]["total"], np.int64)
    for change in answer["changes"]:
        found[(date.fromisoformat(change["on"]) - made_on).days :] += change["points"]
    return found


def opened_by_day(
    answer: Json, made_on: date, rulebook: Rulebook
) -> tuple[dict[str, NDArray[np.bool_]], dict[str, NDArray[np.bool_]]]:
    """Which programs, and which families of categories, are open on each day of the year ahead."""
    family = {each.key: each.family for each in rulebook.categories()}
    classes = {name: np.full(YEAR, found["eligible"]) for name, found in answer["programs"].items()}
    families = {
        family.get(name, name): np.full(YEAR, found["eligible"]) for name, found in answer["categories"].items()
    }
    for change in answer["changes"]:
        offset = (date.fromisoformat(change["on"]) - made_on).days
        for key, value in (("opened", True), ("closed", False)):
            for name in change["parameters"].get(key, ()):
                days_ = classes.get(name, families.get(family.get(name, name)))
                if days_ is not None:
                    days_[offset:] = value
    return classes, families
