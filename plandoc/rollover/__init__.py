"""Next year's plan out of this one, and the review of what a person has to decide."""
