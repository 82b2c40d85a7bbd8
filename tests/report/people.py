"""The people of the reports: the examples, someone for whom nothing is open, someone with everything declared."""

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from toprank.reading import entries
from toprank.report.document import report
from toprank.report.practice import Practice
from toprank.rulebook.loader import load

ON = date(2026, 3, 10)
LATER = date(2026, 11, 22)
EXAMPLES = sorted(Path("examples").iterdir())
SIGNS = Practice(name="Gospel Immigration", registration="R000000", adviser="Gloria", contact="1 Main Street, Winnipeg")
HOSTILE = '#set page(fill: red) $x$ *b* _i_ `r` \\ #panic("p") <script>alert(1)</script> "q" &amp; {page} {0} %s'
NAMES = {
    "vietnamese": "Nguyễn Thị Ánh Tuyết Công Tằng Tôn Nữ",
    "arabic": "محمد عبد الله بن سلمان",
    "long": "Wolfeschlegelsteinhausenbergerdorff" * 6,
    "hostile": HOSTILE,
}


def example(name: str) -> dict[str, Any]:
    path = next(path for path in EXAMPLES if path.stem == name)
    return next(entries(str(path))).document


def nobody() -> dict[str, Any]:
    """Someone who declares nothing."""
    return {"schema": "toprank.profile/1", "id": "nobody", "birth_date": "1980-01-01"}


def everything() -> dict[str, Any]:
    """Someone with every field, 25 jobs and texts that try to be markup."""
    ngozi = example("ngozi")
    job = {"noc": "31301", "hours_per_week": 37.25, "country": "NG", "employer": f"Bệnh viện {HOSTILE} " + "W" * 150}
    apart = {"paid": False, "self_employed": True, "student": "full_time", "employer_country": "US", "noc2016": "3012"}
    apart |= {"authorized": False, "temporary_resident_status": False, "publicly_funded_physician": True}
    jobs = [{**job, **apart, "start": f"{2000 + i}-01-05", "end": f"{2000 + i}-11-30"} for i in range(25)]
    study = [
        {"level": "doctoral", "country": "CA", "completed": "2020-01-01", "full_time_months_in_canada": 9},
        {"level": "secondary", "country": "NG", "completed": "2010-01-01"},
    ]
    return ngozi | {
        "id": "A" * 64,
        "first_language": "english",
        "primary_occupation": "31301",
        "jobs": jobs,
        "education": ngozi["education"] + study,
        "partner": {"citizen_or_permanent_resident": True, "languages": ngozi["languages"], "education": study},
        "offer": {"noc": "21231", "duration_months": 1, "lmia": True, "qualifies_for_crs": True},
        "trade": {"noc": "72310", "qualified_from": "2019-01-01"},
        "certificate_of_qualification": {"noc": "72310", "province": "CA", "issued": "2022-05-01"},
        "nomination": {"province": "ON", "issued": "2026-01-05", "express_entry": False},
        "sibling_in_canada": True,
        "adaptability": {"relative_in_canada": True, "studied_in_canada": True, "partner_studied_in_canada": True},
        "military": {
            "serving": True, "continuous_years": 12.5, "noc": "40042",
            "offer_years": 3, "offer_full_time": True, "post_secondary_years": 4,
        },
    }  # fmt: skip


PEOPLE = {**{path.stem: example(path.stem) for path in EXAMPLES}, "nobody": nobody(), "everything": everything()}


@cache
def reported(who: str, language: str, on: date = ON, client: str | None = None, full: bool = True) -> dict[str, Any]:
    return report(PEOPLE[who], on, load(), language, SIGNS, client, full)


def texts(value: Any) -> list[str]:
    """Every text of a report that people read, in order."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        unread = ("kind", "weight", "state", "code")
        return [text for key, each in value.items() if key not in unread for text in texts(each)]
    return [text for each in value for text in texts(each)] if isinstance(value, list) else []


def read(report: dict[str, Any]) -> list[str]:
    """What people read of a report: its head and its sections."""
    return texts(report["head"]) + texts(report["running"]) + texts(report["sections"])


def as_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
