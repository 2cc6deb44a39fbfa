"""How far: driving times between venues, from the table, an estimate, or a routing server."""
