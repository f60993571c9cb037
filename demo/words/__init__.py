"""The words that strain names are made of: one a line, in the files beside this one."""

from pathlib import Path

_FOLDER = Path(__file__).parent


def _read_words(file_name: str) -> tuple[str, ...]:
    return tuple((_FOLDER / file_name).read_text(encoding="utf-8").split("\n")[:-1])


ADJECTIVES = _read_words("adjectives.txt")
NOUNS = _read_words("nouns.txt")
SUFFIXES = ("", *_read_words("suffixes.txt"))
