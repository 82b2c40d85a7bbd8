"""Forecasts of the next rounds, and how such forecasts did."""
