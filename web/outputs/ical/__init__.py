"""Calendars - what is published, as iCalendar feeds that every client reads alike (RFC 5545, RFC 7986)."""
