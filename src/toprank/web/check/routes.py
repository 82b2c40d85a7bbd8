"""The pages of this slice."""

from typing import Final

from toprank.web.check import files, views, with_job
from toprank.web.routes import Route

ROUTES: Final = (
    Route("check", "check/", "evaluation/", views.check),
    Route("check_you", "check/you/", "evaluation/vous/", views.step_view("you")),
    Route("check_languages", "check/languages/", "evaluation/langues/", views.step_view("languages")),
    Route("check_education", "check/education/", "evaluation/etudes/", views.step_view("education")),
    Route("check_work", "check/work/", "evaluation/travail/", views.step_view("work")),
    Route("check_partner", "check/partner/", "evaluation/conjoint/", views.step_view("partner")),
    Route("check_canada", "check/canada/", "evaluation/liens/", views.step_view("canada")),
    Route("check_all", "check/all/", "evaluation/tout/", views.check_all),
    Route("check_review", "check/review/", "evaluation/relecture/", views.check_review),
    Route("check_erase", "check/erase/", "evaluation/effacer/", views.check_erase),
    Route("check_load", "check/load/", "evaluation/charger/", files.check_load),
    Route("check_save", "check/save/", "evaluation/enregistrer/", files.check_save),
    Route("check_job", "check/job/", "evaluation/emploi/", with_job.check_job),
    Route("check_found", "check/found/", "evaluation/trouvees/", views.check_found),
)
