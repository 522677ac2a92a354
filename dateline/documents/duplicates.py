"""Near copies: wire stories printed by several papers, cut short, or with a line added.

MinHash finds the pairs to look at; what makes a copy is that the other text holds it word for word, or all of
its sentences but for some words: an editor changes words in many, an update has sentences of its own.
"""

import hashlib
import re
from collections.abc import Sequence
from functools import lru_cache

from rensa import RMinHash

_WORD = re.compile(r"\w+")
_NUMBER = re.compile(r"\b\d\w*")
_GRAM = 5  # words
_LEAST_GRAMS = 25  # a shorter text has copies by chance
_HASHES = 128
_BAND = 2  # hashes: texts that share a fifth of their grams have a band in common in 19 of 20 cases
_SEED = 42
_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n\s*")
_SHINGLE = 3  # words
_LEAST_SHINGLES = 0.6  # of a sentence's that the original has where it holds the sentence, edited
_LEAST_VERBATIM = 0.8  # of a copy's grams that the original has
_LEAST_EDITED = 0.4  # of them, where an editor changed words of
_LEAST_HELD = 0.9  # of a copy's words that are in sentences which the original holds
_LEAST_FIGURES = 0.8  # and of its numbers: reports of one form on two days differ in these
_MOST_WORDS = 50_000  # of a text that are looked at
_KEPT = 500  # texts that come again in the next pairs


def bands_of(texts: Sequence[str]) -> list[list[int]]:
    """The band hashes of each text's MinHash, as signed 64-bit numbers; none for a text of few words.

    Each comes twice, the second time with the text's numbers: letters of one form have the first in common,
    and copies of one of them the second.
    """
    long = [(index, grams) for index, text in enumerate(texts) if len(grams := _grams(text)) >= _LEAST_GRAMS]
    digests = RMinHash.digests_from_token_sets([sorted(grams) for _, grams in long], _HASHES, _SEED)
    bands: list[list[int]] = [[] for _ in texts]
    for (index, _), digest in zip(long, digests, strict=True):
        words = [
            # 32 bits a hash, and the band's number in between, in one number
            (digest[start] << 31 ^ digest[start + 1] ^ start << 56) & (1 << 63) - 1
            for start in range(0, _HASHES, _BAND)
        ]
        figures = _digest(_figures(texts[index]))
        bands[index] = words + [word ^ figures for word in words]
    return bands


def _digest(figures: frozenset[str]) -> int:
    """A number of 62 bits, and 0 for none."""
    told = " ".join(sorted(figures)).encode()
    return int.from_bytes(hashlib.blake2b(told, digest_size=8).digest()) >> 2 if figures else 0


def is_copy(text: str, original: str) -> bool:
    """Whether another text holds almost all of a text, edited or not, its numbers included."""
    figures = _figures(text)
    if len(figures & _figures(original)) < _LEAST_FIGURES * len(figures):
        return False
    grams = _grams(text)
    shared = len(grams & _grams(original))
    if len(grams) < _LEAST_GRAMS or shared < _LEAST_EDITED * len(grams):
        return False
    if shared >= _LEAST_VERBATIM * len(grams):
        return True
    shingles = _shingles(original)
    sentences = _sentences(text)
    held = sum(size for size, own in sentences if len(own & shingles) >= _LEAST_SHINGLES * len(own))
    return held >= _LEAST_HELD * sum(size for size, _ in sentences)


@lru_cache(_KEPT)
def _sentences(text: str) -> list[tuple[int, frozenset[str]]]:
    """How many words each sentence has, and its shingles; shorter ones are left out."""
    sentences = [_words(sentence) for sentence in _SENTENCE.split(text)]
    return [(len(words), _runs(words, _SHINGLE)) for words in sentences if len(words) >= _SHINGLE]


@lru_cache(_KEPT)
def _shingles(text: str) -> frozenset[str]:
    return _runs(_words(text), _SHINGLE)


@lru_cache(_KEPT)
def _grams(text: str) -> frozenset[str]:
    return _runs(_words(text), _GRAM)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())[:_MOST_WORDS]


def _runs(words: Sequence[str], length: int) -> frozenset[str]:
    return frozenset(" ".join(words[start : start + length]) for start in range(len(words) - length + 1))


@lru_cache(20 * _KEPT)
def _figures(text: str) -> frozenset[str]:
    return frozenset(_NUMBER.findall(text))
