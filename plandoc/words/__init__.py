"""What a language knows: its words as typed tables, and how to read and write texts with them."""
