"""What residents of the sample wijk found of its actions, what worked, and the short links of the plans."""

from __future__ import annotations

import io
from typing import Any

from PIL import Image, ImageDraw

from agenda.melden.foto import clean_foto
from agenda.models import Agendagroeplid
from agenda.oordeel.services import give_by_lid, note_meeting
from agenda.planlink.services import link_plannen
from agenda.selectors import newest_versie
from agenda.succes.services import make_verhaal, publish_verhaal
from gebruikers.models import Gebruiker
from kern.klok import today
from wijkagenda.voorbeeld.sleutels import days_ago, key_of
from wijken.kortelinks import open_kortelink
from wijken.models import Gebeurtenis, Kortelink, Wijk

COMMANDO = Gebeurtenis.Herkomst.COMMANDO


def tell_results(wijk: Wijk, texts: dict[str, Any], *, door: Gebruiker) -> None:
    """Save what stands in resultaten.toml, through the services."""
    versie = newest_versie(wijk)
    if versie is None:
        raise ValueError(f"{wijk.naam} has no adopted agenda to tell about.")
    link_plannen(versie=versie, door=door, herkomst=COMMANDO)
    open_kortelink(wijk=wijk, doel=Kortelink.Doel.OORDEEL, door=door, herkomst=COMMANDO)
    for row in texts["bijeenkomst"]:
        note_meeting(
            versie=versie,
            actie=key_of(row["actie"]),
            datum=days_ago(row["dagen"]),
            aantallen=row["aantallen"],
            tekst=row["tekst"],
            door=door,
            herkomst=COMMANDO,
        )
    leden = Agendagroeplid.objects.active_on(today()).filter(wijk=wijk).order_by("pk")
    for row in texts["groep"]:
        for lid, oordeel in zip(leden, row["oordelen"], strict=False):
            give_by_lid(lid=lid, actie=key_of(row["actie"]), oordeel=oordeel)
    for row in texts["verhaal"]:
        verhaal = make_verhaal(
            wijk=wijk,
            plan=key_of(row["plan"]),
            titel=row["titel"],
            tekst=row["tekst"],
            factoren=row["factoren"],
            foto=clean_foto(draw_coffee(), row["foto"]) if "foto" in row else None,
            sleutel=key_of(row["sleutel"]),
            door=door,
            herkomst=COMMANDO,
        )
        if row["site"]:
            publish_verhaal(verhaal=verhaal, revisie=verhaal.revisie, door=door, herkomst=COMMANDO)


def draw_coffee() -> bytes:
    """A table with a pot and four cups, drawn: no photo of anybody."""
    picture = Image.new("RGB", (960, 640), "#f3e3c3")
    pen = ImageDraw.Draw(picture)
    pen.rectangle((80, 80, 340, 300), fill="#cfe2ee", outline="#8f5c31", width=14)  # a window
    pen.line((210, 80, 210, 300), fill="#8f5c31", width=10)
    pen.polygon(((0, 640), (120, 430), (840, 430), (960, 640)), fill="#a9713f")
    pen.rectangle((430, 270, 570, 470), fill="#3e6f8e")  # the pot
    pen.polygon(((430, 300), (380, 260), (390, 330), (430, 370)), fill="#3e6f8e")
    pen.arc((540, 300, 640, 420), -90, 90, fill="#3e6f8e", width=18)
    pen.ellipse((475, 245, 525, 285), fill="#2d5269")
    for left, top in ((190, 480), (330, 540), (600, 540), (720, 470)):
        pen.ellipse((left - 22, top + 46, left + 112, top + 80), fill="#d9cbb0")
        pen.rounded_rectangle((left, top, left + 90, top + 64), 16, fill="#fbf9f4")
        pen.ellipse((left + 8, top - 4, left + 82, top + 18), fill="#5b3a1e")
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()
