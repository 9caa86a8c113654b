"""Putting a finished site in place, and the name of its edition."""
