"""Official yearly plans of work."""
