"""The sociale kaart of the sample wijk, its colleague and its facts on privacy. All invented."""

from __future__ import annotations

import datetime as dt
import io
import tomllib
from pathlib import Path
from typing import Final

from PIL import Image, ImageDraw

from kern.klok import today
from wijken.inrichting.services import save_aanspreekpunt, save_privacyafspraak
from wijken.models import Gebeurtenis, Voorziening, Wijk
from wijken.sociale_kaart.regels import Gegevens
from wijken.sociale_kaart.services import NA_EEN_JAAR, add_hulpnummers, make_voorziening

COMMANDO = Gebeurtenis.Herkomst.COMMANDO
SIZE: Final = 960
SKY, SKIN, HAIR, COAT, SCARF = "#dbe9f1", "#e8b98f", "#6b4a2f", "#2f6b4f", "#f2c14e"
LANG_NIET_GEZIEN: Final = "Samen fit"  # shows the reminder after a year


def fill_kaart(wijk: Wijk) -> None:
    """Put everything of kaart.toml on the kaart of this wijk."""
    file = Path(__file__).resolve().parent / "kaart.toml"
    texts = tomllib.loads(file.read_text(encoding="utf-8"))
    mens, privacy = texts["aanspreekpunt"], texts["privacy"]
    save_aanspreekpunt(
        wijk=wijk,
        revisie=0,
        door=None,
        voornaam=mens["voornaam"],
        rol=mens["rol"],
        toestemming_tot=today() + dt.timedelta(days=mens["dagen"]),
        foto=draw_portrait(),
        herkomst=COMMANDO,
    )
    belofte_op = today() - dt.timedelta(days=privacy.pop("belofte_dagen"))
    save_privacyafspraak(wijk=wijk, revisie=0, door=None, belofte_op=belofte_op, herkomst=COMMANDO, **privacy)
    add_hulpnummers(wijk=wijk, door=None, herkomst=COMMANDO)
    for row in texts["voorziening"]:
        make_voorziening(wijk=wijk, door=None, gegevens=Gegevens(**row), herkomst=COMMANDO)
    Voorziening.objects.for_wijk(wijk).filter(naam=LANG_NIET_GEZIEN).update(
        nagekeken_op=today() - NA_EEN_JAAR - dt.timedelta(days=40)
    )


def draw_portrait() -> bytes:
    """A drawn head without a face, as a PNG: nobody stands for somebody who does not exist."""
    picture = Image.new("RGB", (SIZE, SIZE), SKY)
    draw = ImageDraw.Draw(picture)
    draw.ellipse((150, 640, 810, 1300), fill=COAT)
    draw.ellipse((285, 130, 675, 600), fill=HAIR)
    draw.rounded_rectangle((400, 520, 560, 720), radius=60, fill=SKIN)
    draw.ellipse((325, 200, 635, 590), fill=SKIN)
    draw.pieslice((300, 140, 660, 520), 180, 360, fill=HAIR)
    draw.rounded_rectangle((360, 655, 600, 735), radius=40, fill=SCARF)
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()
