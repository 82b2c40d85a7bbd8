"""The dated figures and lists of the law, with their sources, and the classification of occupations."""
