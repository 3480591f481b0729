"""The forms that choose what a new report holds: one for each kind."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any, Final, cast

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agenda.models import AgendaVersie, Wijkagenda
from kern.basisform import PlainForm
from kern.fouten import DomeinFout
from kern.talen import DUTCH_NAMES
from rapportage.blad import sheet_languages
from rapportage.models import Rapport
from rapportage.nieuw.selectors import CONCEPT, Aanbod
from rapportage.samenstelling import (
    MAX_BUNDELS,
    MAX_INLEIDING,
    OPENBAAR,
    STANDAARD,
    Hoofdstuk,
    Onderdeel,
    Papier,
    Samenstelling,
)

Soort = Rapport.Soort


@dataclass(frozen=True, slots=True)
class Aanvraag:
    """What a filled in form asks for."""

    agenda: Wijkagenda
    versie: AgendaVersie | None
    samenstelling: Samenstelling
    taal: str = "nl"


@dataclass(frozen=True, slots=True)
class HoofdstukRegel:
    """A chapter on the form: its tick box and the field with its place."""

    kies: BoundField
    plaats: BoundField
    uitleg: str


UITLEG: Final = {
    Hoofdstuk.OOGOPSLAG: gettext_lazy("De droom, de waarden en de plannen op één bladzijde."),
    Hoofdstuk.GEVRAAGD: gettext_lazy("Wat de gemeente en anderen doen."),
    Hoofdstuk.WIJKTEAM: gettext_lazy("Wat bewoners aan het team vragen, met het antwoord."),
    Hoofdstuk.WAAROM: gettext_lazy("De aanleiding, en waarover bewoners meebeslissen."),
    Hoofdstuk.WAARDEN: gettext_lazy("Wat u samen belangrijk vindt, en hoe iemand dat merkt."),
    Hoofdstuk.KOMPAS: gettext_lazy("De tien fasen en waar u nu bent."),
    Hoofdstuk.CIJFERS: gettext_lazy("De cijfers van de wijk en de kaart."),
    Hoofdstuk.DEELNAME: gettext_lazy("Hoeveel verhalen, op welke manier en in welke taal."),
    Hoofdstuk.BEWONERS: gettext_lazy("Wat mensen antwoordden op de vragenlijst, zoals het op de site staat."),
    Hoofdstuk.PLANNEN: gettext_lazy("Elk plan op een eigen bladzijde."),
    Hoofdstuk.ANTWOORDEN: gettext_lazy("Wat er met de verhalen gebeurt."),
    Hoofdstuk.VASTGESTELD: gettext_lazy("Door wie, wanneer en hoeveel mensen voor waren."),
    Hoofdstuk.ZELFSCAN: gettext_lazy("De zelfscan van dit jaar naast die van vorig jaar."),
    Hoofdstuk.MEEDOEN: gettext_lazy("Hoe iemand verder komt, met een code om te scannen."),
    Hoofdstuk.BRONNEN: gettext_lazy("Waar cijfers en kaarten vandaan komen."),
}


class RapportForm(PlainForm):
    """A form that knows what this wijk has to make a report of."""

    def __init__(self, *args: Any, aanbod: Aanbod, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.aanbod = aanbod


class VanForm(RapportForm):
    """Of the draft or of the adopted agenda, whichever there are."""

    van = forms.ChoiceField(label=gettext_lazy("Van welke agenda?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, aanbod: Aanbod, **kwargs: Any) -> None:
        super().__init__(*args, aanbod=aanbod, **kwargs)
        field = cast(forms.ChoiceField, self.fields["van"])
        field.choices = aanbod.bronnen
        field.initial = aanbod.bronnen[0][0] if aanbod.bronnen else None

    def _source(self) -> tuple[Wijkagenda, AgendaVersie | None]:
        versie = None if self.cleaned_data["van"] == CONCEPT else self.aanbod.versie
        agenda = versie.agenda if versie else self.aanbod.agenda
        if agenda is None:
            raise DomeinFout("Er is nog geen agenda. Begin daarmee.")
        return agenda, versie


class AgendaRapportForm(VanForm):
    """Which chapters of the agenda, in which order, and what is shown of a plan."""

    toon = forms.MultipleChoiceField(
        label=gettext_lazy("Wat laat u zien bij een plan?"),
        choices=Onderdeel.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        initial=sorted(OPENBAAR),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number, each in enumerate(Hoofdstuk, start=1):
            self.fields[f"kies_{each}"] = forms.BooleanField(
                label=str(each.label), required=False, initial=each in STANDAARD
            )
            self.fields[f"plaats_{each}"] = forms.IntegerField(
                label=_("Plaats van %(naam)s") % {"naam": each.label},
                required=False,
                min_value=1,
                max_value=99,
                initial=number,
                widget=forms.NumberInput(
                    attrs={"class": "utrecht-textbox", "min": 1, "inputmode": "numeric"}
                ),
                error_messages={"invalid": _("Schrijf een heel getal, bijvoorbeeld 3.")},
            )

    def hoofdstukken(self) -> list[HoofdstukRegel]:
        """The chapters as the template shows them."""
        return [
            HoofdstukRegel(self[f"kies_{each}"], self[f"plaats_{each}"], str(UITLEG[each]))
            for each in Hoofdstuk
        ]

    def clean(self) -> dict[str, Any]:
        """At least one chapter."""
        cleaned = super().clean() or self.cleaned_data
        if not any(cleaned.get(f"kies_{each}") for each in Hoofdstuk):
            self.add_error(f"kies_{Hoofdstuk.OOGOPSLAG}", _("Kies minstens één hoofdstuk."))
        return cleaned

    def aanvraag(self) -> Aanvraag:
        agenda, versie = self._source()
        places = {
            each: self.cleaned_data.get(f"plaats_{each}") or number
            for number, each in enumerate(Hoofdstuk, start=1)
            if self.cleaned_data[f"kies_{each}"]
        }
        keuze = Samenstelling(
            hoofdstukken=tuple(sorted(places, key=lambda each: places[each])),
            toon=frozenset(map(Onderdeel, self.cleaned_data["toon"])),
        )
        return Aanvraag(agenda, versie, keuze)


class UitvoeringForm(VanForm):
    """The wijkuitvoeringsplan."""

    def aanvraag(self) -> Aanvraag:
        return Aanvraag(*self._source(), Samenstelling())


class TerugblikForm(RapportForm):
    """The year to look back on."""

    jaar = forms.ChoiceField(label=gettext_lazy("Op welk jaar kijkt u terug?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, aanbod: Aanbod, **kwargs: Any) -> None:
        super().__init__(*args, aanbod=aanbod, **kwargs)
        field = cast(forms.ChoiceField, self.fields["jaar"])
        field.choices = [
            (
                each.sleutel,
                _("%(jaar)d, bij de agenda %(van)d–%(tot)d")
                % {
                    "jaar": each.jaar,
                    "van": each.versie.agenda.van_jaar,
                    "tot": each.versie.agenda.tot_jaar,
                },
            )
            for each in aanbod.jaren
        ]
        field.initial = aanbod.jaren[0].sleutel if aanbod.jaren else None

    def aanvraag(self) -> Aanvraag:
        chosen = next(each for each in self.aanbod.jaren if each.sleutel == self.cleaned_data["jaar"])
        return Aanvraag(chosen.versie.agenda, chosen.versie, Samenstelling(jaar=chosen.jaar))


class TaalForm(RapportForm):
    """Something of the adopted agenda, in one language."""

    taal = forms.ChoiceField(
        label=gettext_lazy("In welke taal?"),
        widget=forms.RadioSelect,
        help_text=gettext_lazy("Wat u zelf schreef, blijft zoals u het schreef."),
    )

    def __init__(self, *args: Any, aanbod: Aanbod, **kwargs: Any) -> None:
        super().__init__(*args, aanbod=aanbod, **kwargs)
        field = cast(forms.ChoiceField, self.fields["taal"])
        field.choices = [(code, DUTCH_NAMES.get(code, code)) for code in sheet_languages()]
        field.initial = sheet_languages()[0]

    def _ask(self, keuze: Samenstelling) -> Aanvraag:
        versie = self.aanbod.versie
        if versie is None:
            raise DomeinFout("Dit kan pas als de agenda is vastgesteld.")
        return Aanvraag(versie.agenda, versie, keuze, self.cleaned_data["taal"])


class PosterForm(TaalForm):
    """What stands on the poster, and how large it is."""

    papier = forms.ChoiceField(
        label=gettext_lazy("Hoe groot?"), choices=Papier.choices, widget=forms.RadioSelect, initial=Papier.A4
    )
    bundels = forms.MultipleChoiceField(
        label=gettext_lazy("Wat komt erop?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Hooguit zes. Kiest u niets? Dan nemen wij de grootste onderwerpen."),
    )

    def __init__(self, *args: Any, aanbod: Aanbod, **kwargs: Any) -> None:
        super().__init__(*args, aanbod=aanbod, **kwargs)
        field = cast(forms.ChoiceField, self.fields["bundels"])
        field.choices = [(str(each.bundel), each.titel) for each in aanbod.kaartjes]
        field.initial = [str(each.bundel) for each in aanbod.kaartjes[:MAX_BUNDELS]]

    def clean_bundels(self) -> list[str]:
        """No more than can be read from two metres."""
        chosen: list[str] = self.cleaned_data["bundels"]
        if len(chosen) > MAX_BUNDELS:
            raise forms.ValidationError(_("Op een poster passen hooguit zes onderwerpen. Kies er minder."))
        return chosen

    def aanvraag(self) -> Aanvraag:
        chosen = tuple(map(uuid.UUID, self.cleaned_data["bundels"]))
        return self._ask(Samenstelling(bundels=chosen, papier=Papier(self.cleaned_data["papier"])))


class BriefForm(TaalForm):
    """The letter, with what the team itself wants to say first."""

    inleiding = forms.CharField(
        label=gettext_lazy("Het begin van de brief"),
        max_length=MAX_INLEIDING,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy(
            "Schrijf dit in de taal van de brief. Laat u het leeg? Dan schrijven wij: wij vroegen u hoe het"
            " gaat, en dank u wel."
        ),
    )

    def aanvraag(self) -> Aanvraag:
        return self._ask(Samenstelling(inleiding=self.cleaned_data["inleiding"].strip()))


# What `aanvraag` of each gives is what is asked for, once the form is valid.
Verslagform = AgendaRapportForm | UitvoeringForm | TerugblikForm | PosterForm | BriefForm
FORMS: Final[dict[str, type[Verslagform]]] = {
    Soort.AGENDA: AgendaRapportForm,
    Soort.UITVOERINGSPLAN: UitvoeringForm,
    Soort.TERUGBLIK: TerugblikForm,
    Soort.POSTER: PosterForm,
    Soort.BRIEF: BriefForm,
}
