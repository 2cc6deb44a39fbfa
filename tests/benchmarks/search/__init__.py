"""The search over time and over size, measured: score, bound, growth, beside plainer ways; a page with pictures."""
