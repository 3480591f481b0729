"""The forms of quick entry and of translating."""

from __future__ import annotations

import datetime as dt
import re
import uuid
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from bewoners.forms import TekstForm, VrijeTekst
from bewoners.models import NEDERLANDS, Inbreng, Kanaal, Namens, Soort
from bewoners.services.inbreng import NamensWie
from bewoners.services.typen import MAX_STAPEL, OUDSTE, Getypt, Vel, check_namens, check_vel
from bewoners.talen import KEUZES, MAX_NAAM, check_taal
from kern.fouten import DomeinFout
from kern.klok import today
from kern.tekstcontrole import is_leeg
from kern.veld import DatumInvoer
from wijken.models import Regio
from wijken.themas import Thema

NIET_GEKOZEN: Final = ("", _("Niet gekozen"))
KANALEN: Final = [
    (Kanaal.PAPIER.value, _("Papier")),
    (Kanaal.INLOOP.value, _("Inloop of balie")),
    (Kanaal.STRAAT.value, _("Op straat")),
    (Kanaal.DEUR.value, _("Aan de deur")),
    (Kanaal.TELEFOON.value, _("Telefoon")),
    (Kanaal.BIJEENKOMST.value, _("Bijeenkomst")),
]
KANAAL_PICTOGRAM: Final = {
    Kanaal.PAPIER.value: "potlood",
    Kanaal.INLOOP.value: "huis",
    Kanaal.STRAAT.value: "boom",
    Kanaal.DEUR.value: "wonen",
    Kanaal.TELEFOON.value: "telefoon",
    Kanaal.BIJEENKOMST.value: "mensen",
}
SPRAAK: Final = "spraak"  # in an address: there 'taal' is the language of the screen
_NUMMER = re.compile(r"(?:vel|blad|nr\.?)?\s*0*(\d{1,4})", re.IGNORECASE)


class VelVeld(forms.CharField):
    """The number of a sheet, also typed as 'vel 12'. Out: a number or None."""

    def clean(self, value: Any) -> int | None:
        text = str(value or "").strip()
        if not text:
            return None
        found = _NUMMER.fullmatch(text)
        if found is None:
            raise ValidationError(_("Typ het nummer van het vel: een getal van 1 tot 9999."))
        return int(found.group(1))


