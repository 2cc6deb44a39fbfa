"""Tests of the plan in the making."""
