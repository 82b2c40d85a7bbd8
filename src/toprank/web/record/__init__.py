"""The published record: rounds, their feeds, the pool."""
