"""Facts put one behind the other."""

from collections.abc import Sequence
from dataclasses import fields
from typing import Any

import numpy as np

from toprank.facts import Declared, Facts, Table


def joined(several: Sequence[Facts]) -> Facts:
    """The candidates of all of them, in their order; at least one is needed."""
    if len(several) == 1:
        return several[0]
    declared = [facts.declared for facts in several]
    together: dict[str, Any] = {
        each.name: joined_tables([getattr(facts, each.name) for facts in several])
        for each in fields(Facts)
        if each.name != "declared"
    }
    columns = {each.name: np.concatenate([getattr(one, each.name) for one in declared]) for each in fields(Declared)}
    return Facts(declared=Declared(**columns), **together)


def joined_tables(several: Sequence[Table]) -> Table:
    """The rows of all tables, still with their owners."""
    counts = np.concatenate([np.diff(table.offsets) for table in several])
    columns = {
        each.name: np.concatenate([getattr(table, each.name) for table in several])
        for each in fields(several[0])
        if each.name != "offsets"
    }
    return type(several[0])(offsets=np.concatenate([[0], np.cumsum(counts)]).astype(np.intp), **columns)
