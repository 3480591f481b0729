"""The forms of who reads a file of answers in: the file, its columns, the values that we do not know."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from analyse.bestand.koppelen import PERSOON, TIJD, Gok, choices_for
from analyse.bestand.lezen import LEEG, MAX_BYTES, TE_GROOT, Blad
from analyse.bestand.omzetten import Opzet
from analyse.bestand.overzicht import Vraagwaarden
from analyse.models import Vraag
from bewoners.models import NEDERLANDS, Kanaal
from kern.basisform import PlainForm
from kern.talen import DUTCH_NAMES

OVERSLAAN: Final = "-"
_TOON: Final = 3
_KORT: Final = 30


class BestandForm(PlainForm):
    """A file from another program."""

    bestand = forms.FileField(
        label=_("Kies uw bestand"),
        help_text=_(
            "CSV of Excel (.xlsx), hooguit 5 MB en 5.000 rijen. Bovenaan staat een regel met titels."
        ),
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.xlsx"}),
    )
    blad = forms.CharField(
        label=_("Welk blad van het Excel-bestand?"),
        help_text=_("Laat dit leeg als er één blad is. Anders lezen wij het eerste blad waar iets op staat."),
        max_length=40,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key in ("required", "invalid", "missing"):
            self.fields["bestand"].error_messages[key] = _("Kies eerst een bestand.")
        self.fields["bestand"].error_messages["empty"] = LEEG

    def clean_bestand(self) -> UploadedFile[Any]:
        bestand: UploadedFile[Any] = self.cleaned_data["bestand"]
        if (bestand.size or 0) > MAX_BYTES:
            raise forms.ValidationError(TE_GROOT)
        return bestand


class KolommenForm(PlainForm):
    """What each column of the file is."""

    kanaal = forms.ChoiceField(label=_("Hoe kwamen deze antwoorden binnen?"), choices=Kanaal.choices)
    taal = forms.ChoiceField(label=_("In welke taal vulden mensen de lijst in?"))

    def __init__(
        self,
        *args: Any,
        blad: Blad,
        vragen: Sequence[Vraag],
        gokken: Sequence[Gok],
        opzet: Opzet,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.breed = len(blad.kop)
        now = opzet.kolommen if len(opzet.kolommen) == self.breed else [gok.doel for gok in gokken]
        for place, (titel, gok) in enumerate(zip(blad.kop, gokken, strict=True)):
            name = f"kolom-{place}"
            doel = self.data.get(name, now[place]) if self.is_bound else now[place]
            self.fields[name] = forms.ChoiceField(
                label=titel,
                choices=choices_for(vragen, doel),
                initial=now[place],
                required=False,
                help_text=_hint(gok, blad, place),
                error_messages={"invalid_choice": _("Kies er een uit de lijst.")},
            )
        self.fields["taal"].choices = list(DUTCH_NAMES.items())  # type: ignore[attr-defined]
        self.initial.update(kanaal=opzet.kanaal, taal=opzet.taal or NEDERLANDS)

    @property
    def velden(self) -> list[forms.BoundField]:
        return [self[f"kolom-{place}"] for place in range(self.breed)]

    @property
    def kolommen(self) -> list[str]:
        """What was chosen, of a form without errors."""
        return [self.cleaned_data[f"kolom-{place}"] for place in range(self.breed)]


def _hint(gok: Gok, blad: Blad, place: int) -> str:
    """Why we do not use it, and what stands in it; of who somebody is nothing is shown."""
    return gok.waarom if gok.waarom in (PERSOON, TIJD) else f"{gok.waarom} {_examples(blad, place)}".strip()


def _examples(blad: Blad, place: int) -> str:
    """The first values of a column, short, to know it by."""
    seen = dict.fromkeys(cells[place] for _regel, cells in blad.rijen[:50] if cells[place])
    shown = [each if len(each) <= _KORT else f"{each[:_KORT].rstrip()}…" for each in list(seen)[:_TOON]]
    if not shown:
        return gettext("Deze kolom is leeg.")
    return gettext("Bijvoorbeeld: %(waarden)s") % {"waarden": "; ".join(shown)}


class WaardenForm(forms.Form):
    """What the values mean that we do not know."""

    def __init__(self, *args: Any, waarden: Sequence[Vraagwaarden], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for vraag in waarden:
            for waarde in vraag.onbekend:
                self.fields[waarde.veld] = forms.ChoiceField(
                    label=waarde.label,
                    choices=[(OVERSLAAN, _("Overslaan")), *vraag.keuzes],
                    initial=waarde.gekozen or OVERSLAAN,
                    help_text=ngettext_lazy("%(n)d keer", "%(n)d keer", "n") % {"n": waarde.aantal},
                    required=False,
                )
        self.plekken = {
            waarde.veld: (vraag.code, waarde.sleutel) for vraag in waarden for waarde in vraag.onbekend
        }

    @property
    def waarden(self) -> dict[str, dict[str, str]]:
        """By question and key of the value what it is; '' passes it over."""
        found: dict[str, dict[str, str]] = {}
        for veld, (code, sleutel) in self.plekken.items():
            said = self.cleaned_data.get(veld) or OVERSLAAN
            found.setdefault(code, {})[sleutel] = "" if said == OVERSLAAN else said
        return found
