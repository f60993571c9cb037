"""The pages of a crawl, counted: what tells how far it is, and whether it saw all of the shop."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field


@dataclass(slots=True)
class Pages:
    """The pages of a crawl: asked for, read, and known to be there in all.

    `listed` counts the pages of listings (None: not known yet), `found` the product pages that these or a
    sitemap have named. `unchanged` pages are as an earlier crawl has left them, and count as done; `gone` ones are
    not there any more. `products` counts what was read, `empty` are the url_keys of product pages that showed none.
    `failures` counts the pages that could not be read, `doubts` those that were read and do not look whole, both by
    kind. `left` is how many more may be asked for (None: any number); `is_cut` is set when the crawl was told to
    leave some of the shop's pages out.
    """

    asked: int = 0
    done: int = 0
    unchanged: int = 0
    gone: int = 0
    products: int = 0
    listed: int | None = None
    found: int = 0
    failures: Counter[str] = field(default_factory=Counter)
    doubts: Counter[str] = field(default_factory=Counter)
    empty: set[str] = field(default_factory=set)
    left: int | None = None
    is_cut: bool = False

    def may_ask(self) -> bool:
        """Whether one more page may be asked for, which is then counted; if not, the crawl is cut."""
        if self.left == 0:
            self.is_cut = True
            return False
        if self.left is not None:
            self.left -= 1
        self.asked += 1
        return True

    def untell(self) -> None:
        """Take back that a page was asked for: there is none."""
        self.asked -= 1
        if self.left is not None:
            self.left += 1

    @property
    def total(self) -> int | None:
        """How many pages there are to read in all; None: not known yet."""
        if self.listed is None:
            return None
        known = self.listed + self.found
        return known if self.left is None else min(known, self.asked + self.left)

    @property
    def lost(self) -> int:
        """Pages that were asked for and never answered: a redirect that may not be followed, say."""
        return self.asked - self.done - self.failures.total()

    @property
    def are_all_read(self) -> bool:
        """Whether everything that the shop lists was read, and nothing looks wrong about it."""
        return self.asked == self.done and not self.failures and not self.doubts and not self.is_cut
