"""The product on the web: pages, feeds, posters and bookings of published plans."""
