from pathlib import Path

import pytest

from dateline.documents import SourcesError, load_sources
from dateline.records import Source

ONE = "sources:\n  - name: pier\n    kind: folder\n    location: {location}\n    collection: marrowby\n"


def write(folder: Path, text: str) -> Path:
    path = folder / "sources.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_source_with_every_key_and_one_with_the_defaults(tmp_path: Path) -> None:
    (tmp_path / "etc").mkdir()
    path = write(
        tmp_path / "etc",
        ONE.format(location="../letters")
        + "  - {name: b-2, kind: folder, location: /b, collection: ice,"
        + " publisher: B, reliability: A, language: 'no'}\n",
    )
    assert load_sources(path) == [
        Source("pier", "folder", str(tmp_path / "letters"), "marrowby", None, "F", "en"),
        Source("b-2", "folder", "/b", "ice", "B", "A", "no"),
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (ONE.format(location=".") + "    colour: red\n", "line 6: colour: unknown key; known keys are name,"),
        (
            ONE.format(location=".") + "    reliability: G\n",
            "line 6: reliability: 'G' will not do; write one of A,",
        ),
        (
            ONE.format(location=".") + "    language: no\n",
            "line 6: language: False will not do; write a language code",
        ),
        (
            ONE.format(location=".").replace("pier", "Pier 4"),
            "line 2: name: 'Pier 4' will not do; write lower-case",
        ),
        (
            ONE.format(location=".").replace("folder", "floppy"),
            "line 3: kind: 'floppy' will not do; write one of folder, pages, feed,",
        ),
        (
            ONE.format(location=".").replace("folder", "feed"),
            "line 4: location: '.' will not do; write the address of the feed",
        ),
        (
            ONE.format(location="https://a.example/"),
            "line 4: location: 'https://a.example/' will not do; write a path: a folder is on this machine",
        ),
        (
            ONE.format(location="https://me:word@a.example/").replace("folder", "feed"),
            "line 4: location: 'https://me:word@a.example/' will not do; the address holds a user",
        ),
        (
            ONE.format(location=".") + "    follow: true\n",
            "line 6: follow: True will not do; remove it: only a feed has entries",
        ),
        (
            ONE.format(location=".") + "    private_hosts: https://a.example/\n",
            "line 6: private_hosts: 'https://a.example/' will not do; write a list of host names",
        ),
        (
            ONE.format(location=".") + "    fresh_days: 0\n",
            "line 6: fresh_days: 0 will not do; write the number of days",
        ),
        (
            "sources:\n  - name: a\n    kind: folder\n    location: .\n",
            "line 2: collection: missing; write the topic",
        ),
        (ONE.format(location=".") * 1 + "  - pier\n", "line 6: sources: not `key: value` lines; begin with"),
        ("- name: a\n", "line 1: sources: not `key: value` lines; begin with `sources:`"),
        ("", "line 1: sources: not `key: value` lines; begin with `sources:`"),
        ("sources: [\n", "line 2: not YAML:"),
        ("source: []\n", "line 1: source: unknown key; known keys are sources"),
        (
            ONE.format(location=".") + "  - {name: pier, kind: folder, location: ., collection: c}\n",
            "line 6: name: 'pier' is declared twice",
        ),
    ],
)
def test_an_error_names_file_line_key_and_what_to_write(tmp_path: Path, text: str, told: str) -> None:
    path = write(tmp_path, text)
    with pytest.raises(SourcesError) as caught:
        load_sources(path)
    assert f"{path} {told}" in str(caught.value)


def test_a_feed_with_all_that_it_may_have(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        ONE.format(location="https://a.example/feed").replace("folder", "feed")
        + "    follow: true\n    private_hosts: [A.example]\n    fresh_days: 7\n",
    )
    assert load_sources(path) == [
        Source("pier", "feed", "https://a.example/feed", "marrowby", None, "F", "en", True, ("a.example",), 7)
    ]


def test_a_file_that_is_not_there_or_not_utf8(tmp_path: Path) -> None:
    with pytest.raises(SourcesError, match="cannot be opened"):
        load_sources(tmp_path / "none.yaml")
    path = tmp_path / "sources.yaml"
    path.write_bytes("sources: [] # \xe9".encode("latin-1"))
    with pytest.raises(SourcesError, match="save the file as UTF-8"):
        load_sources(path)
