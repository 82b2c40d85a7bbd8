"""The pages of this slice."""

from typing import Final

from toprank.web.categories import views
from toprank.web.routes import Route

ROUTES: Final = (
    Route("categories", "categories/", "categories/", views.categories),
    Route(
        "categories_one", "categories/<category_en:family>/", "categories/<category_fr:family>/", views.categories_one
    ),
)
