"""Rakor publishes bulletins of government coordination meetings as a public record."""

__version__ = "0.2.0"
