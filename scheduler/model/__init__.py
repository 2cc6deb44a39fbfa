"""The only place that creates solver variables, and the containers that rules and goals speak to in words."""
