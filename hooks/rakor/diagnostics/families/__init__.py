"""The codes, one module for each family."""
