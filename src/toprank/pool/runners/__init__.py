"""Who does the work: threads of this process, or the workers of a cluster. The answers are the same, in the same order.

A runner is given items that are small (names of files, numbers of futures), never rows, and returns what was asked for
each item in the order of the items.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import ClassVar, Protocol, TypeVar

Item = TypeVar("Item")
Answer = TypeVar("Answer")


class Runner(Protocol):
    """Does the same work for many items."""

    elsewhere: ClassVar[bool]
    """Whether the work leaves this process: then it and its items must be such as can be sent."""

    def in_order(self, work: Callable[[Item], Answer], items: Sequence[Item]) -> Iterator[Answer]:
        """The answer for each item, in the order of the items."""
