"""The document of an agenda: what is in it, what stays out, how much it costs."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from agenda.keuzes import ActieStatus, VerzoekSoort, WieDoet
from agenda.models import Terugkoppeling, Wijkagenda
from agenda.opbouw import build_inhoud
from agenda.passages import passages
from bewoners.models import Inbreng, Kanaal
from kern.grafiek import from_json
from kern.klok import today
from tests.factories import (
    make_actie,
    make_agenda,
    make_bundel,
    make_inbreng,
    make_onderbouwing,
    make_plan,
    make_regio,
    make_terugkoppeling,
    make_versie,
    make_verzoek,
    make_voortgang,
    make_waarde,
    make_wijk,
)
from wijken.indicatoren import indicatoren
from wijken.models import Indicatorwaarde, WijkRegio

pytestmark = pytest.mark.django_db


def test_everything_that_is_shown_is_in_it() -> None:
    wijk = make_wijk(naam="Jubbega")
    agenda = make_agenda(wijk)
    plan = make_plan(agenda, doelen=["D4", "D1"])
    make_voortgang(make_actie(plan), ActieStatus.KLAAR)
    make_actie(plan, "Bloembakken maken", trekker="")
    make_verzoek(plan, soort=VerzoekSoort.GELD, aantal=5000)
    bundel = make_bundel(wijk, inbrengen=3)
    make_onderbouwing(plan, bundel=bundel)
    make_terugkoppeling(bundel, wie=WieDoet.GEMEENTE)
    inhoud = build_inhoud(agenda)
    assert inhoud["wijk"]["naam"] == "Jubbega"
    assert inhoud["wijk"]["gemeente"] == "Heerenveen"
    (deel,) = inhoud["plannen"]
    assert (deel["nummer"], deel["doelen"], deel["aantal"]) == (1, ["D1", "D4"], 3)
    assert [(a["wat"], a["status"]) for a in deel["acties"]] == [
        ("Bankjes bestellen", "klaar"),
        ("Bloembakken maken", "gepland"),
    ]
    assert (deel["verzoeken"][0]["aantal"], deel["verzoeken"][0]["plan_nummer"]) == (5000, 1)
    assert deel["bewijs"][0]["titel"] == "Plekken om te zitten"
    (antwoord,) = inhoud["antwoorden"]
    assert (antwoord["wie"], antwoord["aantal"], antwoord["plan_nummer"]) == ("gemeente", 3, 1)
    assert inhoud["deelname"]["aantal"] == 3
    assert json.loads(json.dumps(inhoud)) == inhoud


def test_a_quote_is_shown_only_while_it_may_be_shared() -> None:
    wijk = make_wijk()
    plan = make_plan(make_agenda(wijk))
    shown = make_inbreng(wijk, "Dit mag u lezen.", taal="tr")
    refused = make_inbreng(wijk, "Dit is geweigerd.")
    private = make_inbreng(wijk, "Dit blijft bij het team.")
    for inbreng in (shown, refused, private):
        make_onderbouwing(plan, inbreng=inbreng)
    Inbreng.objects.filter(pk=refused.pk).update(status=Inbreng.Status.GEWEIGERD, reden="Een naam.")
    Inbreng.objects.filter(pk=private.pk).update(mag_delen=False)
    inhoud = build_inhoud(plan.agenda)
    assert inhoud["citaten"] == {str(shown.pk): {"tekst": "Dit mag u lezen.", "taal": "tr"}}
    assert [b["sleutel"] for b in inhoud["plannen"][0]["bewijs"]] == [str(shown.pk)]
    assert inhoud["plannen"][0]["aantal"] == 1
    assert "geweigerd" not in json.dumps(inhoud)
    assert "blijft bij het team" not in json.dumps(inhoud)


def test_words_masked_later_are_masked_in_the_draft() -> None:
    wijk = make_wijk()
    plan = make_plan(make_agenda(wijk))
    inbreng = make_inbreng(wijk, "Vraag het Jan.")
    make_onderbouwing(plan, inbreng=inbreng)
    Inbreng.objects.filter(pk=inbreng.pk).update(tekst="Vraag het [naam].")
    assert "Jan" not in json.dumps(build_inhoud(plan.agenda))


def test_each_story_counts_once_for_a_plan() -> None:
    wijk = make_wijk()
    plan = make_plan(make_agenda(wijk))
    bundel = make_bundel(wijk, inbrengen=2)
    make_inbreng(wijk, status=Inbreng.Status.GEWEIGERD, bundel=bundel)
    make_onderbouwing(plan, bundel=bundel)
    inside = bundel.inbrengen.filter(status=Inbreng.Status.GEPUBLICEERD).first()
    make_onderbouwing(plan, inbreng=inside)
    make_onderbouwing(plan, inbreng=make_inbreng(wijk))
    assert build_inhoud(plan.agenda)["plannen"][0]["aantal"] == 3


def test_small_groups_are_told_together() -> None:
    wijk = make_wijk()
    for taal, aantal in (("nl", 5), ("ar", 3), ("uk", 1), ("pl", 2)):
        for _ in range(aantal):
            make_inbreng(wijk, taal=taal, kanaal=Kanaal.DEUR)
    deelname = build_inhoud(make_agenda(wijk))["deelname"]
    assert deelname["talen"] == [
        {"label": "Nederlands", "aantal": 5},
        {"label": "Arabisch", "aantal": 3},
        {"label": "andere taal", "aantal": 3},
    ]
    assert deelname["kanalen"] == [{"label": "aan de deur", "aantal": 11}]


def test_refused_and_erased_input_counts_nowhere_and_passed_on_is_listed() -> None:
    wijk = make_wijk()
    make_inbreng(wijk, status=Inbreng.Status.GEWEIGERD)
    make_inbreng(wijk, status=Inbreng.Status.AFGEHANDELD)
    for _ in range(2):
        make_inbreng(wijk, status=Inbreng.Status.DOORGEGEVEN, doorgegeven_aan="de gemeente")
    inhoud = build_inhoud(make_agenda(wijk))
    assert inhoud["deelname"]["aantal"] == 2
    assert inhoud["doorgegeven"] == [{"aan": "de gemeente", "aantal": 2}]


def test_nothing_of_another_wijk() -> None:
    agenda = make_agenda(make_wijk())
    other = make_wijk()
    make_terugkoppeling(make_bundel(other, "Van een ander", inbrengen=2))
    make_actie(make_plan(make_agenda(other), "Van een ander"))
    inhoud = build_inhoud(agenda)
    assert "Van een ander" not in json.dumps(inhoud)
    assert inhoud["deelname"] == {
        "aantal": 0,
        "van": "",
        "tot": "",
        "kanalen": [],
        "talen": [],
        "buurten": [],
    }


def test_labels_are_dutch_in_any_language() -> None:
    wijk = make_wijk()
    make_inbreng(wijk, kanaal=Kanaal.STRAAT)
    agenda = make_agenda(wijk)
    with translation.override("en"):
        assert build_inhoud(agenda)["deelname"]["kanalen"][0]["label"] == "op straat"


def test_a_figure_is_copied_with_source_and_year() -> None:
    wijk = make_wijk(naam="Jubbega", code="WK007404")
    plan = make_plan(make_agenda(wijk))
    regio = make_regio("WK007404")
    for plek, ouder, totaal in ((regio, 2274, 9095), (make_regio("GM0074"), 12000, 51000)):
        make_waarde(plek, "inwoners", totaal, voorlopig=True)
        waarde = make_waarde(plek, "leeftijd_65plus", ouder, voorlopig=True)
        if plek == regio:
            make_onderbouwing(plan, cijfer=waarde)
    inhoud = build_inhoud(plan.agenda)
    kaart = from_json(inhoud["plannen"][0]["bewijs"][0]["kaart"] or {})
    assert (kaart.getal_tekst, kaart.honderd) == ("25", 25)
    assert [staaf.label for staaf in kaart.staven][:2] == ["Jubbega", "Heerenveen"]
    assert inhoud["bronnen"] == [kaart.bron] == ["CBS, Kerncijfers wijken en buurten 2025 (voorlopig)"]
    assert json.loads(json.dumps(inhoud)) == inhoud
    Indicatorwaarde.objects.filter(indicator="leeftijd_65plus").update(waarde=None, reden="onbekend")
    gone = build_inhoud(plan.agenda)["plannen"][0]["bewijs"][0]
    assert (gone["kaart"], gone["titel"]) == (None, "25 van de 100 mensen zijn 65 of ouder")


def fill(agenda: Wijkagenda, plannen: int) -> None:
    other = make_regio("WK007499")
    WijkRegio.objects.create(wijk=agenda.wijk, regio=other)
    regios = [agenda.wijk.regios.exclude(pk=other.pk).get(), other]
    figures = [(regio, key) for key in indicatoren() for regio in regios][:plannen]
    waarden = [make_waarde(regio, key, 10) for regio, key in figures]
    for number in range(plannen):
        plan = make_plan(agenda, f"Plan {number}")
        make_voortgang(make_actie(plan))
        make_verzoek(plan)
        bundel = make_bundel(agenda.wijk, f"Bundel {number}", inbrengen=2)
        make_terugkoppeling(bundel)
        make_onderbouwing(plan, bundel=bundel)
        make_onderbouwing(plan, inbreng=make_inbreng(agenda.wijk))
        make_onderbouwing(plan, cijfer=waarden[number])


def test_as_many_queries_for_thirty_plans_as_for_one() -> None:
    counts = []
    for plannen in (1, 30):
        agenda = make_agenda(make_wijk())
        fill(agenda, plannen)
        fresh = Wijkagenda.objects.select_related("wijk").get(pk=agenda.pk)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            inhoud = build_inhoud(fresh)
        assert len(inhoud["plannen"]) == plannen
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_every_passage_leads_to_its_text() -> None:
    agenda = make_agenda(make_wijk())
    fill(agenda, 2)
    inhoud = build_inhoud(agenda)
    found = passages(inhoud)
    assert len({p.pad for p in found}) == len(found)
    for passage in found:
        place: object = inhoud
        for part in passage.pad:
            place = place[int(part)] if isinstance(place, list) else place[part]  # type: ignore[index]
        assert place == passage.tekst


def test_a_new_round_tells_of_what_was_told_since_the_last_one() -> None:
    """What was answered before stays out, unless a plan goes on with it or somebody came back to it."""
    wijk = make_wijk()
    old = make_agenda(wijk)
    before, after = today() - dt.timedelta(days=30), today() - dt.timedelta(days=3)
    bundels = {
        titel: make_bundel(wijk, titel) for titel in ("Voorbij", "Gaat door", "Weer genoemd", "Wacht nog")
    }
    for titel, bundel in bundels.items():
        make_inbreng(wijk, bundel=bundel, datum=before)
        if titel != "Wacht nog":
            Terugkoppeling.objects.filter(pk=make_terugkoppeling(bundel).pk).update(datum=before)
    make_versie(old, datum=today() - dt.timedelta(days=10))
    Wijkagenda.objects.filter(pk=old.pk).update(actief=False)
    new = make_agenda(wijk)
    Wijkagenda.objects.filter(pk=new.pk).update(vorige=old)
    new.refresh_from_db()
    make_onderbouwing(make_plan(new), bundel=bundels["Gaat door"])
    make_inbreng(wijk, bundel=bundels["Weer genoemd"], datum=after)
    make_inbreng(wijk, datum=after)
    inhoud = build_inhoud(new)
    assert [deel["titel"] for deel in inhoud["antwoorden"]] == ["Gaat door", "Wacht nog", "Weer genoemd"]
    assert (inhoud["deelname"]["aantal"], inhoud["deelname"]["van"]) == (2, after.isoformat())
    assert len(build_inhoud(old)["antwoorden"]) == len(bundels)
