"""The demonstration mission: facts as facts, and assumptions that say what they are."""
