"""A mission day as a board: what stands on it, and how it is moved."""
