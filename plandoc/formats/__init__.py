"""Writers and readers, side by side, of each file format."""
