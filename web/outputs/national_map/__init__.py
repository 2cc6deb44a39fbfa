"""The national map of digital mediation: a territory's places in its schema (LaMednum, 1.0.1 and 2.0.0)."""
