"""The rulebook: every table on a day, with its source, and what changed between two days."""
