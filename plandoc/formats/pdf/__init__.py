"""PDF files that office engines made, put right for those who have them read aloud."""
