"""Workbooks: written from a plan, read back when filled in."""
