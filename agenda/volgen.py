"""Where a resident's input stands, from words to result, for who has its receipt code. Fixed query counts."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass, replace

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from agenda.inhoud import PlanDeel
from agenda.keuzes import ActieStatus
from agenda.models import Agendapunt, AgendaVersie, Terugkoppeling
from agenda.oordeel.beeld import public_only
from agenda.oordeel.selectors import AF, oordelen_of
from agenda.selectors import newest_versie, voortgang_of
from agenda.services.intrekken import versies_with
from agenda.weergave import ActieBeeld, show_actie
from analyse.models import Inzending
from bewoners.bezwaar import settled_on
from bewoners.models import Aanbod, Bundel, Inbreng
from bewoners.regels import weken_zin
from kern.tijdlijn import Stand, Stap
from wijken.models import Volgcode
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
    uuid: uuid.UUID | None = None
    acties: tuple[ActieBeeld, ...] = ()

    @property
    def af(self) -> int:
        """How many actions are done or were stopped."""
        return sum(actie.status in AF for actie in self.acties)

    @property
    def begonnen(self) -> bool:
        return any(actie.status != ActieStatus.GEPLAND for actie in self.acties)

    @property
    def beoordeeld(self) -> bool:
        """Whether enough people said what became of an action."""
        return any(actie.oordelen for actie in self.acties)


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
    opnieuw_op: dt.date | None = None  # the day on which the team looked again at 'zo bedoelde ik het niet'

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


def find_by_code(code: str) -> Inbreng | Aanbod | Inzending | None:
    """The words, the offer or the filled-in list of a typed code. A wrong code costs the same look-up.

    A list that closed lets go of its codes; until that is done they lead nowhere either.
    """
    found = (
        Volgcode.objects.filter(hmac=code_hmac(code[:MAX_CODE]))
        .select_related(
            "inbreng__wijk",
            "inbreng__bundel__terugkoppeling",
            "aanbod__wijk",
            "aanbod__link",
            "inzending__wijk",
            "inzending__lijst",
        )
        .first()
    )
    inbreng: Inbreng | None = getattr(found, "inbreng", None)
    aanbod: Aanbod | None = getattr(found, "aanbod", None)
    inzending: Inzending | None = getattr(found, "inzending", None)
    return inbreng or aanbod or (inzending if inzending and inzending.lijst.is_open else None)


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
        opnieuw_op=None if inbreng.niet_zo_bedoeld else settled_on(inbreng),
    )


def _plan(inbreng: Inbreng) -> Plan | None:
    """The adopted plan that names this input or its bundle, else the draft, else an earlier adopted one."""
    versie = newest_versie(inbreng.wijk)
    adopted = _plan_in(versie, inbreng)
    if versie and adopted:
        return _told(versie, adopted)
    rests_on = Q(onderbouwingen__inbreng=inbreng.pk)
    if inbreng.bundel_id:
        rests_on |= Q(onderbouwingen__bundel=inbreng.bundel_id)
    draft = Agendapunt.objects.filter(rests_on, wijk=inbreng.wijk_id, agenda__actief=True).exists()
    if draft:
        return Plan("", vastgesteld=False)
    return _earlier_plan(versie, inbreng) if versie else None


def _plan_in(versie: AgendaVersie | None, inbreng: Inbreng) -> PlanDeel | None:
    """The plan in this version that names the input or its bundle."""
    plannen: list[PlanDeel] = versie.inhoud["plannen"] if versie else []
    return next((plan for plan in plannen if _names(plan, inbreng)), None)


def _told(versie: AgendaVersie, deel: PlanDeel) -> Plan:
    """An adopted plan with how its actions go today, and what enough people found of them. Two queries."""
    voortgang, oordelen = voortgang_of(versie.agenda), oordelen_of(versie.agenda)
    acties = (show_actie(actie, voortgang) for actie in deel["acties"])
    return Plan(
        deel["titel"],
        vastgesteld=True,
        uuid=uuid.UUID(deel["uuid"]),
        acties=tuple(replace(actie, oordelen=public_only(oordelen.get(actie.uuid, ()))) for actie in acties),
    )


def _earlier_plan(geldig: AgendaVersie, inbreng: Inbreng) -> Plan | None:
    """What came of the words in an earlier round stays true when a new agenda takes its place."""
    rows = (
        AgendaVersie.objects.select_related("agenda")
        .filter(wijk=inbreng.wijk_id)
        .exclude(agenda=geldig.agenda_id)
        .order_by("-agenda_id", "-nummer")
        .distinct("agenda_id")
    )
    for versie in rows:
        deel = _plan_in(versie, inbreng)
        if deel:
            waarom = versie.inhoud["waarom"]
            jaren = f"{waarom['van_jaar']}–{waarom['tot_jaar']}"
            return replace(_told(versie, deel), ronde=versie.agenda_id, jaren=jaren)
    return None


def _names(plan: PlanDeel, inbreng: Inbreng) -> bool:
    keys = {str(inbreng.pk), str(inbreng.bundel_id or "-")}
    return any(bewijs["sleutel"] in keys for bewijs in plan["bewijs"])


def _steps(stand: Volgstand) -> list[Stap]:
    """From words to result. What does not lead to a plan ends sooner."""
    steps = [_Stap(_("Wij hebben het"), True, _day(stand.inbreng.datum))]
    wachten = "" if stand.gelezen else weken_zin(stand.inbreng.wijk.reactie_weken)
    steps.append(_Stap(_("Wij lezen het"), stand.gelezen, wachten))
    if stand.gewist or stand.geweigerd or stand.doorgegeven:
        return _staged([*steps, _Stap(_("Klaar: dit gebeurde ermee"), True)])
    if stand.bundel or not stand.plan:
        datum = _day(stand.antwoord.datum) if stand.antwoord else ""
        steps.append(_Stap(_("Wij vatten het samen"), stand.bundel is not None))
        steps.append(_Stap(_("U krijgt antwoord"), stand.antwoord is not None, datum))
    if stand.antwoord and not stand.plan:
        return [*_staged(steps), Stap(_("Dit verhaal hoort niet bij een plan"), Stand.STRAKS)]
    return _staged([*steps, *_plan_steps(stand.plan)])


def _plan_steps(plan: Plan | None) -> list[_Stap]:
    adopted = plan is not None and plan.vastgesteld
    acties = len(plan.acties) if plan else 0
    ver = _("%(af)s van %(acties)s acties af") % {"af": plan.af, "acties": acties} if plan and acties else ""
    return [
        _Stap(_("Het hoort bij een plan"), adopted),
        _Stap(
            _("Wij doen het"),
            plan is not None and 0 < acties == plan.af,
            ver,
            bezig=plan is not None and plan.begonnen,
        ),
        _Stap(_("Bewoners zeggen of het lukte"), plan is not None and plan.beoordeeld),
    ]


@dataclass(frozen=True, slots=True)
class _Stap:
    tekst: str
    klaar: bool
    bij: str = ""
    bezig: bool = False


def _staged(steps: list[_Stap]) -> list[Stap]:
    """What is done is done; the first that is not, is now."""
    nu = next((step for step in steps if not step.klaar), None)
    return [
        Stap(
            step.tekst,
            Stand.KLAAR if step.klaar else Stand.NU if step is nu or step.bezig else Stand.STRAKS,
            step.bij,
        )
        for step in steps
    ]


def _day(day: dt.date) -> str:
    return date_format(day, "j F Y")
