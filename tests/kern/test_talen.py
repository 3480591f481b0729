"""The language by address and cookie, on every public page."""

from __future__ import annotations

import re

import pytest
from django.conf import settings
from django.test import Client

from kern.talen import LANGUAGES_BY_CODE, shown_language
from tests.factories import Rol, make_gebruiker, make_wijk


@pytest.mark.parametrize("taal", sorted(LANGUAGES_BY_CODE))
def test_address_keeps_the_language_in_a_cookie_and_goes_on_without_it(client: Client, taal: str) -> None:
    response = client.get("/privacy/", {"taal": taal, "van": "folder"})

    assert response.status_code == 302
    assert response["Location"] == "/privacy/?van=folder"
    assert response.cookies[settings.LANGUAGE_COOKIE_NAME].value == taal


def test_unknown_language_changes_nothing(client: Client) -> None:
    response = client.get("/privacy/", {"taal": "xx"})

    assert response.status_code == 200
    assert settings.LANGUAGE_COOKIE_NAME not in response.cookies


def test_language_switch_never_leaves_the_site(client: Client) -> None:
    response = client.get("/", {"taal": "ar"}, PATH_INFO="//elders.example/")

    assert response["Location"] == "/%2Felders.example/"


@pytest.mark.parametrize("taal", ["ar", "onzin"])
def test_page_names_the_language_that_it_speaks(client: Client, taal: str) -> None:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = taal
    response = client.get("/privacy/")
    spoken = shown_language(taal) if taal in LANGUAGES_BY_CODE else "nl"

    assert response["Content-Language"] == spoken
    assert re.search(rf'<html\s+lang="{spoken}"', response.content.decode())


def test_language_without_texts_is_not_claimed() -> None:
    assert shown_language("nl") == "nl"
    assert shown_language("zz") == "nl"


@pytest.mark.django_db
@pytest.mark.parametrize(("adres", "ingelogd"), [("/inloggen/", False), ("/team/", True)])
def test_pages_of_the_team_are_dutch_and_say_so(client: Client, adres: str, ingelogd: bool) -> None:
    if ingelogd:
        client.force_login(make_gebruiker(Rol.TEAMLID, wijk=make_wijk()))
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "ar"
    response = client.get(adres, follow=True)

    assert response.request["PATH_INFO"].startswith(adres)
    assert response["Content-Language"] == "nl"
    assert re.search(r'<html\s+lang="nl"\s+dir="ltr"', response.content.decode())


@pytest.mark.django_db
def test_next_page_for_residents_is_in_their_language_again(client: Client) -> None:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "ar"
    client.get("/inloggen/")

    assert re.search(r'<html\s+lang="ar"\s+dir="rtl"', client.get("/").content.decode())
