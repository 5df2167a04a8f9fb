"""Finds out from a request who has sent it."""

from datetime import timedelta

from starlette.requests import Request

from transcription_service.identity.origins import Origins
from transcription_service.identity.tickets import Tickets
from transcription_service.identity.tokens import Tokens, User, unauthorized
from transcription_service.problems import Problem

COOKIE = "transcription_login"
_SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}


class Identity:
    """Gives out tokens and recognises their holders."""

    def __init__(self, tokens: Tokens, tickets: Tickets, origins: Origins) -> None:
        self._tokens = tokens
        self.tickets = tickets
        self.origins = origins

    @property
    def token_life(self) -> timedelta:
        return self._tokens.life

    def new_token(self) -> str:
        """A token for a new anonymous user."""
        return self._tokens.new()

    def holder(self, token: str) -> User:
        """The user a token was given to; raises Problem (401) when it is not, or no more, valid."""
        return self._tokens.holder(token)

    def user(self, request: Request) -> User:
        """The user whose bearer token or cookie the request carries.

        Raises Problem: 401 without a valid token, 403 when a page of a foreign origin sends the
        cookie with a request that changes something.
        """
        return self._user(request, origin_matters=request.method not in _SAFE_METHODS)

    async def watcher(self, request: Request, session_id: str, ticket: str | None) -> User:
        """The user who may be about to watch a session: `user`, or the ticket's.

        An Authorization header goes before a ticket, and a ticket before the cookie. Raises
        Problem: 401 without any, 403 when a page of a foreign origin sends the cookie: a stream
        takes one of the user's few connections, even if that page can't read it.
        """
        if ticket is not None and "authorization" not in request.headers:
            return await self.tickets.holder(ticket, session_id)
        return self._user(request, origin_matters=True)

    def cookie_holder(self, request: Request) -> User | None:
        """The user whose valid cookie the request carries."""
        try:
            return self.holder(request.cookies.get(COOKIE, ""))
        except Problem:
            return None

    def _user(self, request: Request, *, origin_matters: bool) -> User:
        authorization = request.headers.get("authorization")
        if authorization is not None:
            scheme, _, token = authorization.partition(" ")
            if scheme.lower() != "bearer":
                raise unauthorized(f"expected Authorization: Bearer <token>, came {scheme[:32]!r}")
            return self.holder(token.strip())
        token = request.cookies.get(COOKIE, "")
        if not token:
            raise unauthorized("no token came with the request")
        user = self.holder(token)
        if origin_matters:
            self.origins.check(request)
        return user
