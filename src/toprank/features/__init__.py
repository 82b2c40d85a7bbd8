"""From facts and a day to columns: time windows, validity and "best of" are decided here and nowhere else."""
