"""From an article or a press release to the draft of a bulletin."""
