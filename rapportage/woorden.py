"""How the PDF says a date, a number, a code and the direction of a text."""

from __future__ import annotations

import datetime as dt
import unicodedata

from django.db.models import TextChoices
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from agenda.woorden import thousands


def years(van: int, tot: int) -> str:
    return str(van) if van == tot else f"{van}–{tot}"


def day(iso: str) -> str:
    """'14 januari 2027' for an ISO date, '' for an empty one."""
    return date_format(dt.date.fromisoformat(iso[:10]), "j F Y") if iso else ""


def bare_address(link: str) -> str:
    """An address as people read and type it: 'example.nl/d/abcdef'."""
    return link.removeprefix("https://").removeprefix("http://").rstrip("/")


def stories(aantal: int) -> str:
    return _("1 verhaal") if aantal == 1 else _("%(aantal)s verhalen") % {"aantal": thousands(aantal)}


def label(choices: type[TextChoices], value: str) -> str:
    """The words of a code. A code of a later version, unknown here, stands as it is."""
    return str(choices(value).label) if value in choices.values else value


def direction(tekst: str) -> str:
    """'rtl' or 'ltr' by the first letter that has a direction."""
    kinds = (unicodedata.bidirectional(letter) for letter in tekst)
    return next(("ltr" if kind == "L" else "rtl" for kind in kinds if kind in ("L", "R", "AL")), "ltr")
