"""Plain text for terminals; JSON and SARIF for other programs."""
