"""The pages that stand for themselves: home, feeds and data, method, privacy, accessibility, a wrong number."""
