"""What the address of the reading page says: which answers, which page, which question is open."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from bewoners.models import Kanaal
from bewoners.regels import clean_tekst
from bewoners.services.handeling import MAX_KEUZE

LEES: Final = {
    "": _("Alle antwoorden"),
    "nieuw": _("Nog niet gelezen"),
    "gelezen": _("Gelezen"),
    "verborgen": _("Verborgen"),
}
MAX_ZOEK: Final = 80
MAX_WOORDEN: Final = 4
VRAGEN: Final = ("verberg", "citaat")  # what asks for a yes before it is done
HELE_KEUZE: Final = "keuze"


@dataclass(frozen=True, slots=True)
class Staat:
    """Filter, page and what is open; nothing of it is words of a resident."""

    vraag: str = ""
    lees: str = ""
    label: str = ""
    kanaal: str = ""
    in_taal: str = ""  # not `taal`: that is the language of the screen
    zoek: str = ""
    woord: tuple[str, ...] = ()
    antwoord: uuid.UUID | None = None  # this one alone
    pagina: int = 1
    alles: bool = False  # all on the page are ticked
    open: str = ""  # 'verberg:<uuid>', 'verberg:keuze', 'citaat:<uuid>'

    @classmethod
    def read(cls, query: QueryDict) -> Staat:
        """From an address; what makes no sense is left out."""
        kanaal, lees, pagina = query.get("kanaal", ""), query.get("lees", ""), query.get("pagina", "1")
        return cls(
            vraag=_line(query.get("vraag", ""), 8),
            lees=lees if lees in LEES else "",
            label=_line(query.get("label", ""), 30),
            kanaal=kanaal if kanaal in Kanaal.values else "",
            in_taal=_line(query.get("in_taal", ""), 5),
            zoek=_line(query.get("zoek", ""), MAX_ZOEK),
            woord=tuple(filter(None, (_line(each, 40) for each in query.getlist("woord")[:MAX_WOORDEN]))),
            antwoord=next(iter(parse_keuze([query.get("antwoord", "")])), None),
            pagina=int(pagina) if pagina.isdecimal() and len(pagina) < 6 else 1,
            alles=query.get("alles") == "1",
            open=known_question(query.get("open", "")),
        )

    def write(self, **changes: object) -> str:
        """The query of an address with these changes; empty things are left out."""
        staat = replace(self, **changes)  # type: ignore[arg-type]
        query = QueryDict(mutable=True)
        for name in ("vraag", "lees", "label", "kanaal", "in_taal", "zoek", "antwoord", "pagina", "open"):
            value = getattr(staat, name)
            if value and (name, value) != ("pagina", 1):
                query[name] = str(value)
        query.setlist("woord", list(staat.woord))
        if staat.alles:
            query["alles"] = "1"
        return query.urlencode()

    @property
    def over(self) -> str:
        """About which answer a question is open: its key, or the whole choice."""
        return self.open.partition(":")[2]

    @property
    def gefilterd(self) -> bool:
        """Whether anything but the question of the list was chosen."""
        return bool(
            self.lees or self.label or self.kanaal or self.in_taal or self.zoek or self.woord or self.antwoord
        )


def _line(text: str, hoogstens: int) -> str:
    return " ".join(clean_tekst(text).split())[:hoogstens]


def parse_keuze(values: Iterable[str]) -> list[uuid.UUID]:
    """The keys that tick boxes sent, each once. Anything else is left out."""
    found: dict[uuid.UUID, None] = {}
    for value in values:
        try:
            found[uuid.UUID(value)] = None
        except ValueError:
            continue
        if len(found) > MAX_KEUZE:
            break
    return list(found)


def known_question(text: str) -> str:
    """A question as an address or a button names it, or nothing."""
    vraag, _colon, over = text.partition(":")
    known = vraag in VRAGEN and (parse_keuze([over]) or (vraag, over) == ("verberg", HELE_KEUZE))
    return text if known else ""
