"""The pages of this slice."""

from typing import Final

from toprank.web.categories import views
from toprank.web.routes import Route

ONE, UNE = "categories/<category_en:family>", "categories/<category_fr:family>"
ROUTES: Final = (
    Route("categories", "categories/", "categories/", views.categories),
    Route("categories_all_json", "categories.json", "categories.json", views.categories_all_json),
    Route("categories_one", f"{ONE}/", f"{UNE}/", views.categories_one),
    Route("categories_csv", f"{ONE}.csv", f"{UNE}.csv", views.categories_csv),
    Route("categories_json", f"{ONE}.json", f"{UNE}.json", views.categories_json),
)
