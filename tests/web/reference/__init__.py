"""Tests of how reference data are changed: uploads, forms, previews, undo, venues' own calendars."""
