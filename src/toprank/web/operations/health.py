"""Whether the site can answer, for those who watch over it. Reasons and remarks are codes:

warming     reason: pages are still being read, wait
rulebook    reason: the tables of the law cannot be read
database    remark: the database does not answer; every page but the report of a wrong number works
record      remark: no round is loaded; the check works
damaged     remark: what was synced cannot be read, an older record is shown; the log says which file
stale       remark: rounds may well be missing, `toprank rounds sync` has not brought any for long
"""

import logging
from typing import Any, Final

from django.db import Error, connection

from toprank.web.known import known
from toprank.web.operations.readiness import readiness

log: Final = logging.getLogger("toprank.web.health")


def examined() -> dict[str, Any]:
    """The state of the site; what no page could do without is under `reasons`, what to look after under `remarks`."""
    reasons, remarks = [], []
    told: dict[str, Any] = {"rulebook": None, "rounds_to": None, "stale": None}
    if not readiness.warm:
        reasons.append("warming")
    try:
        now = known()
    except Exception:  # an unreadable table: the log says which
        log.exception("what the site knows cannot be read")
        reasons.append("rulebook")
    else:
        rounds = now.record.rounds
        told = {
            "rulebook": now.rulebook.version,
            "rounds_to": rounds[-1].on.isoformat() if rounds else None,
            "stale": now.stale,
        }
        found = (("record", not rounds), ("damaged", now.damaged), ("stale", now.stale))
        remarks += [code for code, holds in found if holds]
    if not database_answers():
        remarks.append("database")
    return {"status": "unready" if reasons else "ok", "reasons": reasons, "remarks": remarks, **told}


def database_answers() -> bool:
    """Whether the database can be asked."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        log.exception("the database does not answer")
        return False
    return True
