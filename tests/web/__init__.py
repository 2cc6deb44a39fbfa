"""The product around the engine, on SQLite and on a real PostgreSQL."""
