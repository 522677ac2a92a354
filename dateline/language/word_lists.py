"""Lists and tables of words, which stand in YAML beside the code that asks for them."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml


@cache
def word_lists(path: Path) -> Mapping[str, frozenset[str]]:
    """The lists of words of a YAML file, by their names."""
    return {name: frozenset(words) for name, words in word_table(path).items()}


def word_table(path: Path) -> dict[Any, Any]:
    """What a YAML file says of words, by the names of its parts."""
    table: dict[Any, Any] = yaml.load(path.read_bytes(), yaml.CSafeLoader)
    return table
