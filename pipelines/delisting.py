"""Products that vanished from a shop: delisted, never deleted, and only when it is sure that they are gone."""

from __future__ import annotations

from dataclasses import dataclass

# A complete crawl that saw less of what was listed before has more likely been shown half a shop.
LEAST_SHARE_SEEN = 0.7


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether to delist what was not seen; if that would be rash, `suspicious` says why."""

    delist: bool
    suspicious: str | None = None


def decide(*, is_complete: bool, listed: int, seen: int, is_doubted: bool = False) -> Decision:
    """Delist or not, from how many products were listed before the crawl and how many of those it saw.

    A crawl of which something else is doubted is not believed in this either.

    >>> decide(is_complete=True, listed=100, seen=95)
    Decision(delist=True, suspicious=None)
    >>> decide(is_complete=True, listed=100, seen=95, is_doubted=True)
    Decision(delist=False, suspicious=None)
    >>> decide(is_complete=False, listed=100, seen=0)
    Decision(delist=False, suspicious=None)
    >>> decide(is_complete=True, listed=100, seen=69).suspicious
    'only 69 of 100 listed products were seen: the others were left as they are'
    """
    if not is_complete or seen == listed:
        return Decision(delist=False)
    if seen < listed * LEAST_SHARE_SEEN:
        return Decision(
            delist=False,
            suspicious=f"only {seen} of {listed} listed products were seen: the others were left as they are",
        )
    return Decision(delist=not is_doubted)
