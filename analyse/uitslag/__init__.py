"""What people answered, per question: for the team at once, for everyone when the team says so."""
