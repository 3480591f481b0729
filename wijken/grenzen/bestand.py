"""A GeoJSON file, plain, gzipped or in a zip, region by region: the whole is never in memory."""

from __future__ import annotations

import gzip
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, Any, Protocol, cast

import ijson

from kern.fouten import DomeinFout

MAX_BYTES = 600 * 1024 * 1024  # unpacked; all buurten of the country in full detail are about 350 MB
MAX_BYTES_GEBIED = 12 * 1024 * 1024  # the text of one region; the largest has about 2 MB
BUFFER = 16 * 1024
MAX_DEPTH = 500  # brackets inside each other; a border needs nine. The parser's memory grows with its square.
_SUFFIXES = (".geojson", ".json")
_BROKEN = (
    EOFError,
    gzip.BadGzipFile,
    zlib.error,
    zipfile.BadZipFile,
    ijson.JSONError,
    UnicodeDecodeError,
    ValueError,  # a number of a thousand digits
)


class _Readable(Protocol):
    def read(self, size: int = -1, /) -> bytes: ...


@dataclass(slots=True)
class _Counted:
    """Reads on, and stops a file that unpacks to more than we want to see."""

    source: _Readable
    name: str
    total: int = 0
    since_region: int = 0
    depth: int = 0

    def read(self, size: int = -1) -> bytes:
        data = self.source.read(size)
        self.total += len(data)
        self.since_region += len(data)
        self.depth += data.count(b"[") + data.count(b"{") - data.count(b"]") - data.count(b"}")
        if self.depth > MAX_DEPTH:
            raise DomeinFout(f"Het bestand {self.name} is geen GeoJSON met grenzen.")
        if self.total > MAX_BYTES:
            raise DomeinFout(f"Het bestand {self.name} is te groot. Neem een kleiner gebied.")
        if self.since_region > MAX_BYTES_GEBIED:
            raise DomeinFout(
                f"In het bestand {self.name} staat een gebied dat te groot is om te kunnen kloppen."
            )
        return data


def read_features(path: Path) -> Iterator[Mapping[str, Any]]:
    """Every feature of the collection, one at a time.

    Raises DomeinFout with a sentence when the file cannot be read, is broken or is no GeoJSON.
    """
    found = False
    try:
        with _opened(path) as source:
            counted = _Counted(source, path.name)
            for feature in ijson.items(counted, "features.item", use_float=True, buf_size=BUFFER):
                found = True
                counted.since_region = 0
                yield feature if isinstance(feature, dict) else {}
    except _BROKEN as error:
        raise DomeinFout(
            f"Het bestand {path.name} is beschadigd, of het is geen GeoJSON. Haal het opnieuw op."
        ) from error
    if not found:
        raise DomeinFout(f"In het bestand {path.name} staan geen gebieden. Kies een GeoJSON-bestand.")


@contextmanager
def _opened(path: Path) -> Iterator[_Readable]:
    with ExitStack() as stack:
        try:
            raw = stack.enter_context(path.open("rb"))
            magic = raw.read(4)
            raw.seek(0)
        except FileNotFoundError as error:
            raise DomeinFout(f"Het bestand {path} is er niet. Kijk of de naam klopt.") from error
        except OSError as error:
            raise DomeinFout(f"Het bestand {path} kunnen wij niet openen: {error.strerror}.") from error
        if magic[:2] == b"\x1f\x8b":
            yield cast(_Readable, stack.enter_context(gzip.GzipFile(fileobj=raw)))
        elif magic == b"PK\x03\x04":
            yield stack.enter_context(_in_zip(zipfile.ZipFile(raw), path.name))
        else:
            yield raw


def _in_zip(archive: zipfile.ZipFile, name: str) -> IO[bytes]:
    """The one GeoJSON file inside."""
    inside = [info for info in archive.infolist() if PurePosixPath(info.filename).suffix.lower() in _SUFFIXES]
    if len(inside) != 1:
        raise DomeinFout(
            f"In het zipbestand {name} "
            + ("zit geen GeoJSON." if not inside else "zit meer dan één GeoJSON. Pak het uit en kies er één.")
        )
    try:
        return archive.open(inside[0])
    except (RuntimeError, NotImplementedError) as error:
        raise DomeinFout(f"Het zipbestand {name} is op slot of te vreemd ingepakt. Pak het uit.") from error
