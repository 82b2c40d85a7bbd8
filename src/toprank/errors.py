"""What can go wrong, in words for the person who asked."""

from dataclasses import dataclass
from typing import Any


class ToprankError(Exception):
    """Something that the person can mend; its text is one sentence for them."""

    exit_code = 2


class Missing(ToprankError):
    """A needed file or service is not there."""

    exit_code = 3


@dataclass(frozen=True)
class Fault:
    """One fault of an input: where it is (JSON Pointer), what was found, what is allowed."""

    pointer: str
    found: Any
    allowed: str
    message: str

    def as_json(self) -> dict[str, Any]:
        """The fault as the contract shows it."""
        return {"pointer": self.pointer, "found": self.found, "allowed": self.allowed, "message": self.message}


class Refused(ToprankError):
    """A profile that breaks a rule of the contract, with every fault found."""

    def __init__(self, faults: list[Fault]):
        self.faults = faults
        super().__init__("; ".join(f"{fault.pointer or '(whole profile)'}: {fault.message}" for fault in faults))
