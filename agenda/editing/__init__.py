"""What organisers do to several rows at once."""
