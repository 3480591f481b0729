"""Adopt the agenda, what follows (the municipality), and taking a passage away from an adopted version."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agenda.forms import AanbiedForm, BesluitForm, VaststelForm
from agenda.groep.stemming import Stemming, read_stemming, with_gezegd
from agenda.keuzes import VaststelDoor
from agenda.models import Aanbieding, AgendaVersie, Verzoek
from agenda.nalezen import Nalezing, find_treffers, four_digits, read_again
from agenda.namen.selectors import allowed_names
from agenda.passages import Passage, passages
from agenda.ronde.samen import is_in_use
from agenda.selectors import active_agenda, voortgang_of
from agenda.services.redactie import redact_passage
from agenda.services.vaststellen import offer_aanbieding, record_besluit
from agenda.services.vaststellen import vaststellen as adopt
from agenda.verschil.selectors import compare_before
from agenda.views.plannen import team_url
from agenda.weergave import ANTWOORD_BADGES, show_agenda
from kern.formulier import Uitkomst, save
from kern.fouten import DomeinFout
from kern.htmx import render_page, see_other
from kern.klok import today
from wijken.models import Wijk
from wijken.rechten import Recht, get_wijk, rechten_in, signed_in


def get_versie(wijk: Wijk, pk: int) -> AgendaVersie:
    """An adopted version of this wijk; 404 for any other."""
    return get_object_or_404(AgendaVersie.objects.select_related("wijk", "agenda"), wijk=wijk, pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
def vaststellen(request: HttpRequest, slug: str) -> HttpResponse:
    """Read again, sign off, adopt."""
    wijk = get_wijk(request, slug, Recht.VASTSTELLEN)
    agenda = active_agenda(wijk)
    if agenda is None:
        return see_other(team_url(wijk))
    nalezing, stemming = read_again(agenda), read_stemming(agenda)
    verwacht = four_digits(request.POST.get("merk", "")) or nalezing.cijfers
    form = VaststelForm(
        request.POST or None,
        verwacht=verwacht,
        mist=bool(nalezing.mist),
        initial={**_by_group(request, stemming), "datum": today(), "merk": nalezing.merk},
    )
    uitkomst = Uitkomst()
    if request.method == "POST":
        made: list[AgendaVersie] = []

        def act() -> None:
            values = {key: value for key, value in form.cleaned_data.items() if key != "cijfers"}
            made.append(adopt(agenda=agenda, **values, gebruiker=signed_in(request)))

        uitkomst = save(request, form, act, melding=_("De agenda is vastgesteld."))
        if uitkomst.gelukt:
            return see_other(team_url(wijk, "versie", made[0].pk))
        if request.POST.get("merk") != nalezing.merk or _voted_meanwhile(request, stemming):
            form, uitkomst = _read_anew(request, nalezing), Uitkomst(409)
    te_lezen = with_gezegd(nalezing.inhoud, stemming)
    context = {
        "wijk": wijk,
        "actief": "agenda",
        "agenda": agenda,
        "nalezing": nalezing,
        "form": form,
        "stemming": stemming,
        "passages": passages(te_lezen),
        "treffers": find_treffers(te_lezen, allowed_names(wijk)),
    }
    return render_page(request, "agenda/vaststellen.html", context, status=uitkomst.status)


def _by_group(request: HttpRequest, stemming: Stemming) -> dict[str, object]:
    """`?door=agendagroep` fills in what the group voted."""
    if request.GET.get("door") != VaststelDoor.AGENDAGROEP or not stemming.van:
        return {}
    return {"door": VaststelDoor.AGENDAGROEP.value, "voor": stemming.voor, "van": stemming.van}


def _voted_meanwhile(request: HttpRequest, stemming: Stemming) -> bool:
    """Whether the group adopts, and voted after the page was read."""
    is_group = request.POST.get("door") == VaststelDoor.AGENDAGROEP
    return is_group and bool(stemming.van) and request.POST.get("groepmerk", "") != stemming.merk


def _read_anew(request: HttpRequest, nalezing: Nalezing) -> VaststelForm:
    """The form for a text that changed meanwhile: what was typed stays, the sign-off does not."""
    messages.error(request, _("De agenda is intussen veranderd. Lees hem nog een keer na."))
    typed = {key: request.POST.get(key, "") for key in ("door", "datum", "plaats", "van", "voor", "reden")}
    return VaststelForm(
        verwacht=nalezing.cijfers, mist=bool(nalezing.mist), initial={**typed, "merk": nalezing.merk}
    )


@require_safe
def versie(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One adopted version: by whom, what the municipality said, how its actions go, earlier versions."""
    wijk = get_wijk(request, slug, Recht.LEZEN)
    return _versie_page(request, get_versie(wijk, pk))


