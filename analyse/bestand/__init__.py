"""Answers as files: out of the program, and in from another."""
