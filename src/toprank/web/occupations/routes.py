"""The pages of this slice."""

from typing import Final

from toprank.web.occupations import views
from toprank.web.routes import Route

ROUTES: Final = (
    Route("occupations", "occupations/", "professions/", views.occupations),
    Route(
        "occupations_group", "occupations/<unit_group:code>/", "professions/<unit_group:code>/", views.occupations_group
    ),
)
