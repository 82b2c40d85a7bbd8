"""An occupation of the site's pages carried into the answers, as a job."""

import re
from typing import Final

from toprank.web.check.answers import Answers
from toprank.web.check.jobs_found import code_of
from toprank.web.check.questions import JOBS, WORK
from toprank.web.check.reading import says

TITLE: Final = next(each for each in JOBS.fields if each.kind == "occupation")


def with_job(answers: Answers, code: str) -> int | None:
    """Puts an occupation into the first job that has it, else into a new one; its place, None where the list is full.

    What is missing in a new job is told once the step of work was left again.
    """
    jobs = answers.lists.setdefault(JOBS.name, [])
    for number, item in enumerate(jobs):
        if code_of(TITLE, item) == code:
            return number
    if jobs and not says(JOBS, jobs[-1]):
        jobs.pop()
    if len(jobs) >= JOBS.most:
        return None
    jobs.append({TITLE.name: code})
    answers.seen = [name for name in answers.seen if name != WORK.name]
    return len(jobs) - 1


def chosen_job(answers: Answers | None, place: str) -> str:
    """The code of a job that an address opens; empty where it has none."""
    found = re.fullmatch(rf"{JOBS.name}-(\d{{1,3}})", place)
    jobs = answers.items(JOBS) if answers and found else []
    number = int(found[1]) if found else 0
    return code_of(TITLE, jobs[number]) if number < len(jobs) else ""
