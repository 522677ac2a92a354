"""The pages as a web application: each address a question to one snapshot of the published file."""

import calendar
import datetime as dt
import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from viewer.asked import LANES, BadAddress, View, number, view_of
from viewer.chart import chart, strip
from viewer.formats import about, as_csv, as_json
from viewer.marks import pieces
from viewer.security import guards
from warehouse import pages
from warehouse.pages import Connection, Row
from warehouse.published import Filter
from warehouse.reader import Reader
from warehouse.store import StoreError

STATIC = Path(__file__).with_name("static")
_SHOWN = 50  # rows of a page of a list
_DRAWN = 400  # events of a drawing, the most salient
_LISTED = 500
_FOUND = 20
_GIVEN = 100_000  # rows of a list for other programs
_FED = 100  # entries of a feed
_ATOM = "application/atom+xml"
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class _Pages:
    """What the answers share."""

    templates: Environment
    reader: Reader

    def answer(self, give: "_Answer", request: Request) -> Response:
        """Answer one request from one snapshot; what cannot be is told on a page."""
        try:
            with self.reader.cursor() as connection:
                return give(self, request, connection)
        except BadAddress as error:
            return self.page("error.html", 400, title="Not to be asked so", reason=str(error))
        except StoreError as error:
            return self.page("error.html", 503, title="Nothing to show yet", reason=str(error))

    def page(self, template: str, status: int = 200, **told: object) -> HTMLResponse:
        """A page made from a template."""
        return HTMLResponse(self.templates.get_template(template).render(told), status)

    def feed(self, request: Request, connection: Connection, **told: object) -> Response:
        """An Atom feed made from its template."""
        moment = pages.refreshed_at(connection)
        text = self.templates.get_template("feed.atom").render(
            **told, base=str(request.base_url).rstrip("/"), address=str(request.url), refreshed_at=moment
        )
        return Response(text, media_type=_ATOM)


_Answer = Callable[[_Pages, Request, Connection], Response]


