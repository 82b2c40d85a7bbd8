"""The check: what a person tells, step by step or on one page, kept in their browser alone; and the answer."""
