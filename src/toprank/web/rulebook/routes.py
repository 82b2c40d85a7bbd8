"""The pages of this slice. The address of a table holds its name, the same in both languages."""

from typing import Final

from toprank.web.routes import Route
from toprank.web.rulebook import views

ROUTES: Final = (
    Route("rulebook", "rulebook/", "regles/", views.rulebook),
    Route("rulebook_changes", "rulebook/changes/", "regles/changements/", views.rulebook_changes),
    Route("rulebook_json", "rulebook/<path:name>.json", "regles/<path:name>.json", views.rulebook_json),
    Route("rulebook_csv", "rulebook/<path:name>.csv", "regles/<path:name>.csv", views.rulebook_csv),
    Route("rulebook_table", "rulebook/<path:name>/", "regles/<path:name>/", views.rulebook_table),
)
