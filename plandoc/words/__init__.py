"""Language data: tables of words, and readers of words, numbers and dates."""
