"""The pages of this slice."""

from typing import Final

from toprank.web.routes import Route

ROUTES: Final[tuple[Route, ...]] = ()
