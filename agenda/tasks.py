"""Background work of this app: thin, safe to run twice."""

from __future__ import annotations

from celery import shared_task

from agenda.bewaartermijnen import apply_policy
from agenda.groep.mail import ask_to_go_on
from agenda.haalbaarheid.herinneren import send_reminders
from agenda.melden import herinneren as melden
from agenda.namen.services import withdraw_expired
from agenda.volgers.nieuws import send_news


@shared_task(name="agenda.bewaartermijnen")
def bewaartermijnen() -> None:
    apply_policy()


@shared_task(name="agenda.herinner_partijen")
def herinner_partijen() -> None:
    send_reminders()


@shared_task(name="agenda.vraag_groep")
def vraag_groep() -> None:
    ask_to_go_on()


@shared_task(name="agenda.namen_voorbij")
def namen_voorbij() -> None:
    withdraw_expired()


@shared_task(name="agenda.herinner_trekkers")
def herinner_trekkers() -> None:
    melden.send_reminders()


@shared_task(name="agenda.stuur_nieuws")
def stuur_nieuws() -> None:
    send_news()
