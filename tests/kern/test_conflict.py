from __future__ import annotations

from django import forms

from kern.conflict import Verschil, compare
from wijken.models import Wijk


class Formulier(forms.Form):
    revisie = forms.IntegerField()
    naam = forms.CharField(label="Naam", required=False)
    reactie_weken = forms.ChoiceField(label="Weken", choices=[("2", "twee weken"), ("3", "drie weken")])
    voorbeeld = forms.BooleanField(label="Voorbeeld", required=False)
    nergens = forms.CharField(required=False)


def filled(**typed: str) -> Formulier:
    form = Formulier({"revisie": "1", "naam": "Jubbega", "reactie_weken": "2"} | typed)
    assert form.is_valid()
    return form


def test_only_what_differs_in_the_words_of_the_form() -> None:
    wijk = Wijk(revisie=4, naam="De Kern", reactie_weken="3", voorbeeld=True)
    conflict = compare(filled(), wijk)
    assert conflict.revisie == 4
    assert conflict.verschillen == (
        Verschil("Naam", "Jubbega", "De Kern"),
        Verschil("Weken", "twee weken", "drie weken"),
        Verschil("Voorbeeld", "nee", "ja"),
    )


def test_line_endings_and_spaces_are_no_difference() -> None:
    wijk = Wijk(revisie=2, naam="regel 1\nregel 2 ", reactie_weken="2")
    assert compare(filled(naam="regel 1\r\nregel 2"), wijk).verschillen == ()


def test_some_fields_only() -> None:
    wijk = Wijk(revisie=2, naam="De Kern", reactie_weken="3")
    assert [row.label for row in compare(filled(), wijk, ["naam"]).verschillen] == ["Naam"]
