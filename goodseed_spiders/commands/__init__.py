"""Commands of `scrapy` for this project."""

import sys


def complain(message: str) -> None:
    """Tell a person what is wrong, in one line."""
    print(f"error: {message}", file=sys.stderr)
