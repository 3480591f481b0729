"""What forms share: errors that say what to do. Residents meet them too."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

ZINNEN: dict[str, Any] = {
    "invalid_choice": _("Kies er een uit de lijst."),
    "max_length": _("Dit is te lang. Gebruik hooguit %(limit_value)d tekens, nu zijn het er %(show_value)d."),
    "min_value": _("Dit getal is te klein. Schrijf %(limit_value)s of meer."),
    "max_value": _("Dit getal is te groot. Schrijf %(limit_value)s of minder."),
}


class PlainForm(forms.Form):
    """A form whose errors say what to do. `zinnen` has the sentence for each field that must be filled in."""

    zinnen: ClassVar[dict[str, Any]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.error_messages.update(ZINNEN)
            field.error_messages["required"] = self.zinnen.get(name, _("Vul dit in."))
            if isinstance(field, forms.IntegerField):
                field.error_messages["invalid"] = _("Schrijf een heel getal, zonder punt of komma.")
            elif isinstance(field, forms.DateField):
                field.error_messages["invalid"] = _("Kies een dag, bijvoorbeeld 14-01-2027.")


class MetRevisieForm(PlainForm):
    """A form for a row that two people may have open; the page writes `revisie` itself."""

    revisie = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
