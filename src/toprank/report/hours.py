"""The hours of work as the ledger counts them: what is reached and when, and job by job what was cut and why."""

from collections.abc import Container, Iterator
from typing import Any

from toprank.report.blocks import Json, heading, row, section, table, text
from toprank.report.writer import Writer
from toprank.words import forms, say


def hours(ledger: Json, writer: Writer) -> Json:
    """The section of the ledger; measures without an hour and without a day to come are left out."""
    return section("ledger", writer.label("report_section", "ledger"), list(Hours(ledger, writer).blocks()))


class Hours:
    """Writes the blocks of one ledger, of all its measures or of those named."""

    def __init__(self, ledger: Json, writer: Writer, measures: Container[str] | None = None):
        self.ledger = ledger
        self.writer = writer
        self.h = forms(writer.language)["h"]
        self.shown = {
            name: found
            for name, found in ledger["measures"].items()
            if (measures is None or name in measures)
            and (found["credit"] or any(each["met"] or each["from"] for each in found["thresholds"]))
        }

    def say(self, code: str, told: Json | None = None) -> str:
        """A sentence or word of the ledger."""
        return say("ledger", code, told or {}, self.writer.language)

    def name(self, measure: str) -> str:
        """The name of a measure: that of the law, or that of the category."""
        families = {version.key for version in self.writer.rulebook.categories()}
        return self.writer.category(measure) if measure in families else self.writer.named("of_work", measure)

    def blocks(self) -> Iterator[Json]:
        """Thresholds of every measure, then each measure job by job."""
        if not self.shown:
            yield text(self.say("no_work") if not self.ledger["work"] else self.writer.say("no_hours"))
            return
        yield text(self.say("limits"))
        yield self.thresholds()
        for name, found in self.shown.items():
            if found["lines"]:
                told = {"measure": self.name(name), **found, **found["window"]}
                title = self.say("measure_in" if found["occupation"] else "measure_heading", told)
                yield heading(title)
                yield self.jobs(title, found)

    def thresholds(self) -> Json:
        """Every measure with its hours and the day on which each threshold is reached, or lost."""
        writer, rows = self.writer, []
        for name, found in self.shown.items():
            known = writer.cases.measure(name, found) if writer.cases else "known"
            if known != "known":
                measure = writer.cased("measure", measure=self.name(name))
                needed = telling(found["thresholds"])[-1]["credit"]
                state = writer.cased(f"reached_{known}")
                rows.append(row(measure, self.h(found["credit"]), self.h(needed), state, ""))
                continue
            for place, each in enumerate(telling(found["thresholds"])):
                first = [self.name(name), self.h(found["credit"])] if place == 0 else ["", ""]
                until = writer.day(each["until"]) if each["until"] else ""
                rows.append(row(*first, self.h(each["credit"]), self.reached(each), until))
        columns = [writer.column("measure", 7), writer.column("counted", 3, figures=True)]
        columns += [writer.column("needed_hours", 3, figures=True)]
        columns += [writer.column("reached", 4), writer.column("until", 4)]
        return table(self.say("measures"), columns, rows)

    def reached(self, threshold: Json) -> str:
        """Whether a threshold is reached, or the day on which it will be."""
        if threshold["met"]:
            return self.say("yes")
        return self.writer.day(threshold["from"]) if threshold["from"] else self.say("never", self.ledger)

    def jobs(self, caption: str, found: Json) -> Json:
        """One measure job by job, with the running total and what was cut."""
        writer = self.writer
        rows = [row(*self.job(line), self.cut(line["cut"])) for line in found["lines"]]
        columns = [writer.column("job", 6)]
        columns += [writer.column(code, 3, figures=True) for code in ("worked", "counted", "running")]
        return table(caption, [*columns, writer.column("cut", 6)], rows)

    def job(self, line: Json) -> list[str]:
        """A job with its hours: worked, counted, and the total so far."""
        told = {"noc": line["noc"], "country": line["country"], "start": line["start"], "end": line["end"]}
        code = "job_held" if line["end"] is None else "job_ended"
        job = say("report_hours", code, told, self.writer.language)
        return [job, *(self.h(line[key]) for key in ("worked", "credited", "running"))]

    def cut(self, cut: dict[str, Any]) -> str:
        """What was cut from a job, and why."""
        language = self.writer.language
        return "; ".join(say("cut", why, {"amount": each, **self.ledger}, language) for why, each in cut.items())


def telling(thresholds: list[Json]) -> list[Json]:
    """Of the thresholds of a measure those that say most: the last one met, those with a day to come, or the first."""
    held = [each for each in thresholds if each["met"]]
    coming = [each for each in thresholds if each["from"]]
    lost = [each for each in held[:-1] if each["until"]]
    return [*lost, *held[-1:], *coming] or thresholds[:1]
