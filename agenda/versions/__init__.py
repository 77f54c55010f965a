"""From rows to a version, and what organisers read of versions."""
