"""What makes the product send each mail about deciding, offering, doing and following; one to MIA each."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable

from agenda.bijdragen.toezeggingen import ask_by_mail
from agenda.groep.mail import ask_to_go_on
from agenda.groep.services import add_lid
from agenda.haalbaarheid.services import answer_vraag, mail_verzoek
from agenda.keuzes import ActieStatus, Lidsoort, VerzoekAntwoord
from agenda.melden.herinneren import send_reminders
from agenda.melden.services import ask_voortgang, tell_voortgang
from agenda.models import Actie, Verzoekvraag, Voortgangsvraag, Wijkagenda
from agenda.volgers.nieuws import send_news
from agenda.volgers.services import ask_to_follow
from bewoners.aanbod.einde import ask_all
from kern.klok import today
from tests import factories as f
from tests import samen as m
from tests.rondes import adopt, begin
from wijken.links import make_link
from wijken.models import Bericht, Wijk

MIA = "mia@voorbeeld.example"
DAG = dt.timedelta(days=1)


def _wijk() -> Wijk:
    return f.make_wijk("hier", naam="Jubbega")


def _actie() -> Actie:
    """An action with nothing told of it."""
    return f.make_actie(f.make_plan(f.make_agenda(_wijk())), "Bankjes bestellen")


def groep_link() -> None:
    add_lid(
        wijk=_wijk(), naam="Mia", soort=Lidsoort.BEWONER, tot=today() + 300 * DAG, toestemming=True, email=MIA
    )


def groep_einde() -> None:
    m.make_groepslid(_wijk(), email=MIA, toestemming_op=today() - 300 * DAG, tot=today() + 9 * DAG)
    ask_to_go_on()


def toezegging() -> None:
    promise = m.make_toezegging(m.make_behoefte(_actie()))
    ask_by_mail(toezegging=promise, email=MIA, wat="Bankjes bestellen")


def _verzoekvraag() -> Verzoekvraag:
    verzoek = f.make_verzoek(f.make_plan(f.make_agenda(_wijk())))
    mail_verzoek(verzoek=verzoek, email=MIA, uiterlijk=today() + 21 * DAG, sleutel=uuid.uuid4())
    return Verzoekvraag.objects.get()


def verzoekvraag() -> None:
    _verzoekvraag()


def verzoekantwoord() -> None:
    vraag = _verzoekvraag()
    Bericht.objects.all().delete()
    answer_vraag(
        vraag=vraag,
        antwoord=VerzoekAntwoord.GEWEIGERD,
        tekst="Daar ligt een leiding.",
        namens="gemeente, wegen",
        met_link=True,
    )


def _voortgangsvraag() -> Voortgangsvraag:
    actie = _actie()
    ask_voortgang(agenda=actie.agendapunt.agenda, actie_uuid=actie.uuid, wie="de tuinclub", email=MIA)
    return Voortgangsvraag.objects.get()


def voortgangsvraag() -> None:
    _voortgangsvraag()


def voortgang_verteld() -> None:
    vraag = _voortgangsvraag()
    Bericht.objects.all().delete()
    tell_voortgang(vraag=vraag, status=ActieStatus.LOOPT, tekst="Ze staan er.", verzend_id=uuid.uuid4())


def voortgang_herinnering() -> None:
    m.make_voortgangsvraag(_actie(), email=MIA, gevraagd_op=today() - 100 * DAG)
    send_reminders()


def volger_vraag() -> None:
    ask_to_follow(wijk=_wijk(), email=MIA)


def volger_al() -> None:
    wijk = _wijk()
    m.make_volger(wijk, email=MIA)
    ask_to_follow(wijk=wijk, email=MIA)


def volger_nieuws() -> None:
    actie = _actie()
    agenda = actie.agendapunt.agenda
    f.make_versie(agenda)
    m.make_reactieronde(agenda, opent_op=today() - DAG)
    f.make_voortgang(actie, ActieStatus.LOOPT, datum=today() - 2 * DAG)
    _follow(actie.wijk)
    send_news()


def _follow(wijk: Wijk, actie_uuid: uuid.UUID | None = None) -> None:
    """A follower who is due for news."""
    volger = m.make_volger(wijk, email=MIA, actie_uuid=actie_uuid, tot_en_met=today() - 9 * DAG)
    volger.link = make_link(wijk=wijk, geldig=90 * DAG).link
    volger.save()


def volger_einde() -> None:
    actie = _actie()
    old: Wijkagenda = actie.agendapunt.agenda
    adopt(old)
    _follow(actie.wijk, actie.uuid)
    new = begin(old)
    f.make_actie(f.make_plan(new))
    adopt(new)
    send_news()


def aanbod_loopt_af() -> None:
    m.make_aanbod(_wijk(), contact=MIA, tot=today() + 9 * DAG)
    ask_all()


_GROEP = (groep_link, groep_einde, toezegging, verzoekvraag, verzoekantwoord)
_DOEN = (voortgangsvraag, voortgang_verteld, voortgang_herinnering, volger_vraag, volger_al, volger_nieuws)
SAMEN: dict[str, tuple[Callable[[], None], str]] = {
    **{
        send.__name__: (send, f"agenda/mail/{send.__name__}_tekst.txt")
        for send in (*_GROEP, *_DOEN, volger_einde)
    },
    "aanbod_loopt_af": (aanbod_loopt_af, "bewoners/mail/aanbod_loopt_af_tekst.txt"),
}
