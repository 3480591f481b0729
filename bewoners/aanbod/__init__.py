"""What people offer to the plans of the wijk: by cards on a phone, on paper, and by the team."""
