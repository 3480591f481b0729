"""What a team tells residents about itself: its colleague on the photo, and who answers for privacy."""
