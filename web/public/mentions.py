"""Mentions - what the conventions want on every publication: each once, in the order of the hosts."""

from collections.abc import Iterable

from web.outputs.agenda import Host


def mentions_of(hosts: Iterable[Host]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(host.mention for host in hosts if host.mention))
