"""From files to text with positions: which files there are, and what their front matter says."""
