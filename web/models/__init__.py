"""The rows of the database: typed, each repeating every invariant that the database can hold."""
