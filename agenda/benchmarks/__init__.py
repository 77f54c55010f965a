"""What the benchmark command measures; nothing here is part of the site."""
