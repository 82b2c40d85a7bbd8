"""The pages of this slice."""

from typing import Final

from toprank.web.record import pool_views, views
from toprank.web.routes import Route

ROUTES: Final = (
    Route("rounds", "rounds/", "rondes/", views.rounds),
    Route("rounds_atom", "rounds.atom", "rondes.atom", views.rounds_atom),
    Route("rounds_ics", "rounds.ics", "rondes.ics", views.rounds_ics),
    Route("rounds_csv", "rounds.csv", "rondes.csv", views.rounds_csv),
    Route("rounds_json", "rounds.json", "rondes.json", views.rounds_document),
    Route("rounds_one", "rounds/<str:number>/", "rondes/<str:number>/", views.rounds_one),
    Route("rounds_one_json", "rounds/<str:number>.json", "rondes/<str:number>.json", views.rounds_one_json),
    Route("pool", "pool/", "bassin/", pool_views.pool),
    Route("pool_csv", "pool.csv", "bassin.csv", pool_views.pool_csv),
    Route("pool_json", "pool.json", "bassin.json", pool_views.pool_document),
)
