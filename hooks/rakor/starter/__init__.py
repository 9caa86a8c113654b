"""What a new site is made of: the files that ``rakor init`` writes."""
