"""What neighbours share: the year of "May 3 to June 5, 2023", the day of "10 a.m. to 4 p.m. on Friday"."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from dateline.temporal.grammar import Fields, Found
from dateline.temporal.lexer import Lexeme

_RANGES = {"to", "through", "until", "till", "-", "–", "—"}
_LISTS = {"and", "or", ",", "/", "&"}
_BETWEEN = {"the", "of", "on", "in", "at", "early", "late"}  # may stand beside the word that connects
_SHIFT = ("unit", "last", "this", "next")
_CLOCK = {"clock", "hour", "ampm", "zone", "part"}


def share(lexemes: Sequence[Lexeme], found: Sequence[Found]) -> list[Found]:
    """A sentence's expressions, each completed from the one that it is connected with."""
    complete = list(found)
    links = [_link(lexemes, left, right) for left, right in pairwise(found)]
    for index, link in reversed(list(enumerate(links))):
        if link is not None:
            added = _from_right(complete[index].fields, complete[index + 1].fields)
            complete[index] = replace(complete[index], fields={**complete[index].fields, **added})
    for index, link in enumerate(links):
        if link == "range":
            added = _from_left(complete[index].fields, complete[index + 1].fields)
            complete[index + 1] = replace(complete[index + 1], fields={**complete[index + 1].fields, **added})
    return complete


def _link(lexemes: Sequence[Lexeme], left: Found, right: Found) -> str | None:
    """How two expressions are connected: "range", "list", or not at all."""
    between = [lexeme.lower for lexeme in lexemes[left.end : right.start]]
    words = [word for word in between if word not in _BETWEEN]
    if len(words) == 1 and words[0] in _RANGES:
        return "range"
    # "on Friday and on Monday" may be two clauses
    return "list" if between and len(between) <= 2 and _LISTS.issuperset(between) else None


def _from_right(left: Fields, right: Fields) -> Mapping[str, object]:
    """What the expression on the left takes from that on the right."""
    if _is_yearless(left) and _parts(left) == _parts(right):
        if "year" in right and "era" not in right:
            return {"year": _year(right) - _turns(left, right)}
        if right.get("unit") == "year" and not _turns(left, right):
            return {name: right[name] for name in _SHIFT if name in right}
    if _is_bare_weekday(left) and "weekday" in right and right.get("unit") == "week":
        return {name: right[name] for name in _SHIFT if name in right}
    if left.keys() <= _CLOCK and _is_clock(left) and _is_clock(right):
        return {name: value for name, value in right.items() if name not in _CLOCK}
    return {}


def _from_left(left: Fields, right: Fields) -> Mapping[str, object]:
    """What the end of a range takes from its beginning: "Dec. 28, 2023 to Jan. 2"."""
    if "year" in left and "era" not in left and _is_yearless(right) and _parts(left) == _parts(right):
        return {"year": _year(left) + _turns(left, right)}
    return {}


def _parts(fields: Fields) -> str | None:
    """Of which part of a year an expression speaks."""
    return next((name for name in ("month", "season", "quarter", "half") if name in fields), None)


def _is_yearless(fields: Fields) -> bool:
    return _parts(fields) is not None and not {"year", "era", *_SHIFT} & fields.keys()


def _is_bare_weekday(fields: Fields) -> bool:
    return "weekday" in fields and not {"day", "month", *_SHIFT} & fields.keys()


def _is_clock(fields: Fields) -> bool:
    return "clock" in fields or "hour" in fields


def _year(fields: Fields) -> int:
    year = fields["year"]
    assert isinstance(year, int)
    return year


def _turns(left: Fields, right: Fields) -> int:
    """1 where the year turns between two months or quarters, else 0."""
    part = _parts(left) or "month"
    first, second = left.get(part), right.get(part)
    return int(isinstance(first, int) and isinstance(second, int) and first > second)
