"""Futures the obvious way: everybody in a list, sorted for each round."""

import numpy as np

from toprank.simulate.chance import mixed, one_of


def plain_futures(course):
    return [one(course, future) for future in range(len(course))]


def one(course, future):
    """Cut-off (-1 for none) and number invited of each round of a future."""
    standing, plan, come = course.standing, course.schedule, course.arrivals
    people = [
        {
            "number": number,
            "score": int(standing.score[number]),
            "mask": int(standing.mask[number]),
            "submitted": int(standing.submitted[number]),
            "ends": int(standing.ends[number]),
        }
        for number in range(len(standing))
    ]
    found, joined = [], 0
    for round_ in range(plan.at.shape[1]):
        at, type_ = int(plan.at[future, round_]), int(plan.type_[future, round_])
        while come is not None and joined < len(come.submitted) and come.submitted[joined] <= at:
            drawn = int(come.like[one_of(come.keys[future], np.array([joined]), len(come.like))[0]])
            people.append(
                {
                    "number": len(standing) + joined,
                    "score": int(standing.score[drawn]),
                    "mask": int(standing.mask[drawn]),
                    "submitted": int(come.submitted[joined]),
                    "ends": int(come.ends[joined]),
                }
            )
            joined += 1
        open_ = [each for each in people if each["mask"] >> type_ & 1 and each["ends"] > at]
        ranked = sorted(open_, key=lambda each: (-each["score"], each["number"]))
        invited = ranked[: int(plan.size[future, round_])]
        numbers = np.array([each["number"] for each in invited], np.int64)
        accept = set(numbers[mixed(course.keys[future, round_], numbers) >= course.declines].tolist())
        people = [each for each in people if each["number"] not in accept]
        found.append((invited[-1]["score"] if invited else -1, len(invited)))
    return found
