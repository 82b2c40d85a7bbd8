"""The answer of the check: score, programs, categories, hours, what is ahead, what would help, chance, rounds."""
