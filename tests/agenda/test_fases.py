from __future__ import annotations

from dataclasses import replace

import pytest

from agenda.fases import Fase, Stand, checks_of, fases_of, segmenten, zin_of
from agenda.keuzes_team import FasekeuzeSoort
from agenda.stokt import stokt_of
from agenda.volgende import taken_of, volgende_stap
from kern.kompas import Staat, draw_kompas

LEEG = Stand()
BEGONNEN = Stand(
    agenda=True,
    aanleiding=True,
    opdracht=True,
    zeggenschap=True,
    voorwaarden=True,
    groep_bewoners=3,
    cijfers=True,
)
GEHOORD = replace(BEGONNEN, verhalen=30, wegen=3, nieuw=2, bundels=4)
GEKOZEN = replace(GEHOORD, plannen=3, acties=4, plannen_met_verhaal_en_cijfer=3)
VAST = replace(GEKOZEN, vastgesteld=True, aangeboden=True)


def test_ten_phases_numbered_from_nought() -> None:
    assert [fase.nummer for fase in Fase] == list(range(10))
    assert len(segmenten(fases_of(LEEG, Fase.AANLEIDING))) == 10


@pytest.mark.parametrize(
    ("stand", "fase", "kop"),
    [
        (LEEG, Fase.AANLEIDING, "Schrijf op waarom u begint"),
        (BEGONNEN, Fase.VERHALEN, "Vraag bewoners om hun verhaal"),
        (replace(BEGONNEN, verhalen=1, nieuw=1), Fase.VERHALEN, "Lees 1 nieuw verhaal"),
        (replace(BEGONNEN, verhalen=9, nieuw=3), Fase.VERHALEN, "Lees 3 nieuwe verhalen"),
        (replace(BEGONNEN, verhalen=9), Fase.KIEZEN, "Leg verhalen bij elkaar"),
        (GEHOORD, Fase.KIEZEN, "Maak het eerste plan"),
        (replace(GEKOZEN, bundels_zonder_antwoord=4), Fase.KIEZEN, "Beantwoord de laatste 4 bundels"),
        (replace(GEKOZEN, plannen_zonder_actie=1), Fase.VASTSTELLEN, "Zoek bij elk plan iemand die begint"),
        (replace(GEKOZEN, acties_zonder_trekker=1), Fase.VASTSTELLEN, "Zoek bij elk plan iemand die begint"),
        (GEKOZEN, Fase.VASTSTELLEN, "Stel de agenda vast"),
        (replace(VAST, aangeboden=False), Fase.TERUGKOPPELEN, "Bied de agenda aan de gemeente aan"),
        (VAST, Fase.DOEN, "Vertel hoe het gaat"),
        (replace(VAST, acties_af=4), Fase.BIJSTELLEN, "Kijk samen terug"),
        (replace(VAST, laatste_jaar_voorbij=True), Fase.BIJSTELLEN, "Kijk samen terug"),
        (replace(VAST, acties_af=4, zelfscan_team=True), Fase.BIJSTELLEN, "Begin een nieuwe ronde"),
    ],
)
def test_there_is_always_exactly_one_next_step(stand: Stand, fase: Fase, kop: str) -> None:
    stap = volgende_stap(stand, mag_vaststellen=True)
    assert (stap.fase, stap.kop) == (fase, kop)
    assert stap.waarom
    assert stap.knop
    fases = fases_of(stand, stap.fase)
    assert [f.fase for f in fases if f.staat is Staat.NU] == [fase]
    assert f"fase {fase.nummer}, {fase.label}" in zin_of(fases)
    assert draw_kompas(segmenten(fases)).naald == f"{fase.nummer * 36}"


def test_who_may_not_adopt_is_not_sent_to_adopting() -> None:
    stap = volgende_stap(GEKOZEN, mag_vaststellen=False)
    assert stap.doel == "agenda:agenda_team"
    assert "coördinator" in stap.waarom


def test_the_oldest_bundle_is_named_when_it_waits() -> None:
    stand = replace(GEKOZEN, bundels_zonder_antwoord=1, oudste_bundel_dagen=23)
    stap = volgende_stap(stand, mag_vaststellen=True)
    assert stap.kop == "Beantwoord de laatste bundel"
    assert "De oudste bundel wacht 23 dagen." in stap.waarom


