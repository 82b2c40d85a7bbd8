"""Commands of `toprank manage`."""
