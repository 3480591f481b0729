"""Rows for tests. Each factory makes one thing with sensible values; pass what the test is about.

Nothing here goes through a service: a test of a service must not depend on another one.
"""

from __future__ import annotations

import datetime as dt
import uuid
from itertools import count
from typing import Any

from agenda.inhoud import SCHEMA, Inhoud
from agenda.keuzes import ActieStatus, VaststelDoor, VerzoekSoort, WieDoet
from agenda.models import (
    Actie,
    Agendapunt,
    AgendaVersie,
    Fasekeuze,
    Onderbouwing,
    Terugkoppeling,
    Verzoek,
    Voortgang,
    Werkafspraak,
    Wijkagenda,
    Zelfscan,
    Zelfscanscore,
)
from agenda.opbouw import build_inhoud
from bewoners.models import Bundel, Inbreng, Invoer, Kanaal, Vertaling
from gebruikers.models import Gebruiker
from kern.klok import now, today
from kern.opslag import store_bestand
from wijken.links import hash_token
from wijken.mensen.uitnodigen import GELDIG
from wijken.models import (
    Aanspreekpunt,
    Cijferbestand,
    Indicatorwaarde,
    Lidmaatschap,
    Regio,
    RegioJaar,
    Uitnodiging,
    Voorziening,
    Wijk,
    WijkRegio,
)
from wijken.sociale_kaart.regels import sleutel_van
from wijken.volgcodes import make_volgcode

Rol = Lidmaatschap.Rol
WACHTWOORD = "wijkagenda-proef"
_number = count(1)


def make_regio(
    code: str = "GM0074", *, naam: str = "", jaar: int = 2025, ouder: Regio | None = None
) -> Regio:
    """A CBS region with its name in one year; its kind follows from the code. Asked twice, it is one row."""
    soorten = {
        "NL": Regio.Soort.LAND,
        "GM": Regio.Soort.GEMEENTE,
        "WK": Regio.Soort.WIJK,
        "BU": Regio.Soort.BUURT,
    }
    regio, _ = Regio.objects.get_or_create(code=code, defaults={"soort": soorten[code[:2]]})
    naam = naam or {"NL00": "Nederland", "GM0074": "Heerenveen"}.get(code, f"Regio {code}")
    RegioJaar.objects.get_or_create(
        regio=regio, jaar=jaar, defaults={"naam": naam, "zoeknaam": naam.lower(), "ouder": ouder}
    )
    return regio


def make_waarde(
    regio: Regio,
    indicator: str,
    waarde: float | None,
    *,
    jaar: int = 2025,
    reden: str = "",
    voorlopig: bool = False,
) -> Indicatorwaarde:
    """One CBS figure."""
    return Indicatorwaarde.objects.create(
        regio=regio,
        indicator=indicator,
        jaar=jaar,
        bron="CBS, Kerncijfers wijken en buurten",
        waarde=waarde,
        reden=reden,
        voorlopig=voorlopig,
        opgehaald=today(),
    )


def make_wijk(slug: str = "", *, naam: str = "", code: str = "", telefoon: str = "0513 00 00 00") -> Wijk:
    """An opened wijk with one region (WK…) in the gemeente Heerenveen, and a help block."""
    number = next(_number)
    gemeente = make_regio("GM0074")
    naam = naam or f"Wijk {number}"
    wijk = Wijk.objects.create(
        slug=slug or f"wijk-{number}",
        naam=naam,
        gemeente=gemeente,
        telefoon=telefoon,
        inloop_plek="het dorpshuis",
        inloop_tijden="maandag van 9 tot 12 uur",
        geopend_op=today(),
    )
    regio = make_regio(code or f"WK{number:06d}", naam=naam, ouder=gemeente)
    WijkRegio.objects.create(wijk=wijk, regio=regio)
    return wijk