@require_POST
def aanbieden(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Note that a version was offered to the municipality."""
    wijk = get_wijk(request, slug, Recht.VASTSTELLEN)
    row = get_versie(wijk, pk)
    form = AanbiedForm(request.POST)
    uitkomst = save(
        request,
        form,
        lambda: offer_aanbieding(versie=row, **form.cleaned_data, door=signed_in(request)),
        melding=_("Genoteerd."),
    )
    if uitkomst.gelukt:
        return see_other(team_url(wijk, "versie", row.pk))
    return _versie_page(request, row, aanbied_form=form, uitkomst=uitkomst)


@require_POST
def besluit(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Note what the municipality decided."""
    wijk = get_wijk(request, slug, Recht.VASTSTELLEN)
    row = get_versie(wijk, pk)
    aanbieding = get_object_or_404(Aanbieding.objects.select_related("wijk"), wijk=wijk, versie=row)
    form = BesluitForm(request.POST)
    uitkomst = save(
        request,
        form,
        lambda: record_besluit(aanbieding=aanbieding, **form.cleaned_data, door=signed_in(request)),
        melding=_("Genoteerd."),
    )
    if uitkomst.gelukt:
        return see_other(team_url(wijk, "versie", row.pk))
    return _versie_page(request, row, besluit_form=form, uitkomst=uitkomst)


def _versie_page(
    request: HttpRequest,
    row: AgendaVersie,
    *,
    aanbied_form: AanbiedForm | None = None,
    besluit_form: BesluitForm | None = None,
    uitkomst: Uitkomst | None = None,
) -> HttpResponse:
    uitkomst = uitkomst or Uitkomst()
    wijk = row.wijk
    aanbieding = Aanbieding.objects.filter(versie=row).first()
    besluit_form = besluit_form or BesluitForm(initial=vars(aanbieding) if aanbieding else {})
    context = {
        "wijk": wijk,
        "actief": "agenda",
        "versie": row,
        "versies": AgendaVersie.objects.filter(wijk=wijk)
        .select_related("agenda")
        .defer("inhoud")
        .order_by("-vastgelegd_op", "-pk"),
        "in_gebruik": (in_gebruik := is_in_use(row.agenda)),
        "aanbieding": aanbieding,
        "aanbied_form": aanbied_form or AanbiedForm(initial={"aangeboden_op": today()}),
        "besluit_form": besluit_form,
        "revisie": uitkomst.revisie(besluit_form, aanbieding.revisie if aanbieding else 0),
        "conflict": uitkomst.conflict,
        "verschil": compare_before(row),
        "plannen": show_agenda(row.inhoud, voortgang_of(row.agenda)).plannen,
        "vragen": [
            (verzoek, ANTWOORD_BADGES[verzoek.antwoord])
            for verzoek in Verzoek.objects.filter(agendapunt__agenda=row.agenda)
        ],
        "mag_werken": in_gebruik and Recht.WERKEN in rechten_in(request, wijk),
        "mag_vaststellen": Recht.VASTSTELLEN in rechten_in(request, wijk),
    }
    return render_page(request, "agenda/versie.html", context, status=uitkomst.status)


@require_http_methods(["GET", "HEAD", "POST"])
def weghalen(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Choose a passage of an adopted version, confirm by its own page, and take it away for good."""
    wijk = get_wijk(request, slug, Recht.VASTSTELLEN)
    row = get_versie(wijk, pk)
    found = passages(row.inhoud)
    chosen = next((p for p in found if p.waarde == request.POST.get("pad", request.GET.get("pad", ""))), None)
    if request.method == "POST" and chosen is not None:
        return _redact(request, row, chosen)
    context = {
        "wijk": wijk,
        "actief": "agenda",
        "versie": row,
        "passages": found,
        "gekozen": chosen if chosen and not chosen.weggehaald else None,
    }
    return render_page(
        request, "agenda/weghalen.html", context, status=404 if request.method == "POST" else 200
    )


def _redact(request: HttpRequest, row: AgendaVersie, passage: Passage) -> HttpResponse:
    try:
        redact_passage(versie=row, pad=passage.pad, door=signed_in(request))
        messages.success(
            request, _("De tekst is weg. Er staat nu: [weggehaald]. De pdf wordt opnieuw gemaakt.")
        )
    except DomeinFout as fout:
        messages.error(request, fout.zin)
    return see_other(team_url(row.wijk, "weghalen", row.pk))
