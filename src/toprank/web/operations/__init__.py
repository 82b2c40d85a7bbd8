"""What operators need: health, the pages of faults, the choice of a language at the bare address."""
