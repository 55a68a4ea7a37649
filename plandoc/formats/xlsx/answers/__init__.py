"""Answer sheets: conflicts of an import, questions of a review."""
