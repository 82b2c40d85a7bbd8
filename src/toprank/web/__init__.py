"""The public web application: one slice for each group of pages, each with its own routes, views and templates.

Rules are never computed here: a view finds what may be seen, asks the core, and shows it. Words are those of
toprank.words (sections `web_...`), addresses stand in the slices' routes, English and French side by side.
"""
