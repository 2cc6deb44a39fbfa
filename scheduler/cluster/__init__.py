"""The cluster - independent territories planned side by side, on any `concurrent.futures` executor."""
