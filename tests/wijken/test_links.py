"""The token of a link follows from the row and CODE_SECRET, so that the same link can be mailed again."""

from __future__ import annotations

import base64
import datetime as dt

import pytest
from pytest_django.fixtures import Settings

from kern.klok import today
from tests.factories import make_wijk
from tests.samen import make_toegangslink
from wijken.links import find_link, hash_token, make_link, renew_link, repeat_link, revoke_link, token_for
from wijken.models import Toegangslink

pytestmark = pytest.mark.django_db
WEEK = dt.timedelta(days=7)


def test_a_token_is_256_bits_and_differs_per_link_per_time_and_per_secret(settings: Settings) -> None:
    wijk = make_wijk()
    first, second = make_link(wijk=wijk, geldig=WEEK), make_link(wijk=wijk, geldig=WEEK)
    again = renew_link(link=first.link, geldig=WEEK)
    tokens = {first.token, second.token, again.token}
    assert token_for(again.link) == again.token
    settings.CODE_SECRET = "another-secret"
    tokens.add(token_for(again.link))
    assert len(tokens) == 4
    assert {len(base64.urlsafe_b64decode(token + "=")) for token in tokens} == {32}
    assert set(Toegangslink.objects.values_list("token_hash", flat=True)) == {
        hash_token(again.token),
        hash_token(second.token),
    }


def test_the_same_link_is_mailed_again_and_works_longer() -> None:
    made = make_link(wijk=make_wijk(), geldig=WEEK)
    again = repeat_link(link=made.link, geldig=3 * WEEK)
    assert again.token == made.token
    assert again.link.verloopt_op == today() + 3 * WEEK
    shorter = repeat_link(link=made.link, geldig=WEEK)
    assert shorter.link.verloopt_op == today() + 3 * WEEK


def test_an_ended_link_or_one_of_another_secret_gets_a_new_token(settings: Settings) -> None:
    wijk = make_wijk()
    ended = make_link(wijk=wijk, geldig=WEEK)
    revoke_link(link=ended.link)
    fresh = repeat_link(link=ended.link, geldig=WEEK)
    assert fresh.token != ended.token
    assert find_link(ended.token) is None
    assert find_link(fresh.token) == fresh.link

    elsewhere = make_toegangslink(wijk, "made-at-random-before")
    mended = repeat_link(link=elsewhere, geldig=WEEK)
    assert find_link(mended.token) == elsewhere
    assert find_link("made-at-random-before") is None
