"""The state of activities on a given day, and the figures derived from it."""
