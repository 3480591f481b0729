"""From a question for a PDF to a stored file. The row says where it stands; a message only wakes a worker.

wacht → bezig → klaar | mislukt. A worker takes the row with a lease and a higher attempt number, makes the
file outside any transaction, and stores it only when that attempt still is the last one. What is left behind
by a crash, a lost message or a redaction, the sweeper finds.
"""

from __future__ import annotations

from rapportage.services.antwoorden import renew_antwoorden, request_antwoorden
from rapportage.services.maken import (
    STAPPEN,
    Ingehaald,
    Opdracht,
    enter_step,
    fail_rapport,
    finish_rapport,
    postpone_rapport,
    take_rapport,
)
from rapportage.services.vegen import Veging, ask_for_bladen, oldest_waiting, renew_bladen, sweep
from rapportage.services.vragen import (
    MAKE_TASK,
    delete_rapport,
    note_blad_seen,
    open_file,
    request_blad,
    request_rapport,
    request_samengesteld,
    retry_bladen,
    retry_rapport,
)

__all__ = [
    "MAKE_TASK",
    "STAPPEN",
    "Ingehaald",
    "Opdracht",
    "Veging",
    "ask_for_bladen",
    "delete_rapport",
    "enter_step",
    "fail_rapport",
    "finish_rapport",
    "note_blad_seen",
    "oldest_waiting",
    "open_file",
    "postpone_rapport",
    "renew_antwoorden",
    "renew_bladen",
    "request_antwoorden",
    "request_blad",
    "request_rapport",
    "request_samengesteld",
    "retry_bladen",
    "retry_rapport",
    "sweep",
    "take_rapport",
]
