"""What is said to hold whatever the unknown facts are, against the answers of people whose real facts lie anywhere."""

from collections import Counter
from random import Random
from typing import Any

from tests.invented.profiles import profiles
from toprank.assess import assess_profiles
from toprank.errors import Refused
from toprank.incomplete import Cases, range_of

WHOLE = ("birth_date", "settlement_funds", "family_size", "languages", "education", "partner", "nomination", "offer")
OF_ROWS = {
    "jobs": ("hours_per_week", "start", "end", "noc", "country"),
    "languages": ("writing", "taken"),
    "education": ("level", "eca_issued"),
}


def some(rng: Random, document: dict[str, Any]) -> list[str]:
    """One field, or two that do not lie in each other."""
    fields = [f"/{each}" for each in WHOLE]
    for name, inner in OF_ROWS.items():
        fields += [f"/{name}/{row}/{each}" for row in range(len(document.get(name, []))) for each in inner]
    one, other = rng.sample(fields, 2)
    return [one] if f"{one}/".startswith(f"{other}/") or f"{other}/".startswith(f"{one}/") else [one, other]


def test_what_is_settled_is_so_for_facts_that_lie_between_the_values_tried() -> None:
    rng, told = Random(9), Counter[str]()
    for document, on in profiles(78, 400):
        unknown = some(rng, document)
        real = assess_profiles([document], [on])[0]
        try:
            found = range_of({**document, "unknown": unknown}, on)
        except Refused:
            continue
        cases = Cases(found, document)
        of_versions = {each["version"]: each for each in real["categories"].values() if each["version"]}
        for key, answer in (real["programs"] | of_versions).items():
            for each in answer["requirements"]:
                known = cases.requirement(key, each["code"])
                told[known] += 1
                if known == "known":
                    assert found["requirements"][key][each["code"]] == ("all" if each["met"] else "none")
                elif known != "unknown":
                    assert (known == "met") == each["met"], (key, each["code"], unknown)
    assert min(told[each] for each in ("known", "unknown", "met", "not_met")) > 300


def test_a_test_or_a_family_beyond_the_values_tried_settles_nothing() -> None:
    found = {
        "unknown": [{"pointer": "/languages/0/taken"}, {"pointer": "/family_size"}],
        "thinned": False,
        "requirements": {"fsw": {"language": "none", "settlement_funds": "all", "education": "none"}},
    }
    cases = Cases(found, {})
    assert cases.requirement("fsw", "language") == "unknown"
    assert cases.requirement("fsw", "settlement_funds") == "unknown"
    assert cases.requirement("fsw", "education") == "known"
