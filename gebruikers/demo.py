"""The accounts of the demo: made by load_demo, shown on the sign-in page where DEMO=1."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

DEMO_WACHTWOORD: Final = "wijkagenda-demo"
DEMO_ACCOUNTS: Final = (
    ("coordinator@demo.example", _("Coördinator")),
    ("teamlid@demo.example", _("Teamlid")),
    ("invoerder@demo.example", _("Invoerder")),
    ("partner@demo.example", _("Partner")),
    ("beheer@demo.example", _("Technisch beheerder")),
)
