"""Finished phrases of one locale, and the columns of a plan, described once."""
