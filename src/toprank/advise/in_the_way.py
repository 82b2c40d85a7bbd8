"""What stands in the way where no program is open and no step opens one."""

from collections.abc import Iterable
from typing import Any, Final

from toprank.advise.options import Option
from toprank.advise.situation import Situation
from toprank.assess.document import SOURCES
from toprank.words import named, say, translated

Json = dict[str, Any]

FEDERAL: Final = ("fsw", "cec", "fst")


def in_the_way(situation: Situation, told: Iterable[Option], language: str) -> Json | None:
    """What each federal program lacks on the day asked, with the law; None where a program is open or a step opens one.

    An intention to live in Quebec closes all three whatever else is done (IRPR 75(1), 87.1(1), 87.2(2)). It is a fact
    to be declared as it is: no step takes it away, and the sentence says so.
    """
    now = situation.now
    if any(now.eligible[program][0] for program in FEDERAL) or any(option.answer.programs for option in told):
        return None
    intention = bool(now.candidates.declared.quebec[0])
    return {
        "code": "intention" if intention else "no_program_opens",
        "message": say("in_the_way", "intention" if intention else "no_program_opens", {}, language),
        "requirements": [
            {
                "program": program,
                "code": code,
                "message": say(
                    "in_the_way",
                    "requirement",
                    {
                        "program": named("program", program, language),
                        "requirement": say("requirement", code, {}, language),
                    },
                    language,
                ),
                "source": translated(SOURCES[code][program], language),
            }
            for program in FEDERAL
            for code, met in now.requirements[program].items()
            if not met[0] and (code == "outside_quebec") == intention
        ],
    }