def make_voorziening(wijk: Wijk, naam: str = "", **kolommen: object) -> Voorziening:
    """An organisation on the sociale kaart, looked after today."""
    naam = naam or f"Organisatie {next(_number)}"
    sleutel = sleutel_van(naam, str(kolommen.get("plek", "")))
    kolommen = {"nagekeken_op": today(), "onderwerp": "T02", **kolommen}
    return Voorziening.objects.create(wijk=wijk, naam=naam, sleutel=sleutel, **kolommen)


def make_aanspreekpunt(wijk: Wijk, voornaam: str = "Hinke", *, dagen: int = 100) -> Aanspreekpunt:
    """A colleague with a photo, whose consent began yesterday and lasts `dagen` days more."""
    foto = store_bestand(naam=f"foto-{next(_number)}.jpg", inhoud=b"\xff\xd8 foto", mediatype="image/jpeg")
    return Aanspreekpunt.objects.create(
        wijk=wijk,
        voornaam=voornaam,
        rol="opbouwwerker",
        foto=foto,
        toestemming_op=today() - dt.timedelta(days=1),
        toestemming_tot=today() + dt.timedelta(days=dagen),
    )


def make_gebruiker(
    rol: Rol | None = None,
    *,
    wijk: Wijk | None = None,
    email: str = "",
    naam: str = "",
    is_beheerder: bool = False,
) -> Gebruiker:
    """An account with password WACHTWOORD; with `rol` and `wijk` also a member of that wijk."""
    number = next(_number)
    gebruiker = Gebruiker.objects.create_user(
        email or f"mens{number}@voorbeeld.example",
        WACHTWOORD,
        naam=naam or f"Mens {number}",
        is_beheerder=is_beheerder,
    )
    if rol is not None:
        Lidmaatschap.objects.create(wijk=wijk or make_wijk(), gebruiker=gebruiker, rol=rol)
    return gebruiker


def make_uitnodiging(
    wijk: Wijk, email: str = "", *, rol: Rol = Rol.TEAMLID, token: str = "", dagen_geleden: int = 0
) -> Uitnodiging:
    """An open invitation whose link ends in `token`."""
    number = next(_number)
    verstuurd = today() - dt.timedelta(days=dagen_geleden)
    return Uitnodiging.objects.create(
        wijk=wijk,
        email=email or f"genodigd{number}@voorbeeld.example",
        rol=rol,
        token_hash=hash_token(token or f"proef-{number}"),
        verstuurd_op=verstuurd,
        verloopt_op=verstuurd + GELDIG,
    )


def make_inbreng(
    wijk: Wijk,
    tekst: str = "Ik mis een bankje bij de winkel.",
    *,
    taal: str = "nl",
    mag_delen: bool = True,
    status: str = Inbreng.Status.GEPUBLICEERD,
    kanaal: str = Kanaal.ONLINE,
    soort: str = "",
    onderwerp: str = "",
    buurt: Regio | None = None,
    bundel: Bundel | None = None,
    datum: dt.date | None = None,
    reden: str = "",
    doorgegeven_aan: str = "",
    verzend_id: uuid.UUID | None = None,
    met_code: bool = False,
) -> Inbreng:
    """One input, as a rule read and shared. `met_code` gives it a receipt code (see code_for)."""
    verzend_id = verzend_id or uuid.uuid4()
    return Inbreng.objects.create(
        wijk=wijk,
        volgcode=make_volgcode(wijk=wijk, verzend_id=verzend_id) if met_code else None,
        verzend_id=verzend_id,
        tekst=tekst,
        taal=taal,
        mag_delen=mag_delen,
        status=status,
        kanaal=kanaal,
        soort=soort,
        onderwerp=onderwerp,
        buurt=buurt,
        bundel=bundel,
        datum=datum or today(),
        reden=reden or ("Wij lezen hier een naam." if status == Inbreng.Status.GEWEIGERD else ""),
        doorgegeven_aan=doorgegeven_aan or ("de gemeente" if status == Inbreng.Status.DOORGEGEVEN else ""),
    )


def make_vertaling(
    inbreng: Inbreng, tekst: str = "Wij willen hier een bankje.", *, door: Gebruiker | None = None
) -> Vertaling:
    """What an input says in Dutch."""
    return Vertaling.objects.create(wijk=inbreng.wijk, inbreng=inbreng, tekst=tekst, door=door, datum=today())


