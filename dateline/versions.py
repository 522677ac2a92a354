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
# has a version of its own; are told by the digest of the model; change what is read through it alone
_OTHERS = {"codebook", "model", "training"}
# packages that reading looks things up in, or computes with
_TABLES = (
    *("dateparser", "holidays", "lemminflect", "numpy", "onnxruntime", "pycountry"),
    *("spacy", "tokenizers"),
)
_FETCHING = {"fetching"}  # changes how bytes are had, not what they say
# packages that turn bytes into documents
_FORMATS = (
    *("beautifulsoup4", "charset-normalizer", "dateparser", "feedparser", "htmldate", "lxml", "mammoth"),
    *("py3langid", "pypdf", "trafilatura"),
)


@cache
def reader_version() -> str:
    """A digest of the room that makes documents of bytes, and of the packages that it uses."""
    folder = _HERE / "documents"
    told = (path for path in folder.rglob("*.py") if _FETCHING.isdisjoint(path.parts[len(folder.parts) :]))
    return hashlib.sha256(f"{_digest(folder, told)} {_versions(_FORMATS)}".encode()).hexdigest()[:8]


@cache
def engine_version() -> str:
    """The release with a digest of the rooms, the model and the tables that read.

    What they say changes only with it.
    """
    told = (
        path
        for room in _ROOMS
        for path in (_HERE / room).rglob("*")
        if path.suffix in (".json", ".parquet", ".py", ".yaml")
        and _OTHERS.isdisjoint(path.parts[len(_HERE.parts) :])
    )
    models = model_digest() + (_pipeline_digest(MODEL) if os.environ.get(MODEL_SETTING) else "")
    digest = hashlib.sha256(f"{models} {_digest(_HERE, told)} {_versions(_TABLES)}".encode()).hexdigest()
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


def _versions(packages: Iterable[str]) -> str:
    return " ".join(map(version, packages))


def _digest(folder: Path, paths: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in sorted(paths):
        digest.update(path.relative_to(folder).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()
