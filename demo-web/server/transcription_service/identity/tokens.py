"""Tokens are signed, so that telling a true one from a false needs no look-up."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any

import jwt

from transcription_service.clock import Clock
from transcription_service.problems import Problem
from transcription_service.sessions.repository import Repository

_ALGORITHM = "HS256"
_REMEMBERED = 4096
"""Tokens whose signatures need not be checked again: those of clients that poll or come back."""


@dataclass(frozen=True, slots=True)
class User:
    """Whoever holds a token; everyone is anonymous in the demo."""

    id: str
    expires_at: datetime
    """When the token does; nothing that was opened with it may live longer."""


class Tokens:
    """Gives out tokens, valid for `life`, and recognises their holders."""

    def __init__(self, secret: str, life: timedelta, repository: Repository, clock: Clock) -> None:
        self._secret = secret
        self.life = life
        self._repository = repository
        self._clock = clock
        # What was true once of a signature is true ever after; all else is asked each time.
        self._signed = lru_cache(_REMEMBERED)(self._read)

    def new(self) -> str:
        """A token for a new anonymous user."""
        return self.sign(self._repository.add_user(), self.life)

    def sign(self, user_id: str, life: timedelta, *, purpose: str | None = None) -> str:
        """A token for a user; one with a `purpose` is good for nothing else."""
        now = self._clock.now()
        claims: dict[str, Any] = {"sub": user_id, "iat": now, "exp": now + life}
        if purpose is not None:
            claims["aud"] = purpose
        return jwt.encode(claims, self._secret, _ALGORITHM)

    def holder(self, token: str, *, purpose: str | None = None) -> User:
        """The user a token was given to; raises Problem (401) when it is not, or no more, valid,
        or was given for another purpose."""
        try:
            user_id, expires = self._signed(token, purpose)
        except (jwt.InvalidTokenError, TypeError, ValueError) as error:
            raise unauthorized("the token is not one of this server's") from error
        if self._clock.now().timestamp() >= expires:
            raise unauthorized("the token has expired")
        if not self._repository.has_user(user_id):
            raise unauthorized("the token's user is not known any more")
        return User(user_id, datetime.fromtimestamp(expires, UTC))

    def _read(self, token: str, purpose: str | None) -> tuple[str, float]:
        """Whom a token was given to and until when, if it is one of ours."""
        claims: dict[str, Any] = jwt.decode(
            token,
            self._secret,
            # Ours alone, whatever the token's own header says.
            [_ALGORITHM],
            # One that has an audience where none is asked for is refused, too.
            audience=purpose,
            # The library reads the machine's clock; ours is given.
            options={"require": ["sub", "exp"], "verify_exp": False, "verify_iat": False},
        )
        return claims["sub"], float(claims["exp"])


def unauthorized(what_came: str) -> Problem:
    """401: no identity came with a request, or a false one."""
    return Problem(
        401,
        "unauthorized",
        f"Expected a bearer token or the login cookie, but {what_came}. "
        "Get one with POST /api/v1/auth/token, or the cookie with GET /.",
        {"WWW-Authenticate": "Bearer"},
    )
