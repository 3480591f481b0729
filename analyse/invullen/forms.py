"""A question as a form: for a resident's phone, the preview, the door and quick entry alike.

`make_vraagform` picks the form of a question; templates/analyse/vraag.html draws it. Each field carries the
code of its question in its name, so that several questions may stand on one page.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Final

from django import forms
from django.http import QueryDict
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from analyse.antwoorden import (
    ANDERS,
    JA_NEE,
    MAX_ANDERS,
    MAX_OPEN,
    WEET_NIET,
    Gegeven,
    Gegevens,
    clean_gegeven,
    lines_of,
    words,
)
from analyse.invullen.woorden import (
    GEZICHT_PICTOGRAM,
    GEZICHT_TEKST,
    JA_NEE_TEKST,
    in_taal,
    pictogrammen_of,
)
from analyse.keuzes import Vraagsoort
from analyse.models import Vraag
from bewoners.forms import TekstForm, VrijeTekst
from kern.fouten import DomeinFout

KIES: Final = gettext_lazy("Kies iets uit de lijst.")
# About people themselves, to lay beside CBS: no invitation to tell more than was asked.
ACHTERGROND: Final = frozenset({"V39", "V40", "V41", "V42"})
PLAATSEN: Final = (gettext_lazy("Eerste keus"), gettext_lazy("Tweede keus"), gettext_lazy("Derde keus"))
VEEL_PLAATJES: Final = 6


class VraagForm(forms.Form):
    """One question; nothing is required. After `is_valid()` its `antwoord` is what was answered."""

    vorm: ClassVar[str]  # how vraag.html draws it

    def __init__(
        self,
        vraag: Vraag,
        data: QueryDict | None = None,
        *,
        taal: str = "nl",
        regels: Sequence[Mapping[str, Any]] = (),
        gegeven: Sequence[Gegeven] = (),
    ) -> None:
        self.vraag, self.taal, self.regels = vraag, taal, regels
        self.antwoord: tuple[Gegeven, ...] = ()
        super().__init__(data, prefix=vraag.code, initial=self.start(gegeven))
        self.kop = in_taal(vraag.tekst, taal)
        self.uitleg = in_taal(vraag.uitleg, taal) if vraag.uitleg else ""
        self.pictogrammen = pictogrammen_of(vraag)
        self.build()

    def start(self, gegeven: Sequence[Gegeven]) -> dict[str, Any]:
        """What stands in the fields, from an answer given before."""
        raise NotImplementedError

    def build(self) -> None:
        """Make the fields of this question."""
        raise NotImplementedError

    def given(self) -> list[tuple[str, Gegeven]]:
        """What was filled in, each with the field it came from."""
        raise NotImplementedError

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or self.cleaned_data
        if self.errors:
            return answers
        kept = []
        for field, gegeven in self.given():
            try:
                kept.append(clean_gegeven(self.vraag, gegeven))
            except DomeinFout as fout:
                self.add_error(field, fout.zin)
        self.antwoord = tuple(each for each in kept if not each.is_leeg)
        return answers

    def keuzes(self) -> list[tuple[str, str]]:
        """The answers to choose from, in the language of the reader."""
        if self.vraag.soort == Vraagsoort.JN:
            return [(code, str(JA_NEE_TEKST[code])) for code in JA_NEE]
        return [(keuze["code"], in_taal(keuze["tekst"], self.taal)) for keuze in self.vraag.antwoorden]

    @property
    def hint(self) -> str:
        """Half a sentence on how to answer."""
        return ""

    @property
    def toelichting(self) -> str:
        """The explanation of the question and how to answer it, as one."""
        return (
            format_html("{} {}", self.uitleg, self.hint)
            if self.uitleg and self.hint
            else self.uitleg or self.hint
        )

    @property
    def met_anders(self) -> bool:
        """Whether somebody may say in a few words what else."""
        return self.vraag.code not in ACHTERGROND and any(
            keuze["code"] == ANDERS for keuze in self.vraag.antwoorden
        )

    @property
    def met_plaatjes(self) -> bool:
        """Many short answers with a picture each stand beside each other."""
        return len(self.pictogrammen) >= max(VEEL_PLAATJES, len(self.vraag.antwoorden))


def _kies(keuzes: Sequence[tuple[str, str]]) -> forms.ChoiceField:
    return forms.ChoiceField(
        choices=keuzes, required=False, widget=forms.RadioSelect, error_messages={"invalid_choice": KIES}
    )


class MetTekst(TekstForm):
    """Words that may stay away. They stop once at what others may not read, as those of a story do."""

    def clean_tekst(self) -> str:
        return super().clean_tekst() if self.cleaned_data["tekst"] else ""


class OpenVraag(MetTekst, VraagForm):
    """In one's own words."""

    vorm = "open"
    hoogstens = MAX_OPEN

    def start(self, gegeven: Sequence[Gegeven]) -> dict[str, Any]:
        return {"tekst": gegeven[0].tekst if gegeven else ""}

    def build(self) -> None:
        self.fields["tekst"].label = self.kop
        self.fields["tekst"].widget.attrs["data-hoogstens"] = MAX_OPEN

    @property
    def hint(self) -> str:
        """What should not be told here."""
        return _("Schrijf geen namen, nummers of ziektes op.")

    @property
    def beschreven(self) -> str:
        """The ids of what else is said about the field."""
        return f"{self.prefix}_teller {self.prefix}_mic"

    def given(self) -> list[tuple[str, Gegeven]]:
        return [("tekst", Gegeven(tekst=self.cleaned_data["tekst"]))]


