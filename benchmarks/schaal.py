"""Queries and seconds of pages in a wijk with very much in it. From the root of a checkout:

    .venv/bin/python -m benchmarks.schaal [plans, 200] [stories, 5000]

Five actions a plan, all with progress, a need, a promise, a question how it goes and an opinion of residents;
every story in a bundle with an answer; 300 offers and 300 reactions. On a throwaway server.
"""

from __future__ import annotations

import os
import resource
import sys
import time

import django

ENVIRONMENT = {
    "DJANGO_SETTINGS_MODULE": "wijkagenda.settings",
    "SECRET_KEY": "benchmark",
    "CODE_SECRET": "benchmark",
    "SITE_URL": "http://testserver",
    "ALLOWED_HOSTS": "testserver",
    "EMAIL_URL": "memory://",
    "PLAIN_STATICFILES": "1",
}
PAGES = (
    "/team/",
    "/team/{slug}/",
    "/team/{slug}/inbreng/",
    "/team/{slug}/agenda/",
    "/team/{slug}/agenda/antwoord/",
    "/team/{slug}/agenda/rondes/",
    "/team/{slug}/agenda/nieuwe-ronde/",
    "/team/{slug}/fase/7/",
    "/team/{slug}/agendagroep/",
    "/team/{slug}/agenda/concept/",
    "/team/{slug}/agenda/teamvragen/",
    "/team/{slug}/agenda/kan-dit/",
    "/team/{slug}/aanbod/",
    "/team/{slug}/bijdragen/",
    "/team/{slug}/voortgang/",
    "/team/{slug}/oordeel/",
    "/team/{slug}/rapporten/",
    "/wijken/{slug}/",
    "/wijken/{slug}/agenda/",
    "/wijken/{slug}/terugkoppeling/",
    "/wijken/{slug}/agenda/concept/",
    "/wijken/{slug}/agenda/veranderd/",
    "/wijken/{slug}/agenda.csv",
    "/wijken/{slug}/agenda.docx",
    "/wijken/{slug}/agenda.atom",
)


def main(plannen: int, verhalen: int) -> None:
    """Fill a wijk, ask each page twice, make the PDF."""
    from wijkagenda.embedded import throwaway  # noqa: PLC0415 - the environment must be there before Django is

    with throwaway() as servers:
        os.environ.update(ENVIRONMENT, DATABASE_URL=servers.database_url, REDIS_URL=servers.redis_url)
        django.setup()
        measure(plannen, verhalen)


def measure(plannen: int, verhalen: int) -> None:
    """On the server that the environment names."""
    from django.core.management import call_command  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    from tests.factories import Rol, make_gebruiker, make_wijk  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    wijk = make_wijk("schaal")
    began = time.perf_counter()
    fill(wijk, plannen, verhalen)
    print(f"{plannen} plans, {plannen * 5} actions, {verhalen} stories: {time.perf_counter() - began:.0f} s")
    client = Client()
    client.force_login(make_gebruiker(Rol.COORDINATOR, wijk=wijk))
    for page in PAGES:
        client.get(page.format(slug=wijk.slug))
        began = time.perf_counter()
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(page.format(slug=wijk.slug))
        seconds, size = time.perf_counter() - began, len(answer.content) / 1000
        print(f"{page:36} {answer.status_code} {len(queries):3} queries {seconds:6.2f} s {size:6.0f} kB")
    make_pdf_of(wijk)


def fill(wijk, plannen: int, verhalen: int) -> None:  # type: ignore[no-untyped-def]  # imported late
    from tests.factories import (  # noqa: PLC0415
        make_actie,
        make_agenda,
        make_bundel,
        make_onderbouwing,
        make_plan,
        make_terugkoppeling,
        make_versie,
        make_voortgang,
    )

    agenda = make_agenda(wijk)
    for number in range(plannen):
        bundel = make_bundel(wijk, f"Bundel {number}", inbrengen=verhalen // plannen)
        make_terugkoppeling(bundel)
        plan = make_plan(agenda, f"Plan {number}")
        make_onderbouwing(plan, bundel=bundel)
        for _ in range(5):
            make_voortgang(make_actie(plan))
    make_versie(agenda)
    fill_samen(agenda)


def fill_samen(agenda) -> None:  # type: ignore[no-untyped-def]  # imported late
    """What residents and partners add: a round of reactions, offers, needs, promises, opinions."""
    from agenda.models import Actie  # noqa: PLC0415
    from tests import samen as m  # noqa: PLC0415
    from tests.factories import make_versie  # noqa: PLC0415

    ronde = m.make_reactieronde(agenda)
    plannen = list(agenda.agendapunten.all())
    for number in range(300):
        plan = plannen[number % len(plannen)]
        m.make_reactie(ronde, f"Reactie {number}", plan_uuid=plan.uuid, status="gepubliceerd")
        m.make_aanbod(agenda.wijk, f"Aanbod {number}")
        m.make_steun(plan)
    leden = [m.make_groepslid(agenda.wijk, f"Lid {number}") for number in range(12)]
    for plan in plannen:
        m.make_groepskeuze(leden[0], plan)
    for actie in Actie.objects.filter(agendapunt__agenda=agenda).select_related("wijk", "agendapunt__agenda"):
        m.make_toezegging(m.make_behoefte(actie))
        m.make_voortgangsvraag(actie)
        m.make_actieoordeel(actie, weg="groep", lid=leden[1])
    m.make_teamvraag(agenda)
    make_versie(agenda, nummer=2)


def make_pdf_of(wijk) -> None:  # type: ignore[no-untyped-def]  # imported late
    from agenda.planlink.services import link_plannen  # noqa: PLC0415
    from agenda.selectors import newest_versie  # noqa: PLC0415
    from rapportage.opmaak import make_pdf  # noqa: PLC0415
    from wijken.kortelinks import address_of  # noqa: PLC0415

    versie = newest_versie(wijk)
    if versie is not None:
        began = time.perf_counter()
        links = {key: address_of(link.code) for key, link in link_plannen(versie=versie).items()}
        made = make_pdf(
            versie.inhoud, link="http://testserver/wijken/schaal/agenda/", concept=False, planlinks=links
        )
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"PDF: {made.bladzijden} pages, {time.perf_counter() - began:.1f} s, {peak:.0f} MB at most")
    make_reports(wijk, versie)


def make_reports(wijk, versie) -> None:  # type: ignore[no-untyped-def]  # imported late
    """The wijkuitvoeringsplan and the year review, read and laid out as a worker does."""
    from rapportage.models import Rapport  # noqa: PLC0415
    from rapportage.opmaak import make_werk  # noqa: PLC0415
    from rapportage.werk import read_werk  # noqa: PLC0415

    for soort in (Rapport.Soort.UITVOERINGSPLAN, Rapport.Soort.TERUGBLIK):
        rapport = Rapport(wijk=wijk, agenda=versie.agenda, versie=versie, soort=soort)
        began = time.perf_counter()
        wat = read_werk(rapport)
        read = time.perf_counter() - began
        made = make_werk(wat)
        seconds, peak = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"{soort.label}: {made.bladzijden} pages, {seconds:.1f} s ({read:.1f} to read),"
            f" {peak:.0f} MB at most"
        )


if __name__ == "__main__":
    main(*(int(each) for each in (*sys.argv[1:], *("200", "5000")[len(sys.argv) - 1 :])))
