"""The words for a seed's sex, flowering type and fast version: the one table of them.

The patterns match folded text, where hyphens and underscores part words as spaces do.
"""

import re

START, END = r"(?<![^\W_])", r"(?![^\W_])"  # of a word

_FEM = r"fem(?:s|[aei]ni?[sz]ed?)?"
_NO_SEX = (
    r"(?![ _.:-]{0,3}(?:prices?|pric|cost|retail|sale|shipping|delivery|customers?|updates?|watering|feeding"
    r"|basis|intervals?|use|users?|[$€£]))"
)

# In the order in which they are joined into the variant of a pack.
TYPE_WORDS = {
    "feminized": rf"{_FEM}|(?:1?\d\d ?%|all)[ _-]?females?(?:[ _-]plants?)?",
    "regular": rf"reg(?:s|ulars?)?{END}{_NO_SEX}",
    "autoflower": r"auto(?:s|matics?|[ _-]?flower(?:s|ing|ed)?)?",
    "photoperiod": r"(?:12/12[ _-])?photo(?:[ _-]?period(?:s|ic|ical)?)?(?:[ _-]?(?:dependent|sensitive))?",
    "fast version": r"(?:fast|early|quick)[ _-]?versions?|fast[ _-]?flower(?:ing|s)?",
}
_AUTOFEM = rf"auto{_FEM}"  # two words written as one

ANY_TYPE_WORD = "|".join((_AUTOFEM, *TYPE_WORDS.values()))
TYPE_STEMS = ("fem", "reg", "auto", "photo", "version", "flower")  # every type word holds one
_NEGATED = re.compile(
    rf"{START}(?:non?|not)[ _-](?:an? )?(?:{ANY_TYPE_WORD}){END}|{START}(?:{ANY_TYPE_WORD}) ?[:?] ?no{END}"
)
_WORD = re.compile(
    START
    + f"(?:(?P<autofem>{_AUTOFEM})|"
    + "|".join(f"(?P<{name.replace(' ', '_')}>{pattern})" for name, pattern in TYPE_WORDS.items())
    + f"){END}"
)


def find_type_words(folded: str) -> frozenset[str]:
    """Return which of the keys of ``TYPE_WORDS`` a folded text names.

    >>> sorted(find_type_words("auto-fem, fast version"))
    ['autoflower', 'fast version', 'feminized']
    >>> sorted(find_type_words("not autoflowering, regular price $65"))
    []
    """
    if not any(stem in folded for stem in TYPE_STEMS):
        return frozenset()
    affirmed = _NEGATED.sub(" ", folded) if "no" in folded else folded
    found = {str(match.lastgroup) for match in _WORD.finditer(affirmed)}
    if "autofem" in found:
        found |= {"autoflower", "feminized"}
    return frozenset(name for name in TYPE_WORDS if name.replace(" ", "_") in found)
