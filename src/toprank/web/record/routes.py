"""The pages of this slice."""

from typing import Final

from toprank.web.record import views
from toprank.web.routes import Route

ROUTES: Final = (
    Route("rounds", "rounds/", "rondes/", views.rounds),
    Route("rounds_one", "rounds/<str:number>/", "rondes/<str:number>/", views.rounds_one),
    Route("pool", "pool/", "bassin/", views.pool),
)
