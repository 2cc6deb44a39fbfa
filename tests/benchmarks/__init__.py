"""What the engine is worth, measured: against plainer ways to plan, in seconds and in memory."""
