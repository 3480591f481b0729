"""QR codes, drawn here: no address of ours is sent to anybody."""

from __future__ import annotations

import segno
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _


def draw_qr(link: str) -> SafeString:
    """The QR code of an address as SVG with a title. The style of the page gives it its size."""
    code = segno.make(link, error="m")
    drawn: str = code.svg_inline(
        border=0, title=_("QR-code naar %(adres)s") % {"adres": link}, svgclass="qr", lineclass=None
    )
    breedte, hoogte = code.symbol_size(border=0)
    # segno gives a size or a viewBox; browsers stretch only what has both
    drawn = drawn.replace("<svg ", f'<svg viewBox="0 0 {breedte} {hoogte}" ', 1)
    return mark_safe(drawn)  # noqa: S308 - drawn by segno from our own address
