"""Rows of what residents and partners do together with the team: the group, reactions, offers, promises."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from agenda.concept.tekst import build_concept
from agenda.models import (
    Actie,
    Actieoordeel,
    Agendagroeplid,
    Agendapunt,
    Behoefte,
    Groepskeuze,
    Groepsstem,
    Kernwaarde,
    Naamtoestemming,
    Naamwissel,
    Reactie,
    Reactieronde,
    Steun,
    Succesverhaal,
    Teamvraag,
    Toezegging,
    Verzoek,
    Verzoekvraag,
    Volger,
    Voortgang,
    Voortgangsvraag,
    Wijkagenda,
)
from bewoners.models import Aanbod
from kern.klok import today
from kern.opslag import store_bestand
from wijken.links import hash_token
from wijken.models import Toegangslink, Wijk

YEAR = dt.timedelta(days=365)


def make_toegangslink(wijk: Wijk, token: str = "", **fields: Any) -> Toegangslink:
    """A link that works; `token` is what stands in its address."""
    return Toegangslink.objects.create(
        wijk=wijk,
        token_hash=hash_token(token or uuid.uuid4().hex),
        **{"gemaakt_op": today(), "verloopt_op": today() + YEAR, **fields},
    )


def make_groepslid(wijk: Wijk, naam: str = "Mia", *, token: str = "", **fields: Any) -> Agendagroeplid:
    """A resident in the agendagroep, with a link."""
    return Agendagroeplid.objects.create(
        wijk=wijk,
        naam=naam,
        link=make_toegangslink(wijk, token),
        **{"soort": "bewoner", "toestemming_op": today(), "tot": today() + YEAR, **fields},
    )


def make_groepskeuze(lid: Agendagroeplid, plan: Agendapunt, **fields: Any) -> Groepskeuze:
    return Groepskeuze.objects.create(
        wijk=lid.wijk, lid=lid, agendapunt=plan, **{"keuze": "eerst", "datum": today(), **fields}
    )


def make_groepsstem(lid: Agendagroeplid, agenda: Wijkagenda, **fields: Any) -> Groepsstem:
    return Groepsstem.objects.create(
        wijk=lid.wijk, lid=lid, agenda=agenda, **{"stem": "voor", "datum": today(), **fields}
    )


def make_kernwaarde(agenda: Wijkagenda, woord: str = "Ontmoeting", **fields: Any) -> Kernwaarde:
    """A value of the agenda, of a card."""
    return Kernwaarde.objects.create(
        wijk=agenda.wijk, agenda=agenda, woord=woord, **{"kaart": "ontmoeting", "volgorde": 1, **fields}
    )


def make_teamvraag(
    agenda: Wijkagenda, tekst: str = "Elke week iemand in het dorpshuis", **fields: Any
) -> Teamvraag:
    return Teamvraag.objects.create(wijk=agenda.wijk, agenda=agenda, tekst=tekst, **fields)


def make_reactieronde(agenda: Wijkagenda, **fields: Any) -> Reactieronde:
    """A round of reactions that is open today, on the plans as they are now."""
    return Reactieronde.objects.create(
        wijk=agenda.wijk,
        agenda=agenda,
        **{
            "nummer": 1,
            "opent_op": today(),
            "sluit_op": today() + dt.timedelta(days=14),
            "inhoud": build_concept(agenda),
            **fields,
        },
    )


def make_reactie(ronde: Reactieronde, tekst: str = "Ik doe graag mee.", **fields: Any) -> Reactie:
    """A reaction of the public."""
    return Reactie.objects.create(
        wijk=ronde.wijk,
        agenda=ronde.agenda,
        ronde=ronde,
        tekst=tekst,
        verzend_id=uuid.uuid4(),
        **{"bron": "openbaar", "datum": today(), **fields},
    )


def make_steun(plan: Agendapunt, apparaat: str = "") -> Steun:
    return Steun.objects.create(
        wijk=plan.wijk,
        agenda=plan.agenda,
        plan_uuid=plan.uuid,
        apparaat=apparaat or uuid.uuid4().hex,
        datum=today(),
    )


def make_aanbod(wijk: Wijk, tekst: str = "Ik help graag in de tuin.", **fields: Any) -> Aanbod:
    """An offer that the team has read, for a year."""
    standard = {
        "verzend_id": uuid.uuid4(),
        "soort": "handen",
        "labels": ["groen"],
        "contact": "0513 00 00 00",
        "toestemming_op": today(),
        "tot": today() + YEAR,
        "status": "beschikbaar",
        "datum": today(),
    }
    return Aanbod.objects.create(wijk=wijk, tekst=tekst, **{**standard, **fields})


def make_behoefte(actie: Actie, tekst: str = "Drie mensen die planten", **fields: Any) -> Behoefte:
    return Behoefte.objects.create(
        wijk=actie.wijk,
        agenda=actie.agendapunt.agenda,
        actie_uuid=actie.uuid,
        tekst=tekst,
        **{"soort": "handen", "labels": ["groen"], **fields},
    )


def make_toezegging(behoefte: Behoefte, wie: str = "de tuinclub", **fields: Any) -> Toezegging:
    return Toezegging.objects.create(
        wijk=behoefte.wijk,
        agenda=behoefte.agenda,
        actie_uuid=behoefte.actie_uuid,
        behoefte=behoefte,
        wie=wie,
        **{"datum": today(), "status_op": today(), **fields},
    )


def make_naamtoestemming(wijk: Wijk, naam: str = "Mia Voorbeeld", **fields: Any) -> Naamtoestemming:
    return Naamtoestemming.objects.create(
        wijk=wijk,
        naam=naam,
        **{"hoe": "in een gesprek", "gegeven_op": today(), "tot": today() + YEAR, **fields},
    )


def make_naamwissel(wijk: Wijk, oud: str = "Stichting Oud", nieuw: str = "Stichting Nieuw") -> Naamwissel:
    return Naamwissel.objects.create(wijk=wijk, oud=oud, nieuw=nieuw, datum=today())


def make_verzoekvraag(verzoek: Verzoek, token: str = "", **fields: Any) -> Verzoekvraag:
    return Verzoekvraag.objects.create(
        wijk=verzoek.wijk,
        verzoek=verzoek,
        link=make_toegangslink(verzoek.wijk, token),
        **{
            "email": "partij@voorbeeld.example",
            "gevraagd_op": today(),
            "uiterlijk": today() + dt.timedelta(days=21),
            **fields,
        },
    )


def make_voortgangsvraag(actie: Actie, token: str = "", **fields: Any) -> Voortgangsvraag:
    return Voortgangsvraag.objects.create(
        wijk=actie.wijk,
        agenda=actie.agendapunt.agenda,
        actie_uuid=actie.uuid,
        link=make_toegangslink(actie.wijk, token),
        **{"wie": "dorpshuis", "email": "doet@voorbeeld.example", "gevraagd_op": today(), **fields},
    )


def make_voortgangsfoto(actie: Actie, **fields: Any) -> Voortgang:
    """A line on how an action goes with a photo. The bytes are no picture."""
    return Voortgang.objects.create(
        wijk=actie.wijk,
        agenda=actie.agendapunt.agenda,
        actie_uuid=actie.uuid,
        foto=store_bestand(naam=f"foto-{uuid.uuid4()}.jpg", inhoud=b"\xff\xd8", mediatype="image/jpeg"),
        foto_tekst="Een bankje bij de winkel.",
        **{"status": "loopt", "datum": today(), **fields},
    )


def make_volger(wijk: Wijk, token: str = "", **fields: Any) -> Volger:
    """A follower of the wijk who confirmed."""
    return Volger.objects.create(
        wijk=wijk,
        link=make_toegangslink(wijk, token),
        **{
            "email": "volgt@voorbeeld.example",
            "gevraagd_op": today(),
            "bevestigd_op": today(),
            "tot_en_met": today(),
            **fields,
        },
    )


def make_actieoordeel(actie: Actie, oordeel: str = "gelukt", **fields: Any) -> Actieoordeel:
    return Actieoordeel.objects.create(
        wijk=actie.wijk,
        agenda=actie.agendapunt.agenda,
        actie_uuid=actie.uuid,
        oordeel=oordeel,
        **{"weg": "bijeenkomst", "datum": today(), **fields},
    )


def make_succesverhaal(plan: Agendapunt, titel: str = "Het bankje staat er", **fields: Any) -> Succesverhaal:
    return Succesverhaal.objects.create(
        wijk=plan.wijk,
        agenda=plan.agenda,
        plan_uuid=plan.uuid,
        titel=titel,
        **{"tekst": "Drie buren bouwden het samen.", "datum": today(), **fields},
    )
