"""The form with which a party answers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from agenda.haalbaarheid.services import MAX_NAMENS, MAX_REDEN
from agenda.keuzes import VerzoekAntwoord
from kern.basisform import PlainForm
from kern.tekstcontrole import Gegeven, Vondst, find_gegevens, over_een_persoon


class PartijAntwoordForm(PlainForm):
    """What a party answers. What looks like one person stops it once, kindly; `toch` lets it through."""

    zinnen = {
        "antwoord": _("Kies uw antwoord."),
        "namens": _("Schrijf op namens welke organisatie u antwoordt."),
    }
    antwoord = forms.ChoiceField(
        label=_("Kan dit?"),
        choices=[
            (VerzoekAntwoord.TOEGEZEGD.value, _("Ja, dit kan")),
            (VerzoekAntwoord.DEELS.value, _("Ja, als er iets verandert")),
            (VerzoekAntwoord.GEWEIGERD.value, _("Nee, dit kan niet")),
        ],
        widget=forms.RadioSelect,
    )
    tekst = forms.CharField(
        label=_("Waarom? Of wat moet er anders?"),
        max_length=MAX_REDEN,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "Bij nee, of als er iets moet veranderen, is dit nodig. Bewoners lezen dit bij de agenda."
        ),
    )
    namens = forms.CharField(
        label=_("Namens welke organisatie, en wat doet u daar?"),
        max_length=MAX_NAMENS,
        help_text=_("Bijvoorbeeld: gemeente, adviseur verkeer. Geen naam van een mens."),
    )
    mag_toch = False

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("antwoord") in _MET_REDEN and not cleaned.get("tekst") and "tekst" not in self.errors:
            self.add_error("tekst", _MET_REDEN[VerzoekAntwoord(cleaned["antwoord"])])
        self._look_for_persons(cleaned)
        return cleaned

    def _look_for_persons(self, cleaned: dict[str, Any]) -> None:
        """Stop for what may be about one person: once, or always for the numbers that may never stay."""
        found = {
            name: [*find_gegevens(tekst), *over_een_persoon(tekst)]
            for name in ("tekst", "namens")
            if (tekst := str(cleaned.get(name) or ""))
        }
        everything = [vondst for each in found.values() for vondst in each]
        must_go = any(vondst.moet_weg for vondst in everything)
        if not everything or (self.data.get("toch") and not must_go):
            return
        self.mag_toch = not must_go
        for name, finds in found.items():
            if finds:
                self.add_error(name, _sentence(finds))


_MET_REDEN: dict[Any, Any] = {
    VerzoekAntwoord.DEELS: _("Schrijf op wat er moet veranderen."),
    VerzoekAntwoord.GEWEIGERD: _("Schrijf op waarom het niet kan. Bewoners lezen dit."),
}


def _sentence(finds: list[Vondst]) -> Any:
    if any(vondst.moet_weg for vondst in finds):
        return _("Haal het nummer van een persoon of een bank weg. Dit mag hier niet staan.")
    if any(vondst.soort in (Gegeven.TELEFOON, Gegeven.MAIL, Gegeven.ADRES, Gegeven.BSN) for vondst in finds):
        return _("Hier lijkt een adres of een nummer te staan. Iedereen kan dit lezen. Haal het liever weg.")
    return _("Dit lijkt over één mens te gaan. Iedereen kan dit lezen. Noem liever alleen de organisatie.")
