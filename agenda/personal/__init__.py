"""What one person reads of a version, and what they say."""
