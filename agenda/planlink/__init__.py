"""One plan by itself: its public page, its short link and the sheet of QR codes."""