def make_invoer(
    inbreng: Inbreng,
    *,
    door: Gebruiker | None = None,
    stapel: str = "",
    vel: int | None = None,
    datum: dt.date | None = None,
) -> Invoer:
    """That this input was typed in by somebody, from a sheet."""
    return Invoer.objects.create(
        wijk=inbreng.wijk,
        inbreng=inbreng,
        door=door,
        nummer=next(_number),
        stapel=stapel,
        vel=vel,
        datum=datum or today(),
    )


def make_bundel(
    wijk: Wijk,
    titel: str = "Plekken om te zitten",
    *,
    inbrengen: int = 0,
    onderwerp: str = "",
    samenvatting: str = "",
) -> Bundel:
    """A bundle; with `inbrengen` as many inputs in it."""
    bundel = Bundel.objects.create(
        wijk=wijk,
        titel=titel,
        samenvatting=samenvatting or "Mensen willen onderweg kunnen zitten.",
        onderwerp=onderwerp,
        datum=today(),
    )
    for number in range(inbrengen):
        make_inbreng(wijk, f"{titel}, verhaal {number + 1}.", bundel=bundel)
    return bundel


def make_agenda(
    wijk: Wijk, *, van_jaar: int = 2027, tot_jaar: int = 2028, actief: bool = True, droom: str = ""
) -> Wijkagenda:
    """An agenda being made."""
    return Wijkagenda.objects.create(
        wijk=wijk,
        van_jaar=van_jaar,
        tot_jaar=tot_jaar,
        actief=actief,
        droom=droom or "Iedereen kent hier minstens vijf mensen.",
        aanleiding="Mensen kennen elkaar minder dan vroeger.",
        gestart_op=today(),
    )


def make_plan(
    agenda: Wijkagenda,
    titel: str = "Een groene plek om te zitten",
    *,
    waarom: str = "Ouderen kunnen onderweg niet zitten.",
    trekker: str = "Buurtgroep Groen",
    onderwerp: str = "T01",
    doelen: list[str] | None = None,
    volgorde: int | None = None,
) -> Agendapunt:
    """A plan, placed last."""
    if volgorde is None:
        volgorde = agenda.agendapunten.count() + 1
    return Agendapunt.objects.create(
        wijk=agenda.wijk,
        agenda=agenda,
        titel=titel,
        waarom=waarom,
        trekker=trekker,
        onderwerp=onderwerp,
        doelen=doelen if doelen is not None else ["D1"],
        volgorde=volgorde,
    )


def make_actie(
    plan: Agendapunt,
    wat: str = "Bankjes bestellen",
    *,
    trekker: str = "Gemeente, team groen",
    wanneer: str = "maart tot mei 2027",
    klaar_op: dt.date | None = None,
) -> Actie:
    """An action, placed last in its plan."""
    return Actie.objects.create(
        wijk=plan.wijk,
        agendapunt=plan,
        wat=wat,
        trekker=trekker,
        wanneer=wanneer,
        klaar_op=klaar_op,
        volgorde=plan.acties.count() + 1,
    )


def make_voortgang(
    actie: Actie, status: str = ActieStatus.LOOPT, *, tekst: str = "", datum: dt.date | None = None
) -> Voortgang:
    """One line on how an action goes."""
    return Voortgang.objects.create(
        wijk=actie.wijk,
        agenda=actie.agendapunt.agenda,
        actie_uuid=actie.uuid,
        status=status,
        tekst=tekst,
        datum=datum or today(),
    )


def make_verzoek(
    plan: Agendapunt,
    partij: str = "Gemeente",
    *,
    soort: str = VerzoekSoort.BESLUIT,
    tekst: str = "Mogen de bankjes hier staan?",
    aantal: int | None = None,
) -> Verzoek:
    """What is asked of one party."""
    return Verzoek.objects.create(
        wijk=plan.wijk, agendapunt=plan, partij=partij, soort=soort, tekst=tekst, aantal=aantal
    )


