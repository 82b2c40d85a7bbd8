"""What if: a round of another size, another list, other rules; and many futures of a pool."""
