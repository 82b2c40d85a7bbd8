"""Pages of the record: rounds, one round, the pool, feeds."""
