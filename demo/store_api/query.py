"""The query of a Store API call: what it may ask for, and what WordPress answers to anything else."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, NamedTuple
from urllib.parse import parse_qsl

MOST_PER_PAGE = 100
ORDERS = ("asc", "desc")
# fmt: off
ORDERINGS = (
    "date", "modified", "id", "include", "title", "slug", "price", "popularity", "rating", "menu_order",
    "comment_count",
)
# fmt: on
TYPES = ("simple", "grouped", "external", "variable", "variation")
DATE_COLUMNS = ("date", "date_gmt", "modified", "modified_gmt")


@dataclass(frozen=True, slots=True)
class Query:
    """A valid query. ``after`` and ``before`` exclude their own moment, as in WordPress."""

    page: int = 1
    per_page: int = 10
    order: str = "desc"
    orderby: str = "date"
    type: str | None = None
    parent: tuple[int, ...] = ()
    include: tuple[int, ...] = ()
    exclude: tuple[int, ...] = ()
    after: datetime | None = None
    before: datetime | None = None
    date_column: str = "date"
    fields: tuple[str, ...] = field(default=())


class Problem(NamedTuple):
    """What is wrong with one parameter: WordPress's code and sentence."""

    code: str
    message: str


class QueryError(ValueError):
    """A query that WordPress refuses; ``problems`` by parameter."""

    def __init__(self, problems: dict[str, Problem]) -> None:
        super().__init__(", ".join(problems))
        self.problems = problems


class _Refusal(ValueError):
    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.problem = Problem(code, message)


def read_query(text: str) -> Query:
    """Return what a query string asks for, or raise QueryError with every parameter that is wrong."""
    values: dict[str, Any] = {}
    problems = {}
    for name, words in _gather(text).items():
        reader = _READERS.get(name)
        if reader is None:
            continue
        try:
            values[name.removeprefix("_")] = reader(name, words)
        except _Refusal as refusal:
            problems[name] = refusal.problem
    if problems:
        raise QueryError(problems)
    return Query(**values)


def _gather(text: str) -> dict[str, list[str]]:
    # PHP's rules: of a plain name the last one counts, "name[]" adds to a list.
    gathered: dict[str, list[str]] = {}
    for name, value in parse_qsl(text, keep_blank_values=True):
        plain, bracket, _ = name.partition("[")
        if bracket:
            gathered.setdefault(plain, []).append(value)
        else:
            gathered[name] = [value]
    return gathered


def _split(words: Iterable[str]) -> list[str]:
    return [part.strip() for word in words for part in word.split(",") if part.strip()]


def _read_whole(name: str, text: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise _Refusal("rest_invalid_type", f"{name} is not of type integer.") from None


def _read_page(name: str, words: list[str]) -> int:
    page = _read_whole(name, words[-1])
    if page < 1:
        raise _Refusal("rest_out_of_bounds", f"{name} must be greater than or equal to 1")
    return page


def _read_page_size(name: str, words: list[str]) -> int:
    size = _read_whole(name, words[-1])
    if not 1 <= size <= MOST_PER_PAGE:
        message = f"{name} must be between 1 (inclusive) and {MOST_PER_PAGE} (inclusive)"
        raise _Refusal("rest_out_of_bounds", message)
    return size


def _read_ids(name: str, words: list[str]) -> tuple[int, ...]:
    return tuple(_read_whole(f"{name}[{place}]", word) for place, word in enumerate(_split(words)))


def _read_choice(choices: tuple[str, ...]) -> Callable[[str, list[str]], str]:
    def read(name: str, words: list[str]) -> str:
        if words[-1] not in choices:
            one_of = f"{', '.join(choices[:-1])}, and {choices[-1]}" if len(choices) > 2 else " and ".join(choices)
            raise _Refusal("rest_not_in_enum", f"{name} is not one of {one_of}.")
        return words[-1]

    return read


def _read_moment(_: str, words: list[str]) -> datetime:
    text = words[-1]
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        moment = None
    if moment is None or "T" not in text:
        raise _Refusal("rest_invalid_date", "Invalid date.")
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


_READERS: dict[str, Callable[[str, list[str]], Any]] = {
    "page": _read_page,
    "per_page": _read_page_size,
    "order": _read_choice(ORDERS),
    "orderby": _read_choice(ORDERINGS),
    "type": _read_choice(TYPES),
    "parent": _read_ids,
    "include": _read_ids,
    "exclude": _read_ids,
    "after": _read_moment,
    "before": _read_moment,
    "date_column": _read_choice(DATE_COLUMNS),
    "_fields": lambda _, words: tuple(_split(words)),
}
