"""The rights matrix: one row per address. A new address without a row fails test_rechten.

Each word has one letter per visitor, in the order of VISITORS:

    o  works: the page, or after a POST an answer of the page itself (also 409 and 422)
    i  must sign in first: GET goes to /inloggen/, POST gets the page that keeps what was typed
    v  forbidden, 403: is inside the wijk but may not do this
    n  not found, 404: may not even know
    -  this method does not exist here, 405
"""

from __future__ import annotations

import uuid

from allauth.account.forms import default_token_generator
from django.utils.http import int_to_base36

from agenda.models import Naamtoestemming, Naamwissel, Succesverhaal, Voortgang, Voortgangsvraag
from tests.project.rechten_analyse import ANALYSE
from tests.project.rechten_rij import (
    BEHEREN,
    BINNEN,
    INGELOGD,
    INVOEREN,
    LEZEN,
    NIET,
    NIET_OPEN,
    NIET_VAN_U,
    ONBEKEND,
    OPEN,
    VAN_EEN_ANDER,
    VASTSTELLEN,
    WERKEN,
    Rij,
    Waarden,
)
from wijken.volgcodes import code_for

NERGENS = uuid.UUID("00000000-0000-4000-8000-000000000000")

# How the parts of an address are filled in. What is not the wijk itself is also tried with the id of another
# wijk and must then be unknown.
WAARDEN: Waarden = {
    "slug": lambda huis: huis.wijk.slug,
    "code": lambda huis: huis.volgcode,
    "concept": lambda huis: NERGENS,
    "lijst": lambda huis: huis.lijst.slug,
    "token": lambda huis: huis.token,
}
LID: Waarden = {"pk": lambda huis: huis.lid.pk}
UITNODIGING: Waarden = {"pk": lambda huis: huis.uitnodiging.pk}
WACHTWOORDLINK: Waarden = {
    "uidb36": lambda huis: int_to_base36(huis.lid.gebruiker_id),
    "key": lambda huis: default_token_generator.make_token(huis.lid.gebruiker),
}
KORTELINK: Waarden = {"code": lambda huis: huis.kortelink.code}
LINK: Waarden = {"token": lambda huis: f"groep-{huis.wijk.slug}"}
AANBOD: Waarden = {"pk": lambda huis: huis.wijk.aanbod.all()[0].pk}
AANBODCODE: Waarden = {"code": lambda huis: code_for(huis.wijk.aanbod.all()[0].verzend_id)}
STAPEL: Waarden = {"pk": lambda huis: huis.lijst.drukrondes.all()[0].pk}
AANBODSTAP: Waarden = {"stap": lambda huis: "waarover"}
INBRENG: Waarden = {"pk": lambda huis: huis.inbreng.pk}
CIJFERBESTAND: Waarden = {"pk": lambda huis: huis.cijferbestand.pk}
BUNDEL: Waarden = {"pk": lambda huis: huis.bundel.pk}
BUNDEL_SLEUTEL: Waarden = {"sleutel": lambda huis: huis.bundel.pk}
PLAN: Waarden = {"sleutel": lambda huis: huis.plan.uuid}
ACTIE: Waarden = {"sleutel": lambda huis: huis.actie.uuid}
TEAMVRAAG: Waarden = {"pk": lambda huis: huis.agenda.teamvragen.all()[0].pk}
VRAAG: Waarden = {"pk": lambda huis: huis.verzoek.vraag.pk}
VERZOEK: Waarden = {"pk": lambda huis: huis.verzoek.pk}
BEWIJS: Waarden = {"pk": lambda huis: huis.onderbouwing.pk}
VERSIE: Waarden = {"pk": lambda huis: huis.versie.pk}
RONDE: Waarden = {"pk": lambda huis: huis.agenda.vorige_id or huis.agenda.pk}
EERDER: Waarden = {"ronde": RONDE["pk"]}
FOTO: Waarden = {"pk": lambda huis: huis.wijk.aanspreekpunt.foto_id}
VOORZIENING: Waarden = {"pk": lambda huis: huis.wijk.voorzieningen.order_by("pk")[0].pk}
KERNWAARDE: Waarden = {"pk": lambda huis: huis.agenda.kernwaarden.all()[0].pk}
AFSPRAAK: Waarden = {"pk": lambda huis: huis.werkafspraak.pk}
REACTIE: Waarden = {"pk": lambda huis: huis.agenda.reacties.filter(bron="openbaar")[0].pk}
GROEPSLID: Waarden = {"pk": lambda huis: huis.wijk.agendagroep.order_by("naam", "pk")[0].pk}
GROEPSREACTIE: Waarden = {"pk": lambda huis: huis.agenda.reacties.filter(bron="groep")[0].pk}
BEHOEFTE: Waarden = {"sleutel": lambda huis: huis.agenda.behoeften.all()[0].uuid}
AANBOD_BIJ: Waarden = {**BEHOEFTE, "aanbod": AANBOD["pk"]}
TOEZEGGING: Waarden = {"sleutel": lambda huis: huis.agenda.toezeggingen.all()[0].uuid}
NAAM: Waarden = {"pk": lambda huis: Naamtoestemming.objects.filter(wijk=huis.wijk)[0].pk}
WISSEL: Waarden = {"pk": lambda huis: Naamwissel.objects.filter(wijk=huis.wijk)[0].pk}
SUCCES: Waarden = {"sleutel": lambda huis: Succesverhaal.objects.filter(wijk=huis.wijk)[0].uuid}
ACTIEFOTO: Waarden = {
    "pk": lambda huis: Voortgang.objects.filter(wijk=huis.wijk, foto__isnull=False)[0].foto_id
}
VOORTGANGSVRAAG: Waarden = {"pk": lambda huis: Voortgangsvraag.objects.filter(wijk=huis.wijk)[0].pk}
AFMELDEN: Waarden = {"token": lambda huis: f"volger-{huis.wijk.slug}"}
RAPPORT: Waarden = {"pk": lambda huis: huis.rapport.pk}

