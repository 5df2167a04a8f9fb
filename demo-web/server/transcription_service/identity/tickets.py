"""Tickets: the browser's own EventSource sends no headers, and across sites no cookie, so its
address has to say who asks. A ticket is good for one session, for one request, for half a minute.
"""

import hashlib
import json
import re
import secrets
from datetime import UTC, datetime

from transcription_service.clock import Clock
from transcription_service.identity.ticket_store import TicketStore
from transcription_service.identity.tokens import User, unauthorized

TICKET_SECONDS = 30
_BYTES = 32
_SHAPE = re.compile(r"[A-Za-z0-9_-]{43}")
"""That many bytes in URL-safe base 64."""


class Tickets:
    """Kept under their hash: whoever can read the store can't use what is in it."""

    def __init__(self, store: TicketStore, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    async def new(self, user: User, session_id: str) -> str:
        """A ticket to watch that session as that user, who was found to own it."""
        ticket = secrets.token_urlsafe(_BYTES)
        stands_for = json.dumps([user.id, user.expires_at.timestamp(), session_id])
        await self._store.keep(_hash(ticket), stands_for, TICKET_SECONDS)
        return ticket

    async def holder(self, ticket: str, session_id: str) -> User:
        """The user a ticket for that session was given to; the ticket is used up.

        Raises Problem (401) for one that is false, used, too old, or for another session.
        """
        kept = await self._store.take(_hash(ticket)) if _SHAPE.fullmatch(ticket) else None
        if kept is not None:
            user_id, expires, of_session = json.loads(kept)
            if of_session == session_id and self._clock.now().timestamp() < expires:
                return User(user_id, datetime.fromtimestamp(expires, UTC))
        raise unauthorized(
            "the ticket is false, used, expired or for another session: get one for each "
            "connection with POST /api/v1/auth/ticket"
        )


def _hash(ticket: str) -> str:
    return hashlib.sha256(ticket.encode()).hexdigest()
