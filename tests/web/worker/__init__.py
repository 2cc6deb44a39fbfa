"""The worker: real processes, on real databases."""
