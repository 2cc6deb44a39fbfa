"""Open data - what anybody may take and use: every dated permanence, and the places for the national map."""
