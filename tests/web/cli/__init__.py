"""The service's commands, run as a person runs them."""
