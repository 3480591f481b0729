"""A page of the last version is open while a new one is installed: its forms and its style.

What the next version adds or drops is not known yet. What can be tried is what such a page does to any form:
it sends fields that are not known, and leaves out fields that are.
"""

from __future__ import annotations

import html
from pathlib import Path

import pytest
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command
from django.test import Client
from pytest_django.fixtures import Settings

from tests.project.test_slechte_invoer import ANSWERS, ROWS, Plek, plek, undone
from tests.project.test_slechte_invoer import ASKED_ANEW as DIGITS

__all__ = ["plek"]
pytestmark = pytest.mark.django_db
OLD_FIELDS = {"veld_van_vroeger": "x", "acties-7-veld_van_vroeger": "y", "hx-oud": ""}
ASKED_ANEW = (*DIGITS, "/wachtwoord/")  # what is typed there never comes back
STORY = "Wij missen een bankje bij de winkel."


@pytest.mark.parametrize("plek", ROWS, indirect=True)
def test_a_form_of_the_last_version_is_no_error_and_costs_no_word(plek: Plek) -> None:
    """With fields that no longer exist it works as ever; with one field left out it keeps the rest."""
    for adres, form in plek.forms():
        full = form.fill(STORY)
        with undone(plek.client):
            usual = plek.send(adres, form, full).status_code
        with undone(plek.client):
            assert plek.send(adres, form, {**full, **OLD_FIELDS}).status_code == usual, adres
        typed = {naam for naam, veld in form.velden.items() if veld.soort == "typed"}
        for missing in form.velden.keys() - {"csrfmiddlewaretoken"}:
            sent = {naam: value for naam, value in full.items() if naam != missing}
            with undone(plek.client):
                response = plek.send(adres, form, sent)
            assert response.status_code in ANSWERS | {404, 429}, f"{adres} without {missing}"
            shown = form.velden[missing].soort != "fixed" and not adres.endswith(ASKED_ANEW)
            if response.status_code in (409, 422) and shown and typed - {missing}:
                assert STORY in html.unescape(response.content.decode()), f"{adres} without {missing}"


def install(source: Path, text: str, settings: Settings) -> str:
    """A version with this style: collected into the volume that the last version used. Out: its address."""
    (source / "proef.css").write_text(text, encoding="utf-8")
    staticfiles_storage._setup()  # type: ignore[attr-defined]  # forgets what it read of the last version
    call_command("collectstatic", interactive=False, verbosity=0)
    return str(staticfiles_storage.url("proef.css"))


def test_the_style_of_the_last_version_stays(tmp_path: Path, settings: Settings) -> None:
    """Collected into the same folder without --clear, as docker-compose.yml does."""
    source, root = tmp_path / "bron", tmp_path / "static"
    source.mkdir()
    root.mkdir()
    settings.STATIC_ROOT = root
    settings.STATICFILES_DIRS = [source]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.WHITENOISE_USE_FINDERS = False
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    }
    before = install(source, "body { color: black }", settings)
    after = install(source, "body { color: navy }", settings)
    assert before != after
    client = Client()
    for address, colour in ((before, "black"), (after, "navy")):
        answer = client.get(address)
        assert answer.status_code == 200
        assert colour in answer.getvalue().decode()
        answer.close()
