"""Figures from files: lezers (the file), herkennen (its columns), waarden (its cells), opslaan."""
