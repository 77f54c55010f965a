"""Who changed what and when: recorded for every row, readable, and undone where it was deleted."""
