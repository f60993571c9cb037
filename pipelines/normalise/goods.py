"""Other goods: what seed shops sell besides seeds."""

import re
from collections.abc import Iterable

from .text import LONGEST_FACT, fold
from .words import END, START

_CLOTHES = (
    r"t-?shirts?|tank tops?|hood(?:ie|y|ies)|sweat(?:er|shirt|pants)s?|beanies?|snapbacks?|(?:trucker|bucket) hats?"
)
_SMOKING = (
    r"grinders?|bongs?|(?:glass|hand|water) pipes?|rolling (?:papers?|trays?)|vapori[sz]ers?|vapes?"
    r"|ashtrays?|dab rigs?|blunt wraps?|humidity packs?"
)
_GROWING = (
    r"(?:grow|led) (?:lights?|tents?|kits?|bags?|lamps?)|nutrients?|fertili[sz]ers?|rooting (?:gel|powder)"
    r"|trimmers?|microscopes?|loupes?|germination (?:kits?|trays?|stations?)|plant pots?|hygrometers?"
)
_OTHER = (
    r"(?:gift|e-?gift) (?:cards?|certificates?|vouchers?)|magazines?|dvds?|stickers?|key ?(?:chains?|rings?)"
    r"|lanyards?|shipping (?:insurance|protection|upgrade)|(?:storage|stash) (?:box|jar|tin|tube)(?:es|s)?|seed vaults?"
)
# These are parts of strains' names, too: they count where a name ends.
_LAST_WORDS = (
    r"tees?|hats?|caps?|jackets?|socks?|papers|lighters?|soil|scissors|books?|posters?|mugs?|pins?|patch(?:es)?"
)
_GOODS = re.compile(
    rf"{START}(?:{_CLOTHES}|{_SMOKING}|{_GROWING}|{_OTHER}){END}|{START}(?:{_LAST_WORDS})(?= ?$| [-(|,])"
)
_CATEGORIES = re.compile(
    rf"{START}(?:merch|merchandise|swag|apparel|clothing|accessor(?:y|ies)|head ?shop|supplies|hardware|equipment"
    rf"|{_SMOKING}|{_GROWING}|{_OTHER}){END}"
)


def are_other_goods(name: str | None, categories: Iterable[str], packs: Iterable[str]) -> bool:
    """Return whether something is no seeds, by its name, its categories and the labels of its packs.

    A pack that says "seeds" settles it; then the name, then the categories. Without a sign it is taken for seeds.

    >>> are_other_goods("Bud Depot T-Shirt", [], ["S", "M"]), are_other_goods("Cap Junky", [], ["5 Seeds"])
    (True, False)
    >>> are_other_goods("Digital Loupe 60x", [], []), are_other_goods("Blue Dream", ["Accessories"], ["5-seeds"])
    (True, False)
    """
    if any("seed" in label.lower() for label in packs):
        return False
    folded = fold((name or "")[:LONGEST_FACT])
    if _GOODS.search(folded):
        return True
    if "seed" in folded:
        return False
    told = [fold(category[:LONGEST_FACT]) for category in categories]
    return any(_CATEGORIES.search(category) for category in told) and not any("seed" in category for category in told)
