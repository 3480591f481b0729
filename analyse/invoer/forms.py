"""One sheet of paper as a form: a field for each question, and what stands beside the questions."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from analyse.antwoorden import Gegeven, Gegevens, is_asked, lines_of, words
from analyse.invoer.toetsen import boxes, read_typed, show_typed
from analyse.keuzes import Bijzonder, Lijstsoort, Vraagsoort
from analyse.models import Drukronde, Vraag
from analyse.papier.bladen import on_paper
from bewoners.forms import VrijeTekst, stops
from bewoners.models import NEDERLANDS
from bewoners.regels import check_nummers
from kern.fouten import DomeinFout
from kern.talen import LANGUAGES_BY_CODE
from kern.tekstcontrole import find_gegevens

MAX_NUMMER: Final = 999_999
TOETSHULP: Final = {"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}


class BladForm(forms.Form):
    """The number that is printed on a sheet."""

    blad = forms.IntegerField(
        label=_("Welk nummer staat er op het blad?"),
        min_value=1,
        max_value=MAX_NUMMER,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "inputmode": "numeric", "dir": "ltr", "autofocus": True}
        ),
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"), _("Typ het nummer dat op het blad staat.")
        ),
    )


@dataclass(frozen=True, slots=True)
class Veldregel:
    """One field of the sheet: the question it belongs to, and for a line of a question its words."""

    vraag: Vraag
    kop: str
    op_blad: str  # the question as this sheet has it, when that is another language
    regel: str
    regeltekst: str
    hokjes: tuple[tuple[int, str], ...]  # the number of each box and its words
    field: forms.BoundField
    eerste: bool  # the first of its question


class VelForm(forms.Form):
    """Everything on one sheet. After `is_valid()` `gegevens` are its answers."""

    sleutel = forms.UUIDField(required=False, widget=forms.HiddenInput)
    stand = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    kantlijn = VrijeTekst(
        label=_("Opmerking in de kantlijn"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    taal = forms.ChoiceField(
        label=_("In welke taal schreef iemand?"),
        choices=list(LANGUAGES_BY_CODE.items()),
        error_messages={"invalid_choice": _("Kies een taal uit de lijst.")},
    )
    mag_delen = forms.BooleanField(label=_("Op het blad staat: anderen mogen dit lezen"), required=False)
    organisatie = VrijeTekst(
        label=_("Namens welke organisatie?"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    mag_toch = False

    def __init__(
        self,
        drukronde: Drukronde,
        vragen: Sequence[Vraag],
        data: QueryDict | None = None,
        *,
        start: Mapping[str, Any] | None = None,
        gegevens: Gegevens | None = None,
    ) -> None:
        self.drukronde, self.vragen = drukronde, on_paper(vragen)
        self.gegevens: dict[str, list[Gegeven]] = {}
        super().__init__(
            data,
            initial={
                "taal": drukronde.taal,
                "sleutel": uuid.uuid4(),
                **(start or {}),
                **_typed(vragen, gegevens or {}),
            },
        )
        if drukronde.lijst.soort != Lijstsoort.PARTNERS:
            del self.fields["organisatie"]
        for vraag in vragen:
            for regel in _lines(vraag):
                self.fields[_name(vraag, regel)] = _field(vraag)

    def clean_sleutel(self) -> uuid.UUID:
        return self.cleaned_data["sleutel"] or uuid.uuid4()

    def clean_kantlijn(self) -> str:
        return self._short("kantlijn", 300)

    def clean_organisatie(self) -> str:
        return self._short("organisatie", 80)

    def _short(self, name: str, hoogstens: int) -> str:
        tekst: str = self.cleaned_data[name]
        if len(tekst) > hoogstens:
            raise ValidationError(
                _("Dit is te lang. Gebruik hooguit %(aantal)d tekens."), params={"aantal": hoogstens}
            )
        try:
            check_nummers(tekst)
        except DomeinFout as fout:
            raise ValidationError(fout.zin) from fout
        if name == "kantlijn":
            self._warn(name, tekst)
        return tekst

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or self.cleaned_data
        for vraag in self.vragen:
            given = [self._read(vraag, regel) for regel in _lines(vraag)]
            self.gegevens[vraag.code] = given
        if all(each.is_leeg or each.bijzonder == Bijzonder.LEEG for each in self._all()):
            if not self.errors:
                raise ValidationError(_("Op dit blad is niets ingevuld. Typ minstens één antwoord."))
            return answers
        self._check_asked()
        self.gegevens = {code: [_left_open(each) for each in given] for code, given in self.gegevens.items()}
        return answers

    def _check_asked(self) -> None:
        """What stands at a question that was not for this person is not kept: say so, drop nothing unseen."""
        for vraag in self.vragen:
            wanted = {regel["code"] for regel in lines_of(vraag, self.gegevens)} or {""}
            for each in self.gegevens[vraag.code]:
                said = not each.is_leeg and each.bijzonder != Bijzonder.LEEG
                if said and not (is_asked(vraag, self.gegevens) and each.regel in wanted):
                    self.add_error(_name(vraag, each.regel), _not_asked(vraag))

    def _all(self) -> Iterator[Gegeven]:
        for given in self.gegevens.values():
            yield from given

    def _read(self, vraag: Vraag, regel: str) -> Gegeven:
        name = _name(vraag, regel)
        try:
            gegeven = read_typed(vraag, self.cleaned_data.get(name, ""), regel)
        except DomeinFout as fout:
            self.add_error(name, fout.zin)
            return Gegeven(regel=regel)
        try:
            self._warn(name, gegeven.tekst)
        except ValidationError as fout:
            self.add_error(name, fout)
        return gegeven

    def _warn(self, name: str, tekst: str) -> None:
        """Stop once at what points at a person; what only looks like it may stay."""
        found = find_gegevens(tekst)
        moet_weg = any(vondst.moet_weg for vondst in found)
        if found and (moet_weg or not self.data.get("toch")):
            self.mag_toch = not moet_weg
            raise ValidationError(
                [_("Typ [naam] op de plaats van een naam, een adres of een nummer."), *stops(tekst, found)]
            )

    def regels(self) -> list[Veldregel]:
        """The fields of the questions, in the order of the sheet."""
        return [
            Veldregel(
                vraag=vraag,
                kop=words(vraag.tekst, NEDERLANDS),
                op_blad=self._on_sheet(vraag),
                regel=regel,
                regeltekst=next(
                    (words(each["tekst"], NEDERLANDS) for each in vraag.regels if each["code"] == regel), ""
                ),
                hokjes=tuple((n, tekst) for n, (_code, tekst) in enumerate(boxes(vraag), 1)),
                field=self[_name(vraag, regel)],
                eerste=not place,
            )
            for vraag in self.vragen
            for place, regel in enumerate(_lines(vraag))
        ]

    def _on_sheet(self, vraag: Vraag) -> str:
        tekst = words(vraag.tekst, self.drukronde.taal)
        return "" if tekst == words(vraag.tekst, NEDERLANDS) else tekst


def _not_asked(vraag: Vraag) -> str:
    return _("Dit hoort niet bij het antwoord op %(bron)s. Kijk %(bron)s na, of laat dit leeg.") % {
        "bron": vraag.toon_als.get("vraag", "")
    }


def _left_open(gegeven: Gegeven) -> Gegeven:
    """Nothing typed on a sheet where something stands: that question was left open."""
    return Gegeven(regel=gegeven.regel, bijzonder=Bijzonder.LEEG) if gegeven.is_leeg else gegeven


def _lines(vraag: Vraag) -> list[str]:
    return [regel["code"] for regel in vraag.regels] or [""]


def _name(vraag: Vraag, regel: str) -> str:
    return f"{vraag.code}-{regel}" if regel else vraag.code


def _typed(vragen: Sequence[Vraag], gegevens: Gegevens) -> dict[str, str]:
    return {
        _name(vraag, each.regel): show_typed(vraag, each)
        for vraag in vragen
        for each in gegevens.get(vraag.code, ())
    }


def _field(vraag: Vraag) -> forms.CharField:
    """Of an open question an area of two lines; else a short field."""
    if vraag.soort == Vraagsoort.OPEN:
        widget: forms.Widget = forms.Textarea(attrs={"rows": 2, "autocomplete": "off"})
    else:
        widget = forms.TextInput(attrs={**TOETSHULP, "dir": "ltr"})
    return VrijeTekst(label=vraag.code, required=False, widget=widget)


class AvondForm(forms.Form):
    """Who is let in to type for one evening."""

    sleutel = forms.UUIDField(required=False, widget=forms.HiddenInput)
    naam = VrijeTekst(
        label=_("Wie gaat er typen?"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def clean_sleutel(self) -> uuid.UUID:
        return self.cleaned_data["sleutel"] or uuid.uuid4()

    def clean_naam(self) -> str:
        naam = " ".join(self.cleaned_data["naam"].split())
        if not naam:
            raise ValidationError(_("Schrijf op wie er gaat typen. Een voornaam is genoeg."))
        if len(naam) > 80:
            raise ValidationError(_("Deze naam is te lang. Gebruik hooguit 80 letters."))
        return naam
