"""Where an activity stands on a given day, and the figures that follow."""
