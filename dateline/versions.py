"""What tells one reading from another: versions of the reader, the engine, the codebook and the timeline.

They are digests of the files that each is made of, and are told without loading any of it: a refresh with
nothing new asks for no more.
"""

import hashlib
import os
from collections.abc import Iterable
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

MODEL_SETTING = "DATELINE_MODEL"

_HERE = Path(__file__).parent
MODEL = _HERE / "language" / "model"  # the bundled pipeline
_ROOMS = ("language", "temporal", "events")
# has a version of its own; changes how bytes are had, not what they say; is told by the digest of the model;
# changes what is read through it alone
_OTHERS = {"codebook", "fetching", "model", "training"}
# packages that reading looks things up in, or computes with
_TABLES = (
    *("dateparser", "holidays", "lemminflect", "numpy", "onnxruntime", "pycountry"),
    *("spacy", "tokenizers"),
)
# packages that turn bytes into documents
_FORMATS = (
    *("beautifulsoup4", "charset-normalizer", "dateparser", "feedparser", "htmldate", "lxml", "mammoth"),
    *("py3langid", "pypdf", "trafilatura"),
)


@cache
def reader_version() -> str:
    """A digest of the room that makes documents of bytes, and of the packages that it uses."""
    return hashlib.sha256(_of_rooms(("documents",), _FORMATS).encode()).hexdigest()[:8]


@cache
def engine_version() -> str:
    """The release with a digest of the rooms, the model and the tables that read.

    What they say changes only with it.
    """
    models = model_digest() + (_pipeline_digest(MODEL) if os.environ.get(MODEL_SETTING) else "")
    digest = hashlib.sha256(f"{models} {_of_rooms(_ROOMS, _TABLES)}".encode()).hexdigest()
    return f"{version('dateline')}+{digest[:8]}"


@cache
def codebook_version(folder: Path = _HERE / "events" / "codebook") -> str:
    """A digest of the YAML files of a codebook folder."""
    return _digest(folder, folder.glob("*.yaml"))[:12]


@cache
def timeline_version() -> str:
    """A digest of the room that joins mentions to events and sums them up."""
    folder = _HERE / "timeline"
    return _digest(folder, (path for path in folder.iterdir() if path.suffix in (".py", ".yaml")))[:8]


def model_digest() -> str:
    """What tells one pipeline from another: a digest of its files, or the name and version of a package."""
    name = os.environ.get(MODEL_SETTING) or str(MODEL)
    folder = Path(name)
    if folder.is_dir():
        return _pipeline_digest(folder)
    try:
        return f"{name} {version(name)}"
    except PackageNotFoundError:
        return name


def _pipeline_digest(folder: Path) -> str:
    return _digest(folder, (path for path in folder.rglob("*") if path.is_file()))


def _of_rooms(rooms: Iterable[str], packages: Iterable[str]) -> str:
    """A digest of the files of rooms, and the versions of packages."""
    told = (
        path
        for room in rooms
        for path in (_HERE / room).rglob("*")
        if path.suffix in (".json", ".parquet", ".py", ".yaml")
        and _OTHERS.isdisjoint(path.parts[len(_HERE.parts) :])
    )
    return " ".join((_digest(_HERE, told), *map(version, packages)))


def _digest(folder: Path, paths: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in sorted(paths):
        digest.update(path.relative_to(folder).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()
