"""What the public's pages show, reckoned from an agenda without knowing HTML."""
