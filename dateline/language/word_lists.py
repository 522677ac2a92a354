"""Lists of words, which stand in YAML beside the code that asks for them."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml


@cache
def word_lists(path: Path) -> Mapping[str, frozenset[str]]:
    """The lists of words of a YAML file, by their names."""
    lists = yaml.load(path.read_bytes(), yaml.CSafeLoader)
    return {name: frozenset(words) for name, words in lists.items()}
