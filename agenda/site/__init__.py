"""The public site as a whole: answers kept in memory, counts, feedback."""
