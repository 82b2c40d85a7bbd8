"""The pages of this slice."""

from typing import Final

from toprank.web.public import looks, reporting, views
from toprank.web.routes import Route

ROUTES: Final = (
    Route("home", "", "", views.home),
    Route("card", "card.png", "carte.png", looks.card),
    Route("own_colour", "colour-<slug:mark>.css", "couleur-<slug:mark>.css", looks.own_colour),
    Route("data", "data/", "donnees/", views.data),
    Route("data_schema", "data/schemas/<slug:name>.json", "donnees/schemas/<slug:name>.json", views.data_schema),
    Route("about", "about/", "a-propos/", views.about),
    Route("privacy", "privacy/", "confidentialite/", views.privacy),
    Route("accessibility", "accessibility/", "accessibilite/", views.accessibility),
    Route("report", "report/", "signaler/", reporting.report),
    Route("report_received", "report/<int:number>/", "signaler/<int:number>/", reporting.received),
)
