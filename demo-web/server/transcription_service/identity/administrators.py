"""Who may see how the connections of all users are: whoever has shown the administration key."""

import hashlib
import hmac
from datetime import timedelta

from starlette.requests import Request

from transcription_service.identity.asking import Identity
from transcription_service.identity.tokens import Tokens, User
from transcription_service.problems import Problem
from transcription_service.sessions.repository import Repository

ADMIN_COOKIE = "transcription_admin"
ADMIN_LIFE = timedelta(hours=12)


class Administrators:
    """A user who shows the key gets a second cookie, beside the login, for half a day; a program
    may send the key as its bearer token."""

    def __init__(
        self, key: str, tokens: Tokens, identity: Identity, repository: Repository
    ) -> None:
        self._key = key
        self._key_hash = hashlib.sha256(key.encode()).hexdigest()[:16]
        self._tokens = tokens
        self._identity = identity
        self._repository = repository

    def appoint(self, user: User, key: str) -> str:
        """What the user's browser keeps in ADMIN_COOKIE; raises Problem (403) for a wrong key."""
        if not self._is_key(key):
            raise _not_an_administrator("the key is not this service's")
        return self._tokens.sign(user.id, ADMIN_LIFE, purpose=self._purpose(user))

    def dismiss(self, user: User) -> None:
        """End all that the user was appointed to, also where a copy of the cookie is kept."""
        self._repository.resign(user.id)

    def check(self, request: Request) -> None:
        """Raises Problem: 401 without a login, 403 for a user who is no administrator."""
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() == "bearer" and self._is_key(token.strip()):
            return
        user = self._identity.user(request)
        try:
            appointed = self._tokens.holder(
                request.cookies.get(ADMIN_COOKIE, ""), purpose=self._purpose(user)
            )
        except Problem:
            appointed = None
        if appointed is None or appointed.id != user.id:
            raise _not_an_administrator(
                "neither the key came as bearer token nor a cookie that is still good"
            )

    def _purpose(self, user: User) -> str:
        """An appointment ends with the key that it was got with, and when its user resigns."""
        return f"administration/{self._key_hash}/{self._repository.resignations(user.id)}"

    def _is_key(self, text: str) -> bool:
        return hmac.compare_digest(text.encode(), self._key.encode())


def _not_an_administrator(what_came: str) -> Problem:
    return Problem(
        403,
        "not_an_administrator",
        f"Expected an administrator, but {what_came}: send the administration key (ADMIN_KEY, or "
        "DATA_DIR/admin-key) as bearer token, or, for the cookie that /api/v1/admin takes, POST it "
        "to /api/v1/auth/admin.",
    )
