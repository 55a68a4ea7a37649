"""Word documents: written from a plan, read back when filled in."""
