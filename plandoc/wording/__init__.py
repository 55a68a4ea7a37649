"""Phrases of a locale, and the single definition of a plan's columns."""
