"""Plain text for terminals, and remarks for other programs."""
