"""Rollover: next year's plan made from this one, and the review of open questions."""
