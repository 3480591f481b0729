"""How actions of the sample wijk go as told by who makes them happen, with a drawn photo, and a follower."""

from __future__ import annotations

import io
from typing import Any

from PIL import Image, ImageDraw

from agenda.keuzes import ActieStatus
from agenda.melden.foto import clean_foto
from agenda.melden.mail import drop_unsent
from agenda.melden.services import ask_voortgang
from agenda.models import Actie, Volger, Voortgangsvraag
from agenda.services.acties import note_voortgang
from agenda.volgers import mail as volgermail
from agenda.volgers.services import ask_to_follow, confirm_volger
from gebruikers.models import Gebruiker
from wijkagenda.voorbeeld.sleutels import days_ago, key_of
from wijken.models import Gebeurtenis, Wijk

COMMANDO = Gebeurtenis.Herkomst.COMMANDO


def tell_progress(wijk: Wijk, texts: dict[str, Any], *, door: Gebruiker) -> None:
    """Save what stands in melden.toml, through the services. Nobody lives there: no mail leaves."""
    for row in texts["verteld"]:
        actie = _actie(wijk, row["actie"])
        note_voortgang(
            agenda=actie.agendapunt.agenda,
            actie_uuid=actie.uuid,
            status=ActieStatus(row["status"]),
            tekst=row["tekst"],
            datum=days_ago(row["dagen"]),
            wie=row["wie"],
            foto=clean_foto(draw_bench(), row["foto"]) if "foto" in row else None,
            verzend_id=key_of(f"verteld-{row['actie']}"),
            door=door,
            herkomst=COMMANDO,
        )
    asked = texts["gevraagd"]
    actie = _actie(wijk, asked["actie"])
    ask_voortgang(
        agenda=actie.agendapunt.agenda,
        actie_uuid=actie.uuid,
        wie=asked["wie"],
        email=asked["email"],
        door=door,
        herkomst=COMMANDO,
    )
    drop_unsent(vraag=Voortgangsvraag.objects.get(wijk=wijk, email=asked["email"]))
    ask_to_follow(wijk=wijk, email=texts["volger"]["email"])
    volger = Volger.objects.get(wijk=wijk, email=texts["volger"]["email"])
    confirm_volger(volger=volger)
    volgermail.drop_unsent(volger)


def draw_bench() -> bytes:
    """A bench on the grass, drawn: no photo of anybody."""
    picture = Image.new("RGB", (960, 640), "#9fc9e8")
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 420, 960, 640), fill="#7fa65a")
    pen.ellipse((760, 60, 860, 160), fill="#f6d55c")
    for top in (270, 310, 350):  # the back
        pen.rectangle((240, top, 720, top + 26), fill="#a9713f")
    for top in (400, 432):  # the seat
        pen.rectangle((220, top, 740, top + 24), fill="#8f5c31")
    for left in (260, 676):
        pen.rectangle((left, 260, left + 24, 400), fill="#5b3a1e")
        pen.rectangle((left, 456, left + 24, 540), fill="#5b3a1e")
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def _actie(wijk: Wijk, naam: str) -> Actie:
    return Actie.objects.select_related("agendapunt__agenda__wijk").get(wijk=wijk, uuid=key_of(naam))
