"""Sheets on which a person chooses: conflicts of a merge, questions of a review."""
