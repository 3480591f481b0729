"""Along the doors: rounds per piece of street, never per address."""
