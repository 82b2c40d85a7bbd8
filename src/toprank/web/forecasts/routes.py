"""The pages of this slice."""

from typing import Final

from toprank.web.forecasts import views
from toprank.web.routes import Route

ROUTES: Final = (
    Route("forecasts", "forecasts/", "previsions/", views.forecasts),
    Route("forecasts_json", "forecasts.json", "previsions.json", views.forecasts_json),
    Route("forecasts_record", "forecasts/record/", "previsions/bilan/", views.forecasts_record),
    Route("forecasts_csv", "forecasts/record.csv", "previsions/bilan.csv", views.forecasts_csv),
)
