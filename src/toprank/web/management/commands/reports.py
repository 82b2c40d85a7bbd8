"""`toprank manage reports`: the wrong numbers that readers reported, the oldest first."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from toprank.web.public.models import ProblemReport


class Command(BaseCommand):
    """Prints the reports, or drops those that are dealt with."""

    help = "List the wrong numbers that readers reported; --drop N removes those that are dealt with."

    def add_arguments(self, parser: CommandParser) -> None:
        """What may be asked for."""
        parser.add_argument("--json", action="store_true", help="one JSON object a line")
        parser.add_argument("--since", type=int, default=1, metavar="N", help="from this report on")
        parser.add_argument("--drop", type=int, nargs="+", metavar="N", help="remove these reports")

    def handle(self, *_: Any, **asked: Any) -> None:
        """Prints or removes them."""
        if asked["drop"]:
            removed, _kinds = ProblemReport.objects.filter(pk__in=asked["drop"]).delete()
            self.stdout.write(f"removed: {removed}")
            return
        found = ProblemReport.objects.filter(pk__gte=asked["since"])
        for report in found.iterator():
            self.stdout.write(json.dumps(told(report), ensure_ascii=False) if asked["json"] else sheet(report))
        if not asked["json"]:
            self.stdout.write(f"reports: {found.count()}")


def told(report: ProblemReport) -> dict[str, Any]:
    """A report for programs."""
    return {
        "id": report.pk,
        "at": report.at.isoformat(timespec="seconds"),
        "language": report.language,
        "page": report.page,
        "number": report.number,
        "should_be": report.should_be,
        "reason": report.reason,
    }


def sheet(report: ProblemReport) -> str:
    """A report for people."""
    lines = [
        f"{report.pk}  {report.at:%Y-%m-%d %H:%M} UTC  {report.language}  {report.page}",
        f"    number: {report.number}",
        f"    should be: {report.should_be or '(not said)'}",
        *(f"    {line}" for line in report.reason.splitlines()),
    ]
    return "\n".join(lines) + "\n"
