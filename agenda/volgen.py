"""Where a resident's input stands, in four steps, for who has its receipt code. A fixed number of queries."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from agenda.inhoud import PlanDeel
from agenda.models import Agendapunt, AgendaVersie, Terugkoppeling
from agenda.selectors import newest_versie
from agenda.services.intrekken import versies_with
from bewoners.models import Bundel, Inbreng
from bewoners.regels import weken_zin
from kern.tijdlijn import Stand, Stap
from wijken.volgcodes import code_for, code_hmac

Status = Inbreng.Status
MAX_CODE = 100


@dataclass(frozen=True, slots=True)
class Plan:
    """The plan that the input belongs to. A draft has no title yet for the outside world."""

    titel: str
    vastgesteld: bool
    ronde: int = 0  # of an earlier agenda: the key of its round, and its years
    jaren: str = ""


@dataclass(frozen=True, slots=True)
class Antwoord:
    """What becomes of it: who does it, why, since when."""

    wie: str
    waarom: str
    datum: dt.date


@dataclass(frozen=True, slots=True)
class Volgstand:
    """Everything that /volg/<code>/ shows."""

    inbreng: Inbreng
    code: str
    bundel: Bundel | None
    plan: Plan | None
    antwoord: Antwoord | None
    in_versie: bool

    @property
    def gewist(self) -> bool:
        """The team read it as a question for help; its text is gone."""
        return self.inbreng.status == Status.AFGEHANDELD

    @property
    def geweigerd(self) -> bool:
        return self.inbreng.status == Status.GEWEIGERD

    @property
    def doorgegeven(self) -> bool:
        return self.inbreng.status == Status.DOORGEGEVEN

    @property
    def gelezen(self) -> bool:
        return self.inbreng.status != Status.ONTVANGEN

    @property
    def klaar(self) -> bool:
        return self.antwoord is not None or self.gewist or self.geweigerd or self.doorgegeven

    @property
    def mag_veranderen(self) -> bool:
        return not (self.in_versie or self.gewist)

    @property
    def stappen(self) -> list[Stap]:
        return _steps(self)


def find_inbreng(code: str) -> Inbreng | None:
    """The input that belongs to a typed code. A wrong code costs the same look-up as a right one."""
    return (
        Inbreng.objects.filter(volgcode__hmac=code_hmac(code[:MAX_CODE]))
        .select_related("wijk", "bundel", "bundel__terugkoppeling", "volgcode")
        .first()
    )


def load_volgstand(inbreng: Inbreng) -> Volgstand:
    """All that is known about one input."""
    bundel = inbreng.bundel
    terugkoppeling: Terugkoppeling | None = getattr(bundel, "terugkoppeling", None) if bundel else None
    return Volgstand(
        inbreng=inbreng,
        code=code_for(inbreng.verzend_id),
        bundel=bundel,
        plan=_plan(inbreng),
        antwoord=Antwoord(terugkoppeling.get_wie_display(), terugkoppeling.waarom, terugkoppeling.datum)
        if terugkoppeling
        else None,
        in_versie=bool(versies_with(inbreng)),
    )


def _plan(inbreng: Inbreng) -> Plan | None:
    """The adopted plan that names this input or its bundle, else the draft, else an earlier adopted one."""
    versie = newest_versie(inbreng.wijk)
    adopted = _titel_in(versie, inbreng)
    if adopted:
        return Plan(adopted, vastgesteld=True)
    rests_on = Q(onderbouwingen__inbreng=inbreng.pk)
    if inbreng.bundel_id:
        rests_on |= Q(onderbouwingen__bundel=inbreng.bundel_id)
    draft = Agendapunt.objects.filter(rests_on, wijk=inbreng.wijk_id, agenda__actief=True).exists()
    if draft:
        return Plan("", vastgesteld=False)
    return _earlier_plan(versie, inbreng) if versie else None


def _titel_in(versie: AgendaVersie | None, inbreng: Inbreng) -> str:
    """The title of the plan in this version that names the input or its bundle."""
    plannen: list[PlanDeel] = versie.inhoud["plannen"] if versie else []
    return next((plan["titel"] for plan in plannen if _names(plan, inbreng)), "")


def _earlier_plan(geldig: AgendaVersie, inbreng: Inbreng) -> Plan | None:
    """What came of the words in an earlier round stays true when a new agenda takes its place."""
    rows = (
        AgendaVersie.objects.filter(wijk=inbreng.wijk_id)
        .exclude(agenda=geldig.agenda_id)
        .order_by("-agenda_id", "-nummer")
        .distinct("agenda_id")
    )
    for versie in rows:
        titel = _titel_in(versie, inbreng)
        if titel:
            waarom = versie.inhoud["waarom"]
            jaren = f"{waarom['van_jaar']}–{waarom['tot_jaar']}"
            return Plan(titel, vastgesteld=True, ronde=versie.agenda_id, jaren=jaren)
    return None


def _names(plan: PlanDeel, inbreng: Inbreng) -> bool:
    keys = {str(inbreng.pk), str(inbreng.bundel_id or "-")}
    return any(bewijs["sleutel"] in keys for bewijs in plan["bewijs"])


def _steps(stand: Volgstand) -> list[Stap]:
    answered, planned = stand.klaar, stand.plan is not None
    not_for_a_plan = answered and not planned
    return [
        Stap(_("Wij hebben het"), Stand.KLAAR, _day(stand.inbreng.datum)),
        Stap(
            _("Wij lezen het"),
            Stand.KLAAR if stand.gelezen else Stand.NU,
            "" if stand.gelezen else weken_zin(stand.inbreng.wijk.reactie_weken),
        ),
        Stap(
            _("Het hoort bij een plan"),
            Stand.KLAAR if planned else Stand.NU if stand.gelezen and not answered else Stand.STRAKS,
            _("Dit verhaal hoort niet bij een plan") if not_for_a_plan else "",
        ),
        Stap(
            _("Klaar: dit gebeurde ermee"),
            Stand.KLAAR if answered else Stand.NU if planned else Stand.STRAKS,
            _day(stand.antwoord.datum) if stand.antwoord else "",
        ),
    ]


def _day(day: dt.date) -> str:
    return date_format(day, "j F Y")
