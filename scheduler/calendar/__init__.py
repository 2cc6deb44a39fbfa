"""When: available half-days of advisors, opening hours and closures of venues, public holidays."""
