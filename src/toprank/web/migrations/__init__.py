"""The tables of the database, as they came to be."""
