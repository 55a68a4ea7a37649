"""What a paper made by hand says: its texts as they stand, and the plans read from them."""
