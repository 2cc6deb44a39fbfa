"""The tests: real objects, and support code that they import from one another."""
