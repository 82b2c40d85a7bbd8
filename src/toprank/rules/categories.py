"""The categories that the Minister establishes (IRPA 10.3(1)(h.2)): each version with its own condition."""

import numpy as np

from toprank.facts import Truths
from toprank.features.candidates import Candidates
from toprank.rulebook.tables import Category, Tables
from toprank.rules.crs.additional import at_least
from toprank.rules.programs.common import Requirements, every


def requirements(candidates: Candidates, place: int, tables: Tables) -> Requirements:
    """The requirements of the category at a place of the tables, a federal program apart."""
    category = tables.categories[place]
    if category.version.type == "language":
        return {"french": at_least(candidates.french, category.version.nclc or 0)}
    if category.version.type == "military":
        return military(candidates, category)
    return {"listed_work": candidates.category_work[:, place] >= category.credit}


def military(candidates: Candidates, category: Category) -> Requirements:
    """The conditions of skilled military recruits, as declared."""
    declared, version = candidates.declared, category.version
    listed = category.listed[declared.military_unit_group] & (declared.military_unit_group >= 0)
    return {
        "serving": declared.military_serving,
        "service_years": declared.military_years >= 100 * (version.service_years or 0),
        "listed_military_occupation": listed,
        "military_offer": (declared.military_offer_years >= 100 * (version.offer_years or 0))
        & declared.military_offer_full_time,
        "military_study": declared.military_study_years >= 100 * (version.post_secondary_years or 0),
    }


def eligible(candidates: Candidates, federal: Truths, tables: Tables) -> Truths:
    """Who is eligible for each category of the tables, shape (candidates, categories)."""
    met = [every(requirements(candidates, place, tables)) & federal for place in range(len(tables.categories))]
    return np.array(met, np.bool_).reshape(len(met), len(candidates)).T
