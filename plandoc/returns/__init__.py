"""Returned files: reading filled rows, merging them into the plan, and the journal."""
