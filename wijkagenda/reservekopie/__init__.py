"""Backups and the proof that they restore. Files are rows, so one dump is the whole installation.

`CODE_SECRET` is not in it: receipt codes follow from it, so a stolen backup opens no input. Keep it apart.
"""