@pytest.mark.parametrize(
    ("stand", "fase", "klaar"),
    [
        (BEGONNEN, Fase.AANLEIDING, [True, True, True, True, True]),
        (replace(BEGONNEN, groep_bewoners=2), Fase.AANLEIDING, [True, True, True, True, False]),
        (
            replace(BEGONNEN, opdracht=False, voorwaarden=False),
            Fase.AANLEIDING,
            [True, False, True, False, True],
        ),
        (LEEG, Fase.CIJFERS, [False]),
        (replace(BEGONNEN, verhalen=9, wegen=1), Fase.VERHALEN, [False, False, True]),
        (GEHOORD, Fase.VERHALEN, [True, True, False]),
        (replace(GEKOZEN, plannen_met_verhaal_en_cijfer=1), Fase.DUIDEN, [True, False]),
        (GEHOORD, Fase.KIEZEN, [True, True, False, False]),
        (GEKOZEN, Fase.KIEZEN, [True, True, True, True]),
        (replace(GEKOZEN, plannen_zonder_vraag=1), Fase.KIEZEN, [True, True, True, False]),
        (
            replace(GEHOORD, bundels_zonder_antwoord=1, plannen=2, plannen_zonder_vraag=2),
            Fase.KIEZEN,
            [True, False, False, False],
        ),
        (GEKOZEN, Fase.VASTSTELLEN, [True, True, False]),
        (replace(VAST, acties_gestart=1), Fase.DOEN, [True, False]),
        (replace(GEKOZEN, acties_gestart=4, acties_af=4), Fase.DOEN, [False, False]),  # not adopted yet
        (VAST, Fase.TERUGKOPPELEN, [True, True]),
        (VAST, Fase.WAARDEN, [False, False]),
        (replace(VAST, kernwaarden=2), Fase.WAARDEN, [False, True]),
        (replace(VAST, kernwaarden=5, kernwaarden_zonder_merk=1), Fase.WAARDEN, [True, False]),
        (replace(VAST, kernwaarden=6), Fase.WAARDEN, [False, True]),
        (replace(VAST, acties_met_oordeel=4), Fase.BIJSTELLEN, [False, False, True]),
        (replace(VAST, acties_met_oordeel=3), Fase.BIJSTELLEN, [False, False, False]),
        (replace(VAST, zelfscan_team=True), Fase.BIJSTELLEN, [True, False, False]),
        (
            replace(GEKOZEN, zelfscan_team=True),
            Fase.BIJSTELLEN,
            [False, False, False],
        ),  # a beginning, not a look back
    ],
)
def test_soft_checks(stand: Stand, fase: Fase, klaar: list[bool]) -> None:
    assert [check.gedaan for check in checks_of(fase, stand)] == klaar


def test_a_phase_left_behind_without_work_is_skipped_and_one_ahead_is_open() -> None:
    staten = {f.fase: f.staat for f in fases_of(GEKOZEN, Fase.VASTSTELLEN)}
    assert staten[Fase.AANLEIDING] is Staat.KLAAR
    assert staten[Fase.WAARDEN] is Staat.OVER
    assert staten[Fase.VERHALEN] is Staat.BEZIG
    assert staten[Fase.KIEZEN] is Staat.KLAAR
    assert staten[Fase.DOEN] is Staat.OPEN


KEUZE = FasekeuzeSoort


@pytest.mark.parametrize(
    ("stand", "keuzes", "fase", "kop"),
    [
        (LEEG, {Fase.AANLEIDING: KEUZE.OVER}, Fase.VERHALEN, "Vraag bewoners om hun verhaal"),
        (LEEG, {Fase.AANLEIDING: KEUZE.BEZIG}, Fase.AANLEIDING, "Schrijf op waarom u begint"),
        (
            LEEG,
            {Fase.AANLEIDING: KEUZE.OVER, Fase.VERHALEN: KEUZE.KLAAR},
            Fase.KIEZEN,
            "Maak het eerste plan",
        ),
        (LEEG, dict.fromkeys(Fase, KEUZE.OVER), Fase.KIEZEN, "Maak het eerste plan"),
        (GEKOZEN, {Fase.VASTSTELLEN: KEUZE.OVER}, Fase.DOEN, "Vertel hoe het gaat"),
        (VAST, {Fase.DOEN: KEUZE.KLAAR}, Fase.BIJSTELLEN, "Kijk samen terug"),
    ],
)
def test_a_phase_that_is_skipped_or_done_asks_for_nothing(
    stand: Stand, keuzes: dict[Fase, FasekeuzeSoort], fase: Fase, kop: str
) -> None:
    stap = volgende_stap(replace(stand, keuzes=keuzes), mag_vaststellen=True)
    assert (stap.fase, stap.kop) == (fase, kop)


def test_what_the_team_says_goes_before_the_checks_but_not_before_the_needle() -> None:
    keuzes = {Fase.CIJFERS: KEUZE.OVER, Fase.DOEN: KEUZE.BEZIG, Fase.KIEZEN: KEUZE.OVER}
    staten = {f.fase: f.staat for f in fases_of(replace(GEKOZEN, keuzes=keuzes), Fase.KIEZEN)}
    assert staten[Fase.CIJFERS] is Staat.OVER
    assert staten[Fase.DOEN] is Staat.BEZIG
    assert staten[Fase.KIEZEN] is Staat.NU


@pytest.mark.parametrize(
    ("stand", "aantal", "words"),
    [
        (Stand(nieuw=1, oudste_nieuw_dagen=14), 0, ""),
        (
            Stand(nieuw=1, oudste_nieuw_dagen=15),
            1,
            "nieuw verhaal. Het oudste wacht 15 dagen.",
        ),
        (Stand(nieuw=4, oudste_nieuw_dagen=40), 4, "nieuwe verhalen."),
        (Stand(bundels_zonder_antwoord=2, oudste_bundel_dagen=30), 0, ""),
        (Stand(bundels_zonder_antwoord=2, oudste_bundel_dagen=31), 2, "De oudste wacht 31 dagen."),
        (Stand(acties_te_laat=1), 1, "actie is niet klaar"),
        (Stand(acties_stil=3), 3, "acties lopen, maar niemand"),
    ],
)
def test_what_waits_too_long_is_said(stand: Stand, aantal: int, words: str) -> None:
    stokt = stokt_of(stand, reactie_weken=2)
    assert [taak.aantal for taak in stokt] == ([aantal] if aantal else [])
    assert all(words in taak.tekst for taak in stokt)


def test_only_what_waits_is_a_task() -> None:
    assert taken_of(LEEG) == []
    stand = Stand(nieuw=1, bundels_zonder_antwoord=2, acties_zonder_trekker=1)
    assert [(taak.aantal, taak.tekst) for taak in taken_of(stand)] == [
        (1, "nieuw verhaal om te lezen"),
        (2, "bundels zonder antwoord"),
        (1, "actie waar niemand voor zorgt"),
    ]
