"""What an SMTP server's no means: for this mail, for now, or for all mails. One function with a table of tests."""

from __future__ import annotations

from enum import StrEnum

from emails.senders.sender import Refused, TryLater, Unavailable


class Step(StrEnum):
    """Where in the talk about a mail the server has said it."""

    FROM = "MAIL FROM"
    TO = "RCPT TO"
    DATA = "DATA"  # the command, or the end of the data


_CLOSING = 421  # "service not available, closing transmission channel"
_TOO_LARGE = 552
# "Authentication required", "… credentials invalid", "… too weak", "encryption required": all about the account.
_NOT_LOGGED_IN = frozenset({530, 534, 535, 538})


def judge(step: Step, code: int, said: str) -> Refused | TryLater | Unavailable:
    """What an answer that is no yes means (RFC 5321, enhanced codes RFC 3463).

    4xx is not now, 5xx never; but all mails have one sender and one login, so what is said of these is about no
    single mail. A recipient that is refused by policy (5.7.x) may be refused because the login was forgotten
    ("relay access denied"): that is tried for a while.

    >>> judge(Step.TO, 550, "5.1.1 no such user")
    Refused('550 5.1.1 no such user')
    >>> judge(Step.FROM, 553, "5.7.1 sender address not owned by user")
    Unavailable('553 5.7.1 sender address not owned by user')
    """
    answer = f"{code} {' '.join(said.split())}"
    if code == _CLOSING or code in _NOT_LOGGED_IN:
        return Unavailable(answer)
    if step is Step.FROM and code != _TOO_LARGE:
        return Unavailable(answer)
    if code < 500 or (step is Step.TO and said.lstrip().startswith("5.7.")):
        return TryLater(answer)
    return Refused(answer)
