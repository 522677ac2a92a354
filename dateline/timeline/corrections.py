"""What people correct in events: the lines of a CSV file, and how they change what was joined.

The file is a log: lines are added, never changed, and `undo` takes an earlier one back. An event is named by
the id of one of its mentions, which belongs to it whatever it is joined with, or by its own id.
"""

import csv
import datetime as dt
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast

from dateline.atomic import replacing
from dateline.errors import DatelineError
from dateline.events.codebook import load_codebook
from dateline.records import UNDATED, Qualifier, ResolvedDate, stable_id
from dateline.temporal.edtf import edtf_of
from dateline.temporal.intervals import Interval, OutOfRange, day, month, years

COLUMNS = ("action", "event", "value", "by", "on", "note")
ACTIONS = ("join", "split", "date", "type", "suppress", "confirm", "undo")

_WITHOUT_VALUE = {"suppress", "confirm"}
_ENDS = re.compile(r"(?P<date>\d{4}(?:-\d\d){0,2}|\.\.)(?P<qualifier>[~?%]?)")


class CorrectionError(DatelineError, ValueError):
    """A correction that cannot be applied; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Correction:
    """A line of the corrections file, as it stands there.

    `error` says why it cannot be applied, None where it can; `undone` that a later line takes it back.
    """

    correction_id: str
    line: int
    action: str
    event: str
    value: str
    by: str
    on: dt.date | None
    note: str
    undone: bool
    error: str | None

    @property
    def in_force(self) -> bool:
        """Whether it changes events."""
        return self.error is None and not self.undone and self.action != "undo"


def read_corrections(data: bytes) -> tuple[Correction, ...]:
    """The corrections of a CSV file with the columns of `COLUMNS`, in its order; bad lines carry an error."""
    try:
        rows = csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""))
        if tuple(rows.fieldnames or ()) != COLUMNS:
            return (_faulty(1, f"the first line must be {','.join(COLUMNS)}"),) if data.strip() else ()
        return _undoing([_parsed(rows.line_num, row) for row in rows])
    except UnicodeDecodeError:
        return (_faulty(1, "the file is not UTF-8: save it as CSV UTF-8"),)


def append_correction(
    path: Path, action: str, event: str, value: str, by: str, on: dt.date, note: str
) -> Correction:
    """Add a line to the file, which is made when it is not there; what was added.

    Raises CorrectionError when the line could not be applied; the file then stays as it is.
    """
    row = dict(zip(COLUMNS, (action, event, value, by, on.isoformat(), note), strict=True))
    before = path.read_bytes() if path.exists() else b""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    if not before.strip():
        writer.writeheader()
    elif not before.endswith(b"\n"):
        text.write("\n")
    writer.writerow(row)
    after = before + text.getvalue().encode()
    added = read_corrections(after)[-1]
    if added.error is not None:
        raise CorrectionError(added.error)
    with replacing(path) as stream:
        stream.write(after)
    return added


def corrected_date(edtf: str) -> ResolvedDate:
    """The date that a person gives as a year, month, day, or an interval of them with `..` for an open end.

    Raises CorrectionError for anything else.
    """
    ends = [_ENDS.fullmatch(part) for part in edtf.split("/")]
    if len(ends) > 2 or not all(ends):
        raise CorrectionError(f"{edtf!r} is no date: write 2024-10-31, 2024-10, 2024, or two with / between")
    found = [match for match in ends if match is not None]
    try:
        first, last = _days(found[0]["date"]), _days(found[-1]["date"])
    except OutOfRange as error:
        raise CorrectionError(f"{edtf!r} is no date: {error}") from error
    earliest = first.earliest if first else None
    latest = last.latest if last else None
    if earliest is None and latest is None:
        raise CorrectionError(f"{edtf!r} names no day")
    if earliest is not None and latest is not None and earliest > latest:
        raise CorrectionError(f"{edtf!r} ends before it begins")
    qualifier = cast(Qualifier, found[0]["qualifier"] or found[-1]["qualifier"])
    whole = earliest is not None and latest is not None
    return replace(
        UNDATED,
        edtf=edtf_of(earliest, latest, qualifier),
        earliest=earliest,
        latest=latest,
        granularity=("day" if earliest == latest else "days") if whole else "open",
        qualifier=qualifier,
        basis="corrected",
        rule="correction",
        confidence=1.0,
    )


def corrected_type(value: str) -> tuple[str, str | None]:
    """The type and mode that a person gives as TYPE or TYPE/mode; CorrectionError when there is none such."""
    name, _, mode = value.partition("/")
    modes = {entry.type: entry.modes for entry in load_codebook().types}
    if name not in modes:
        raise CorrectionError(f"{name!r} is no event type: {', '.join(sorted(modes))}")
    if mode and mode not in modes[name]:
        raise CorrectionError(f"{mode!r} is no mode of {name}: {', '.join(sorted(modes[name])) or 'none'}")
    return name, mode or None


def _days(text: str) -> Interval | None:
    if text == "..":
        return None
    numbers = [int(part) for part in text.split("-")]
    if len(numbers) == 1:
        return years(numbers[0], 1)
    if not 1 <= numbers[1] <= 12:
        raise OutOfRange("month must be in 1..12")
    if len(numbers) == 2:
        return month(numbers[0], numbers[1])
    only = day(numbers[0], numbers[1], numbers[2])
    return Interval(only, only)


def _parsed(line: int, row: Mapping[str | None, str | None]) -> Correction:
    words = {name: (row.get(name) or "").strip() for name in COLUMNS}
    try:
        on = dt.date.fromisoformat(words["on"])
    except ValueError:
        return _faulty(line, f"`on` must be a day such as 2024-10-31, not {words['on']!r}", words)
    found = Correction(
        correction_id=stable_id("c", *words.values()),
        line=line,
        action=words["action"],
        event=words["event"],
        value=words["value"],
        by=words["by"],
        on=on,
        note=words["note"],
        undone=False,
        error=None,
    )
    return replace(found, error=_fault(found))


def _faulty(line: int, error: str, words: Mapping[str, str] | None = None) -> Correction:
    given = dict.fromkeys(COLUMNS, "") | dict(words or {})
    return Correction(
        correction_id=stable_id("c", str(line), *given.values()),
        line=line,
        action=given["action"],
        event=given["event"],
        value=given["value"],
        by=given["by"],
        on=None,
        note=given["note"],
        undone=False,
        error=error,
    )


def _fault(given: Correction) -> str | None:
    """Why a line cannot be applied, as far as it can be seen without the events."""
    if given.action not in ACTIONS:
        return f"`action` is one of {', '.join(ACTIONS)}, not {given.action!r}"
    if not given.by:
        return "`by` must say who corrects"
    if not given.event and given.action != "undo":
        return "`event` must be the id of an event or of a mention"
    if not given.value and given.action not in _WITHOUT_VALUE:
        return f"`value` must say what to {given.action}"
    try:
        if given.action == "date":
            corrected_date(given.value)
        if given.action == "type":
            corrected_type(given.value)
    except CorrectionError as error:
        return str(error)
    return None


def _undoing(given: Sequence[Correction]) -> tuple[Correction, ...]:
    """The lines with those marked that a later one takes back."""
    done = list(given)
    standing: dict[str, int] = {}
    for number, each in enumerate(given):
        if each.error is not None:
            continue
        if each.action != "undo":
            standing[each.correction_id] = number
        elif each.value in standing:
            undone = standing.pop(each.value)
            done[undone] = replace(done[undone], undone=True)
        else:
            done[number] = replace(each, error=f"no correction {each.value} stands before this line")
    return tuple(done)
