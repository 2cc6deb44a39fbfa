"""What is published, as bytes: calendars, posters, open data, words. Pure: values in, bytes out."""
