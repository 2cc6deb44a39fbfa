"""Mailing - with what the console sends mails: its signature, its public address, and whether there is a server."""

from ipaddress import ip_address

from flask import current_app, request

from web.answers import service_address


def secret() -> str:
    """What links are signed with."""
    return str(current_app.secret_key)


def has_mail_server() -> bool:
    return current_app.config["MAIL"] is not None


def may_be_told_by_mail() -> bool:
    """Whether a link that anybody may ask for leads here, and not to a host that they have made up."""
    return bool(current_app.config["PUBLIC_URL"]) or _is_this_machine(request.host)


def address_of_links() -> str:
    return service_address()


def _is_this_machine(host: str) -> bool:
    name = host.rpartition(":")[0] if host.count(":") == 1 else host
    try:
        return ip_address(name.strip("[]")).is_loopback
    except ValueError:
        return name == "localhost"
