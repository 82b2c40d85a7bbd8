"""The pages of this slice."""

from typing import Final

from toprank.web.check import views
from toprank.web.routes import Route

ROUTES: Final = (Route("check", "check/", "evaluation/", views.check),)
