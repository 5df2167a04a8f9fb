"""Who is asking. Tokens are signed, so that telling a true one from a false needs no look-up."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import jwt
from starlette.requests import Request

from transcription_service.clock import Clock
from transcription_service.problems import Problem
from transcription_service.sessions.repository import Repository

COOKIE = "transcription_login"
_ALGORITHM = "HS256"
_SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}


@dataclass(frozen=True, slots=True)
class User:
    """Whoever holds a token; everyone is anonymous in the demo."""

    id: str
    expires_at: datetime
    """When the token does; nothing that was opened with it may live longer."""


class Identity:
    """Gives out tokens and recognises their holders."""

    def __init__(
        self, secret: str, token_life: timedelta, repository: Repository, clock: Clock
    ) -> None:
        self._secret = secret
        self.token_life = token_life
        self._repository = repository
        self._clock = clock

    def new_token(self) -> str:
        """A token for a new anonymous user."""
        now = self._clock.now()
        claims = {"sub": self._repository.add_user(), "iat": now, "exp": now + self.token_life}
        return jwt.encode(claims, self._secret, _ALGORITHM)

    def holder(self, token: str) -> User:
        """The user a token was given to; raises Problem (401) when it is not, or no more, valid."""
        try:
            claims = jwt.decode(
                token,
                self._secret,
                [_ALGORITHM],
                # The library reads the machine's clock; ours is given.
                options={"require": ["sub", "exp"], "verify_exp": False, "verify_iat": False},
            )
            expires = float(claims["exp"])
        except (jwt.InvalidTokenError, TypeError, ValueError) as error:
            raise _unauthorized("the token is not one of this server's") from error
        if self._clock.now().timestamp() >= expires:
            raise _unauthorized("the token has expired")
        if not self._repository.has_user(claims["sub"]):
            raise _unauthorized("the token's user is not known any more")
        return User(claims["sub"], datetime.fromtimestamp(expires, UTC))

    def user(self, request: Request) -> User:
        """The user whose bearer token or cookie the request carries.

        Raises Problem: 401 without a valid token, 403 when a page of another origin sends the
        cookie with a request that changes something.
        """
        authorization = request.headers.get("authorization")
        if authorization is not None:
            scheme, _, token = authorization.partition(" ")
            if scheme.lower() != "bearer":
                raise _unauthorized(f"expected Authorization: Bearer <token>, came {scheme[:32]!r}")
            return self.holder(token.strip())
        token = request.cookies.get(COOKIE, "")
        if not token:
            raise _unauthorized("no token came with the request")
        user = self.holder(token)
        if request.method not in _SAFE_METHODS:
            _check_origin(request)
        return user

    def has_valid_cookie(self, request: Request) -> bool:
        try:
            self.holder(request.cookies.get(COOKIE, ""))
        except Problem:
            return False
        return True


def _check_origin(request: Request) -> None:
    # Browsers send at least one of the two with every request that a page can forge.
    site = request.headers.get("sec-fetch-site")
    origin = request.headers.get("origin")
    if site is not None:
        own = site in ("same-origin", "none")
    else:
        own = origin is None or urlsplit(origin).netloc == request.headers.get("host")
    if not own:
        raise Problem(
            403,
            "foreign_origin",
            "A page of another origin may not act with this cookie: "
            f"expected origin {request.base_url}, came {(origin or site or '')[:200]!r}.",
        )


def _unauthorized(what_came: str) -> Problem:
    return Problem(
        401,
        "unauthorized",
        f"Expected a bearer token or the login cookie, but {what_came}. "
        "Get one with POST /api/v1/auth/token, or the cookie with GET /.",
        {"WWW-Authenticate": "Bearer"},
    )
