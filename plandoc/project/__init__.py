"""Files on disk and the operations on them. No other package reads or writes files."""
