"""Keeping what arrives before anything is done with it: a message that was accepted is never lost."""

from django.db import transaction

from kring.core.letterbox import addresses, parsing
from kring.core.letterbox.models import GroupAddress, Incoming, Raw


def is_known(address: str) -> bool:
    """Is there anybody behind this address of ours?"""
    if addresses.opened(address) or address.lower() in (addresses.bounces(), *addresses.of_sender()):
        return True
    local = addresses.group_part(address)
    return bool(local) and GroupAddress.objects.filter(local=local).exists()


@transaction.atomic
def keep(raw: bytes, recipients, envelope_from: str | None = None) -> list[Incoming]:
    """One row for each of our addresses in `recipients`; a message that came before to the same address is the row of then.
    `envelope_from` None: nobody told it."""
    number, rows = parsing.message_id(raw), []
    for target in dict.fromkeys(address.strip().lower()[:254] for address in recipients):
        row, new = Incoming.objects.get_or_create(
            message_id=number,
            target=target,
            defaults={
                "envelope_from": "?" if envelope_from is None else envelope_from[:254],
                "size": len(raw),
            },
        )
        if new:
            Raw.objects.create(incoming=row, message=raw)
        rows.append(row)
    return rows


def recipients_in(message) -> list[str]:
    """To whom a message in a mailbox was sent, as far as that is us: what the mail server noted, else what its sender wrote."""
    for names in (
        ("Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To"),
        ("To", "Cc", "Resent-To"),
    ):
        found = [address for name in names for address in parsing.addresses(message, name)]
        known = [address for address in dict.fromkeys(found) if is_known(address)]
        if known:
            return known
    return []
