"""The style guide: every component on one page, for residents and for the team. Only mounted when DEBUG."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.messages.storage.base import Message
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path

from kern import iconen
from kern.grafiek import Cijferkaart, Staaf
from kern.kaart import Gebied, Kaart, draw_kaart
from kern.kompas import Segment, Staat
from kern.tijdlijn import Stand, Stap
from kern.veld import DatumInvoer

COLOURS = (
    "page",
    "surface",
    "sunken",
    "text",
    "accent",
    "accent-tint",
    "ok",
    "ok-tint",
    "warning",
    "warning-tint",
    "danger",
    "danger-tint",
    "note",
    "brick",
    "hedge",
    "sky",
)
PICTURES = {"idee": "idee", "beter": "beter", "droom": "droom", "compliment": "compliment"}
EXPLAINED = {
    "idee": "Dit kunnen we doen.",
    "beter": "Dit gaat nog niet goed.",
    "droom": "Zo zou het mooi zijn.",
    "compliment": "Dit is fijn. Zo houden.",
}


@dataclass(frozen=True)
class VoorbeeldWijk:
    """A wijk that exists only here, with what the base templates read."""

    slug: str = "jubbega"
    naam: str = "Jubbega"
    ondertitel: str = "gemeente Heerenveen"
    telefoon: str = "0513 00 00 00"
    inloop_plek: str = "dorpshuis De Kompenije"
    inloop_tijden: str = "maandag en donderdag, van 9 tot 12 uur"
    voorbeeld: bool = True


class VoorbeeldForm(forms.Form):
    mag_toch = True  # what onderdelen/toch.html asks of a form
    straat = forms.CharField(
        label="Hoe heet uw straat?", help_text="Alleen de straat, geen huisnummer.", required=False
    )
    code = forms.CharField(label="Wat is uw code?", error_messages={"required": "Schrijf uw code op."})
    tekst = forms.CharField(
        label="Wat wilt u vertellen over uw buurt?",
        help_text="Schrijf geen namen, adressen of telefoonnummers.",
        widget=forms.Textarea,
    )
    buurt = forms.ChoiceField(
        label="In welke buurt is het?", choices=[("", "Weet ik niet"), ("1", "Jubbega")], required=False
    )
    wanneer = forms.DateField(label="Wanneer is de eerste stap?", widget=DatumInvoer)
    soort = forms.ChoiceField(
        label="Wat is het?",
        help_text="U hoeft niet te kiezen.",
        widget=forms.RadioSelect,
        required=False,
        choices=[
            ("idee", "Een idee"),
            ("beter", "Dit kan beter"),
            ("droom", "Een droom"),
            ("compliment", "Een compliment"),
            ("", "Weet ik niet"),
        ],
    )
    doelen = forms.MultipleChoiceField(
        label="Waar past het bij?",
        widget=forms.CheckboxSelectMultiple,
        choices=[("D1", "Ontmoeten"), ("D2", "Elkaar helpen")],
    )
    akkoord = forms.BooleanField(label="Ja, anderen mogen dit lezen, zonder mijn naam")

    def clean_tekst(self) -> str:
        tekst: str = self.cleaned_data["tekst"]
        if "06" in tekst:
            raise forms.ValidationError(
                "Haal het telefoonnummer weg. Anderen kunnen uw tekst lezen.",
                params={"merk": "06 00 00 00 00"},
            )
        return tekst


def _figures() -> list[Cijferkaart]:
    source = "CBS, Kerncijfers wijken en buurten 2025 (voorlopig)"
    return [
        Cijferkaart(
            kop="65 jaar of ouder",
            getal_tekst="25",
            getal_bijschrift="van de 100 mensen",
            zin="Dat is ongeveer gelijk aan de gemeente. In Nederland zijn het er minder.",
            staven=(
                Staaf("Jubbega", Decimal("24.6"), "25", is_wijk=True),
                Staaf("Heerenveen", Decimal("23.7"), "24"),
                Staaf("Nederland", Decimal("20.8"), "21"),
            ),
            bron=source,
            honderd=25,
            pictogram="mensen",
        ),
        Cijferkaart(
            kop="Afstand tot de huisarts",
            getal_tekst="2,0",
            getal_bijschrift="kilometer",
            zin="Dat is iets verder dan in de rest van de gemeente.",
            staven=(
                Staaf("Jubbega", Decimal("2.0"), "2,0 km", is_wijk=True),
                Staaf("Heerenveen", Decimal("1.6"), "1,6 km"),
                Staaf("Nederland", None, ontbreekt="komt in december"),
            ),
            bron=source,
            pictogram="gezond",
        ),
        Cijferkaart(
            kop="Mensen met bijstand",
            getal_tekst="",
            getal_bijschrift="",
            zin="In de gemeente zijn het 3 van de 100 mensen.",
            staven=(
                Staaf("Jubbega", None, is_wijk=True, ontbreekt="te weinig mensen"),
                Staaf("Heerenveen", Decimal("3.1"), "3"),
            ),
            bron=source,
            ontbreekt="Het gaat om te weinig mensen.",
            pictogram="geld",
        ),
    ]


def _phases() -> list[Segment]:
    names = (
        ("Aanleiding", "en opdracht"),
        ("Kennismaken", "en waarden"),
        ("Cijfers", "verzamelen"),
        ("Verhalen", "ophalen"),
        ("Tellen en", "vertellen"),
        ("Kiezen",),
        ("Agenda", "vaststellen"),
        ("Doen",),
        ("Terug-", "koppelen"),
        ("Terugkijken", "en bijstellen"),
    )
    states = map(Staat, ["klaar", "klaar", "klaar", "bezig", "klaar", "nu", "open", "open", "over", "open"])
    return [Segment(i, lines, state) for i, (lines, state) in enumerate(zip(names, states, strict=True))]


def _map() -> Kaart:
    """Four blocks in a row; the last has no number."""
    numbers = ("21", "24", "32", "")
    return draw_kaart(
        [
            Gebied(
                sleutel=str(index),
                naam=f"Blok {index + 1}",
                grens=[[[[x, 52.9], [x + 0.02, 52.9], [x + 0.02, 52.93], [x, 52.93], [x, 52.9]]]],
                punt=(x + 0.01, 52.915),
                ruimte=650,
                kort=number,
                tekst=f"{number} van de 100 mensen" if number else "te weinig mensen",
                trede=index if number else None,
            )
            for index, (number, x) in enumerate(zip(numbers, (6.0, 6.02, 6.04, 6.06), strict=True))
        ],
        titel="Kaart van vier blokken",
        zin="Blok 3 heeft het hoogste getal: 32. Blok 1 het laagste: 21.",
        treden=("minder dan 24", "24 tot 30", "30 of meer"),
    )


def _context() -> dict[str, Any]:
    faulty = VoorbeeldForm(
        {"code": "", "tekst": "Ik wil best helpen. Bel mij maar: 06 00 00 00 00.", "soort": "idee"},
        auto_id="fout_%s",
    )
    return {
        "wijk": VoorbeeldWijk(),
        "actief": "kompas",
        "aantal_nieuw": 12,
        "kleuren": COLOURS,
        "iconen": sorted(iconen.icons()),
        "waarden": list(iconen.icons(iconen.WAARDEN)),
        "voorbeeld": VoorbeeldForm(),
        "fout_form": faulty,
        "pictogrammen": PICTURES,
        "uitleg": EXPLAINED,
        "kaarten": _figures(),
        "landkaart": _map(),
        "segmenten": _phases(),
        "kompas_zin": "Kompas met tien fasen. De naald wijst naar fase 5, Kiezen. "
        "Klaar zijn de fasen 0, 1, 2 en 4. Fase 3, Verhalen ophalen, loopt nog.",
        "maken": [
            Stap("Teksten en cijfers verzameld", Stand.KLAAR, "17 acties, 5 plannen"),
            Stap("Tekeningen gemaakt", Stand.KLAAR, "21 van 21"),
            Stap("Bladzijden zetten", Stand.NU, "bladzijde 31 van 48"),
            Stap("Klaar om te downloaden", Stand.STRAKS, "u hoeft niet te wachten"),
        ],
        "volgen": [
            Stap("Wij hebben het", Stand.KLAAR, "Vandaag"),
            Stap("Wij lezen het", Stand.STRAKS, "Binnen twee weken"),
            Stap("Het hoort bij een plan", Stand.STRAKS, "Dat hoort u in maart"),
            Stap("Klaar: dit gebeurde ermee", Stand.STRAKS, "Dat leest u hier"),
        ],
        "messages": [Message(messages.SUCCESS, "Uw keuze is bewaard.")],
        "pagina": Paginator(range(30), 10).page(2),
    }


@login_not_required
def stijlgids(request: HttpRequest, variant: str = "bewoner") -> HttpResponse:
    """Every component, on the ground of residents' pages or of the team's."""
    return render(request, f"stijlgids/{variant}.html", _context())


urlpatterns: list[URLPattern] = [
    path("stijlgids/", stijlgids, name="stijlgids"),
    path("stijlgids/team/", stijlgids, {"variant": "team"}, name="stijlgids_team"),
]
