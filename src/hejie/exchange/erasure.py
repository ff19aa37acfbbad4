"""What is erased with a case: what was sent, what came, what a court asked and ruled in words. That it was, stays."""

from __future__ import annotations

from hejie.cases.erasure import erases
from hejie.cases.models import Case
from hejie.exchange.models import Confirmation, Incoming, Outgoing


@erases
def erase_exchange(case: Case) -> None:
    for row in Confirmation.objects.filter(case=case):
        row.contacts, row.asks, row.ruling = {}, "", ""
        row.save(update_fields=["contacts", "asks", "ruling"])
    for sent in Outgoing.objects.filter(case=case):
        sent.body = None
        sent.next_try_at = None
        sent.save(update_fields=["body", "next_try_at"])
    for come in Incoming.objects.filter(case=case):
        come.body = {}
        come.save(update_fields=["body"])
