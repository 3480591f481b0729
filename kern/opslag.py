"""Django's storage interface on top of the table Bestand."""

from __future__ import annotations

import hashlib
import mimetypes
from io import BytesIO
from typing import Any

from django.core.files.base import ContentFile, File
from django.core.files.storage import Storage
from django.utils.deconstruct import deconstructible

from kern.fouten import DomeinFout
from kern.models import MAX_BYTES, Bestand


def store_bestand(*, naam: str, inhoud: bytes, mediatype: str = "") -> Bestand:
    """Store bytes under a unique name and return the row; raises DomeinFout above 20 MB."""
    if len(inhoud) > MAX_BYTES:
        raise DomeinFout("Dit bestand is te groot. Het mag 20 MB zijn.")
    return Bestand.objects.create(
        naam=naam,
        inhoud=inhoud,
        sha256=hashlib.sha256(inhoud).hexdigest(),
        type=mediatype or mimetypes.guess_type(naam)[0] or "application/octet-stream",
        grootte=len(inhoud),
    )


@deconstructible
class BestandStorage(Storage):
    """Keeps files in Postgres. Files have no public address: a view that knows the rights hands them out."""

    def _open(self, name: str, mode: str = "rb") -> File[Any]:
        return ContentFile(bytes(Bestand.objects.get(naam=name).inhoud), name=name)

    def _save(self, name: str, content: File[Any]) -> str:
        buffer = BytesIO()
        for chunk in content.chunks():
            buffer.write(chunk)
        return store_bestand(naam=name, inhoud=buffer.getvalue()).naam

    def delete(self, name: str) -> None:
        Bestand.objects.filter(naam=name).delete()

    def exists(self, name: str) -> bool:
        return Bestand.objects.filter(naam=name).exists()

    def size(self, name: str) -> int:
        return Bestand.objects.values_list("grootte", flat=True).get(naam=name)

    def url(self, name: str | None) -> str:
        raise ValueError("Files in the database have no address of their own.")
