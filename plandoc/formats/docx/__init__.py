"""DOCX documents: writers, and readers of filled ones."""
