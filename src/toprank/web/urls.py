"""Every address of the site: the same tree in both languages, beside it health and files that have no language."""

from django.urls import include, path

from toprank.web import converters
from toprank.web.categories.routes import ROUTES as CATEGORIES
from toprank.web.check.routes import ROUTES as CHECK
from toprank.web.forecasts.routes import ROUTES as FORECASTS
from toprank.web.occupations.routes import ROUTES as OCCUPATIONS
from toprank.web.operations import views as operations
from toprank.web.public import looks, plausible
from toprank.web.public.routes import ROUTES as PUBLIC
from toprank.web.record.routes import ROUTES as RECORD
from toprank.web.result.routes import ROUTES as RESULT
from toprank.web.routes import patterns
from toprank.web.rulebook.routes import ROUTES as RULEBOOK
from toprank.words import LANGUAGES

converters.register()
ROUTES = (*PUBLIC, *CHECK, *RESULT, *OCCUPATIONS, *CATEGORIES, *RECORD, *FORECASTS, *RULEBOOK)

urlpatterns = [
    path("", operations.choose_language),
    path("health", operations.health),
    path("robots.txt", operations.robots),
    path("favicon.ico", looks.favicon),
    *(path(f"{language}/", include(plausible.tables(language))) for language in LANGUAGES),
    *(path(f"{language}/", include((patterns(ROUTES, language), language))) for language in LANGUAGES),
    *(path(f"{language}/", include(plausible.categories(language))) for language in LANGUAGES),
]
handler400 = "toprank.web.operations.views.bad_request"
handler403 = "toprank.web.operations.views.forbidden_page"
handler404 = "toprank.web.operations.views.not_found"
handler500 = "toprank.web.operations.views.server_fault"
