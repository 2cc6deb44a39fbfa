"""A proven minimum of any plan's score, found beside the search: a relaxation first, then advisor by advisor."""
