"""The readers and checkers that JavaScript has: what the tests ask of npm."""

from pathlib import Path

NODE_MODULES = Path(__file__).parent / "node_modules"
