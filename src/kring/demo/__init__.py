"""Waterveen, a municipality that doesn't exist: what a living platform looks like, and something to try things on."""
