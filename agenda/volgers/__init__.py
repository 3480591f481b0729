"""Followers of a wijk or of one action: confirmed by mail, a weekly mail when something happened."""
