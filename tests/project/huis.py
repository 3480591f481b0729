"""One wijk with a row in every table, for the tests that go over the whole house."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Any

from agenda.inhoud import SCHEMA
from agenda.models import (
    Aanbieding,
    Actie,
    Agendapunt,
    AgendaVersie,
    Onderbouwing,
    Terugkoppeling,
    Verzoek,
    Werkafspraak,
    Wijkagenda,
)
from analyse.models import Drukronde, Vragenlijst
from bewoners.models import Bundel, Concept, Contactverzoek, Inbreng
from kern.klok import now, today
from kern.opslag import store_bestand
from rapportage.blad import read_blad
from rapportage.models import Rapport
from tests.factories import (
    make_aanspreekpunt,
    make_actie,
    make_agenda,
    make_bundel,
    make_cijferbestand,
    make_fasekeuze,
    make_gebruiker,
    make_inbreng,
    make_invoer,
    make_onderbouwing,
    make_plan,
    make_terugkoppeling,
    make_uitnodiging,
    make_vertaling,
    make_verzoek,
    make_voortgang,
    make_voorziening,
    make_werkafspraak,
    make_wijk,
    make_zelfscan,
)
from tests.samen import (
    make_aanbod,
    make_actieoordeel,
    make_behoefte,
    make_groepskeuze,
    make_groepslid,
    make_groepsstem,
    make_kernwaarde,
    make_naamtoestemming,
    make_naamwissel,
    make_reactie,
    make_reactieronde,
    make_steun,
    make_succesverhaal,
    make_teamvraag,
    make_toegangslink,
    make_toezegging,
    make_verzoekvraag,
    make_volger,
    make_voortgangsfoto,
    make_voortgangsvraag,
)
from tests.vragen import (
    make_antwoord,
    make_antwoordbestand,
    make_deurronde,
    make_drukronde,
    make_duiding,
    make_invoeravond,
    make_inzending,
    make_lijstinvoer,
    make_straatdeel,
    make_uitslag,
    make_vraag,
    make_vragenlijst,
)
from wijken.models import Bericht, Cijferbestand, Gebeurtenis, Kortelink, Lidmaatschap, Uitnodiging, Wijk
from wijken.volgcodes import code_for, make_volgcode


@dataclass(frozen=True, slots=True)
class Huis:
    """The rows that addresses point to."""

    wijk: Wijk
    kortelink: Kortelink
    inbreng: Inbreng
    volgcode: str
    bundel: Bundel
    agenda: Wijkagenda
    plan: Agendapunt
    actie: Actie
    verzoek: Verzoek
    onderbouwing: Onderbouwing
    terugkoppeling: Terugkoppeling
    versie: AgendaVersie
    aanbieding: Aanbieding
    rapport: Rapport
    lid: Lidmaatschap
    uitnodiging: Uitnodiging
    token: str
    cijferbestand: Cijferbestand
    werkafspraak: Werkafspraak
    lijst: Vragenlijst


def make_huis(slug: str, *, tekst: str = "Ik mis een bankje bij de winkel.") -> Huis:
    """A wijk and one row or more in every table that belongs to a wijk."""
    wijk = make_wijk(slug)
    bundel = make_bundel(wijk, inbrengen=1)
    inbreng = make_inbreng(wijk, tekst, bundel=bundel, met_code=True)
    make_vertaling(inbreng)
    make_invoer(inbreng, vel=12)
    agenda = make_agenda(wijk)
    plan = make_plan(agenda)
    actie = make_actie(plan)
    make_voortgang(actie)
    make_aanspreekpunt(wijk)
    make_voorziening(wijk, "Dorpshuis")
    onderbouwing = make_onderbouwing(plan, bundel=bundel)
    make_onderbouwing(plan, inbreng=inbreng)
    make_bundel(wijk, "Nog zonder antwoord")
    make_volgcode(wijk=wijk, verzend_id=uuid.uuid4())
    make_agenda(wijk, actief=False)  # begun and never adopted
    agenda.vorige = make_agenda(wijk, actief=False)
    agenda.save(update_fields=["vorige"])
    make_rapport(agenda.vorige, make_versie(agenda.vorige, 1))
    make_fasekeuze(agenda)
    make_zelfscan(wijk)
    make_zelfscan(wijk, 2025, scores={})
    make_versie(agenda, 1)
    versie = make_versie(agenda, 2, plan, actie)
    Concept.objects.create(sleutel=slug, wijk=wijk, formulier="inbreng", datum=today())
    Contactverzoek.objects.create(
        wijk=wijk, verzend_id=uuid.uuid4(), doel="horen", contact="0513 00 00 00", datum=today()
    )
    Gebeurtenis.objects.create(wijk=wijk, wie="systeem", actie="proef", datum=today())
    Bericht.objects.create(wijk=wijk, sleutel=slug, aan="team@voorbeeld.example", onderwerp="x", tekst="y")
    kortelink = Kortelink.objects.create(code=slug[:12], wijk=wijk, doel="inbreng", datum=today())
    Kortelink.objects.create(code=f"o{slug[:11]}", wijk=wijk, doel="oordeel", datum=today())
    make_sheet(wijk)
    verzoek = make_verzoek(plan)
    make_verzoek(plan)  # asked of nobody by mail yet
    make_samen(plan, actie, verzoek)
    return Huis(
        wijk=wijk,
        kortelink=kortelink,
        inbreng=inbreng,
        volgcode=code_for(inbreng.verzend_id),
        bundel=bundel,
        agenda=agenda,
        plan=plan,
        actie=actie,
        verzoek=verzoek,
        onderbouwing=onderbouwing,
        terugkoppeling=make_terugkoppeling(bundel),
        versie=versie,
        aanbieding=Aanbieding.objects.create(wijk=wijk, versie=versie, aangeboden_op=today()),
        rapport=make_rapport(agenda, versie),
        lid=Lidmaatschap.objects.create(wijk=wijk, gebruiker=make_gebruiker(), rol="teamlid"),
        uitnodiging=make_uitnodiging(wijk, token=f"uitnodiging-{slug}"),
        token=f"uitnodiging-{slug}",
        cijferbestand=make_cijferbestand(wijk),
        werkafspraak=make_werkafspraak(wijk),
        lijst=make_analyse(wijk, inbreng),
    )


def make_samen(plan: Agendapunt, actie: Actie, verzoek: Verzoek) -> None:
    """A row in every table of what residents and partners do together with the team."""
    wijk, agenda = plan.wijk, plan.agenda
    lid = make_groepslid(wijk, token=f"groep-{wijk.slug}")
    make_groepskeuze(lid, plan)
    make_groepsstem(lid, agenda)
    make_kernwaarde(agenda)
    make_teamvraag(agenda)
    ronde = make_reactieronde(agenda)
    make_reactie(ronde, status="gepubliceerd")
    make_reactie(ronde, bron="groep", lid=lid)
    make_steun(plan)
    verzend_id = uuid.uuid4()
    aanbod = make_aanbod(
        wijk,
        verzend_id=verzend_id,
        volgcode=make_volgcode(wijk=wijk, verzend_id=verzend_id),
        link=make_toegangslink(wijk, f"aanbod-{wijk.slug}"),
    )
    behoefte = make_behoefte(actie)
    make_toezegging(behoefte, aanbod=aanbod, link=make_toegangslink(wijk, f"toezegging-{wijk.slug}"))
    make_naamtoestemming(wijk)
    make_naamwissel(wijk)
    make_verzoekvraag(verzoek, f"verzoek-{wijk.slug}")
    make_voortgangsvraag(actie, f"voortgang-{wijk.slug}")
    make_voortgangsfoto(actie)
    make_volger(wijk, f"volger-{wijk.slug}")
    make_actieoordeel(actie, weg="groep", lid=lid)
    make_succesverhaal(plan)


def make_analyse(wijk: Wijk, inbreng: Inbreng) -> Vragenlijst:
    """A row in every table of the wijkanalyse, with every key filled in."""
    lijst = make_vragenlijst(wijk, slug=f"lijst-{wijk.slug}", openbaar=True)
    vraag = make_vraag(lijst)
    ronde = make_deurronde(lijst)
    make_straatdeel(ronde)
    avond = make_invoeravond(lijst, f"invoer-{wijk.slug}")
    verzend_id = uuid.uuid4()
    inzending = make_inzending(
        lijst,
        verzend_id=verzend_id,
        volgcode=make_volgcode(wijk=wijk, verzend_id=verzend_id),
        drukronde=make_stapel(lijst),
        blad=1,
        deurronde=ronde,
        bestand=make_antwoordbestand(lijst),
    )
    make_antwoord(inzending, vraag, tekst="Een plek om te zitten.", inbreng=inbreng)
    make_lijstinvoer(inzending, avond=avond)
    make_uitslag(vraag)
    make_vragenlijst(wijk, slug="leeg")  # nothing hangs on these
    make_drukronde(make_vragenlijst(wijk, slug="los"), 41, 50)
    make_vraag(lijst, "E2")
    make_inzending(lijst)
    make_duiding(wijk)
    return lijst


def make_stapel(lijst: Vragenlijst) -> Drukronde:
    """A pile of sheets with its PDF, and the PDF of what was answered."""
    drukronde = make_drukronde(lijst)
    make_pdf(lijst.wijk, soort=Rapport.Soort.VRAGENLIJST, drukronde=drukronde)
    make_pdf(lijst.wijk, soort=Rapport.Soort.ANTWOORDEN, lijst=lijst, stempel="proef")
    return drukronde


def make_pdf(wijk: Wijk, **fields: Any) -> Rapport:
    """A report that is ready, with a file of a few bytes."""
    return Rapport.objects.create(
        wijk=wijk,
        status=Rapport.Status.KLAAR,
        bladzijden=3,
        bestand=store_bestand(
            naam=f"{uuid.uuid4()}.pdf", inhoud=b"%PDF-1.7 proef", mediatype="application/pdf"
        ),
        gevraagd_op=now(),
        klaar_op=now(),
        **fields,
    )


def make_versie(
    agenda: Wijkagenda, nummer: int, plan: Agendapunt | None = None, actie: Actie | None = None
) -> AgendaVersie:
    """An adopted agenda with nothing in it, or one plan with one action."""
    inhoud = empty_inhoud(agenda.wijk)
    if plan and actie:
        inhoud["plannen"] = [plan_deel(plan, actie)]
    return AgendaVersie.objects.create(
        wijk=agenda.wijk,
        agenda=agenda,
        nummer=nummer,
        schema=SCHEMA,
        inhoud=inhoud,
        door="bewonersavond",
        datum=today(),
        plaats="Dorpshuis",
        voor=41,
        van=44,
        vastgelegd_op=now(),
    )


def make_rapport(agenda: Wijkagenda, versie: AgendaVersie | None = None) -> Rapport:
    return make_pdf(agenda.wijk, agenda=agenda, versie=versie)


def make_sheet(wijk: Wijk) -> Rapport:
    """The sheet with ten figures as it should be now, ready."""
    return Rapport.objects.create(
        wijk=wijk,
        soort=Rapport.Soort.TIEN_CIJFERS,
        stempel=read_blad(wijk, "nl").stempel,
        status=Rapport.Status.KLAAR,
        bladzijden=1,
        bestand=store_bestand(
            naam=f"{uuid.uuid4()}.pdf", inhoud=b"%PDF-1.7 blad", mediatype="application/pdf"
        ),
        gevraagd_op=now(),
        klaar_op=now(),
    )


def plan_deel(plan: Agendapunt, actie: Actie) -> dict[str, object]:
    """A plan with one action as it stands in an adopted agenda."""
    return {
        "uuid": str(plan.uuid),
        "nummer": 1,
        "titel": plan.titel,
        "waarom": plan.waarom,
        "trekker": plan.trekker,
        "onderwerp": plan.onderwerp,
        "doelen": [],
        "aantal": 0,
        "bewijs": [],
        "acties": [
            {
                "uuid": str(actie.uuid),
                "wat": actie.wat,
                "trekker": actie.trekker,
                "wanneer": actie.wanneer,
                "klaar_op": (today() - dt.timedelta(days=1)).isoformat(),
                "status": "gepland",
            }
        ],
        "verzoeken": [],
    }


def empty_inhoud(wijk: Wijk) -> dict[str, object]:
    """The smallest document of an adopted agenda."""
    return {
        "schema": SCHEMA,
        "gemaakt_op": today().isoformat(),
        "wijk": {
            "naam": wijk.naam,
            "ondertitel": wijk.ondertitel,
            "gemeente": "Heerenveen",
            "slug": wijk.slug,
            "voorbeeld": wijk.voorbeeld,
            "telefoon": wijk.telefoon,
            "inloop_plek": wijk.inloop_plek,
            "inloop_tijden": wijk.inloop_tijden,
        },
        "waarom": {
            "van_jaar": 2027,
            "tot_jaar": 2028,
            "droom": "Iedereen kent hier minstens vijf mensen.",
            "aanleiding": "",
            "opdracht": "",
            "contact": "",
            "beslist_mee": "",
            "denkt_mee": "",
            "ligt_vast": "",
        },
        "vaststelling": {
            "door": "bewonersavond",
            "datum": today().isoformat(),
            "plaats": "Dorpshuis",
            "voor": 41,
            "van": 44,
        },
        "cijfers": [],
        "deelname": {"aantal": 1, "van": "", "tot": "", "kanalen": [], "talen": [], "buurten": []},
        "plannen": [],
        "antwoorden": [],
        "doorgegeven": [],
        "citaten": {},
        "bronnen": [],
    }
