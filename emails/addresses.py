"""E-mail addresses."""

from __future__ import annotations

import re
from email.utils import parseaddr
from typing import Annotated

from pydantic import AfterValidator

# What browsers take for an address: https://html.spec.whatwg.org/multipage/input.html#valid-e-mail-address
_LABEL = r"[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?"
_ADDRESS = re.compile(rf"[a-zA-Z0-9.!#$%&'*+/=?^_`{{|}}~-]{{1,64}}@{_LABEL}(?:\.{_LABEL})*")
LONGEST = 254  # RFC 5321, 4.5.3.1.3


def check_address(text: str) -> str:
    """The address, without spaces around it. Raises ValueError.

    >>> check_address(" me@example.org ")
    'me@example.org'
    """
    address = text.strip()
    if len(address) > LONGEST or not _ADDRESS.fullmatch(address):
        raise ValueError("is not an e-mail address like name@example.org")
    return address


def check_sender(text: str) -> str:
    """An address with a name before it, or without. Raises ValueError.

    >>> check_sender("GoodSeed <alerts@example.org>")
    'GoodSeed <alerts@example.org>'
    """
    _, address = parseaddr(text)
    check_address(address)
    if any(not character.isprintable() for character in text):
        raise ValueError("has characters that no header may have")
    return text.strip()


def split_addresses(text: str) -> list[str]:
    """Addresses with commas between them, each once; spaces and empty ones left out. Raises ValueError.

    >>> split_addresses("a@example.org, b@example.org,")
    ['a@example.org', 'b@example.org']
    """
    return list(dict.fromkeys(check_address(part) for part in text.split(",") if part.strip()))


def domain_of(sender: str) -> str:
    """What stands behind the @.

    >>> domain_of("GoodSeed <alerts@example.org>")
    'example.org'
    """
    return parseaddr(sender)[1].rpartition("@")[2]


Address = Annotated[str, AfterValidator(check_address)]
