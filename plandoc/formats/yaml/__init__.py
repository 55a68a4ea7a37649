"""Plan files and review files in YAML and JSON, with the place of every value."""
