"""Lists of words, which stand in YAML beside the code that asks for them."""

from collections.abc import Mapping
from pathlib import Path

import yaml


def word_lists(name: str) -> Mapping[str, frozenset[str]]:
    """The lists of a YAML file of this folder, by their names."""
    lists = yaml.load(Path(__file__).with_name(name).read_bytes(), yaml.CSafeLoader)
    return {title: frozenset(words) for title, words in lists.items()}
