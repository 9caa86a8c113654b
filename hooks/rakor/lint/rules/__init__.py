"""The checks, one module for each family, and the reading of nodes into bulletins."""
