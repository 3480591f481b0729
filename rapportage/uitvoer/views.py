"""The adopted agenda to take along: CSV, Excel, Word, a calendar, a feed, JSON. Never a draft."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, http_date, quote_etag
from django.views.decorators.http import require_safe

from agenda.filteren import Uitkomst, narrow
from agenda.inhoud import Inhoud
from agenda.models import AgendaVersie
from agenda.selectors import newest_versie, show_version
from rapportage.uitvoer import stroom, woord
from rapportage.uitvoer.document import write_json
from rapportage.uitvoer.kalender import write_ics
from rapportage.uitvoer.rijen import rows_of
from rapportage.uitvoer.tabel import write_csv, write_xlsx
from rapportage.woorden import years
from wijken.models import Wijk
from wijken.rechten import get_public_wijk


@dataclass(frozen=True, slots=True)
class Stof:
    """What every kind of file is made of."""

    wijk: Wijk
    versie: AgendaVersie
    uitkomst: Uitkomst

    @property
    def is_voorbeeld(self) -> bool:
        inhoud: Inhoud = self.versie.inhoud
        return inhoud["wijk"]["voorbeeld"]

    @property
    def titel(self) -> str:
        inhoud: Inhoud = self.versie.inhoud
        waarom, merk = inhoud["waarom"], " (VOORBEELD)" if self.is_voorbeeld else ""
        return f"Wijkagenda {inhoud['wijk']['naam']} {years(waarom['van_jaar'], waarom['tot_jaar'])}{merk}"

    def filename(self, ext: str) -> str:
        agenda = self.versie.agenda
        keuze = "-keuze" if self.uitkomst.keuze.waarden else ""
        merk = "-VOORBEELD" if self.is_voorbeeld else ""
        return f"wijkagenda-{self.wijk.slug}-{agenda.van_jaar}-{agenda.tot_jaar}{keuze}{merk}.{ext}"


@login_not_required
@require_safe
def agenda_csv(request: HttpRequest, slug: str) -> HttpResponse:
    """A row per action, for any spreadsheet."""
    return _answer(request, slug, "csv", "text/csv; charset=utf-8", _csv)


@login_not_required
@require_safe
def agenda_xlsx(request: HttpRequest, slug: str) -> HttpResponse:
    """The same rows for Excel. The bytes hold the moment of making; whether they changed, the rows say."""
    mediatype = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return _answer(request, slug, "xlsx", mediatype, _xlsx, stempel=_csv)


@login_not_required
@require_safe
def agenda_ics(request: HttpRequest, slug: str) -> HttpResponse:
    """The days on which something is to be ready."""
    return _answer(request, slug, "ics", "text/calendar; charset=utf-8", _ics)


@login_not_required
@require_safe
def agenda_json(request: HttpRequest, slug: str) -> HttpResponse:
    """The adopted document with how it goes today."""
    return _answer(
        request, slug, "json", "application/json", lambda stof: write_json(stof.versie, stof.uitkomst)
    )


@login_not_required
@require_safe
def agenda_docx(request: HttpRequest, slug: str) -> HttpResponse:
    """The agenda for Word. Whether it changed, what it shows says: the bytes hold more than that."""
    return _answer(request, slug, "docx", woord.MEDIATYPE, _docx, stempel=_shown)


@login_not_required
@require_safe
def agenda_atom(request: HttpRequest, slug: str) -> HttpResponse:
    """What happened with the agenda, to follow with a feed reader. A choice of the page does not count."""
    berichten: list[stroom.Bericht] = []

    def make(stof: Stof) -> bytes:
        berichten.extend(stroom.read_stroom(stof.wijk, stof.versie))
        return stroom.write_atom(berichten, wijk=stof.wijk, titel=stof.titel, site=settings.SITE_URL)

    return _answer(request, slug, "atom", stroom.MEDIATYPE, make, changed=lambda: berichten[0].moment)


def _docx(stof: Stof) -> bytes:
    return woord.write_docx(
        stof.versie.inhoud,
        stof.uitkomst.beeld,
        titel=stof.titel,
        adres=_page_address(stof),
        gemaakt=stof.versie.vastgelegd_op,
    )


def _shown(stof: Stof) -> bytes:
    return repr((stof.titel, stof.versie.sha256, stof.versie.redacties, stof.uitkomst.beeld)).encode()


def _page_address(stof: Stof) -> str:
    return f"{settings.SITE_URL}{reverse('agenda:agenda_publiek', args=[stof.wijk.slug])}"


def _csv(stof: Stof) -> bytes:
    return write_csv(rows_of(stof.uitkomst.beeld))


def _xlsx(stof: Stof) -> bytes:
    return write_xlsx(rows_of(stof.uitkomst.beeld), titel=stof.titel)


def _ics(stof: Stof) -> bytes:
    return write_ics(
        stof.uitkomst.beeld,
        titel=stof.titel,
        adres=_page_address(stof),
        gemaakt=stof.versie.vastgelegd_op,
    )


def _answer(
    request: HttpRequest,
    slug: str,
    ext: str,
    mediatype: str,
    make: Callable[[Stof], bytes],
    *,
    stempel: Callable[[Stof], bytes] | None = None,
    changed: Callable[[], dt.datetime] | None = None,
) -> HttpResponse:
    """The file in Dutch, as the PDF is; 304 while nothing changed. 404 as long as nothing is adopted.

    `stempel` gives what decides whether it changed, where that is not the file itself; `changed` the day
    of the newest thing in it. That day is told, not asked for: more may come on it.
    """
    wijk = get_public_wijk(slug)
    versie = newest_versie(wijk)
    if versie is None:
        raise Http404
    with translation.override(settings.LANGUAGE_CODE):
        stof = Stof(wijk, versie, narrow(show_version(versie), request.GET.dict()))
        inhoud = make(stof)
        mark = inhoud if stempel is None else stempel(stof)
        newest = changed() if changed else None
    etag = quote_etag(hashlib.sha256(mark).hexdigest())
    if stempel is not None:
        etag = f"W/{etag}"
    response = get_conditional_response(request, etag=etag) or HttpResponse(inhoud, content_type=mediatype)
    if response.status_code == 200:
        attachment = ext in ("csv", "xlsx", "docx")  # a phone opens a calendar by itself
        response["Content-Disposition"] = (
            content_disposition_header(attachment, stof.filename(ext)) or "attachment"
        )
        response["Content-Language"] = settings.LANGUAGE_CODE
    response["X-Content-Type-Options"] = "nosniff"
    response["ETag"] = etag
    if newest is not None:
        response["Last-Modified"] = http_date(newest.timestamp())
    response["Cache-Control"] = "no-cache"  # a passage may be taken away
    return response