class _MetAnders(MetTekst, VraagForm):
    hoogstens = MAX_ANDERS

    def build(self) -> None:
        if not self.met_anders:
            del self.fields["tekst"]
            return
        self.fields["tekst"] = VrijeTekst(
            label=_("Koos u ‘anders’? Wat dan?"),
            required=False,
            widget=forms.TextInput(attrs={"autocomplete": "off"}),
        )

    def gekozen(self, keuzes: tuple[str, ...]) -> Gegeven:
        """Who writes what else, and chose nothing yet, chose 'anders'."""
        tekst = self.cleaned_data.get("tekst", "")
        return Gegeven(keuzes=keuzes or ((ANDERS,) if tekst else ()), tekst=tekst)


class EenVraag(_MetAnders):
    """One answer: of the list, or yes, no, I do not know."""

    vorm = "keuze"

    def start(self, gegeven: Sequence[Gegeven]) -> dict[str, Any]:
        first = gegeven[0] if gegeven else Gegeven()
        return {"keuze": first.keuzes[0] if first.keuzes else "", "tekst": first.tekst}

    def build(self) -> None:
        super().build()
        self.fields["keuze"] = _kies(self.keuzes())
        self.fields["keuze"].label = self.kop
        self.order_fields(["keuze", "tekst"])

    def given(self) -> list[tuple[str, Gegeven]]:
        keuze = self.cleaned_data["keuze"]
        return [("keuze", self.gekozen((keuze,) if keuze else ()))]


class MeerVraag(_MetAnders):
    """More answers, perhaps no more than so many."""

    vorm = "keuze"

    def start(self, gegeven: Sequence[Gegeven]) -> dict[str, Any]:
        first = gegeven[0] if gegeven else Gegeven()
        return {"keuze": list(first.keuzes), "tekst": first.tekst}

    def build(self) -> None:
        super().build()
        self.fields["keuze"] = forms.MultipleChoiceField(
            label=self.kop,
            choices=self.keuzes(),
            required=False,
            widget=forms.CheckboxSelectMultiple,
            error_messages={"invalid_choice": KIES},
        )
        self.order_fields(["keuze", "tekst"])

    @property
    def hint(self) -> str:
        """How many one may choose."""
        if self.vraag.hoogstens:
            return _("Kies er hoogstens %(aantal)d.") % {"aantal": self.vraag.hoogstens}
        return _("U mag er meer kiezen.")

    def given(self) -> list[tuple[str, Gegeven]]:
        return [("keuze", self.gekozen(tuple(self.cleaned_data["keuze"])))]


class GetalVraag(VraagForm):
    """A mark from 1 to 10, or one of five faces."""

    def start(self, gegeven: Sequence[Gegeven]) -> dict[str, Any]:
        first = gegeven[0] if gegeven else Gegeven()
        return {"keuze": str(first.getal or "") or (first.keuzes[0] if first.keuzes else "")}

    def build(self) -> None:
        self.fields["keuze"] = _kies(self.keuzes())
        self.fields["keuze"].label = self.kop

    def given(self) -> list[tuple[str, Gegeven]]:
        keuze = self.cleaned_data["keuze"]
        if keuze == WEET_NIET:
            return [("keuze", Gegeven(keuzes=(WEET_NIET,)))]
        return [("keuze", Gegeven(getal=int(keuze) if keuze else None))]


