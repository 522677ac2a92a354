"""Mail that a text quotes or forwards: passages that were written on a day of their own.

"On Mon, 3 June 2024 at 10:11, Ane Holt wrote:" opens what is quoted behind ">" or to the end of the text, and
so does a head of its own ("From: … Sent: …"). What such a passage calls yesterday is the day before its own.
"""

import datetime as dt
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from dateline.documents.dates import WRITTEN, day_of, day_of_words

_MARKS = re.compile(r"(?:[ \t]{0,3}>)*[ \t]*")
# The words of an attribution and of a head for when it was, with the language that tells how dates are read.
_WROTE = {
    "wrote": "en",
    "writes": "en",
    "schrieb": "de",
    "écrit": "fr",
    "escribió": "es",
    "scritto": "it",
    "escreveu": "pt",
    "schreef": "nl",
    "skrev": "sv",
    "napisał": "pl",
}
_SENT = {
    "Sent": "en",
    "Date": "en",
    "Gesendet": "de",
    "Datum": "de",
    "Envoyé": "fr",
    "Enviado": "es",
    "Fecha": "es",
    "Inviato": "it",
    "Data": "it",
}
_ATTRIBUTION = re.compile(rf"\b({'|'.join(_WROTE)})\b[^:\n]{{0,80}}:$")
# An attribution that no ">" follows is told from prose by its form: a day at once, and a clock or an address.
_OPENS = re.compile(r"(?:On|Am|Le|El|Il|Op|Den|Em)\s+(?:[^\W\d_]+\.?,?\s+)?(?=\d|[^\W\d_]+\.?\s+\d)")
_CLOCK_OR_ADDRESS = re.compile(r"\d{1,2}[:.h]\d{2}|[\w.+-]+@[\w-]+\.\w")
_HEAD = re.compile(
    r"\*?(?P<key>From|Sent|Date|To|Cc|Bcc|Reply-To|Subject|Von|Gesendet|Datum|An|Betreff|De|Envoyé|À|Objet|Para|"
    r"Enviado|Fecha|Asunto|Da|Inviato|Data|A|Oggetto)\s?:\*?\s*(?P<value>.*)"
)
_SENDER = ("From", "Von", "De", "Da")
# Without any of these a text quotes no mail: most need not be looked through.
_SIGNS = (*_WROTE, *(f"{key}{colon}" for key in _SENDER for colon in (":", " :")))
_LEAST_HEAD, _MOST_HEAD = 3, 12  # lines of the head of a mail
_MOST_MAILS = 500  # in a text: to read a day takes a millisecond
_LONGEST = 400  # characters of a line of a head


@dataclass(frozen=True, slots=True)
class Passage:
    """What a text quotes of another mail, by offsets, and the day of that mail; None where it is not told."""

    start: int
    end: int
    day: dt.date | None


@dataclass(frozen=True, slots=True)
class _Line:
    """A line less the marks of quotation before it, and how many they are."""

    start: int
    end: int
    depth: int
    words: str


def quoted_passages(text: str) -> list[Passage]:
    """The passages of a text that are quoted mail with a head or attribution of its own, in order."""
    if not any(sign in text for sign in _SIGNS):
        return []
    lines = list(_lines(text))
    days: dict[int, dt.date | None] = {}  # of the mails that are open, by the depth from which each is quoted
    found: list[Passage] = []
    is_first = True
    left = _MOST_MAILS
    for number, line in enumerate(lines):
        if not line.words:
            continue
        days = {depth: day for depth, day in days.items() if depth <= line.depth}
        head = _head_at(lines, number) if left else {}
        if head and not is_first:  # the first is that of the text itself
            days[line.depth] = _sent(head)
            left -= 1
        is_first = False
        if days:
            day = days[max(days)]
            if found and found[-1].day == day and not text[found[-1].end : line.start].strip("> \t\n"):
                found[-1] = Passage(found[-1].start, line.end, day)
            else:
                found.append(Passage(line.start, line.end, day))
        if left and (opened := _opened_by(lines, number)):
            days[opened[0]] = opened[1]
            left -= 1
    return found


def day_at(passages: Sequence[Passage], offset: int, day: dt.date | None) -> dt.date | None:
    """The day of the mail in which an offset stands, else the day of the text."""
    number = bisect_right(passages, offset, key=lambda passage: passage.start) - 1
    is_quoted = number >= 0 and offset < passages[number].end
    return passages[number].day if is_quoted else day


def own_words(text: str) -> str:
    """A text up to the first mail that it quotes."""
    passages = quoted_passages(text)
    return text[: passages[0].start] if passages else text


def _lines(text: str) -> Iterator[_Line]:
    start = 0
    for line in text.split("\n"):
        marks = _MARKS.match(line)
        depth = marks[0].count(">") if marks else 0
        words = line[marks.end() if marks else 0 :].rstrip()
        yield _Line(start, start + len(line), depth, words)
        start += len(line) + 1


def _opened_by(lines: Sequence[_Line], number: int) -> tuple[int, dt.date | None] | None:
    """The depth of the mail that an attribution opens, and its day; None when the line is none."""
    line = lines[number]
    wrote = _ATTRIBUTION.search(line.words) if len(line.words) <= _LONGEST else None
    if wrote is None:
        return None
    told = line.words
    if number and lines[number - 1].depth == line.depth and not WRITTEN.search(told):
        told = f"{lines[number - 1].words} {told}"[-_LONGEST:]
    match = WRITTEN.search(told)
    day = day_of_words(match[0], _WROTE[wrote[1]]) if match else None
    following = next((later for later in lines[number + 1 : number + 4] if later.words), None)
    if following and following.depth > line.depth:
        return line.depth + 1, day
    if day and _OPENS.match(told) and _CLOCK_OR_ADDRESS.search(told):
        return line.depth, day
    return None


def _head_at(lines: Sequence[_Line], number: int) -> dict[str, str]:
    """The head of a mail that starts at a line, its lines by their keys; empty when there is none."""
    head: dict[str, str] = {}
    first = _HEAD.fullmatch(lines[number].words[:_LONGEST])
    if first is None or first["key"] not in _SENDER:
        return head
    for line in islice(lines, number, number + _MOST_HEAD):
        match = _HEAD.fullmatch(line.words[:_LONGEST])
        if match is None or line.depth != lines[number].depth or match["key"] in head:
            break
        head[match["key"]] = match["value"]
    return head if len(head) >= _LEAST_HEAD and any(key in head for key in _SENT) else {}


def _sent(head: dict[str, str]) -> dt.date | None:
    return next((day_of(head[key], language) for key, language in _SENT.items() if key in head), None)
