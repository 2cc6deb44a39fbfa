"""What the product does, in verbs: each takes a session, values, a person and a time, and never sees a request."""
