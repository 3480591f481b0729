"""How an action goes, told in a minute: by the team or by who makes it happen, with a photo."""
