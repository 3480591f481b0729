"""Every page that a resident can meet, in every state that has words of its own."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import translation

from bewoners.models import Inbreng
from kern.opvang import Reden, answer
from rapportage.blad import read_blad
from tests.factories import make_bundel, make_inbreng, make_wijk
from tests.project.huis import Huis
from tests.project.rechten_rij import VISITORS
from tests.project.rechten_tabel import TABEL
from tests.project.test_rechten import fill
from tests.wijken.test_buurtkaart import make_grens
from wijken.inrichting.privacy import TOEZICHT
from wijken.models import Wijk
from wijken.selectors import buurten_of
from wijken.volgcodes import code_for

# What the visitor types, and what an installation sets.
TE_VEEL = "Bel 06 12 34 56 78 of mail jan@voorbeeld.nl, BSN 111222333, NL91ABNA0417164300, Dorpsstraat 12."
GETYPT = (
    TE_VEEL,
    "1a" * 2000,
    "x" * 5000,
    "x" * 90,
    "onvindbaar",
    "Ik mis een bankje.",
    "a-b",
    "geen nummer",
    urlsplit(TOEZICHT).netloc.removeprefix("www."),
    settings.SECURITY_CONTACT.removeprefix("mailto:"),
)
ANYONE = VISITORS.index("anoniem")
Status = Inbreng.Status


@dataclass
class Ronde:
    """A visitor with one language, who keeps what every page says."""

    taal: str
    client: Client = field(default_factory=lambda: Client(raise_request_exception=False))

    def __post_init__(self) -> None:
        self.client.cookies[settings.LANGUAGE_COOKIE_NAME] = self.taal

    def pages(self, huis: Huis, voorbeeld: Wijk, leeg: Wijk) -> Iterator[tuple[str, str]]:
        """(name, html) of each page."""
        yield from self._table(huis)
        for naam in ("agenda:wijk_home", "agenda:agenda_publiek", "wijken:cijfers"):
            for wijk in (voorbeeld, leeg):
                yield from self.get(reverse(naam, args=[wijk.slug]), f"{naam} {wijk.slug}")
        yield from self._map(voorbeeld)
        yield from self._search(voorbeeld)
        for wijk in (voorbeeld, leeg):
            yield from self._tell(wijk)
        yield from self._contact(voorbeeld)
        yield from self._follow(voorbeeld)
        yield from self._sheet(voorbeeld)
        yield from self._sheet(leeg)
        yield from self._errors()

    # ---- one page ------------------------------------------------------------------------------
    def keep(self, response: HttpResponseBase, name: str) -> Iterator[tuple[str, str]]:
        is_page = response.headers.get("Content-Type", "").startswith("text/html")
        if is_page and isinstance(response, HttpResponse) and response.content:
            yield f"{name} ({response.status_code})", response.content.decode()

    def get(self, address: str, name: str = "") -> Iterator[tuple[str, str]]:
        yield from self.keep(self.client.get(address, follow=True), name or address)

    def post(self, address: str, data: dict[str, str], name: str) -> Iterator[tuple[str, str]]:
        yield from self.keep(self.client.post(address, data, follow=True), name)

    # ---- ways ----------------------------------------------------------------------------------
    def _table(self, huis: Huis) -> Iterator[tuple[str, str]]:
        """Each address that is open to all: asked for, sent empty, and sent with too much."""
        for rij in TABEL:
            shown, sent = rij.get[ANYONE], rij.post[ANYONE]
            if rij.naam.startswith(settings.TEAM_PAGES) or not {shown, sent} & set("on"):
                continue
            address = reverse(rij.naam, kwargs=fill(rij, huis))
            if shown in "on":
                yield from self.get(address, rij.naam)
            if sent == "o" and rij.naam != "agenda:volg_weghalen":
                yield from self.post(address, {}, f"{rij.naam}, sent empty")
                long = dict.fromkeys(
                    ("tekst", "code", "naam", "contact", "doel", "login", "website"), "1a" * 2000
                )
                yield from self.post(address, long, f"{rij.naam}, sent with too much")

    def _map(self, wijk: Wijk) -> Iterator[tuple[str, str]]:
        """The map of the villages, one of them without a border, of each figure that it can show."""
        codes = [code for code, _naam in buurten_of(wijk)][1:]
        for number, code in enumerate(codes):
            make_grens(code, 5.9 + number * 0.03)
        address = reverse("wijken:cijfers", args=[wijk.slug])
        page = self.client.get(address).content.decode()
        assert "wa-kaart__vlak" in page
        for cijfer in re.findall(r'<option\s+value="(\w+)"', page):
            yield from self.get(f"{address}?cijfer={cijfer}")
        yield from self.get(f"{address}?buurt={codes[0]}", "map, one village")

    def _search(self, wijk: Wijk) -> Iterator[tuple[str, str]]:
        for word in ("a", "onvindbaar", wijk.naam, wijk.naam[:-1] + "x", "8411", "heerenveen"):
            yield from self.get(f"/?zoek={word}")
            yield from self.get(f"/wijken/?zoek={word}")
        yield from self.get("/wijken/?pagina=2")

    def _tell(self, wijk: Wijk) -> Iterator[tuple[str, str]]:
        start, own = reverse("bewoners:inbreng", args=[wijk.slug]), str(uuid.uuid4())
        yield from self.post(start, {"tekst": TE_VEEL, "concept": own}, "inbreng, personal data")
        yield from self.post(start, {"tekst": "x" * 5000, "concept": own}, "inbreng, too long")
        story = "Ik wil stoppen met schulden en ik weet niet hoe. Kunt u mij helpen?"
        yield from self.post(start, {"tekst": story, "concept": own}, "inbreng, told")
        share = reverse("bewoners:inbreng_delen", args=[wijk.slug, own])
        yield from self.post(share, {}, "delen, nothing chosen")
        yield from self.post(share, {"mag_delen": "ja"}, "delen, chosen")
        last = reverse("bewoners:inbreng_overzicht", args=[wijk.slug, own])
        yield from self.get(last)
        yield from self.post(last, {}, "sent")
        kind = reverse("bewoners:inbreng_soort", args=[wijk.slug, own])
        yield from self.get(kind)
        yield from self.post(kind, {"soort": "x", "onderwerp": "x", "buurt": "x"}, "soort, wrong")
        yield from self.post(kind, {"soort": "idee", "onderwerp": "T01"}, "soort, chosen")
        sent = Inbreng.objects.filter(wijk=wijk, tekst=story).order_by("-pk").first()
        assert sent is not None
        code = code_for(sent.verzend_id)
        yield from self.post(reverse("agenda:volg"), {"code": code}, "followed")
        yield from self.post(reverse("agenda:volg_weghalen", args=[code]), {}, "taken away")
        yield from self.get(reverse("bewoners:inbreng_bedankt", args=[wijk.slug, own]), "taken away, thanks")

    def _contact(self, wijk: Wijk) -> Iterator[tuple[str, str]]:
        address = reverse("bewoners:contact", args=[wijk.slug])
        yield from self.post(address, {"doel": "horen", "contact": "geen nummer"}, "contact, no number")
        sent = {"doel": "horen", "contact": "0513 00 00 00", "naam": "x" * 90, "website": "x"}
        yield from self.post(address, sent, "contact, long name")
        yield from self.post(address, {"doel": "meedoen", "contact": "0513 00 00 00"}, "contact, sent")

    def _follow(self, wijk: Wijk) -> Iterator[tuple[str, str]]:
        """Stories in every state, and what can be done with them."""
        made = [
            make_inbreng(wijk, f"Een verhaal: {status}.", status=status, met_code=True) for status in Status
        ]
        made.append(make_inbreng(wijk, "Een verhaal in een bundel.", bundel=make_bundel(wijk), met_code=True))
        for row in made:
            code = code_for(row.verzend_id)
            for naam in ("volg_code", "volg_veranderen", "volg_bezwaar", "volg_weghalen"):
                yield from self.get(reverse(f"agenda:{naam}", args=[code]), f"{naam} {row.status}")
            change = reverse("agenda:volg_veranderen", args=[code])
            new = {"tekst": "Nieuw.", "mag_delen": "ja", "revisie": "99"}
            yield from self.post(change, new, f"changed meanwhile {row.status}")
            yield from self.post(reverse("agenda:volg_bezwaar", args=[code]), {"tekst": ""}, "objected")

    def _sheet(self, wijk: Wijk) -> Iterator[tuple[str, str]]:
        """What the PDF with ten figures is laid out from."""
        with translation.override(self.taal):
            blad = read_blad(wijk, self.taal)
            yield f"blad {wijk.slug}", render_to_string("rapportage/blad.html", {"blad": blad, "qr": ""})

    def _errors(self) -> Iterator[tuple[str, str]]:
        yield from self.get("/bestaat-niet/")
        strict = Client(enforce_csrf_checks=True, raise_request_exception=False)
        strict.cookies[settings.LANGUAGE_COOKIE_NAME] = self.taal
        typed = {"tekst": "Ik mis een bankje.", "code": "a-b", "naam": "Jan", "contact": "0513 00 00 00"}
        yield from self.keep(strict.post("/volg/", typed), "catch-all: no token")
        with translation.override(self.taal):
            for reden in Reden:
                for method in ("get", "post"):
                    request = getattr(RequestFactory(), method)("/volg/", {"code": "a-b"})
                    yield from self.keep(answer(request, reden=reden, status=500), f"catch-all: {reden}")
            request = RequestFactory().get("/")
            request.user = AnonymousUser()
            for name in ("400", "403", "404", "500"):
                yield name, render_to_string(f"{name}.html", {}, request)


def empty_wijk() -> Wijk:
    """A wijk of which nothing is known yet."""
    wijk = make_wijk("leeg", telefoon="")
    Wijk.objects.filter(pk=wijk.pk).update(inloop_plek="", inloop_tijden="")
    wijk.refresh_from_db()
    return wijk
