"""The ten themes of the agenda and the one for what is passed on (domain: T01 to T10 and T90)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Thema(models.TextChoices):
    """Subject of input, bundle and plan. Residents call it 'onderwerp'."""

    ONTMOETEN = "T01", _("Elkaar ontmoeten en kennen")
    HELPEN = "T02", _("Elkaar helpen")
    GELD = "T03", _("Rondkomen en geldzorgen")
    GEZOND = "T04", _("Gezond en fit zijn")
    VEL = "T05", _("Lekker in je vel")
    OPGROEIEN = "T06", _("Opgroeien en opvoeden")
    WERK = "T07", _("Werken, leren en talent")
    WONEN = "T08", _("Prettig en passend wonen")
    VEILIG = "T09", _("Veilig en leefbaar")
    MEEDOEN = "T10", _("Meedoen, cultuur en zingeving")
    DOORGEVEN = "T90", _("Straat, verkeer en afval")


# The icon beside each theme (ids in static/icons/iconen.svg).
PICTOGRAM: dict[str, str] = {
    Thema.ONTMOETEN: "ontmoeten",
    Thema.HELPEN: "helpen",
    Thema.GELD: "geld",
    Thema.GEZOND: "gezond",
    Thema.VEL: "lekkerinjevel",
    Thema.OPGROEIEN: "opgroeien",
    Thema.WERK: "werkenleren",
    Thema.WONEN: "wonen",
    Thema.VEILIG: "veilig",
    Thema.MEEDOEN: "meedoen",
    Thema.DOORGEVEN: "doorgeven",
}
