"""The pages of this slice."""

from typing import Final

from toprank.web.routes import Route
from toprank.web.rulebook import views

ROUTES: Final = (Route("rulebook", "rulebook/", "regles/", views.rulebook),)
