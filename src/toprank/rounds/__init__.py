"""Rounds of invitations: held over a pool, certified, and proved again by anyone."""
