"""The component tags: what they draw, and that a mistake in a template is an error."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.template import Context, Template, TemplateSyntaxError
from django.test import RequestFactory

from kern import iconen
from kern.grafiek import Cijferkaart, Staaf
from kern.kompas import Segment, Staat
from kern.tijdlijn import Stand, Stap
from kern.veld import DatumInvoer


def flat(html: str) -> str:
    """The same html without the white space that the formatter of templates puts around tags."""
    html = re.sub(r"\s+", " ", html)
    html = re.sub(r" ?/?>", ">", html)
    return re.sub(r" ?(<[^>]*>) ?", r"\1", html).strip()


def draw(source: str, **context: Any) -> str:
    return flat(Template(source).render(Context(context)))


class Vertel(forms.Form):
    tekst = forms.CharField(
        label="Wat wilt u vertellen?", help_text="Schrijf geen namen.", widget=forms.Textarea, max_length=2000
    )
    straat = forms.CharField(label="Welke straat?", required=False)
    mail = forms.EmailField(label="Wat is uw mailadres?", required=False)
    wanneer = forms.DateField(label="Wanneer?", widget=DatumInvoer, required=False)
    buurt = forms.ChoiceField(label="Welke buurt?", choices=[("1", "Jubbega")], required=False)
    soort = forms.ChoiceField(
        label="Wat is het?",
        widget=forms.RadioSelect,
        choices=[("idee", "Een idee"), ("droom", "Een droom")],
        error_messages={"required": "Kies wat het is."},
    )
    akkoord = forms.BooleanField(label="Anderen mogen dit lezen", required=False)
    sleutel = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean_tekst(self) -> str:
        tekst: str = self.cleaned_data["tekst"]
        if "06" in tekst:
            raise ValidationError("Haal het telefoonnummer weg.", params={"merk": "06 <b>12"})
        return tekst

    def clean(self) -> dict[str, Any]:
        if self.data.get("dubbel"):
            raise ValidationError("U stuurde dit al op.")
        return self.cleaned_data


# ---- icon, badge, alert -------------------------------------------------------------------------


def test_icon_is_decoration_from_the_sprite() -> None:
    html = draw('{% icoon "idee" groot=True %}')
    assert 'aria-hidden="true"' in html
    assert "icons/iconen.svg#idee" in html
    assert "utrecht-icon--groot" in html
    assert "wa-spiegel" not in html


def test_arrows_turn_round_in_rtl_by_themselves() -> None:
    assert "wa-spiegel" in draw('{% icoon "vooruit" %}')


def test_loose_icon_carries_its_own_lines_and_title() -> None:
    html = draw('{% icoon_los "klaar" kleur="#21603a" titel=titel %}', titel="Klaar & goed")
    assert "<use" not in html
    assert 'stroke="#21603a"' in html
    assert '<path d="M4 13l5.5 5.5L20.5 6">' in html
    assert "<title>Klaar &amp; goed</title>" in html


@pytest.mark.parametrize(
    ("source", "error"),
    [
        ('{% icoon "bestaatniet" %}', ValueError),
        ('{% icoon "idee" enorm=True %}', TemplateSyntaxError),
        ('{% badge "Klaar" soort="gereed" %}', ValueError),
        ('{% melding "rood" %}x{% endmelding %}', ValueError),
        ('{% kompas segmenten zin="" %}', ValueError),
        ("{% voortgang 5 4 %}", ValueError),
    ],
)
def test_a_mistake_is_an_error(source: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        draw(source, segmenten=[Segment(0, ("Doen",), Staat.NU)])


def test_every_icon_of_the_sprite_can_be_drawn() -> None:
    assert len(iconen.icons()) == iconen.SPRITE.read_text().count("<symbol ") > 30
    for name in iconen.icons():
        assert f"#{name}" in draw("{% icoon naam %}", naam=name)
    assert set(iconen.icons()) >= iconen.MIRRORED


def test_picture_of_a_value_comes_from_its_own_sprite() -> None:
    html = draw('{% waardebeeld "schoon_en_heel" klein=True klas="wa-eigen" %}')
    assert 'aria-hidden="true"' in html
    assert "icons/waarden.svg#schoon_en_heel" in html
    assert 'class="utrecht-icon utrecht-icon--klein wa-eigen"' in html
    assert "utrecht-icon--groot" in draw('{% waardebeeld "groen" groot=True %}')


def test_every_picture_of_a_value_can_be_drawn_in_the_page_and_in_the_pdf() -> None:
    pictures = iconen.icons(iconen.WAARDEN)
    assert len(pictures) == iconen.WAARDEN.read_text().count("<symbol ") == 49
    for name, lines in pictures.items():
        assert f"#{name}" in draw("{% waardebeeld naam %}", naam=name)
        assert flat(lines) in draw("{% waardebeeld_los naam %}", naam=name)


@pytest.mark.parametrize("slug", ["", "kaart_van_vroeger", "idee", '"><script>'])
def test_a_card_that_is_not_there_is_the_blank_card(slug: str) -> None:
    blank = iconen.icons(iconen.WAARDEN)["eigen"]
    html = draw("{% waardebeeld slug %}", slug=slug)
    assert "icons/waarden.svg#eigen" in html
    assert "script" not in html
    assert flat(blank) in draw("{% waardebeeld_los slug %}", slug=slug)
    assert "waarden.svg#eigen" in draw("{% waardebeeld waarde.kaart %}")  # no value at all


def test_loose_picture_of_a_value_carries_its_colours_size_and_title() -> None:
    html = draw('{% waardebeeld_los "groen" maat="64" kleur="#21603a" titel=titel %}', titel="Groen & natuur")
    assert "<use" not in html
    assert 'width="64" height="64"' in html
    assert 'stroke="#21603a"' in html
    assert "<title>Groen &amp; natuur</title>" in html


def test_badge_has_icon_word_and_tint_and_escapes() -> None:
    html = draw('{% badge woord soort="klaar" %}', woord="<i>Klaar</i>")
    assert "utrecht-badge-status--klaar" in html
    assert "#klaar" in html
    assert "&lt;i&gt;Klaar" in html


def test_alert_says_its_role_and_keeps_the_text_of_others_harmless() -> None:
    html = draw('{% melding "error" %}<p>{{ tekst }}</p>{% endmelding %}', tekst="<script>x</script>")
    assert 'role="alert"' in html
    assert "<p>&lt;script&gt;" in html
    assert "role=" not in draw("{% melding %}<p>Weetje</p>{% endmelding %}")


# ---- field --------------------------------------------------------------------------------------


def test_field_ties_label_and_hint_to_the_text_area() -> None:
    html = draw("{% veld form.tekst rijen=7 %}", form=Vertel())
    assert '<label class="utrecht-form-label" for="id_tekst">Wat wilt u vertellen?</label>' in html
    assert '<p class="utrecht-form-field-description" id="id_tekst_hint">Schrijf geen namen.</p>' in html
    area = re.search(r"<textarea[^>]*>", html)
    assert area
    for wanted in (
        'aria-describedby="id_tekst_hint"',
        'dir="auto"',
        'rows="7"',
        "utrecht-textarea",
        "required",
    ):
        assert wanted in area[0]
    assert "aria-invalid" not in html
    assert "niet verplicht" not in html


def test_label_can_be_the_heading_of_the_page() -> None:
    html = draw("{% veld form.tekst kop=True %}", form=Vertel())
    assert '<h1 class="wa-vraag"><label for="id_tekst">Wat wilt u vertellen?</label></h1>' in html
    assert "<label" not in draw("{% veld form.tekst label_elders=True %}", form=Vertel())
    assert '<legend><h1 class="wa-vraag">Wat is het?</h1></legend>' in draw(
        "{% veld form.soort kop=True %}", form=Vertel()
    )


def test_optional_is_said_in_the_label_and_can_be_left_out() -> None:
    assert "(niet verplicht)" in draw("{% veld form.straat %}", form=Vertel())
    assert "(niet verplicht)" not in draw("{% veld form.straat optioneel=False %}", form=Vertel())


def test_mail_and_codes_are_written_left_to_right() -> None:
    assert 'dir="ltr"' in draw("{% veld form.mail %}", form=Vertel())
    html = draw("{% veld form.straat code=True %}", form=Vertel())
    assert 'dir="ltr"' in html
    assert "utrecht-textbox--code" in html


def test_date_keeps_its_value_in_the_form_the_browser_wants() -> None:
    html = draw("{% veld form.wanneer %}", form=Vertel({"wanneer": "2027-03-09"}))
    assert 'type="date"' in html
    assert 'value="2027-03-09"' in html


def test_error_stands_under_the_hint_with_the_faulty_piece() -> None:
    form = Vertel({"tekst": "bel 06", "soort": "idee"})
    html = draw('{% veld form.tekst beschreven="mic" %}', form=form)
    assert "wa-veld--fout" in html
    assert 'aria-describedby="id_tekst_fout id_tekst_hint mic"' in html
    assert html.count('aria-invalid="true"') == 1
    assert html.index('id="id_tekst_hint"') < html.index('id="id_tekst_fout"') < html.index("<textarea")
    assert '<span class="wa-merk"><bdi>06 &lt;b&gt;12</bdi></span>' in html
    assert "bel 06</textarea>" in html  # what was typed stays


def test_choices_are_cards_with_the_real_radio() -> None:
    html = draw(
        "{% veld form.soort pictogrammen=plaatjes uitleg=zinnen %}",
        form=Vertel({"soort": "droom"}),
        plaatjes={"idee": "idee"},
        zinnen={"idee": "Dit kunnen we doen."},
    )
    assert html.count('type="radio"') == 2
    assert re.search(r'<input[^>]*value="droom"[^>]*checked', html)
    assert html.count("<use ") == 1
    assert "<small>Dit kunnen we doen.</small>" in html
    assert '<label class="wa-keuze" for="id_soort_1">' in html
    assert "<legend" in html


def test_faulty_choice_is_tied_to_the_group() -> None:
    html = draw("{% veld form.soort %}", form=Vertel({"tekst": "x"}))
    assert re.search(r'<fieldset[^>]* aria-describedby="id_soort_fout"', html)
    assert "Kies wat het is." in html


def test_tick_box_is_a_card_and_hidden_field_is_bare() -> None:
    assert 'class="wa-keuze" for="id_akkoord"' in draw("{% veld form.akkoord %}", form=Vertel())
    assert draw("{% veld form.sleutel %}", form=Vertel()).startswith('<input type="hidden"')


# ---- error summary ------------------------------------------------------------------------------


def test_no_summary_without_errors() -> None:
    assert draw("{% foutoverzicht form %}", form=Vertel()) == ""
    assert draw("{% foutoverzicht form %}", form=Vertel({"tekst": "Een bankje", "soort": "idee"})) == ""


def test_summary_links_to_each_field_with_the_same_words() -> None:
    form = Vertel({"tekst": "bel 06", "dubbel": "1"})
    html = draw("{% foutoverzicht form %}", form=form)
    assert 'id="foutoverzicht" role="alert" tabindex="-1"' in html
    assert "<li>U stuurde dit al op.</li>" in html
    assert '<a href="#id_tekst">Haal het telefoonnummer weg.</a>' in html
    assert '<a href="#id_soort_0">Kies wat het is.</a>' in html
    assert 'id="id_soort_0"' in draw("{% veld form.soort %}", form=form)


def test_summary_takes_several_forms_and_formsets() -> None:
    formset = forms.formset_factory(Vertel, extra=0)(
        {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "0", "form-0-tekst": "06", "form-0-soort": "idee"}
    )
    html = draw("{% foutoverzicht form rijen %}", form=Vertel({"soort": "idee"}), rijen=formset)
    assert 'href="#id_tekst"' in html
    assert 'href="#id_form-0-tekst"' in html


# ---- figures ------------------------------------------------------------------------------------

BARS = (
    Staaf("Jubbega", Decimal(20), "20", is_wijk=True),
    Staaf("Nederland", None, ontbreekt="te weinig mensen"),
)


def card(**changes: Any) -> Cijferkaart:
    values: dict[str, Any] = {
        "kop": "65 jaar of ouder",
        "getal_tekst": "20",
        "getal_bijschrift": "van de 100 mensen",
        "zin": "Dat is meer dan elders.",
        "staven": BARS,
        "bron": "CBS 2025",
        "maximum": Decimal(50),
    }
    return Cijferkaart(**(values | changes))


def test_figure_card_tells_number_sentence_bars_and_source() -> None:
    html = draw("{% cijferkaart kaart niveau=2 %}", kaart=card(honderd=20))
    assert '<h2 class="wa-cijfer__kop">' in html
    assert "<strong><bdi>20</bdi></strong><span>van de 100 mensen</span>" in html
    assert 'class="is-aan" width="40.0"' in html
    assert "nog niet bekend: te weinig mensen" in html
    assert html.count('class="wa-staaf"') == 1  # no empty bar for what is not known
    assert "Bron: CBS 2025" in html
    assert "wa-honderd" in html


def test_figure_that_is_not_known_shows_why_and_no_dots() -> None:
    html = draw(
        "{% cijferkaart kaart %}", kaart=card(getal_tekst="", ontbreekt="Te weinig mensen.", honderd=20)
    )
    assert "Nog niet bekend" in html
    assert "Te weinig mensen." in html
    assert "wa-honderd" not in html


def test_bars_in_the_pdf_carry_their_own_paint_and_text() -> None:
    html = draw("{% staven reeks maximum=eind bijschrift='65-plus' pdf=True %}", reeks=BARS, eind=Decimal(40))
    assert "<caption>65-plus</caption>" in html
    assert html.count('<th scope="row">') == 2
    assert '<rect width="50.0" height="12" fill="#12408c">' in html
    assert "<title>Jubbega: 20</title>" in html
    assert "class=" not in html.split("<svg")[1].split("</svg>")[0]
    assert "nog niet bekend: te weinig mensen" in html


# ---- the rest -----------------------------------------------------------------------------------


def test_timeline_says_in_words_what_the_colours_say() -> None:
    stappen = [
        Stap("Gelezen", Stand.KLAAR, "vandaag"),
        Stap("Maken", Stand.NU),
        Stap("Ophalen", Stand.STRAKS),
    ]
    html = draw("{% tijdlijn stappen %}", stappen=stappen)
    assert html.count("<li") == 3
    assert html.count('aria-current="step"') == 1
    assert "Klaar:</span>" in html
    assert ">3</span>" in html


def test_progress_marks_done_and_now() -> None:
    html = draw("{% voortgang 2 4 bezig=True %}")
    assert html.count("is-aan") == 2
    assert html.count("is-nu") == 1
    assert html.count("<rect") == 4


def test_kompas_is_one_image_with_its_sentence() -> None:
    segments = [Segment(i, (f"Fase {i}",), Staat.NU if i == 1 else Staat.OPEN) for i in range(10)]
    html = draw("{% kompas segmenten zin=zin %}", segmenten=segments, zin='Fase "1" is nu.')
    assert 'role="img" aria-label="Fase &quot;1&quot; is nu."' in html
    assert html.count("k-open") == 9
    assert "rotate(36 380 340)" in html


def test_paging_keeps_the_filters_of_the_address() -> None:
    request = RequestFactory().get("/", {"soort": "idee & zo", "pagina": "2"})
    html = draw("{% paginering pagina %}", request=request, pagina=Paginator(range(30), 10).page(2))
    assert "?soort=idee+%26+zo&amp;pagina=1" in html
    assert "?soort=idee+%26+zo&amp;pagina=3" in html
    assert "Bladzijde 2 van 3" in html
    assert draw("{% paginering pagina %}", request=request, pagina=Paginator(range(3), 10).page(1)) == ""


def test_empty_list_shows_what_is_missing_and_the_first_step() -> None:
    html = draw("{% leeg 'Nog geen plannen' %}<p>Begin met één verhaal.</p>{% endleeg %}")
    assert "<svg" in html
    assert "Nog geen plannen" in html
    assert "<p>Begin met één verhaal.</p>" in html
