"""The mails about a question to a party. A token stands in them and nowhere else."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from django.conf import settings
from django.urls import reverse

from agenda.models import Verzoekvraag
from agenda.woorden import asked
from wijken.berichten import queue_mail
from wijken.models import Bericht, Wijk

GEMAILD: Final = "verzoek-gemaild:"  # how the key of a first mail begins
Vragen = Sequence[tuple[Verzoekvraag, str]]  # each with the token of its link


def mail_vragen(*, wijk: Wijk, email: str, vragen: Vragen, sleutel: str, herinnering: bool = False) -> None:
    """One mail to one address with one link per question. `sleutel` makes it unique."""
    queue_mail(
        sleutel=sleutel,
        aan=email,
        sjabloon="agenda/mail/verzoekvraag",
        context={
            "vragen": [_line(vraag, token) for vraag, token in vragen],
            "uiterlijk": min(vraag.uiterlijk for vraag, _token in vragen),
            "herinnering": herinnering,
        },
        wijk=wijk,
    )


def mail_answered(vraag: Verzoekvraag) -> None:
    """Tell the asked address that an answer was given with its link, once for each state of the answer."""
    queue_mail(
        sleutel=f"verzoekvraag:{vraag.pk}:antwoord:{vraag.verzoek.revisie}",
        aan=vraag.email,
        sjabloon="agenda/mail/verzoekantwoord",
        context={"vraag": vraag, "verzoek": vraag.verzoek, "plan": vraag.verzoek.agendapunt},
        wijk=vraag.wijk,
    )


def drop_unsent(*, email: str) -> None:
    """Take back questions to this address that have not left yet: for an address at which nobody lives."""
    Bericht.objects.filter(aan=email, sleutel__startswith=GEMAILD, status=Bericht.Status.WACHT).delete()


def _line(vraag: Verzoekvraag, token: str) -> dict[str, object]:
    verzoek = vraag.verzoek
    return {
        "plan": verzoek.agendapunt.titel,
        "waarom": verzoek.agendapunt.waarom,
        "wat": asked(verzoek.soort, verzoek.aantal),
        "tekst": verzoek.tekst,
        "link": f"{settings.SITE_URL}{reverse('agenda:link', args=[token])}",
    }
