"""What was signed: comparing, locking, amending and verifying revisions of a plan."""
