"""The pages of this slice."""

from typing import Final

from toprank.web.result import views
from toprank.web.routes import Route

ROUTES: Final[tuple[Route, ...]] = (
    Route("check_result", "check/result/", "evaluation/resultat/", views.result),
    Route("check_result_pdf", "check/result.pdf", "evaluation/resultat.pdf", views.result_pdf),
    Route("check_result_json", "check/result.json", "evaluation/resultat.json", views.result_json),
    Route("check_result_profile", "check/result/profile.json", "evaluation/resultat/profil.json", views.result_profile),
    Route("check_print", "check/result.css", "evaluation/resultat.css", views.result_print),
    Route("check_result_calendar", "check/result.ics", "evaluation/resultat.ics", views.result_calendar),
)
