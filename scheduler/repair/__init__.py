"""A disruption (illness, closure) and what was published to a few different repairs, the cheapest changes first."""
