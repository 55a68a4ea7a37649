"""Revisions of a signed plan: compare, lock, amend and verify."""
