"""A small TCP proxy before a server, which a test can cut: the server is 'away' for one site only."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit, urlunsplit

CHUNK = 65536
SOCKETS = ("unix", "redis+socket")


@dataclass
class Proxy:
    """Passes bytes both ways between `port` on this machine and the server at `target`."""

    target: str | tuple[str, int]
    port: int = 0
    listener: socket.socket | None = None
    wires: set[socket.socket] = field(default_factory=set)
    lock: threading.Lock = field(default_factory=threading.Lock)
    passing: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        self.passing.set()

    def join(self) -> None:
        """Let connections through, on the same port as before."""
        listener = socket.socket()
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(("127.0.0.1", self.port))
        listener.listen(64)
        self.port = listener.getsockname()[1]
        self.listener = listener
        threading.Thread(target=self._accept, args=(listener,), daemon=True).start()

    def cut(self) -> None:
        """End every connection and refuse new ones, as when a server stops."""
        if self.listener is not None:
            with suppress(OSError):
                self.listener.shutdown(socket.SHUT_RDWR)  # wakes `accept`; closing alone does not
            self.listener.close()
            self.listener = None
        with self.lock:
            wires, self.wires = self.wires, set()
        for wire in wires:
            with suppress(OSError):
                wire.shutdown(socket.SHUT_RDWR)
            wire.close()

    @contextmanager
    def away(self) -> Iterator[None]:
        """The server is away while this lasts."""
        self.cut()
        try:
            yield
        finally:
            self.join()

    @contextmanager
    def hanging(self) -> Iterator[None]:
        """The server takes connections and bytes and answers nothing while this lasts."""
        self.passing.clear()
        try:
            yield
        finally:
            self.cut()
            self.passing.set()
            self.join()

    def _accept(self, listener: socket.socket) -> None:
        while True:
            try:
                near, _address = listener.accept()
            except OSError:
                return
            far = socket.socket(socket.AF_UNIX if isinstance(self.target, str) else socket.AF_INET)
            try:
                far.connect(self.target)
            except OSError:
                near.close()
                far.close()
                continue
            with self.lock:
                alive = self.listener is listener
                self.wires |= {near, far} if alive else set()
            for one, other in ((near, far), (far, near)):
                threading.Thread(target=self._pump, args=(one, other), daemon=True).start()
            if not alive:
                near.close()
                far.close()

    def _pump(self, source: socket.socket, sink: socket.socket) -> None:
        """Pass bytes until one side stops; then the other stops as well."""
        with suppress(OSError):
            while data := source.recv(CHUNK):
                self.passing.wait()
                sink.sendall(data)
        for wire in (source, sink):
            with suppress(OSError):
                wire.shutdown(socket.SHUT_RDWR)


@contextmanager
def proxied(address: str, *, default_port: int) -> Iterator[tuple[Proxy, str]]:
    """A proxy before the server at this address (PostgreSQL or Valkey), and the address to use instead."""
    proxy = Proxy(target_of(address, default_port))
    with joined(proxy, address) as changed:
        yield proxy, changed


@contextmanager
def joined(proxy: Proxy, address: str) -> Iterator[str]:
    """This proxy lets connections through to the server at `address`; the address to use instead."""
    parts = urlsplit(address)
    proxy.join()
    user = parts.netloc.rpartition("@")[0]
    netloc = f"{user}@127.0.0.1:{proxy.port}" if user else f"127.0.0.1:{proxy.port}"
    changed = parts._replace(netloc=netloc)
    if parts.scheme in SOCKETS:
        changed = changed._replace(scheme="redis", path="/0")
    try:
        yield urlunsplit(changed)
    finally:
        proxy.cut()


def target_of(address: str, default_port: int) -> str | tuple[str, int]:
    """Where the server listens: a socket of Valkey (its path), of PostgreSQL (its folder as host), or TCP."""
    parts = urlsplit(address)
    if parts.scheme in SOCKETS:
        return parts.path
    host, port = unquote(parts.hostname or ""), parts.port or default_port
    return f"{host}/.s.PGSQL.{port}" if host.startswith("/") else (host, port)
