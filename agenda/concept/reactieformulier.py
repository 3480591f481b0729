"""The form in which anyone says what he thinks of a plan, or of the whole."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from agenda.concept.reageren import MAX_REACTIE
from bewoners.forms import MetVal, TekstForm


class ReactieForm(MetVal, TekstForm):
    """What somebody thinks of a plan. `verzend_id` is made with the page, so that a double click is one."""

    hoogstens = MAX_REACTIE
    verzend_id = forms.UUIDField(required=False, widget=forms.HiddenInput)
    field_order = ("tekst", "website", "verzend_id")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tekst"].label = _("Wat vindt u ervan?")

    def clean_verzend_id(self) -> uuid.UUID:
        return self.cleaned_data["verzend_id"] or uuid.uuid4()


class GeheelForm(ReactieForm):
    """What somebody misses in the concept, or thinks of the whole."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tekst"].label = _("Mist u iets, of wilt u iets over het geheel zeggen?")
