"""Whether a client has what it asks for already (RFC 9110, 13.1.2)."""


def matches(if_none_match: str | None, tag: str) -> bool:
    """Whether `tag` is among those of an `If-None-Match` header."""
    if if_none_match is None:
        return False
    given = [candidate.strip().removeprefix("W/") for candidate in if_none_match.split(",")]
    return "*" in given or tag in given
