"""The Express Entry portion of the provincial nominee class (IRPR 87; IRPA 10.1(1.1))."""

from toprank.facts import Truths
from toprank.features.candidates import Candidates
from toprank.rules.crs.additional import nominated
from toprank.rules.programs.common import Requirements


def requirements(candidates: Candidates, federal: Truths) -> Requirements:
    """The requirements of the class: a nomination through Express Entry, beside one of the federal programs."""
    return {"nomination": nominated(candidates), "federal_program": federal}
