"""XLSX workbooks: writers, and readers of filled ones."""
