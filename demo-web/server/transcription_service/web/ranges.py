"""Which bytes a request is for (RFC 9110, 14)."""

import re

_ONE_RANGE = re.compile(r"bytes=[ \t]*(\d{0,18})-(\d{0,18})[ \t]*", re.ASCII | re.IGNORECASE)


class Unsatisfiable(Exception):
    """The range lies beyond the end."""


def asked_range(header: str, size: int) -> tuple[int, int] | None:
    """The first and last byte that a `Range` header asks for, of `size`.

    None for what is to be ignored, so that all is sent: other units, what cannot be read, several
    ranges at once, which no player asks for, and any of an empty file. Raises Unsatisfiable.
    """
    asked = _ONE_RANGE.fullmatch(header)
    if asked is None or size == 0:
        return None
    first, last = asked.groups()
    if not first:
        if not last:
            return None
        if int(last) == 0:
            raise Unsatisfiable
        return max(0, size - int(last)), size - 1
    if last and int(last) < int(first):
        return None
    if int(first) >= size:
        raise Unsatisfiable
    return int(first), min(int(last or size), size - 1)