def make_onderbouwing(
    plan: Agendapunt,
    *,
    bundel: Bundel | None = None,
    inbreng: Inbreng | None = None,
    cijfer: Indicatorwaarde | None = None,
) -> Onderbouwing:
    """Evidence of a plan: give exactly one of the three."""
    tekst = bundel.titel if bundel else inbreng.tekst if inbreng else "25 van de 100 mensen zijn 65 of ouder"
    return Onderbouwing.objects.create(
        wijk=plan.wijk, agendapunt=plan, bundel=bundel, inbreng=inbreng, cijfer=cijfer, tekst=tekst
    )


def make_terugkoppeling(
    bundel: Bundel, *, wie: str = WieDoet.SAMEN, waarom: str = "Bewoners kiezen de plek."
) -> Terugkoppeling:
    """The answer to a bundle."""
    return Terugkoppeling.objects.create(
        wijk=bundel.wijk, bundel=bundel, wie=wie, waarom=waarom, datum=today()
    )


def make_versie(
    agenda: Wijkagenda,
    *,
    nummer: int = 1,
    inhoud: Inhoud | None = None,
    door: Gebruiker | None = None,
    datum: dt.date | None = None,
    vastgelegd_op: dt.datetime | None = None,
) -> AgendaVersie:
    """The agenda as it is now, adopted with 41 of 44 in favour."""
    inhoud = inhoud or build_inhoud(agenda)
    inhoud["vaststelling"] = {
        "door": str(VaststelDoor.BEWONERSAVOND.label),
        "datum": (datum or today()).isoformat(),
        "plaats": "het dorpshuis",
        "voor": 41,
        "van": 44,
    }
    versie = AgendaVersie.objects.create(
        wijk=agenda.wijk,
        agenda=agenda,
        nummer=nummer,
        schema=SCHEMA,
        inhoud=inhoud,
        door=VaststelDoor.BEWONERSAVOND,
        datum=datum or today(),
        plaats="het dorpshuis",
        voor=41,
        van=44,
        vastgelegd_door=door,
        vastgelegd_op=vastgelegd_op or now(),
    )
    versie.refresh_from_db()
    return versie


def make_fasekeuze(agenda: Wijkagenda, fase: str = "WAARDEN", **kolommen: Any) -> Fasekeuze:
    """The team skips a phase."""
    kolommen = {"keuze": "over", "reden": "Dit deden we vorig jaar.", "datum": today()} | kolommen
    return Fasekeuze.objects.create(wijk=agenda.wijk, agenda=agenda, fase=fase, **kolommen)


def make_werkafspraak(wijk: Wijk, tekst: str = "Bewoners beslissen mee.", **kolommen: Any) -> Werkafspraak:
    """A principle of the team."""
    return Werkafspraak.objects.create(
        wijk=wijk, tekst=tekst, **{"soort": "uitgangspunt", "volgorde": 1} | kolommen
    )


def make_zelfscan(
    wijk: Wijk, jaar: int = 2026, kant: str = "team", *, scores: dict[str, int] | None = None, mensen: int = 6
) -> Zelfscan:
    """A self-scan with some of its marks."""
    scan = Zelfscan.objects.create(wijk=wijk, jaar=jaar, kant=kant, mensen=mensen, datum=today())
    for punt, score in ({"SF1": 3} if scores is None else scores).items():
        Zelfscanscore.objects.create(wijk=wijk, zelfscan=scan, punt=punt, score=score)
    return scan


def make_cijferbestand(wijk: Wijk, *, inhoud: bytes = b"code;jaar\n", **fields: Any) -> Cijferbestand:
    """A file of figures, waiting for the worker."""
    sleutel = uuid.uuid4()
    return Cijferbestand.objects.create(
        id=sleutel,
        wijk=wijk,
        bestand=store_bestand(naam=f"cijfers/{sleutel}", inhoud=inhoud),
        **{"naam": "cijfers_2025.csv", "gevraagd_op": now(), **fields},
    )