class CijferVraag(GetalVraag):
    vorm = "cijfer"

    def keuzes(self) -> list[tuple[str, str]]:
        return [(str(getal), str(getal)) for getal in range(1, 11)]

    @property
    def hint(self) -> str:
        """What the marks mean."""
        return _("1 is heel slecht. 10 is heel goed.")


class SmileyVraag(GetalVraag):
    vorm = "keuze"

    def build(self) -> None:
        super().build()
        self.pictogrammen = GEZICHT_PICTOGRAM

    def keuzes(self) -> list[tuple[str, str]]:
        return [(code, str(tekst)) for code, tekst in GEZICHT_TEKST.items()]

    @property
    def met_plaatjes(self) -> bool:
        return False


class RangVraag(VraagForm):
    """Choose, the most important first. A place left open in between closes by itself."""

    vorm = "rang"

    @property
    def namen(self) -> list[str]:
        aantal = min(self.vraag.hoogstens or len(PLAATSEN), len(PLAATSEN), len(self.vraag.antwoorden))
        return [f"plaats{nummer}" for nummer in range(aantal)]

    def start(self, gegeven: Sequence[Gegeven]) -> dict[str, Any]:
        keuzes = gegeven[0].keuzes if gegeven else ()
        return {f"plaats{nummer}": keuze for nummer, keuze in enumerate(keuzes)}

    def build(self) -> None:
        keuzes = [(each["code"], words(each["tekst"], self.taal)) for each in self.vraag.antwoorden]
        for nummer, naam in enumerate(self.namen):
            self.fields[naam] = forms.ChoiceField(
                label=PLAATSEN[nummer],
                choices=[("", _("Niet gekozen")), *keuzes],
                required=False,
                error_messages={"invalid_choice": KIES},
            )

    @property
    def hint(self) -> str:
        """What to do."""
        return _("Kies wat u het belangrijkst vindt. Begin met het belangrijkste.")

    def plaatsen(self) -> list[forms.BoundField]:
        """The fields, first choice first."""
        return [self[naam] for naam in self.namen]

    def given(self) -> list[tuple[str, Gegeven]]:
        keuzes: list[str] = []
        place = self.namen[0]
        for naam in self.namen:
            keuze = self.cleaned_data[naam]
            if keuze in keuzes:
                place = naam  # what is said about a second time stands there
            if keuze:
                keuzes.append(keuze)
        return [(place, Gegeven(keuzes=tuple(keuzes)))]


class RegelVraag(VraagForm):
    """One answer to each line."""

    vorm = "regels"

    def start(self, gegeven: Sequence[Gegeven]) -> dict[str, Any]:
        return {f"regel_{each.regel}": each.keuzes[0] for each in gegeven if each.keuzes}

    def build(self) -> None:
        for regel in self.regels:
            field = _kies(self.keuzes())
            field.label = in_taal(regel["tekst"], self.taal)
            self.fields[f"regel_{regel['code']}"] = field

    @property
    def is_ja_nee(self) -> bool:
        """Short answers stand beside each other."""
        return self.vraag.soort == Vraagsoort.JN

    def given(self) -> list[tuple[str, Gegeven]]:
        return [
            (naam, Gegeven(regel=naam.removeprefix("regel_"), keuzes=(keuze,)))
            for naam in self.fields
            if (keuze := self.cleaned_data[naam])
        ]


VORMEN: Final[Mapping[str, type[VraagForm]]] = {
    Vraagsoort.OPEN: OpenVraag,
    Vraagsoort.EEN: EenVraag,
    Vraagsoort.MEER: MeerVraag,
    Vraagsoort.CIJFER: CijferVraag,
    Vraagsoort.SMILEY5: SmileyVraag,
    Vraagsoort.RANG: RangVraag,
    Vraagsoort.JN: EenVraag,
}


def make_vraagform(
    vraag: Vraag, data: QueryDict | None = None, *, gegevens: Gegevens, taal: str = "nl"
) -> VraagForm:
    """The form of a question, with what was answered before in it.

    `gegevens` are all answers so far: they say which lines are asked.
    """
    vorm = RegelVraag if vraag.regels else VORMEN[vraag.soort]
    return vorm(
        vraag, data, taal=taal, regels=lines_of(vraag, gegevens), gegeven=gegevens.get(vraag.code, ())
    )