def create_app(published: Path, token: str | None = None) -> Starlette:
    """The pages over a published file; with a token for whoever has it, else for this machine alone."""
    templates = Environment(
        loader=PackageLoader("viewer"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    templates.filters["when"] = _when
    templates.filters["xml"] = _xml
    shared = _Pages(templates, Reader(published))
    answers = {
        "/": _home,
        "/timeline": _timeline,
        "/timeline.json": _timeline_json,
        "/timeline.csv": _timeline_csv,
        "/timeline.atom": _timeline_feed,
        "/events/{id}": _event,
        "/documents/{id}": _document,
        "/entities/{id:path}": _entity,
        "/stories": _stories,
        "/stories/{id}": _story,
        "/days/{day}": _day,
        "/changes": _changes,
        "/changes.json": _changes_json,
        "/changes.atom": _changes_feed,
        "/sources": _sources,
        "/undated": _undated,
        "/search": _search,
    }
    routes = [Route(path, partial(shared.answer, give), methods=["GET"]) for path, give in answers.items()]
    static = Mount("/static", StaticFiles(directory=STATIC))

    def unknown(_: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        return shared.page("error.html", error.status_code, title="Not here", reason=error.detail)

    return Starlette(
        routes=[*routes, static], middleware=guards(token), exception_handlers={HTTPException: unknown}
    )


def _home(shared: _Pages, _: Request, connection: Connection) -> Response:
    return shared.page(
        "home.html", collections=pages.collections(connection), refreshed_at=pages.refreshed_at(connection)
    )


def _timeline(shared: _Pages, request: Request, connection: Connection) -> Response:
    view = view_of(request.query_params)
    wanted = view.wanted
    extent = pages.extent(connection, wanted)
    first, last = wanted.first or extent["first_day"], wanted.last or extent["last_day"]
    drawn = bars = None
    if first and last:
        last = max(first, last)
        drawn = chart(pages.most_salient(connection, wanted, _DRAWN), first, last, view.lane)
        bars = strip(pages.density(connection, wanted, first, last), first, last)
    return shared.page(
        "timeline.html",
        view=view,
        lanes=LANES,
        orders=tuple(pages.ORDERS),
        extent=extent,
        chart=drawn,
        strip=bars,
        drawn=min(_DRAWN, extent["event_count"]),
        rows=pages.timeline(connection, wanted, view.order, _SHOWN, _SHOWN * (view.page - 1)),
        pages=-(-extent["event_count"] // _SHOWN),
        choices=pages.choices(connection, wanted.collection),
        around=_around(view, first, last),
    )


def _around(view: View, first: dt.date | None, last: dt.date | None) -> dict[str, str]:
    """The links that lead to other stretches of days, by name; none beyond the calendar."""
    if first is None or last is None:
        return {}
    width = (last - first) + dt.timedelta(days=1)
    half = width / 2
    stretches = {"← earlier": (-width, -width), "wider": (-half, half), "later →": (width, width)}
    found = {}
    for name, (before, after) in stretches.items():
        with suppress(OverflowError):
            found[name] = view.link(**{"from": first + before, "to": last + after})
    return found


def _timeline_json(_: _Pages, request: Request, connection: Connection) -> Response:
    view = view_of(request.query_params)
    rows = pages.timeline(connection, view.wanted, view.order, _GIVEN)
    left_out = pages.extent(connection, view.wanted)["event_count"] - len(rows)
    told = about(view.query, pages.refreshed_at(connection), len(rows), left_out)
    return Response(as_json(rows, told), media_type="application/json")


def _timeline_csv(_: _Pages, request: Request, connection: Connection) -> Response:
    view = view_of(request.query_params)
    rows = pages.timeline(connection, view.wanted, view.order, _GIVEN)
    columns = pages.timeline_columns(connection)
    headers = {"content-disposition": 'attachment; filename="timeline.csv"'}
    return Response(as_csv(rows, columns), media_type="text/csv", headers=headers)


def _timeline_feed(shared: _Pages, request: Request, connection: Connection) -> Response:
    view = view_of(request.query_params)
    rows = pages.timeline(connection, view.wanted, view.order, _FED)
    return shared.feed(request, connection, title="Timeline", entries=[_entry(row) for row in rows])


def _entry(row: Row) -> dict[str, object]:
    return {
        "id": row["event_id"],
        "path": f"/events/{row['event_id']}",
        "title": f"{row['date_edtf']}: {row['title']}",
        "text": row["sentence"],
    }


def _event(shared: _Pages, request: Request, connection: Connection) -> Response:
    found = _known(pages.event(connection, request.path_params["id"]), "event")
    return shared.page("event.html", event=found)


def _document(shared: _Pages, request: Request, connection: Connection) -> Response:
    found = _known(pages.document(connection, request.path_params["id"]), "document")
    cut = pieces(found["text"] or "", found["mentions"], found["time_expressions"])
    return shared.page("document.html", document=found, pieces=cut)


def _entity(shared: _Pages, request: Request, connection: Connection) -> Response:
    return shared.page(
        "entity.html", entity=_known(pages.entity(connection, request.path_params["id"]), "entity")
    )


def _stories(shared: _Pages, request: Request, connection: Connection) -> Response:
    collection = request.query_params.get("collection")
    return shared.page("stories.html", stories=pages.stories(connection, collection), collection=collection)


def _story(shared: _Pages, request: Request, connection: Connection) -> Response:
    found = _known(pages.story(connection, request.path_params["id"]), "story")
    rows = pages.timeline(connection, Filter(story=found["story_id"]), "day", _LISTED)
    return shared.page("story.html", story=found, rows=rows)


def _day(shared: _Pages, request: Request, connection: Connection) -> Response:
    first, last = _days_of(request.path_params["day"])
    found = [
        (
            each["collection"],
            pages.summary(connection, each["collection"], first, last),
            pages.timeline(connection, Filter(each["collection"], first, last), "salience", _LISTED),
        )
        for each in pages.collections(connection)
    ]
    shown = [each for each in found if each[1] or each[2]]
    return shared.page("day.html", name=request.path_params["day"], first=first, last=last, found=shown)


def _days_of(name: str) -> tuple[dt.date, dt.date]:
    """The first and last day of a day or month of an address."""
    try:
        if len(name) == len("2024-10"):
            first = dt.date.fromisoformat(f"{name}-01")
            return first, first.replace(day=calendar.monthrange(first.year, first.month)[1])
        day = dt.date.fromisoformat(name)
    except ValueError as error:
        raise BadAddress(f"{name} is neither a day such as 2024-10-31 nor a month such as 2024-10") from error
    return day, day


def _changes(shared: _Pages, request: Request, connection: Connection) -> Response:
    rows = _changed(request, connection, _LISTED)
    query = request.query_params
    return shared.page(
        "changes.html",
        changes=rows,
        most=_LISTED,
        collection=query.get("collection"),
        since=query.get("since"),
    )


def _changes_json(_: _Pages, request: Request, connection: Connection) -> Response:
    rows = _changed(request, connection, _GIVEN)
    told = {"filter": dict(request.query_params), "row_count": len(rows)}
    return Response(as_json(rows, told), media_type="application/json")


def _changes_feed(shared: _Pages, request: Request, connection: Connection) -> Response:
    entries = [
        {
            "id": f"{row['event_id']}:{row['refresh']}:{row['change']}",
            "path": f"/events/{row['successor_id'] or row['event_id']}",
            "title": f"{row['change']}: {row['title_after'] or row['title_before']}",
            "text": f"{row['edtf_before'] or ''} → {row['edtf_after'] or ''}",
        }
        for row in _changed(request, connection, _FED)
    ]
    return shared.feed(request, connection, title="Changes", entries=entries)


def _changed(request: Request, connection: Connection, most: int) -> list[Row]:
    query = request.query_params
    return pages.changes(connection, query.get("collection"), number(query, "since"), most)


def _sources(shared: _Pages, _: Request, connection: Connection) -> Response:
    return shared.page("sources.html", sources=pages.sources(connection))


def _undated(shared: _Pages, request: Request, connection: Connection) -> Response:
    collection = request.query_params.get("collection")
    rows = pages.undated(connection, collection, _LISTED)
    return shared.page("undated.html", rows=rows, most=_LISTED, collection=collection)


def _search(shared: _Pages, request: Request, connection: Connection) -> Response:
    words = " ".join(request.query_params.get("words", "").split())
    found = pages.search(connection, words, _FOUND) if words else None
    return shared.page("search.html", words=words, found=found, most=_FOUND)


def _known(found: Row | None, kind: str) -> Row:
    if found is None:
        raise HTTPException(404, f"There is no {kind} of this id in the published file.")
    return found


def _xml(text: str) -> str:
    """A text without the characters that no XML may hold (XML 1.0, 2.2)."""
    return _NOT_IN_XML.sub("\ufffd", text)


def _when(row: Any) -> str:
    """A date as people read it: EDTF, or what stands for none."""
    return row["date_edtf"] or "undated"
