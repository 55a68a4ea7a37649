"""What a language knows: its tables of words, and the readers of its words, numbers and dates."""
