"""Territories and plans made from a seed: no real people, plausible places, and every feature of FORMAT.md."""
