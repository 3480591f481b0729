"""Fill the sample wijk with what stands in the files beside this one, through the services only.

Figures are real (CBS); people and their words are invented, and the wijk says VOORBEELD on every page.
Order matters: what came in after the adoption is not in the adopted agenda.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from agenda.keuzes import ActieStatus, VaststelDoor, VerzoekAntwoord, VerzoekSoort, WieDoet
from agenda.models import Aanbieding, Actie, Agendapunt, AgendaVersie, Wijkagenda
from agenda.nalezen import read_again
from agenda.services.acties import make_actie, make_verzoek, note_voortgang, update_verzoek
from agenda.services.merken import update_merken, update_vragen
from agenda.services.onderbouwing import add_onderbouwing, give_terugkoppeling
from agenda.services.plannen import make_plan, update_plan
from agenda.services.vaststellen import offer_aanbieding, record_besluit, vaststellen
from agenda.services.waarom import default_jaren, start_agenda, update_waarom
from bewoners.models import Bundel, Contactverzoek, Inbreng, Kanaal
from bewoners.services.bundels import make_bundel
from bewoners.services.contact import submit_contact
from bewoners.services.inbreng import NamensWie, object_to_summary, submit_inbreng
from bewoners.services.moderatie import keuze_of, mark_help, mask_words, pass_on, publish, refuse
from bewoners.services.typen import Getypt, Vel, type_inbreng
from bewoners.services.vertaling import save_vertaling
from gebruikers.demo import DEMO_ACCOUNTS, DEMO_WACHTWOORD
from gebruikers.models import Gebruiker
from gebruikers.services import make_gebruiker
from kern.fouten import DomeinFout
from kern.klok import today
from rapportage.services import note_blad_seen
from wijkagenda.voorbeeld.aanbod import fill_aanbod
from wijkagenda.voorbeeld.bestand import wait_with_bestand
from wijkagenda.voorbeeld.bijdragen import fill_bijdragen
from wijkagenda.voorbeeld.concept import ask_everyone
from wijkagenda.voorbeeld.deuren import go_along_doors
from wijkagenda.voorbeeld.duiding import make_sense
from wijkagenda.voorbeeld.groep import fill_groep
from wijkagenda.voorbeeld.kaart import fill_kaart
from wijkagenda.voorbeeld.koers import set_course
from wijkagenda.voorbeeld.melden import tell_progress
from wijkagenda.voorbeeld.namen import name_places
from wijkagenda.voorbeeld.resultaten import tell_results
from wijkagenda.voorbeeld.sleutels import days_ago, key_of
from wijkagenda.voorbeeld.vorige import play_round_before
from wijkagenda.voorbeeld.vragen import ask_partner, ask_team
from wijkagenda.voorbeeld.vragenlijst import ask_residents
from wijkagenda.voorbeeld.waarden import choose_values
from wijken.kaarten import cijferkeuzes
from wijken.kerncijfers.inlezen import import_kerncijfers
from wijken.mensen.berichten import drop_unsent
from wijken.mensen.services import give_rol
from wijken.mensen.uitnodigen import invite
from wijken.models import Gebeurtenis, Lidmaatschap, Regio, Wijk
from wijken.selectors import buurten_of
from wijken.services import mark_voorbeeld, open_wijk, update_instellingen
from wijken.volgcodes import code_for

HERE = Path(__file__).resolve().parent
CIJFERS = Path(settings.BASE_DIR) / "wijken" / "data" / "kerncijfers_voorbeeld.csv"
COMMANDO = Gebeurtenis.Herkomst.COMMANDO
GENODIGD = "nieuwe-collega@demo.example"
PROBEER = "bankje-winkel"  # the input whose receipt code is printed
Row = dict[str, Any]


def try_code() -> str:
    """A receipt code of the sample that anyone may try."""
    return code_for(key_of(PROBEER))


def read(name: str) -> Any:
    """One of the data files."""
    return tomllib.loads((HERE / f"{name}.toml").read_text(encoding="utf-8"))


def load_all() -> bool:
    """Make what is not there yet, all or nothing; False when there was nothing to do."""
    texts = read("wijk")
    with transaction.atomic():
        people = make_people()
        wijk = Wijk.objects.filter(slug=texts["wijk"]["slug"]).first()
        if wijk is not None:
            if not wijk.voorbeeld:
                raise DomeinFout(f"{wijk.naam} is hier al een echte wijk. Er komt geen voorbeeld bij.")
            return False
        import_kerncijfers(pad=CIJFERS, herkomst=COMMANDO)
        empty = open_wijk(**texts["leeg"], herkomst=COMMANDO)
        mark_voorbeeld(wijk=empty)
        wijk = open_sample(texts["wijk"])
        for each in (wijk, empty):
            for rol in Lidmaatschap.Rol:
                give_rol(wijk=each, gebruiker=people[rol], rol=rol, herkomst=COMMANDO)
        Sample(wijk, people).load(texts)
        fill_kaart(wijk)
        name_places(wijk, texts)
        ask_partner(wijk, read("vragen")["gemaild"], partner=people["partner"], door=people["teamlid"])
        set_course(wijk, read("koers"), door=people[Lidmaatschap.Rol.COORDINATOR])
        fill_aanbod(wijk, read("aanbod")["aanbod"], team=people[Lidmaatschap.Rol.TEAMLID])
        fill_bijdragen(wijk, read("bijdragen"), door=people[Lidmaatschap.Rol.TEAMLID])
        tell_progress(wijk, read("melden"), door=people[Lidmaatschap.Rol.TEAMLID])
        fill_groep(wijk, read("groep"), door=people[Lidmaatschap.Rol.COORDINATOR])
        tell_results(wijk, read("resultaten"), door=people[Lidmaatschap.Rol.TEAMLID])
        lijst = ask_residents(wijk, read("vragenlijst"), door=people[Lidmaatschap.Rol.COORDINATOR])
        make_sense(
            lijst,
            read("duiding"),
            door=people[Lidmaatschap.Rol.TEAMLID],
            collega=people[Lidmaatschap.Rol.COORDINATOR],
        )
        go_along_doors(lijst, read("deuren"), door=people[Lidmaatschap.Rol.TEAMLID])
        wait_with_bestand(lijst, read("bestand"), door=people[Lidmaatschap.Rol.COORDINATOR])
        note_blad_seen(wijk=wijk, door=people[Lidmaatschap.Rol.TEAMLID])
        coordinator = people[Lidmaatschap.Rol.COORDINATOR]
        asked = invite(
            wijk=wijk, email=GENODIGD, rol=Lidmaatschap.Rol.TEAMLID, door=coordinator, herkomst=COMMANDO
        )
        drop_unsent(uitnodiging=asked.uitnodiging)  # nobody lives at this address
    return True


def make_people() -> dict[str, Gebruiker]:
    """The demo accounts, by role. Without DEMO=1 nobody can sign in with them."""
    people = {}
    for email, naam in DEMO_ACCOUNTS:
        rol = email.split("@")[0]
        people[rol] = make_gebruiker(
            email=email,
            naam=f"{naam} (voorbeeld)",
            wachtwoord=DEMO_WACHTWOORD if settings.DEMO else None,
            is_beheerder=rol == "beheer",
        )
    return people


def open_sample(texts: Row) -> Wijk:
    """Open the wijk and fill in its settings."""
    opened = {name: texts.pop(name) for name in ("code", "slug")}
    wijk = mark_voorbeeld(wijk=open_wijk(**opened, naam=texts["naam"], herkomst=COMMANDO))
    return update_instellingen(wijk=wijk, revisie=wijk.revisie, door=None, herkomst=COMMANDO, **texts)


class Sample:
    """One wijk being filled; keeps what the files call by a word."""

    def __init__(self, wijk: Wijk, people: dict[str, Gebruiker]) -> None:
        self.wijk = wijk
        self.team = people[Lidmaatschap.Rol.TEAMLID]
        self.coordinator = people[Lidmaatschap.Rol.COORDINATOR]
        self.typist = people[Lidmaatschap.Rol.INVOERDER]
        self.inbreng: dict[str, Inbreng] = {}
        self.bundels: dict[str, Bundel] = {}
        self.buurten = {naam: code for code, naam in buurten_of(wijk)}

    def load(self, texts: Row) -> None:
        play_round_before(self, read("vorige"), read("waarden")["vorige"])
        plans, inputs = read("plannen"), read("inbreng")["inbreng"]
        adopted: int = texts["vaststellen"]["dagen"]
        for row in inputs:
            if row["dagen"] > adopted:
                self.submit(row)
        for row in plans["bundel"]:
            self.bundle(row, [each for each in inputs if each.get("bundel") == row["sleutel"]])
        object_to_summary(
            inbreng=self.inbreng["groen-boom"], tekst="Ik vroeg niet om bloemen. Laat de bomen staan."
        )
        agenda = self.start(texts["agenda"])
        acties = [self.plan(agenda, row) for row in plans["plan"]]
        progress = [pair for each in acties for pair in each]
        self.note(agenda, (p for p in progress if p[1]["dagen"] >= adopted))
        ask_team(agenda, read("vragen")["teamvraag"], door=self.team)
        choose_values(agenda, read("waarden")["nu"], door=self.team)
        ask_everyone(agenda, read("concept"), door=self.team)
        versie = self.adopt(agenda, texts["vaststellen"])
        self.note(agenda, (p for p in progress if p[1]["dagen"] < adopted))
        self.offer(versie, texts["aanbieding"])
        for row in inputs:
            if row["dagen"] <= adopted:
                self.submit(row)
        for row in texts["contact"]:
            self.ask_contact(row)

    # ---- what residents said ---------------------------------------------------------------------

    def submit(self, row: Row) -> None:
        inbreng = self.type_in(row) if "vel" in row else self.send(row)
        self.inbreng[row["sleutel"]] = inbreng
        self.moderate(row, inbreng)
        if "vertaling" in row:
            save_vertaling(
                wijk=self.wijk,
                inbreng=inbreng.pk,
                woorden=inbreng.revisie,
                revisie=0,
                tekst=row["vertaling"],
                door=self.team,
                herkomst=COMMANDO,
            )

    def said(self, row: Row) -> Row:
        """What was said, where and how, as the services take it."""
        return {
            "tekst": row["tekst"],
            "taal": row.get("taal", "nl"),
            "mag_delen": row.get("delen", True),
            "kanaal": Kanaal(row.get("kanaal", Kanaal.ONLINE)),
            "soort": row.get("soort", ""),
            "onderwerp": row.get("onderwerp", ""),
            "buurt": Regio.objects.get(pk=self.buurten[row["buurt"]]) if "buurt" in row else None,
            "datum": days_ago(row["dagen"]),
        }

    def send(self, row: Row) -> Inbreng:
        said = self.said(row)
        return submit_inbreng(
            wijk=self.wijk,
            verzend_id=key_of(row["sleutel"]),
            door=None if said["kanaal"] == Kanaal.ONLINE else self.typist,
            herkomst=COMMANDO,
            **said,
        )

    def type_in(self, row: Row) -> Inbreng:
        """From a numbered sheet, on the page for quick entry."""
        getypt = Getypt(
            **self.said(row),
            taal_naam=row.get("taal_naam", ""),
            namens=NamensWie(*row.get("namens", [])),
            vel=Vel(*row["vel"]),
        )
        return type_inbreng(
            wijk=self.wijk,
            verzend_id=key_of(row["sleutel"]),
            getypt=getypt,
            door=self.typist,
            herkomst=COMMANDO,
        )

    def moderate(self, row: Row, inbreng: Inbreng) -> None:
        """What the team did with it: 'lot' in the file."""
        lot = row.get("lot", "gelezen")
        one: Row = {"wijk": self.wijk, "door": self.team, "herkomst": COMMANDO}
        keuze = keuze_of(inbreng)
        if lot == "gelezen":
            publish(keuze=keuze, **one)
        elif lot == "geweigerd":
            refuse(keuze=keuze, reden=row["reden"], **one)
        elif lot == "doorgegeven":
            pass_on(keuze=keuze, aan=row["aan"], **one)
        elif lot == "hulp":
            mark_help(inbreng=inbreng.pk, revisie=inbreng.revisie, **one)
        elif lot == "woorden":
            begin = inbreng.tekst.index(row["woorden"])
            passages = [(begin, begin + len(row["woorden"]))]
            masked = mask_words(
                inbreng=inbreng.pk, revisie=inbreng.revisie, passages=passages, vervanging="[naam]", **one
            )
            publish(keuze=keuze_of(masked), **one)
        elif lot != "nieuw":
            raise ValueError(f"{row['sleutel']}: nobody knows what {lot!r} is.")

    def ask_contact(self, row: Row) -> None:
        """Somebody wants to hear from the team."""
        submit_contact(
            wijk=self.wijk,
            verzend_id=key_of(row["sleutel"]),
            doel=Contactverzoek.Doel(row["doel"]),
            naam=row.get("naam", ""),
            contact=row["contact"],
            datum=days_ago(row["dagen"]),
        )

    def bundle(self, row: Row, members: list[Row]) -> None:
        """Put inputs together and answer them."""
        made = make_bundel(
            wijk=self.wijk,
            titel=row["titel"],
            inbrengen=[self.inbreng[each["sleutel"]].pk for each in members],
            samenvatting=row["samenvatting"],
            onderwerp=row["onderwerp"],
            sleutel=key_of(row["sleutel"]),
            door=self.team,
            herkomst=COMMANDO,
        )
        self.bundels[row["sleutel"]] = made.bundel
        give_terugkoppeling(
            bundel=made.bundel,
            wie=WieDoet(row["wie"]),
            waarom=row["waarom"],
            op=days_ago(row["antwoord_dagen"]) if "antwoord_dagen" in row else None,
            door=self.team,
            herkomst=COMMANDO,
        )

    # ---- the agenda ------------------------------------------------------------------------------

    def start(self, texts: Row) -> Wijkagenda:
        van_jaar, tot_jaar = default_jaren(today())
        agenda = start_agenda(
            wijk=self.wijk, van_jaar=van_jaar, tot_jaar=tot_jaar, door=self.coordinator, herkomst=COMMANDO
        )
        return update_waarom(
            agenda=agenda,
            revisie=agenda.revisie,
            van_jaar=van_jaar,
            tot_jaar=tot_jaar,
            droom=texts["droom"],
            aanleiding=texts["aanleiding"],
            opdracht=texts["opdracht"],
            contact=texts["contact"],
            door=self.coordinator,
            herkomst=COMMANDO,
        )

    def plan(self, agenda: Wijkagenda, row: Row) -> list[tuple[Actie, Row]]:
        """A plan with all that belongs to it. Out: how its actions go, to be noted later."""
        plan = make_plan(
            agenda=agenda,
            titel=row["titel"],
            sleutel=key_of(row["sleutel"]),
            door=self.team,
            herkomst=COMMANDO,
        )
        plan = update_plan(
            plan=plan,
            revisie=plan.revisie,
            door=self.team,
            herkomst=COMMANDO,
            **{name: row[name] for name in ("titel", "waarom", "trekker", "onderwerp", "doelen")},
        )
        self.mark(plan, row)
        self.support(plan, row)
        for each in row.get("verzoek", []):
            self.ask(plan, each)
        progress = []
        for each in row["actie"]:
            actie = make_actie(
                plan=plan,
                wat=each["wat"],
                trekker=each["trekker"],
                wanneer=each["wanneer"],
                klaar_op=dt.date.fromisoformat(f"{agenda.van_jaar}-{each['klaar']}")
                if "klaar" in each
                else None,
                sleutel=key_of(each["sleutel"]),
                door=self.team,
                herkomst=COMMANDO,
            )
            progress += [(actie, line) for line in each.get("status", [])]
        return progress

    def mark(self, plan: Agendapunt, row: Row) -> None:
        """For whom and where it is, and the answers to the four questions."""
        one: Row = {"door": self.team, "herkomst": COMMANDO}
        buurten = [self.buurten[naam] for naam in row["buurten"]]
        merken = {name: row[name] for name in ("leeftijden", "aandacht")}
        plan = update_merken(plan=plan, revisie=plan.revisie, buurten=buurten, **merken, **one)
        update_vragen(plan=plan, revisie=plan.revisie, **row["vragen"], **one)

    def support(self, plan: Agendapunt, row: Row) -> None:
        """The evidence: bundles, quotes and figures of the wijk."""
        wanted = set(row["cijfers"])
        found = {waarde.pk: label for waarde, label in cijferkeuzes(self.wijk) if waarde.indicator in wanted}
        if len(found) != len(wanted):
            raise ValueError(f"{row['sleutel']}: not all of {wanted} are among the figures.")
        add_onderbouwing(
            plan=plan,
            bundels=[self.bundels[name].pk for name in row["bundels"]],
            inbrengen=[self.inbreng[name].pk for name in row["citaten"]],
            cijfers=found,
            door=self.team,
            herkomst=COMMANDO,
        )

    def ask(self, plan: Agendapunt, row: Row) -> None:
        """What is asked of a party, and its answer."""
        asked: Row = {
            "partij": row["partij"],
            "soort": VerzoekSoort(row["soort"]),
            "tekst": row["tekst"],
            "aantal": row.get("aantal"),
            "door": self.team,
            "herkomst": COMMANDO,
        }
        verzoek = make_verzoek(plan=plan, **asked)
        if "antwoord" in row:
            update_verzoek(
                verzoek=verzoek,
                revisie=verzoek.revisie,
                antwoord=VerzoekAntwoord(row["antwoord"]),
                antwoord_op=days_ago(row["dagen"]),
                antwoord_tekst=row["antwoord_tekst"],
                **asked,
            )

    def note(self, agenda: Wijkagenda, lines: Iterable[tuple[Actie, Row]]) -> None:
        """How actions go, each on its day."""
        for actie, line in lines:
            note_voortgang(
                agenda=agenda,
                actie_uuid=actie.uuid,
                status=ActieStatus(line["status"]),
                tekst=line["tekst"],
                datum=days_ago(line["dagen"]),
                door=self.team,
                herkomst=COMMANDO,
            )

    def adopt(self, agenda: Wijkagenda, texts: Row) -> AgendaVersie:
        return vaststellen(
            agenda=agenda,
            door=VaststelDoor(texts["door"]),
            datum=days_ago(texts["dagen"]),
            plaats=texts["plaats"],
            voor=texts["voor"],
            van=texts["van"],
            nagelezen=True,
            merk=read_again(agenda).merk,
            reden=texts["reden"],
            gebruiker=self.coordinator,
            herkomst=COMMANDO,
        )

    def offer(self, versie: AgendaVersie, texts: Row) -> None:
        """Offered to the municipality, and what she decided."""
        aanbieding = offer_aanbieding(
            versie=versie,
            aangeboden_op=days_ago(texts["dagen"]),
            door=self.coordinator,
            herkomst=COMMANDO,
        )
        record_besluit(
            aanbieding=aanbieding,
            revisie=aanbieding.revisie,
            besluit=Aanbieding.Besluit(texts["besluit"]),
            besluit_op=days_ago(texts["besluit_dagen"]),
            besluit_tekst=texts["besluit_tekst"],
            door=self.coordinator,
            herkomst=COMMANDO,
        )
