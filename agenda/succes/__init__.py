"""Success stories: something that worked, at a plan, with what made it work."""
