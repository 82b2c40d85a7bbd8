"""People whose answers the tests ask for: the three examples, and some made from them for one case each."""

import json
import tomllib
from copy import deepcopy
from pathlib import Path
from typing import Any

from toprank.reading import plain

Json = dict[str, Any]
EXAMPLES = Path(__file__).parents[3] / "examples"


def example(name: str) -> Json:
    """An example of the repository."""
    path = next(EXAMPLES.glob(f"{name}.*"))
    text = path.read_text(encoding="utf-8")
    found: Json = plain(tomllib.loads(text)) if path.suffix == ".toml" else json.loads(text)
    return found


def ngozi(**changes: Any) -> Json:
    """The nurse of the example with other facts."""
    return deepcopy(example("ngozi")) | changes


def aide() -> Json:
    """Not yet in a program: one job in Canada, under a year."""
    return ngozi(jobs=[{"noc": "33102", "start": "2025-07-15", "hours_per_week": 30, "country": "CA"}])


def couple() -> Json:
    """With a partner who comes along."""
    partner = {
        "languages": [
            {"test": "ielts_general", "taken": "2025-08-01", "listening": 7, "reading": 6, "writing": 6, "speaking": 6}
        ],
        "education": [{"level": "bachelor", "country": "NG", "completed": "2014-07-01", "eca_issued": "2024-05-01"}],
        "jobs": [{"noc": "62020", "start": "2025-01-10", "hours_per_week": 32, "country": "CA"}],
    }
    return ngozi(partner=partner, family_size=2, settlement_funds=30000)


def french_speaker() -> Json:
    """French first."""
    languages = [
        {"test": "tef_canada", "taken": "2025-06-01", "listening": 520, "reading": 500, "writing": 480, "speaking": 500}
    ]
    return ngozi(languages=languages)


def nominee() -> Json:
    """Nominated by a province."""
    return ngozi(nomination={"province": "MB", "issued": "2026-03-01"})


def plumber() -> Json:
    """On November 26, 2026: 363 points, 373 from January 28, 368 for the one day of February 28, then 356."""
    partner = {
        "languages": [
            {
                "test": "tef_canada",
                "taken": "2025-03-01",
                "listening": 500,
                "reading": 490,
                "writing": 450,
                "speaking": 460,
            }
        ],
        "education": [{"level": "bachelor", "country": "FR", "completed": "2012-06-30", "eca_issued": "2025-02-01"}],
        "jobs": [
            {"noc": "65201", "start": "2024-01-15", "end": None, "hours_per_week": 32, "country": "CA"},
            {"noc": "63200", "start": "2024-06-01", "end": "2025-09-01", "hours_per_week": 20, "country": "CA"},
        ],
    }
    return {
        "schema": "toprank.profile/1",
        "id": "plumber",
        "birth_date": "1988-02-29",
        "family_size": 3,
        "settlement_funds": 25000,
        "first_language": "english",
        "languages": [
            {"test": "celpip_general", "taken": "2025-12-01", "listening": 6, "reading": 5, "writing": 5, "speaking": 7}
        ],
        "education": [
            {"level": "two_year", "country": "FR", "completed": "2010-06-30", "eca_issued": "2025-01-10"},
            {"level": "secondary", "country": "FR", "completed": "2006-06-30", "eca_issued": "2025-01-10"},
        ],
        "jobs": [
            {"noc": "72300", "start": "2019-01-01", "end": "2022-12-31", "hours_per_week": 44, "country": "FR"},
            {"noc": "72300", "start": "2023-11-20", "end": "2025-11-19", "hours_per_week": 30, "country": "CA"},
            {"noc": "72400", "start": "2025-11-20", "end": None, "hours_per_week": 25, "country": "CA"},
        ],
        "partner": partner,
        "trade": {"noc": "72300", "qualified_from": "2019-01-01"},
        "certificate_of_qualification": {"noc": "72300", "province": "ON", "issued": "2025-05-01"},
        "sibling_in_canada": True,
    }


def unsure() -> Json:
    """Two answers are not known."""
    return ngozi(unknown=["/settlement_funds", "/languages/0/writing"])
