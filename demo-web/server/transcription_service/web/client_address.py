"""The address that a client is counted under."""

from ipaddress import IPv6Address, IPv6Network, ip_address

from starlette.requests import HTTPConnection

_NETWORK_BITS = 64
"""Who has one IPv6 address has at least so large a network of them."""


def client_address(request: HTTPConnection) -> str:
    """The peer's, or the one that a trusted proxy has told (see `TRUSTED_PROXIES`)."""
    host = request.client.host if request.client else ""
    try:
        address = ip_address(host)
    except ValueError:
        # A socket of the file system has none, and proxies may send anything.
        return host[:64] or "unknown"
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return str(IPv6Network((address, _NETWORK_BITS), strict=False))
    return str(address)
