"""The service's commands: db, load, publish, diff, token, serve. They join the `permanences` group as entry points."""
