"""The sources file: what is read, declared in YAML and checked against a schema."""

from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from dateline.documents.errors import SourcesError
from dateline.records import Source


class _Declared(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$")]
    kind: Literal["folder"]
    location: str
    collection: Annotated[str, Field(min_length=1)]
    publisher: str | None = None
    reliability: Literal["A", "B", "C", "D", "E", "F"] = "F"
    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]+)*$")] = "en"


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")

    sources: list[_Declared]


def load_sources(path: Path) -> list[Source]:
    """The sources that a file declares; relative locations count from the file's folder.

    Raises SourcesError naming the file, the line and the key.
    """
    try:
        text = path.read_text(encoding="utf-8")
        tree = yaml.compose(text, yaml.SafeLoader)
        entries = yaml.safe_load(text)
    except OSError as error:
        raise SourcesError(f"{path}: cannot be read: {error.strerror}") from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise SourcesError(f"{path}:{mark.line + 1 if mark else 1}: not YAML: {error}") from error
    try:
        declared = _File.model_validate(entries).sources
    except ValidationError as error:
        raise SourcesError("\n".join(_told(path, tree, entry) for entry in error.errors())) from error
    seen: dict[str, int] = {}
    for index, entry in enumerate(declared):
        if entry.name in seen:
            line = _line(tree, ("sources", index, "name"))
            raise SourcesError(f"{path}:{line}: name: {entry.name!r} is declared twice; names are unique")
        seen[entry.name] = index
    return [_source(entry, path.resolve().parent) for entry in declared]


def _source(entry: _Declared, folder: Path) -> Source:
    return Source(
        source_id=entry.name,
        kind=entry.kind,
        location=str((folder / entry.location).resolve()),
        collection=entry.collection,
        publisher=entry.publisher,
        reliability=entry.reliability,
        language=entry.language,
    )


def _told(path: Path, tree: Any, error: Any) -> str:
    keys = ".".join(str(part) for part in error["loc"])
    return f"{path}:{_line(tree, error['loc'])}: {keys}: {error['msg']}"


def _line(node: Any, keys: tuple[int | str, ...]) -> int:
    """The line of the deepest node on a path of keys."""
    for key in keys:
        if isinstance(node, yaml.MappingNode):
            inner = next((value for name, value in node.value if name.value == key), None)
        elif isinstance(node, yaml.SequenceNode) and isinstance(key, int) and key < len(node.value):
            inner = node.value[key]
        else:
            inner = None
        if inner is None:
            break
        node = inner
    return node.start_mark.line + 1 if node is not None else 1
