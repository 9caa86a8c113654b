"""Checking bulletins: what runs the rules, what they found, and mending it."""
