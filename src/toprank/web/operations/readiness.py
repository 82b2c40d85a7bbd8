"""Whether a process is warm: set once everything that pages need has been read."""

from dataclasses import dataclass
from typing import Final


@dataclass
class Readiness:
    """What has been done before the first request."""

    warm: bool = False


readiness: Final = Readiness()
