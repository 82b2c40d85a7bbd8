"""Forecasts of the next rounds from the published record, and how such forecasts did."""