class TaalForm(forms.Form):
    """Which language words are in: one of ours, or another one by its name."""

    taal = forms.ChoiceField(
        label=_("In welke taal?"),
        choices=KEUZES,
        error_messages={"required": _("Kies een taal."), "invalid_choice": _("Kies een taal uit de lijst.")},
    )
    taal_naam = VrijeTekst(
        label=_("Welke andere taal?"), required=False, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or self.cleaned_data
        if "taal" in answers and "taal_naam" in answers:
            try:
                answers["taal"], answers["taal_naam"] = check_taal(answers["taal"], answers["taal_naam"])
            except DomeinFout as fout:
                self.add_error("taal_naam", fout.zin)
        return answers


class TypForm(TaalForm, TekstForm):
    """One sheet, one talk. Only the words have to be typed; the rest has an answer already."""

    kanaal = forms.ChoiceField(
        label=_("Hoe kwam het binnen?"),
        choices=KANALEN,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Kies hoe het binnenkwam."),
            "invalid_choice": _("Kies hoe het binnenkwam."),
        },
    )
    mag_delen = forms.BooleanField(label=_("Anderen mogen dit lezen, zonder naam"), required=False)
    stapel = VrijeTekst(
        label=_("Stapel"), required=False, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    vel = VelVeld(
        label=_("Nummer van het vel"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric", "dir": "ltr"}),
    )
    namens = forms.ChoiceField(label=_("Namens wie?"), choices=Namens.choices, required=False)
    namens_naam = VrijeTekst(
        label=_("Naam van de groep of organisatie"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    namens_aantal = forms.IntegerField(
        label=_("Met hoeveel mensen?"),
        required=False,
        min_value=1,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric", "dir": "ltr"}),
        error_messages={
            "invalid": _("Schrijf op met hoeveel mensen: een getal van 1 tot 5000."),
            "min_value": _("Schrijf op met hoeveel mensen: een getal van 1 tot 5000."),
        },
    )
    soort = forms.ChoiceField(label=_("Wat is het?"), choices=[NIET_GEKOZEN, *Soort.choices], required=False)
    onderwerp = forms.ChoiceField(
        label=_("Waar gaat het over?"), choices=[NIET_GEKOZEN, *Thema.choices], required=False
    )
    buurt = forms.ChoiceField(label=_("Welke buurt?"), choices=[NIET_GEKOZEN], required=False)
    datum = forms.DateField(
        label=_("Dag van het gesprek"),
        required=False,
        widget=DatumInvoer,
        error_messages={"invalid": _("Kies een dag, bijvoorbeeld 14-05-2026.")},
    )
    bon = forms.BooleanField(label=_("Laat na elk verhaal de code zien"), required=False)
    verzend_id = forms.UUIDField(required=False, widget=forms.HiddenInput)
    revisie = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, buurten: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tekst"].label = _("Wat zei de bewoner?")
        self.fields["tekst"].widget.attrs["autofocus"] = True
        self.fields["buurt"].choices = [NIET_GEKOZEN, *buurten]  # type: ignore[attr-defined]
        for name in ("namens", "soort", "onderwerp", "buurt"):
            self.fields[name].error_messages["invalid_choice"] = _("Kies iets uit de lijst.")

    def clean_tekst(self) -> str:
        if is_leeg(self.cleaned_data["tekst"]):
            raise ValidationError(_("Typ eerst wat de bewoner zei."))
        return super().clean_tekst()

    def clean_verzend_id(self) -> uuid.UUID:
        return self.cleaned_data["verzend_id"] or uuid.uuid4()

    def clean_datum(self) -> dt.date:
        datum: dt.date = self.cleaned_data["datum"] or today()
        if not today() - OUDSTE <= datum <= today():
            raise ValidationError(_("Kies een dag die geweest is, hooguit twee jaar terug."))
        return datum

    def clean(self) -> dict[str, Any]:
        answers = super().clean()
        self._check("namens_naam", lambda: check_namens(self._namens()))
        self._check("stapel", lambda: check_vel(Vel(answers.get("stapel", ""))))
        return answers

    def _check(self, field: str, check: Callable[[], object]) -> None:
        """Put what a rule of the service says under the field that it is about."""
        try:
            check()
        except DomeinFout as fout:
            self.add_error(field, fout.zin)

    def _namens(self) -> NamensWie:
        answers = self.cleaned_data
        return NamensWie(
            answers.get("namens", ""), answers.get("namens_naam", ""), answers.get("namens_aantal")
        )

    def getypt(self) -> Getypt:
        """The valid answers, for the service."""
        answers = self.cleaned_data
        names = ("tekst", "taal", "taal_naam", "mag_delen", "kanaal", "soort", "onderwerp", "datum")
        return Getypt(
            **{name: answers[name] for name in names},
            namens=self._namens(),
            buurt=Regio.objects.filter(pk=answers["buurt"]).first() if answers["buurt"] else None,
            vel=Vel(answers["stapel"], answers["vel"]),
        )


class VertalingForm(TekstForm):
    """What an input says in Dutch. `woorden` is the state of the input that was read."""

    revisie = forms.IntegerField(min_value=0, max_value=2_000_000_000, widget=forms.HiddenInput)
    woorden = forms.IntegerField(min_value=0, max_value=2_000_000_000, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tekst"].label = _("Wat staat hier in het Nederlands?")
        self.fields["tekst"].widget.attrs |= {"lang": "nl"}

    def clean_tekst(self) -> str:
        if is_leeg(self.cleaned_data["tekst"]):
            raise ValidationError(_("Typ eerst wat hier in het Nederlands staat."))
        return super().clean_tekst()


@dataclass(frozen=True, slots=True)
class Vast:
    """What stays from one sheet to the next; it stands in the address, so that each tab keeps its own."""

    kanaal: str = Kanaal.PAPIER.value
    taal: str = NEDERLANDS
    taal_naam: str = ""
    datum: str = ""
    buurt: str = ""
    stapel: str = ""
    vel: int | None = None
    bon: bool = False

    @classmethod
    def read(cls, query: QueryDict, *, taal: str = SPRAAK) -> Vast:
        """From an address, or from a form (`taal` names its field); what makes no sense is left out."""
        kanaal, spraak = query.get("kanaal", ""), query.get(taal, "")
        datum, vel = query.get("datum", ""), _NUMMER.fullmatch(query.get("vel", "").strip())
        return cls(
            kanaal=kanaal if kanaal in dict(KANALEN) else Kanaal.PAPIER.value,
            taal=spraak if spraak in dict(KEUZES) else NEDERLANDS,
            taal_naam=query.get("taal_naam", "")[:MAX_NAAM],
            datum=datum if re.fullmatch(r"\d{4}-\d\d-\d\d", datum) else "",
            buurt=query.get("buurt", "")[:10],
            stapel=query.get("stapel", "")[:MAX_STAPEL],
            vel=int(vel.group(1)) if vel else None,
            bon=bool(query.get("bon")),
        )

    @classmethod
    def of(cls, inbreng: Inbreng, *, vel: Vel, bon: bool) -> Vast:
        """After an input: all that stays, and the next sheet."""
        return cls(
            kanaal=inbreng.kanaal,
            taal=inbreng.taal,
            taal_naam=inbreng.taal_naam,
            datum=inbreng.datum.isoformat() if inbreng.datum != today() else "",
            buurt=inbreng.buurt_id or "",
            stapel=vel.stapel,
            vel=vel.nummer,
            bon=bon,
        ).volgende()

    def volgende(self) -> Vast:
        """The same, with the number of the next sheet."""
        return self if self.vel is None else replace(self, vel=self.vel + 1)

    def write(self, **extra: str) -> str:
        """The query of an address; what is empty or usual is left out."""
        query = QueryDict(mutable=True)
        for name, value in asdict(self).items():
            if value and (name, value) not in (("kanaal", Kanaal.PAPIER.value), ("taal", NEDERLANDS)):
                query[SPRAAK if name == "taal" else name] = "ja" if value is True else str(value)
        query.update(extra)
        return query.urlencode()

    def initial(self) -> dict[str, Any]:
        """What the empty form starts with."""
        return asdict(self) | {"datum": self.datum or today().isoformat(), "verzend_id": uuid.uuid4()}
