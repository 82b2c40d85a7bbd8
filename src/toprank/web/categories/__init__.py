"""Categories: those of a day, and each with its list, conditions, versions and rounds."""
