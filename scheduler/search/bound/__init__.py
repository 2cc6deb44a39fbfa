"""A proven minimum of any plan's score, found beside the search: easier questions first, then the whole program."""
