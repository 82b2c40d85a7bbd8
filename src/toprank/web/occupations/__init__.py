"""Occupations: the search, and a page for each unit group."""
