"""From where a request comes: what attempts are counted by. The address is never kept, only a keyed hash of it."""

from __future__ import annotations

from ipaddress import IPv6Address, ip_address

from django.conf import settings
from django.http import HttpRequest

NETWORK_BITS = 64  # of an IPv6 address: one household or firm, which may choose the rest as it likes


def caller_address(request: HttpRequest) -> str:
    """The caller's internet address; of IPv6 its network.

    Behind a proxy (`HEJIE_BEHIND_PROXY`) the right-most entry of X-Forwarded-For, which the proxy itself wrote; what a
    caller wrote before it counts for nothing. Without a proxy the header is not looked at.
    """
    named = request.META.get("HTTP_X_FORWARDED_FOR", "") if settings.BEHIND_PROXY else ""
    return _network(named.rpartition(",")[2].strip() or request.META.get("REMOTE_ADDR", ""))


def _network(text: str) -> str:
    try:
        address = ip_address(text)
    except ValueError:
        return text
    if not isinstance(address, IPv6Address):
        return str(address)
    return str(address.ipv4_mapped or IPv6Address(int(address) >> NETWORK_BITS << NETWORK_BITS))
