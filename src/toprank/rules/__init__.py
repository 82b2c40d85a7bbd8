"""The rules, filed under the instrument they come from: columns and tables in, points and yes or no out.

No dates, no input or output: the tables already know the day.
"""
