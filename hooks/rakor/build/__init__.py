"""From a checked collection to a published site."""
