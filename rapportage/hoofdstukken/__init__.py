"""The chapters of the PDF: an Inhoud turned into values that the templates only have to print.

Pure functions, no database, no clock. What the agenda does not hold is left empty, and the template says so.
"""

from __future__ import annotations

from rapportage.hoofdstukken.boek import build_boek
from rapportage.hoofdstukken.vormen import Boek

__all__ = ["Boek", "build_boek"]
