"""The sources file: what is read, declared in YAML and checked against a schema."""

from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, StrictBool, ValidationError, field_validator
from pydantic_core import PydanticCustomError

from dateline.documents.errors import SourcesError
from dateline.documents.fetching.addresses import normalised
from dateline.documents.fetching.errors import FetchError
from dateline.documents.sources.pages import is_address
from dateline.records import Source

_FETCHED = ("feed", "sitemap")
_LOCAL = ("folder", "warc")


class _Declared(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: Annotated[str, Field(pattern=r"^[a-z0-9-]+$")]
    kind: Literal["folder", "pages", "feed", "sitemap", "jsonl", "warc"]
    location: Annotated[str, Field(min_length=1)]
    collection: Annotated[str, Field(min_length=1)]
    publisher: str | None = None
    reliability: Literal["A", "B", "C", "D", "E", "F"] = "F"
    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]+)*$")] = "en"
    follow: StrictBool = False
    private_hosts: list[Annotated[str, Field(pattern=r"^[^\s/@]+$")]] = []
    fresh_days: Annotated[int, Field(ge=1)] | None = None

    @field_validator("location")
    @classmethod
    def _suits_kind(cls, location: str, info: Any) -> str:
        """A feed is at an address, a folder is none."""
        kind = info.data.get("kind")
        if is_address(location):
            try:
                normalised(location)
            except FetchError as error:
                raise PydanticCustomError("address", "{reason}", {"reason": str(error)}) from error
        if kind in _FETCHED and not is_address(location):
            raise PydanticCustomError("address", "write the address of the {kind}, https://…", {"kind": kind})
        if kind in _LOCAL and is_address(location):
            raise PydanticCustomError("path", "write a path: a {kind} is on this machine", {"kind": kind})
        return location

    @field_validator("follow")
    @classmethod
    def _has_pages(cls, follow: bool, info: Any) -> bool:
        if follow and info.data.get("kind") not in (None, "feed"):
            raise PydanticCustomError("follow", "remove it: only a feed has entries with pages behind them")
        return follow


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")

    sources: list[_Declared]


_OWN_FAULTS = ("address", "path", "follow")  # whose messages say what to write
_ADVICE = {
    "name": "write lower-case letters, digits and hyphens",
    "kind": "write one of folder, pages, feed, sitemap, jsonl, warc",
    "location": "write a path, counted from this file, or a web address",
    "collection": "write the topic that the source belongs to",
    "publisher": "write a name",
    "reliability": "write one of A, B, C, D, E, F",
    "language": "write a language code such as en (in quotes where YAML takes it for something else)",
    "follow": "write true, to read the pages behind a feed's entries, or false",
    "private_hosts": "write a list of host names or addresses, such as [intranet.example]",
    "fresh_days": "write the number of days within which something new is expected",
    "sources": "write a list of sources",
}


def load_sources(path: Path) -> list[Source]:
    """The sources that a file declares; relative locations count from the file's folder.

    Raises SourcesError, an error a line, naming the file, the line, the key and what to write instead.
    """
    try:
        text = path.read_text(encoding="utf-8")
        tree = yaml.compose(text, yaml.SafeLoader)
        entries = yaml.safe_load(text)
    except OSError as error:
        raise SourcesError(f"{path}: cannot be opened: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise SourcesError(f"{path}: not UTF-8 (byte {error.start}): save the file as UTF-8") from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise SourcesError(f"{path} line {line}: not YAML: {error.problem}; mend this line") from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise SourcesError(f"{path}: not YAML: {error}") from error
    try:
        declared = _File.model_validate(entries).sources
    except ValidationError as error:
        raise SourcesError("\n".join(_told(path, tree, entry) for entry in error.errors())) from error
    seen: set[str] = set()
    for index, entry in enumerate(declared):
        if entry.name in seen:
            line = _line(tree, ("sources", index, "name"))
            raise SourcesError(
                f"{path} line {line}: name: {entry.name!r} is declared twice; give each its own"
            )
        seen.add(entry.name)
    return [_source(entry, path.resolve().parent) for entry in declared]


def _source(entry: _Declared, folder: Path) -> Source:
    is_path = not is_address(entry.location)
    return Source(
        source_id=entry.name,
        kind=entry.kind,
        location=str((folder / entry.location).resolve()) if is_path else entry.location,
        collection=entry.collection,
        publisher=entry.publisher,
        reliability=entry.reliability,
        language=entry.language,
        follow=entry.follow,
        private_hosts=tuple(host.lower() for host in entry.private_hosts),
        fresh_days=entry.fresh_days,
    )


def _told(path: Path, tree: yaml.Node | None, error: Any) -> str:
    """One of pydantic's errors as file, line, key and advice."""
    key = next((str(part) for part in reversed(error["loc"]) if isinstance(part, str)), "sources")
    if error["type"] == "extra_forbidden":
        model = _File if len(error["loc"]) == 1 else _Declared
        fault, advice = "unknown key", f"known keys are {', '.join(model.model_fields)}"
    elif error["type"] == "missing":
        fault, advice = "missing", _ADVICE[key]
    elif isinstance(error["loc"][-1] if error["loc"] else 0, int) or not error["loc"]:
        fault, advice = "not `key: value` lines", "begin with `sources:` and give each source its keys"
    else:
        fault = f"{error['input']!r} will not do"
        advice = error["msg"] if error["type"] in _OWN_FAULTS else _ADVICE[key]
    return f"{path} line {_line(tree, error['loc'])}: {key}: {fault}; {advice}"


def _line(node: yaml.Node | None, keys: tuple[int | str, ...]) -> int:
    """The line of the deepest node, or key, on a path of keys that the file has."""
    line = 1
    for key in keys:
        if isinstance(node, yaml.MappingNode):
            pair = next(((name, value) for name, value in node.value if name.value == key), None)
            if pair is None:
                break
            line, node = pair[0].start_mark.line + 1, pair[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(key, int) and key < len(node.value):
            node = node.value[key]
            line = node.start_mark.line + 1
    return line
