"""What if: pools carried through published rounds."""
