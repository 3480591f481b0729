"""Professionals and volunteers that residents often ask for: to be clicked, none of them an obligation.

The answers of question V26b of the questionnaire (domain, §8).
"""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

BEROEPEN: Final = (
    _("een opbouwwerker"),
    _("een jongerenwerker"),
    _("een wijkverpleegkundige"),
    _("iemand voor geldvragen"),
    _("een ervaringsdeskundige"),
    _("een vrijwilliger"),
)
