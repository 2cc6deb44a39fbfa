"""The public's pages: what they say, how they are written, what they cost, how a browser shows them."""
