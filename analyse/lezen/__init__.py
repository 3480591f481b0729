"""The team reads the open answers of a list: mark, label, hide, make stories of them, quote."""
