"""An offer, for who made it: with the receipt code, or with the link in a mail."""
