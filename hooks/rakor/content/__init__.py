"""From front matter to bulletins, and the collection of all bulletins."""
