"""Who is asking: signed tokens, the login cookie and the origins it may act for, and tickets that
stand for a token where only an address can be given."""

from transcription_service.identity.administrators import (
    ADMIN_COOKIE,
    ADMIN_LIFE,
    Administrators,
)
from transcription_service.identity.asking import COOKIE, Identity
from transcription_service.identity.origins import Origins
from transcription_service.identity.ticket_store import MemoryTickets, RedisTickets, TicketStore
from transcription_service.identity.tickets import TICKET_SECONDS, Tickets
from transcription_service.identity.tokens import Tokens, User

__all__ = [
    "ADMIN_COOKIE",
    "ADMIN_LIFE",
    "COOKIE",
    "TICKET_SECONDS",
    "Administrators",
    "Identity",
    "MemoryTickets",
    "Origins",
    "RedisTickets",
    "TicketStore",
    "Tickets",
    "Tokens",
    "User",
]
