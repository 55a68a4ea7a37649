"""Files on disk and the verbs that work on them. No other room reads or writes files."""
