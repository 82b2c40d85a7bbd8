"""Measurements beside other engines, one command: `make bench`."""
