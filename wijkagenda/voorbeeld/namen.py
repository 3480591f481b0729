"""What people call the villages of the sample wijk, and streets by which it is found."""

from __future__ import annotations

from typing import Any

from wijken.gebieden.regels import read_straten
from wijken.gebieden.services import change_adres, save_names, save_straten
from wijken.models import Gebeurtenis, Wijk
from wijken.regels import vouw
from wijken.selectors import buurten_of

COMMANDO = Gebeurtenis.Herkomst.COMMANDO


def name_places(wijk: Wijk, texts: dict[str, Any]) -> None:
    """Save 'roepnamen' (by name of CBS), 'straten' and a former address of the file, through the services."""
    slug = wijk.slug
    for each in (texts["oud_adres"]["slug"], slug):
        change_adres(wijk=wijk, slug=each, herkomst=COMMANDO)
    codes = {vouw(naam): code for code, naam in buurten_of(wijk)}
    gelezen = read_straten(texts["straten"]["lijst"], codes)
    wijk.refresh_from_db()
    save_straten(wijk=wijk, revisie=wijk.revisie, straten=gelezen.straten, herkomst=COMMANDO)
    namen = {codes[vouw(cbs)]: naam for cbs, naam in texts["roepnamen"].items()}
    wijk.refresh_from_db()
    save_names(wijk=wijk, revisie=wijk.revisie, namen=namen, herkomst=COMMANDO)
