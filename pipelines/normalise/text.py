"""Text as shops send it, made fit to store, to compare and to show."""

import math
import re
from collections.abc import Iterable, Mapping

LONGEST_FACT = 1_000  # a fact stands in a short text: what is longer is prose, and is read up to here
LONGEST_KEPT = 2_000
DEEPEST_KEPT = 20

# Control and format characters that are no white space (zero-width, soft hyphen …), and surrogates.
_INVISIBLE = re.compile(
    r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e"
    r"\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
_UNSTORABLE = re.compile(r"[\x00\ud800-\udfff]")

# One character for one character: a place found in the folded text is the same place in the clean text.
_SAME: dict[int | str, str] = {
    **dict.fromkeys("‐‑‒–—―−﹘﹣", "-"),
    **dict.fromkeys("‘’‚‛ʼ´`′", "'"),
    **dict.fromkeys("“”„‟″", '"'),
    **dict.fromkeys("⁄∕", "/"),
    **dict.fromkeys("×✕", "x"),
    "İ": "i",  # the only letter whose lower case is two characters
}
_FULL_WIDTH: dict[int | str, str] = {0xFF01 + place: chr(0x21 + place) for place in range(94)}
_PLAIN = str.maketrans({**_SAME, **_FULL_WIDTH})

_PUNCTUATION = re.compile(r"[-–—|/,;:&+()\[\]]")
_GAP_IN_PUNCTUATION = re.compile(r"\( ?\)|\[ ?\]| (?=[,;:] |[,;:]$)")
_DOUBLED = re.compile(r"([-–—|/,;])(?: ?[-–—|/,;])+")
_LOOSE_AT_START = " -–—|/,;:&+)]"
_LOOSE_AT_END = " -–—|/,;:&+(["


def clean(text: str | None) -> str | None:
    r"""Return the text with single spaces and without invisible characters; None when nothing is left.

    >>> clean("  Blue\u00a0Dream\u200b\x00 \n Seeds ")
    'Blue Dream Seeds'
    >>> clean(" \t ") is None
    True
    """
    if text is None:
        return None
    if not text.isprintable():
        text = _INVISIBLE.sub("", text)
    elif "  " not in text and text[:1] != " " != text[-1:]:  # most are clean, and the only printable space is " "
        return text or None
    return " ".join(text.split()) or None


def fold(text: str) -> str:
    """Return the clean text for comparing: lower case, one kind of dash, quote and digit.

    It is exactly as long as what ``clean`` returns.

    >>> fold("Devil’s  Crack – ５ Seeds")
    "devil's crack - 5 seeds"
    """
    cleaned = clean(text) or ""
    return cleaned.lower() if cleaned.isascii() else cleaned.translate(_PLAIN).lower()


def tidy(text: str) -> str:
    """Return the clean text without the punctuation that is left over when words were cut out.

    >>> tidy("Blue Dream - , (), Elite -")
    'Blue Dream - Elite'
    """
    if not _PUNCTUATION.search(text):
        return clean(text) or ""
    previous = None
    while text != previous:
        previous = text
        text = clean(_DOUBLED.sub(r"\1", _GAP_IN_PUNCTUATION.sub("", text))) or ""
        text = text.lstrip(_LOOSE_AT_START).rstrip(_LOOSE_AT_END)
    return text


def clean_tree(value: object, depth: int = 0) -> object:
    r"""Return the same nested value as PostgreSQL can keep it in jsonb.

    Strings lose NUL and lone surrogates and are cut to 2,000 characters, keys are strings, decimals become
    strings, tuples and sets lists; numbers that JSON lacks and what is nested deeper than 20 become None.

    >>> from decimal import Decimal
    >>> clean_tree({"name": "Blue\x00 Dream", "packs": ({"price": Decimal("65.00")},)})
    {'name': 'Blue Dream', 'packs': [{'price': '65.00'}]}
    """
    if value is None or isinstance(value, int):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, Mapping | list | tuple | set | frozenset):
        return _clean_branches(value, depth) if depth < DEEPEST_KEPT else None
    return _UNSTORABLE.sub("", str(value))[:LONGEST_KEPT]


def _clean_branches(value: Mapping[object, object] | Iterable[object], depth: int) -> object:
    if isinstance(value, Mapping):
        return {str(clean_tree(str(key))): clean_tree(entry, depth + 1) for key, entry in value.items()}
    return [clean_tree(entry, depth + 1) for entry in value]
