"""Whose pages may use the API: the service's own, and those of the origins that were named."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from starlette.requests import Request

from transcription_service.problems import Problem

_DEFAULT_PORTS = {"http": 80, "https": 443}


class Origins:
    """The origins named in ALLOWED_ORIGINS, beside the service's own."""

    def __init__(self, named: Iterable[str]) -> None:
        """Raises ValueError for anything that is not an origin as browsers write it."""
        self.named = tuple(_checked(origin) for origin in named)

    def check(self, request: Request) -> None:
        """Raises Problem (403) when a page of another origin has sent the request."""
        # Browsers send at least one of the two with every request that a page can forge.
        site = request.headers.get("sec-fetch-site")
        origin = request.headers.get("origin")
        if origin in self.named:
            return
        if site is not None:
            own = site in ("same-origin", "none")
        else:
            own = origin is None or _is_own(origin, request)
        if not own:
            raise Problem(
                403,
                "foreign_origin",
                "A page of another origin may not act with this cookie: expected one of this "
                f"server or of ALLOWED_ORIGINS, came {(origin or site or '')[:200]!r}.",
            )


def _is_own(origin: str, request: Request) -> bool:
    # The scheme is not compared: behind a proxy it may not be known. Pages of another scheme are
    # told apart by Sec-Fetch-Site, which browsers send to every https address.
    host = request.headers.get("host")
    return bool(host) and origin in (f"http://{host}", f"https://{host}")


def _checked(origin: str) -> str:
    expected = (
        "ALLOWED_ORIGINS: expected origins as browsers send them, like https://app.example or "
        f"http://localhost:5173, came {origin[:200]!r}"
    )
    if origin == "*":
        raise ValueError(
            f"{expected}: every page of the web could act for a user with its cookie; name them"
        )
    try:
        parts = urlsplit(origin)
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise ValueError(f"{expected}: {error}") from error
    if parts.scheme not in _DEFAULT_PORTS:
        raise ValueError(f"{expected}: its scheme is neither http nor https")
    if port == _DEFAULT_PORTS[parts.scheme]:
        raise ValueError(f"{expected}: browsers leave the scheme's own port away")
    written = f"{parts.scheme}://{f'[{host}]' if ':' in host else host}{f':{port}' if port else ''}"
    legal = host and host.isascii() and not set(host) & set("*%,;_ \\\"'<>")
    if not legal or origin != written:
        raise ValueError(f"{expected}: expected scheme, host and port in small letters, no more")
    return origin