TABEL: tuple[Rij, ...] = (
    # ---- without an account ----------------------------------------------------------------------
    Rij("wijken:start", OPEN, NIET_OPEN),
    Rij("wijken:wijk_list", OPEN, NIET_OPEN),
    Rij("wijken:cijfers", OPEN, NIET_OPEN),
    Rij("wijken:waar_terecht", OPEN, NIET_OPEN),
    Rij("wijken:privacy", OPEN, NIET_OPEN),
    Rij("wijken:foto", OPEN, NIET_OPEN, FOTO),
    Rij("agenda:wijk_home", OPEN, NIET_OPEN),
    Rij("agenda:agenda_publiek", OPEN, NIET_OPEN),
    Rij("agenda:actiefoto", OPEN, NIET_OPEN, ACTIEFOTO),
    Rij("agenda:volgen", OPEN, OPEN),
    Rij("agenda:terugkoppeling", OPEN, NIET_OPEN),
    Rij("agenda:agenda_eerder", OPEN, NIET_OPEN, EERDER),
    Rij("agenda:plan_publiek", OPEN, NIET_OPEN, PLAN),
    Rij("agenda:is_het_gelukt", OPEN, OPEN),
    Rij("agenda:veranderd", OPEN, NIET_OPEN),
    Rij("agenda:concept", OPEN, NIET_OPEN),
    Rij("agenda:concept_geheel", OPEN, OPEN),
    Rij("agenda:concept_geheel_bedankt", OPEN, NIET_OPEN),
    Rij("agenda:concept_plan", OPEN, OPEN, PLAN),
    Rij("agenda:concept_steun", NIET_OPEN, OPEN, PLAN),
    Rij("agenda:concept_bedankt", OPEN, NIET_OPEN, PLAN),
    Rij("rapportage:agenda_pdf", OPEN, NIET_OPEN),
    Rij("rapportage:eerdere_pdf", OPEN, NIET_OPEN, EERDER),
    Rij("rapportage:agenda_csv", OPEN, NIET_OPEN),
    Rij("rapportage:agenda_xlsx", OPEN, NIET_OPEN),
    Rij("rapportage:agenda_ics", OPEN, NIET_OPEN),
    Rij("rapportage:agenda_docx", OPEN, NIET_OPEN),
    Rij("rapportage:agenda_atom", OPEN, NIET_OPEN),
    Rij("rapportage:agenda_json", OPEN, NIET_OPEN),
    Rij("rapportage:tien_cijfers", OPEN, NIET_OPEN),
    Rij("rapportage:tien_cijfers_pdf", OPEN, NIET_OPEN),
    Rij("bewoners:inbreng", OPEN, OPEN),
    Rij("bewoners:inbreng_wijzig", ONBEKEND, OPEN),
    Rij("bewoners:inbreng_delen", ONBEKEND, ONBEKEND),
    Rij("bewoners:inbreng_overzicht", ONBEKEND, ONBEKEND),
    Rij("bewoners:inbreng_bedankt", ONBEKEND, NIET_OPEN),
    Rij("bewoners:inbreng_soort", ONBEKEND, ONBEKEND),
    Rij("bewoners:contact", OPEN, OPEN),
    Rij("bewoners:contact_bedankt", OPEN, NIET_OPEN),
    Rij("bewoners:aanbod", OPEN, OPEN),
    Rij("bewoners:aanbod_wijzig", ONBEKEND, OPEN),
    Rij("bewoners:aanbod_stap", ONBEKEND, ONBEKEND, AANBODSTAP),
    Rij("bewoners:aanbod_overzicht", ONBEKEND, ONBEKEND),
    Rij("bewoners:aanbod_bedankt", ONBEKEND, NIET_OPEN),
    Rij("agenda:volg", OPEN, OPEN),
    Rij("agenda:volg_aanbod", NIET_OPEN, OPEN, AANBODCODE),
    Rij("agenda:volg_antwoorden_weg", OPEN, NIET_OPEN),
    Rij("agenda:volg_aanbod_weg", OPEN, NIET_OPEN),
    Rij("agenda:volg_weggehaald", OPEN, NIET_OPEN),
    Rij("agenda:volg_code", OPEN, NIET_OPEN),
    Rij("agenda:volg_veranderen", OPEN, OPEN),
    Rij("agenda:volg_bezwaar", OPEN, OPEN),
    Rij("agenda:volg_weghalen", OPEN, OPEN),
    Rij("agenda:kortelink", OPEN, NIET_OPEN, KORTELINK),
    Rij("agenda:link", OPEN, OPEN, LINK),
    Rij("agenda:afmelden", OPEN, OPEN, AFMELDEN),
    # (a member of the agendagroep is known by the cookie of the device: see tests/agenda/test_groep.py)
    Rij("agenda:groep", ONBEKEND, NIET_OPEN),
    Rij("agenda:groep_plan", ONBEKEND, ONBEKEND, PLAN),
    Rij("agenda:groep_reactie", NIET_OPEN, ONBEKEND, PLAN),
    Rij("agenda:groep_geheel_reactie", NIET_OPEN, ONBEKEND),
    Rij("agenda:groep_reactie_weg", NIET_OPEN, ONBEKEND, GROEPSREACTIE),
    Rij("agenda:groep_stem", ONBEKEND, ONBEKEND),
    Rij("agenda:groep_oordeel", ONBEKEND, ONBEKEND),
    Rij("agenda:groep_door", NIET_OPEN, ONBEKEND),
    Rij("agenda:groep_weg", ONBEKEND, ONBEKEND),
    Rij("agenda:groep_tot_ziens", OPEN, NIET_OPEN),
    Rij("kern:privacy", OPEN, NIET_OPEN),
    Rij("kern:toegankelijkheid", OPEN, NIET_OPEN),
    Rij("kern:kwetsbaarheid", OPEN, NIET_OPEN),
    Rij("kern:security_txt", OPEN, NIET_OPEN),
    Rij("kern:healthz", OPEN, NIET_OPEN),
    Rij("kern:readyz", OPEN, NIET_OPEN),
    Rij("kern:token", OPEN, NIET_OPEN),
    # ---- accounts --------------------------------------------------------------------------------
    Rij("account_login", OPEN, OPEN),
    Rij("account_inactive", OPEN, NIET_OPEN),
    Rij("account_logout", OPEN, OPEN),
    Rij("account_change_password", INGELOGD, INGELOGD),
    Rij("account_reset_password", OPEN, OPEN),
    Rij("account_reset_password_done", OPEN, NIET_OPEN),
    Rij("account_reset_password_from_key", OPEN, OPEN, WACHTWOORDLINK),
    Rij("account_reset_password_from_key_done", OPEN, NIET_OPEN),
    Rij("wijken:account", INGELOGD, INGELOGD),
    Rij("wijken:overal_uitloggen", NIET, INGELOGD),
    Rij("wijken:verlaten", BINNEN, BINNEN),
    Rij("wijken:uitnodiging", OPEN, OPEN),
    # ---- the team: inbox -------------------------------------------------------------------------
    Rij("agenda:team", INGELOGD, NIET),
    Rij("agenda:kompas", BINNEN, NIET),
    Rij("agenda:fase", WERKEN, WERKEN, {"nummer": lambda huis: 3}),
    Rij("agenda:werkafspraken", LEZEN, NIET),
    Rij("agenda:voorstel_adopt", NIET, WERKEN),
    Rij("agenda:werkafspraak_new", WERKEN, WERKEN, {"soort": lambda huis: "randvoorwaarde"}),
    Rij("agenda:werkafspraak_edit", WERKEN, WERKEN, AFSPRAAK),
    Rij("agenda:werkafspraak_move", NIET, WERKEN, AFSPRAAK),
    Rij("agenda:werkafspraak_remove", WERKEN, WERKEN, AFSPRAAK),
    Rij("agenda:kernwaarden", LEZEN, NIET),
    Rij("agenda:kernwaarden_kies", WERKEN, WERKEN),
    Rij("agenda:kernwaarde_edit", WERKEN, WERKEN, KERNWAARDE),
    Rij("agenda:kernwaarde_move", NIET, WERKEN, KERNWAARDE),
    Rij("agenda:kernwaarde_remove", WERKEN, WERKEN, KERNWAARDE),
    Rij("agenda:groep_team", LEZEN, NIET),
    Rij("agenda:groepslid_new", WERKEN, WERKEN),
    Rij("agenda:groepslid", LEZEN, NIET, GROEPSLID),
    Rij("agenda:groepslid_edit", WERKEN, WERKEN, GROEPSLID),
    Rij("agenda:groepslid_link", NIET, WERKEN, GROEPSLID),
    Rij("agenda:groepslid_stop", WERKEN, WERKEN, GROEPSLID),
    Rij("agenda:groepsreactie_remove", WERKEN, WERKEN, GROEPSREACTIE),
    Rij("agenda:oordeel", LEZEN, NIET),
    Rij("agenda:oordeel_link", NIET, WERKEN),
    Rij("agenda:oordeel_bijeenkomst", WERKEN, WERKEN, ACTIE),
    Rij("agenda:succes_list", LEZEN, NIET),
    Rij("agenda:succes_new", WERKEN, WERKEN, PLAN),
    Rij("agenda:succes_edit", WERKEN, WERKEN, SUCCES),
    Rij("agenda:succes_publish", NIET, WERKEN, SUCCES),
    Rij("agenda:succes_remove", WERKEN, WERKEN, SUCCES),
    Rij("agenda:qr_vel", LEZEN, NIET),
    Rij("agenda:zelfscan", LEZEN, NIET),
    Rij("agenda:zelfscan_fill", WERKEN, WERKEN, {"jaar": lambda huis: 2026, "kant": lambda huis: "team"}),
    Rij("wijken:instellingen", BEHEREN, BEHEREN),
    Rij("wijken:gebieden", BEHEREN, BEHEREN),
    Rij("wijken:namen", BEHEREN, BEHEREN),
    Rij("wijken:straten", BEHEREN, BEHEREN),
    Rij("wijken:adres", BEHEREN, BEHEREN),
    Rij("wijken:aanspreekpunt", BEHEREN, BEHEREN),
    Rij("wijken:aanspreekpunt_remove", NIET, BEHEREN),
    Rij("wijken:privacyafspraak", BEHEREN, BEHEREN),
    Rij("wijken:cijferbestanden", BEHEREN, BEHEREN),
    Rij("wijken:cijferbestand_row", BEHEREN, NIET, CIJFERBESTAND),
    Rij("wijken:cijferbestand_doe", NIET, BEHEREN, CIJFERBESTAND),
    Rij("wijken:sociale_kaart", LEZEN, NIET),
    Rij("wijken:kaart_csv", LEZEN, NIET),
    Rij("wijken:voorziening_new", WERKEN, WERKEN),
    Rij("wijken:voorziening_edit", WERKEN, WERKEN, VOORZIENING),
    Rij("wijken:voorziening_nagekeken", NIET, WERKEN, VOORZIENING),
    Rij("wijken:voorziening_remove", WERKEN, WERKEN, VOORZIENING),
    Rij("wijken:hulpnummers_standaard", NIET, WERKEN),
    Rij("wijken:kaart_inlezen", WERKEN, WERKEN),
    Rij("wijken:mensen", BEHEREN, BEHEREN),
    Rij("wijken:mensen_rol", BEHEREN, BEHEREN, LID),
    Rij("wijken:mensen_einde", BEHEREN, BEHEREN, LID),
    Rij("wijken:uitnodiging_opnieuw", NIET, BEHEREN, UITNODIGING),
    Rij("wijken:uitnodiging_intrekken", NIET, BEHEREN, UITNODIGING),
    Rij("rapportage:papier", LEZEN, WERKEN),
    Rij("rapportage:papier_stapel", LEZEN, WERKEN, STAPEL),
    Rij("rapportage:papier_pdf", WERKEN, NIET, STAPEL),
    Rij("bewoners:aanbod_list", LEZEN, NIET),
    Rij("bewoners:aanbod_detail", LEZEN, NIET, AANBOD),
    Rij("bewoners:aanbod_doe", NIET, WERKEN, AANBOD),
    Rij("bewoners:aanbod_weg", NIET, WERKEN),
    Rij("bewoners:aanbod_typen", INVOEREN, INVOEREN),
    Rij("bewoners:aanbod_kaart", LEZEN, NIET),
    Rij("bewoners:inbox", LEZEN, NIET),
    Rij("bewoners:inbox_doe", WERKEN, WERKEN),
    Rij("bewoners:inbox_ongedaan", NIET, WERKEN),
    Rij("bewoners:typen", INVOEREN, INVOEREN),
    Rij("bewoners:typen_verbeter", NIET_VAN_U, NIET_VAN_U, INBRENG),
    Rij("bewoners:vertaling", WERKEN, WERKEN, INBRENG),
    Rij("bewoners:contact_list", WERKEN, NIET),
    Rij("bewoners:contact_wis", NIET, WERKEN),
    Rij("bewoners:bundel_detail", LEZEN, WERKEN, BUNDEL),
    Rij("bewoners:bundel_doe", NIET, WERKEN, BUNDEL),
    Rij("agenda:inbreng_maskeren", WERKEN, WERKEN, INBRENG),
    Rij("agenda:inbreng_wissen", WERKEN, WERKEN, INBRENG),
    # ---- the team: agenda ------------------------------------------------------------------------
    Rij("agenda:agenda_team", LEZEN, NIET),
    Rij("agenda:concept_team", LEZEN, NIET),
    Rij("agenda:concept_openen", WERKEN, WERKEN),
    Rij("agenda:concept_tekst", WERKEN, WERKEN),
    Rij("agenda:concept_verlengen", NIET, WERKEN),
    Rij("agenda:concept_stoppen", WERKEN, WERKEN),
    Rij("agenda:reactie_detail", WERKEN, WERKEN, REACTIE),
    Rij("agenda:reactie_tonen", NIET, WERKEN, REACTIE),
    Rij("agenda:agenda_start", WERKEN, WERKEN),
    Rij("agenda:ronde_new", VASTSTELLEN, VASTSTELLEN),
    Rij("agenda:ronde_list", LEZEN, NIET),
    Rij("agenda:ronde_detail", LEZEN, NIET, RONDE),
    Rij("agenda:waarom", WERKEN, WERKEN),
    Rij("agenda:plan_new", WERKEN, WERKEN),
    Rij("agenda:plan_detail", WERKEN, WERKEN, PLAN),
    Rij("agenda:plan_move", NIET, WERKEN, PLAN),
    Rij("agenda:plan_remove", WERKEN, WERKEN, PLAN),
    Rij("agenda:actie_new", NIET, WERKEN, PLAN),
    Rij("agenda:actie_edit", WERKEN, WERKEN, ACTIE),
    Rij("agenda:actie_trekker", WERKEN, WERKEN, ACTIE),
    Rij("agenda:actie_move", WERKEN, WERKEN, ACTIE),
    Rij("agenda:plan_trekker", WERKEN, WERKEN, PLAN),
    Rij("agenda:bijdragen", LEZEN, NIET),
    Rij("agenda:behoefte_new", WERKEN, WERKEN, ACTIE),
    Rij("agenda:behoefte_detail", WERKEN, NIET, BEHOEFTE),
    Rij("agenda:behoefte_edit", WERKEN, WERKEN, BEHOEFTE),
    Rij("agenda:behoefte_vervuld", NIET, WERKEN, BEHOEFTE),
    Rij("agenda:behoefte_remove", WERKEN, WERKEN, BEHOEFTE),
    Rij("agenda:aanbod_choose", NIET, WERKEN, AANBOD_BIJ),
    Rij("agenda:toezegging_new", WERKEN, WERKEN, ACTIE),
    Rij("agenda:toezegging_detail", WERKEN, WERKEN, TOEZEGGING),
    Rij("agenda:toezegging_mail", NIET, WERKEN, TOEZEGGING),
    Rij("agenda:toezegging_stap", NIET, WERKEN, TOEZEGGING),
    Rij("agenda:toezegging_remove", WERKEN, WERKEN, TOEZEGGING),
    Rij("agenda:namen", LEZEN, NIET),
    Rij("agenda:naam_new", WERKEN, WERKEN),
    Rij("agenda:naam_edit", WERKEN, WERKEN, NAAM),
    Rij("agenda:naam_withdraw", WERKEN, WERKEN, NAAM),
    Rij("agenda:naamwissel_new", WERKEN, WERKEN),
    Rij("agenda:naamwissel_remove", WERKEN, WERKEN, WISSEL),
    Rij("agenda:actie_remove", WERKEN, WERKEN, ACTIE),
    Rij("agenda:voortgang_new", WERKEN, WERKEN, ACTIE),
    Rij("agenda:voortgang_ask", NIET, WERKEN, ACTIE),
    Rij("agenda:voortgang_list", LEZEN, NIET),
    Rij("agenda:voortgangslink_new", NIET, WERKEN, VOORTGANGSVRAAG),
    Rij("agenda:voortgangsvraag_stop", NIET, WERKEN, VOORTGANGSVRAAG),
    Rij("agenda:voortgangsfoto_remove", NIET, WERKEN, ACTIEFOTO),
    Rij("agenda:verzoek_new", NIET, WERKEN, PLAN),
    Rij("agenda:verzoek_edit", WERKEN, WERKEN, VERZOEK),
    Rij("agenda:verzoek_mail", WERKEN, WERKEN, VERZOEK),
    Rij("agenda:verzoek_remove", WERKEN, WERKEN, VERZOEK),
    Rij("agenda:kan_dit", LEZEN, WERKEN),
    Rij("agenda:teamvraag_list", LEZEN, WERKEN),
    Rij("agenda:teamvraag_edit", WERKEN, WERKEN, TEAMVRAAG),
    Rij("agenda:teamvraag_move", NIET, WERKEN, TEAMVRAAG),
    Rij("agenda:teamvraag_remove", WERKEN, WERKEN, TEAMVRAAG),
    Rij("agenda:vraag_list", BINNEN, NIET),
    Rij("agenda:vraag_answer", VAN_EEN_ANDER, VAN_EEN_ANDER, VRAAG),
    Rij("agenda:bewijs_add", WERKEN, WERKEN, PLAN),
    Rij("agenda:bewijs_remove", NIET, WERKEN, BEWIJS),
    Rij("agenda:antwoorden", LEZEN, NIET),
    Rij("agenda:antwoord", WERKEN, WERKEN, BUNDEL_SLEUTEL),
    Rij("agenda:bezwaar_besproken", NIET, WERKEN, BUNDEL_SLEUTEL),
    Rij("agenda:bundel_plannen", LEZEN, NIET, BUNDEL_SLEUTEL),
    Rij("agenda:vaststellen", VASTSTELLEN, VASTSTELLEN),
    Rij("agenda:versie", LEZEN, NIET, VERSIE),
    Rij("rapportage:versie_pdf", LEZEN, NIET, VERSIE),
    Rij("agenda:aanbieden", NIET, VASTSTELLEN, VERSIE),
    Rij("agenda:besluit", NIET, VASTSTELLEN, VERSIE),
    Rij("agenda:weghalen", VASTSTELLEN, "ivvvnnn", VERSIE),
    # (without the place of a passage there is nothing to take away: 404)
    # ---- the team: reports -----------------------------------------------------------------------
    Rij("rapportage:tien_cijfers_team", BINNEN, BINNEN),
    Rij("rapportage:tien_cijfers_download", BINNEN, NIET),
    Rij("rapportage:rapport_list", LEZEN, NIET),
    Rij("rapportage:rapport_new", WERKEN, WERKEN),
    Rij("rapportage:antwoorden_new", NIET, WERKEN),
    Rij("rapportage:rapport_row", LEZEN, NIET, RAPPORT),
    Rij("rapportage:rapport_retry", NIET, WERKEN, RAPPORT),
    Rij("rapportage:rapport_download", LEZEN, NIET, RAPPORT),
    *ANALYSE,
)
