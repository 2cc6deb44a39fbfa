"""Posters - a sheet of paper that says when one is helped in a place: what it says, how it looks, the kit of a host."""
